import { describe, expect, it } from 'vitest'
import type { Fetch } from '@/lib/replicas/http'
import { openPlace, type Place } from '@/lib/replicas/kinds'
import { bytesOf, listed, signal } from './contract'

/**
 * No request may depend on what is there: a condition is honoured by one server, ignored by the next and refused by a third.
 * Seen at the edge, where the browser takes over.
 */

type Kind = Exclude<Place['kind'], 'folder'>

const PLACES = {
  s3: {
    kind: 's3',
    address: 'https://s3.example.org',
    bucket: 'copies',
    region: 'us-east-1',
    keyId: 'id',
    secret: 'secret',
    style: 'path',
  },
  webdav: { kind: 'webdav', address: 'https://dav.example.org/copies/', name: 'ada', password: 'secret' },
  'remote-storage': {
    kind: 'remote-storage',
    address: 'https://rs.example.org/storage/ada/copies/',
    token: 'token',
  },
} as const satisfies { readonly [kind in Kind]: Place }

/** All that each kind says in its headers. */
const SAID = {
  s3: ['authorization', 'content-type', 'x-amz-content-sha256', 'x-amz-date'],
  webdav: ['authorization', 'content-type', 'depth'],
  'remote-storage': ['authorization', 'content-type'],
} as const satisfies { readonly [kind in Kind]: readonly string[] }

/** What each kind asks with. */
const METHODS = {
  s3: ['DELETE', 'GET', 'PUT'],
  webdav: ['DELETE', 'GET', 'MKCOL', 'PROPFIND', 'PUT'],
  'remote-storage': ['DELETE', 'GET', 'PUT'],
} as const satisfies { readonly [kind in Kind]: readonly string[] }

interface Asked {
  readonly method: string
  readonly headers: Headers
  readonly init: RequestInit
}

const empty = (status: number, headers: Record<string, string> = {}) =>
  new Response(null, { status, headers })

const page = (name: string, more: string) =>
  new Response(
    `<ListBucketResult>${more}<Contents><Key>${name}</Key><Size>1</Size></Contents></ListBucketResult>`,
    { headers: { etag: '"page"' } },
  )

const folder = (path: string, members: string) =>
  new Response(
    `<D:multistatus xmlns:D="DAV:"><D:response><D:href>${path}</D:href><D:propstat><D:prop><D:resourcetype><D:collection/></D:resourcetype></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>${members}</D:multistatus>`,
    { status: 207, headers: { etag: '"folder"' } },
  )

/** A place that gives a version and a date with everything, as if it wanted to hear of them again. */
function tempting(kind: Kind): { readonly fetch: Fetch; readonly asked: readonly Asked[] } {
  const asked: Asked[] = []
  const objects = new Map<string, string>()
  const tempted = {
    etag: '"1"',
    'last-modified': 'Fri, 01 May 2026 12:00:00 GMT',
    'cache-control': 'max-age=9999',
  }
  const fetch: Fetch = async (address, init) => {
    const method = init.method ?? 'GET'
    const url = new URL(address)
    asked.push({ method, headers: new Headers(init.headers), init })
    if (method === 'PROPFIND') return folder(url.pathname, '')
    if (method === 'MKCOL') {
      objects.set(url.pathname, '')
      return empty(201)
    }
    if (method === 'PUT') {
      const parent = url.pathname.slice(0, url.pathname.lastIndexOf('/') + 1)
      if (kind === 'webdav' && !objects.has(parent)) return empty(409)
      objects.set(url.pathname, 'a')
      return empty(kind === 'webdav' ? 201 : 200, tempted)
    }
    if (url.searchParams.has('list-type'))
      return url.searchParams.has('continuation-token')
        ? page('v1/a', '<IsTruncated>false</IsTruncated>')
        : page('v1/b', '<IsTruncated>true</IsTruncated><NextContinuationToken>next</NextContinuationToken>')
    if (kind === 'remote-storage' && url.pathname.endsWith('/'))
      return new Response(JSON.stringify({ items: { b: { ETag: '1', 'Content-Length': 1 } } }), {
        headers: tempted,
      })
    if (method === 'DELETE') return empty(objects.delete(url.pathname) || kind === 's3' ? 204 : 404)
    const found = objects.get(url.pathname)
    if (found !== undefined) return new Response(found, { headers: tempted })
    return kind === 's3' ? new Response('<Error><Code>NoSuchKey</Code></Error>', { status: 404 }) : empty(404)
  }
  return { fetch, asked }
}

describe.each(Object.keys(PLACES) as readonly Kind[])('%s', (kind) => {
  it('asks over all four verbs without any condition, however much the server offers one', async () => {
    const { fetch, asked } = tempting(kind)
    const replica = openPlace(PLACES[kind], { fetch })
    const name = 'v1/vault/device/place'
    // Each twice: what is known by the second time could be what a condition is made of.
    for (let time = 0; time < 2; time++) {
      await replica.put(name, bytesOf('a'), signal)
      expect(await replica.get(name, 10, signal)).toEqual(bytesOf('a'))
      expect(await replica.get('v1/vault/device/none', 10, signal)).toBeNull()
      await listed(replica, 'v1/')
      await replica.put(name, bytesOf('a'), signal)
      await replica.delete(name, signal)
      await replica.delete(name, signal)
    }
    expect([...new Set(asked.map(({ method }) => method))].sort()).toEqual(METHODS[kind])
    const said = new Set(asked.flatMap(({ headers }) => [...headers.keys()]))
    expect([...said].sort()).toEqual(SAID[kind])
    // A browser that may look into its cache would add one by itself.
    for (const { init } of asked) expect(init.cache).toBe('no-store')
  })
})
