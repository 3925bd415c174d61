import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { HttpOptions } from '@/lib/replicas/http'
import { createRemoteStorageReplica } from '@/lib/replicas/remote-storage'
import { type Replica, ReplicaError } from '@/lib/replicas/replica'
import { createS3Replica } from '@/lib/replicas/s3'
import { createWebDavReplica } from '@/lib/replicas/webdav'
import { type LyingServer, startLyingServer } from '../support/servers/lying'
import { bucketOf, collection, content, file, HTML, items, multistatus } from './answers'
import { bytesOf, listed, problemOf, problemsOf, signal } from './contract'

/** Each kind against a server that says anything but what it should. */

type Kind = 's3' | 'webdav' | 'remote-storage'
const KINDS: readonly Kind[] = ['s3', 'webdav', 'remote-storage']

let server: LyingServer
let other: LyingServer
beforeAll(async () => {
  server = await startLyingServer()
  other = await startLyingServer()
})
afterAll(async () => {
  await server.close()
  await other.close()
})
beforeEach(() => {
  server.answer = (_, response) => void response.end()
})

function at(kind: Kind, options: HttpOptions = {}, address = server.address): Replica {
  if (kind === 's3') {
    const place = {
      address,
      bucket: 'copies',
      region: 'us-east-1',
      keyId: 'id',
      secret: 'secret',
      style: 'path',
    } as const
    return createS3Replica(place, options)
  }
  if (kind === 'webdav')
    return createWebDavReplica({ address: `${address}/dav/`, name: 'a', password: 'b' }, options)
  return createRemoteStorageReplica({ address: `${address}/storage/a/`, token: 'token' }, options)
}

const says = (status: number, body: string | Uint8Array = '', headers: Record<string, string> = {}) => {
  server.answer = (_, response) => void response.writeHead(status, headers).end(body)
}

/** A listing of so many names that begin with `v1/a/b/`, as each kind gives it. */
function pageOf(kind: Kind, count: number): void {
  const names = Array.from({ length: count }, (_, number) => String(number).padStart(6, '0'))
  if (kind === 's3') says(200, bucketOf(names.map((name) => content(`v1/a/b/${name}`)).join('')))
  if (kind === 'webdav') says(207, multistatus(names.map((name) => file(`/dav/v1/a/b_${name}`)).join('')))
  if (kind === 'remote-storage')
    says(
      200,
      items(Object.fromEntries(names.map((name) => [`b_${name}`, { ETag: '1', 'Content-Length': 1 }]))),
    )
}

describe.each(KINDS)('%s', (kind) => {
  it.each([301, 302, 303, 307, 308])('follows nobody to another host (%i)', async (status) => {
    const before = other.asked.length
    says(status, '', { location: `${other.address}/elsewhere` })
    expect(await problemsOf(at(kind))).toEqual(Array(4).fill('redirected'))
    expect(other.asked.length).toBe(before)
  })

  it('takes a page of HTML neither for a listing nor for a put that was done', async () => {
    says(200, HTML, { 'content-type': 'text/html' })
    expect(await problemOf(listed(at(kind), 'v1/'))).toBe('wrong-answer')
    expect(await problemOf(at(kind).put('v1/a', bytesOf('a'), signal))).toBe('wrong-answer')
  })

  it.each([
    [400, 'wrong-answer'],
    [401, 'refused'],
    [403, 'refused'],
    [405, 'wrong-answer'],
    [413, 'full'],
    [418, 'wrong-answer'],
    [429, 'busy'],
    [500, 'failing'],
    [501, 'wrong-answer'],
    [502, 'failing'],
    [503, 'busy'],
    [504, 'failing'],
    [507, 'full'],
  ])('knows what %i means: %s', async (status, problem) => {
    says(status, HTML)
    expect(await problemsOf(at(kind))).toEqual(Array(4).fill(problem))
  })

  it('hears for how long it is to be left alone, and never for more than an hour', async () => {
    const now = () => Date.parse('2026-05-01T12:00:00Z')
    const restAfter = async (value: string) => {
      says(503, '', { 'retry-after': value })
      const error = await at(kind, { now })
        .get('v1/a', 10, signal)
        .catch((thrown: unknown) => thrown)
      return error instanceof ReplicaError ? error.after : 'nothing'
    }
    expect(await restAfter('120')).toBe(120_000)
    expect(await restAfter('Fri, 01 May 2026 12:00:30 GMT')).toBe(30_000)
    expect(await restAfter('Fri, 01 May 2020 12:00:30 GMT')).toBe(0)
    expect(await restAfter('99999999')).toBe(3_600_000)
    expect(await restAfter('soon')).toBe(null)
  })

  it('passes nothing of an answer on', async () => {
    says(500, 'the secret is sesame')
    const error = await at(kind)
      .get('v1/a', 10, signal)
      .catch((thrown: unknown) => thrown)
    expect(JSON.stringify(error) + String(error) + (error as Error).message).not.toContain('sesame')
  })

  it('stops reading what never ends', async () => {
    let sent = 0
    let gone = false
    server.answer = (request, response) => {
      request.socket.once('close', () => {
        gone = true
      })
      response.writeHead(200, { 'content-type': 'application/octet-stream' })
      void pour(response, (bytes) => {
        sent += bytes
      })
    }
    expect(await problemOf(at(kind).get('v1/a', 100_000, signal))).toBe('wrong-answer')
    while (!gone) await nextTurn()
    // What was on its way in buffers, and nowhere near the gigabyte that was promised.
    expect(sent).toBeLessThan(50_000_000)
  })

  it('does not begin to read what says that it is a gigabyte', async () => {
    server.answer = (_, response) =>
      void response.writeHead(200, { 'content-length': '1000000000' }).write('a')
    expect(await problemOf(at(kind).get('v1/a', 100_000, signal))).toBe('wrong-answer')
  })

  it('takes an object of no bytes for one', async () => {
    says(200)
    expect(await at(kind).get('v1/a', 10, signal)).toEqual(new Uint8Array(0))
  })

  it('waits for no answer for ever', async () => {
    server.answer = () => {}
    expect(await problemsOf(at(kind, { silence: 50 }))).toEqual(Array(4).fill('unreachable'))
  })

  it('waits neither for a drip that stops nor for one that never does', async () => {
    server.answer = (_, response) => {
      response.writeHead(200).write('a')
    }
    expect(await problemOf(at(kind, { silence: 50 }).get('v1/a', 10, signal))).toBe('unreachable')
    server.answer = (_, response) => {
      const drip = setInterval(() => response.write('a'), 10)
      response.once('close', () => clearInterval(drip))
    }
    expect(await problemOf(at(kind, { total: 200 }).get('v1/a', 1_000_000, signal))).toBe('unreachable')
  })

  it('takes nothing that was cut off for whole', async () => {
    server.answer = (_, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('half', () => response.destroy())
    }
    expect(await problemOf(at(kind).get('v1/a', 1_000, signal))).toBe('unreachable')
  })

  it('does not speak to one whose certificate nobody vouches for', async () => {
    const tls = await startLyingServer({ tls: true })
    try {
      expect(await problemsOf(at(kind, {}, tls.address))).toEqual(Array(4).fill('unreachable'))
      expect(tls.asked).toEqual([])
    } finally {
      await tls.close()
    }
  })

  it('reaches nobody where nobody listens', async () => {
    expect(await problemsOf(at(kind, {}, 'http://127.0.0.1:9'))).toEqual(Array(4).fill('unreachable'))
    expect(await problemsOf(at(kind, {}, 'https://nobody.invalid'))).toEqual(Array(4).fill('unreachable'))
  })

  it('takes a page of ten thousand names, and none that is larger than it has room for', async () => {
    pageOf(kind, 10_000)
    expect((await listed(at(kind), 'v1/a/b/')).length).toBe(10_000)
    says(kind === 'webdav' ? 207 : 200, new Uint8Array(8_400_000).fill(32))
    expect(await problemOf(listed(at(kind), 'v1/a/b/'))).toBe('wrong-answer')
  })

  it('survives listings that are nothing of the kind', async () => {
    const status = kind === 'webdav' ? 207 : 200
    const bomb = `<!DOCTYPE lolz [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n} "${`&a${n || ''};`.repeat(10)}">`).join('')}]><ListBucketResult>&a8;</ListBucketResult>`
    const outside =
      '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><D:multistatus xmlns:D="DAV:">&x;</D:multistatus>'
    for (const body of [
      '',
      'null',
      '[]',
      '42',
      '"items"',
      '{"items":[]}',
      '{"items":null}',
      '{}',
      bomb,
      outside,
      '<a>'.repeat(200_000),
      `${'<a>'.repeat(40)}${'</a>'.repeat(40)}`,
      '['.repeat(200_000),
      '<ListBucketResult>',
      '<Error><Code>NoSuchKey</Code></Error>',
      new Uint8Array([0xff, 0xfe, 0x00, 0x3c]),
      HTML,
    ]) {
      says(status, body)
      const problem = await problemOf(listed(at(kind), 'v1/'))
      expect(problem).toBe('wrong-answer')
    }
  })
})

/** A gigabyte, as fast as it is taken. */
async function pour(response: ServerResponse, sent: (bytes: number) => void): Promise<void> {
  const part = new Uint8Array(65_536)
  const gone = once(response, 'close').catch(() => {})
  for (let left = 1_000_000_000; left > 0 && !response.destroyed; left -= part.length) {
    sent(part.length)
    if (!response.write(part)) await Promise.race([once(response, 'drain').catch(() => {}), gone])
  }
}

describe('s3, lied to', () => {
  const names = async (prefix = 'v1/') => (await listed(at('s3'), prefix)).map((entry) => entry.name)

  it('leaves out names that are not ours, and those that were not asked for', async () => {
    const foreign = [
      '../../etc/passwd',
      'v1/A',
      'v1/',
      'v2/a',
      '/v1/a',
      'v1/a%2f..%2fb',
      'v1/a b',
      'v1/.hidden',
      '__proto__',
      '',
    ]
    says(200, bucketOf([...foreign.map((key) => content(key)), content('v1/ours')].join('')))
    expect(await names()).toEqual(['v1/ours'])
    expect(await names('v3')).toEqual([])
  })

  it('takes no size that is none', async () => {
    for (const size of ['-1', '1e9', 'NaN', '', '99999999999999999999']) {
      says(200, bucketOf(content('v1/a', size)))
      expect(await problemOf(listed(at('s3'), 'v1/'))).toBe('wrong-answer')
    }
  })

  it('ends a list that comes round again, and one that says there is more but not where', async () => {
    const more = (token: string) =>
      bucketOf(
        content('v1/a'),
        `<IsTruncated>true</IsTruncated><NextContinuationToken>${token}</NextContinuationToken>`,
      )
    says(200, more('same'))
    expect(await problemOf(listed(at('s3'), 'v1/'))).toBe('wrong-answer')
    says(200, bucketOf(content('v1/a'), '<IsTruncated>true</IsTruncated>'))
    expect(await problemOf(listed(at('s3'), 'v1/'))).toBe('wrong-answer')
  })

  it('ends a list that always has another page, also where no name in it is ours', async () => {
    let pages = 0
    const fetch = async () => {
      pages++
      const next = `<IsTruncated>true</IsTruncated><NextContinuationToken>${pages}</NextContinuationToken>`
      return new Response(bucketOf(content('none of ours/%'), next))
    }
    expect(await problemOf(listed(at('s3', { fetch }), 'v1/'))).toBe('wrong-answer')
    expect(pages).toBeLessThanOrEqual(10_001)
  })

  it.each([
    ['RequestTimeTooSkewed', 403, 'clock'],
    ['SignatureDoesNotMatch', 403, 'refused'],
    ['InvalidAccessKeyId', 403, 'refused'],
    ['AuthorizationHeaderMalformed', 400, 'refused'],
    ['NoSuchBucket', 404, 'no-place'],
    ['SlowDown', 503, 'busy'],
    ['QuotaExceeded', 403, 'full'],
    ['XMinioStorageFull', 507, 'full'],
    ['EntityTooLarge', 400, 'full'],
    ['InternalError', 500, 'failing'],
    ['toString', 403, 'refused'],
    ['__proto__', 400, 'wrong-answer'],
  ])('knows the code %s', async (code, status, problem) => {
    says(status, `<?xml version="1.0"?><Error><Code>${code}</Code><Message>…</Message></Error>`)
    expect(await problemsOf(at('s3'))).toEqual(Array(4).fill(problem))
  })

  it('takes a plain 403 from a server whose clock is elsewhere for the clock', async () => {
    says(403, '', { date: 'Fri, 01 May 2020 12:00:00 GMT' })
    expect(await problemsOf(at('s3'))).toEqual(Array(4).fill('clock'))
  })

  it('takes a 404 without a code for something that is no store', async () => {
    says(404, HTML)
    expect(await problemsOf(at('s3'))).toEqual(Array(4).fill('wrong-answer'))
  })
})

describe('webdav, lied to', () => {
  const names = async () => (await listed(at('webdav'), 'v1/a/')).map((entry) => entry.name)

  it('leaves out what lies elsewhere or could not be ours', async () => {
    const hrefs = [
      '/dav/v1/a/../../x',
      '/etc/passwd',
      '/dav/v1/',
      '/dav/v1/a/b/c',
      'https://[bad',
      '/dav/v1/a/%2e%2e',
      '/dav/v1/a/A',
      '/dav/v1/a/%',
      '/dav/v1/a/x%2fy',
      '/dav/v1/a/%00',
      '/dav/v1/a/_x',
      '/dav/v1/a_x',
      '',
    ]
    says(
      207,
      multistatus(
        [
          ...hrefs.map((href) => file(href)),
          file('/dav/v1/a/ours'),
          file('http://other.example/dav/v1/a/0ther'),
        ].join(''),
      ),
    )
    expect(await names()).toEqual(['v1/a/0ther', 'v1/a/ours'])
  })

  it('ends in folders that hold themselves', async () => {
    server.answer = (request, response) =>
      void response
        .writeHead(207)
        .end(multistatus(collection(`${request.url}`) + collection(`${request.url}a/`)))
    expect(await names()).toEqual([])
  })

  it('takes no size that is none', async () => {
    for (const length of ['-1', '', '1 000', 'x']) {
      says(207, multistatus(file('/dav/v1/a/ours', length)))
      expect(await problemOf(listed(at('webdav'), 'v1/a/'))).toBe('wrong-answer')
    }
  })

  it('puts nothing where its folder cannot be made', async () => {
    server.answer = (request, response) => {
      if (request.method === 'PROPFIND') response.writeHead(207).end(multistatus(collection('/dav/')))
      else response.writeHead(409).end()
    }
    expect(await problemOf(at('webdav').put('v1/a/b', bytesOf('a'), signal))).toBe('no-place')
  })
})

describe('remote-storage, lied to', () => {
  it('leaves out what could not be ours, and is not changed by a name that JavaScript knows', async () => {
    server.answer = (request, response) => {
      const isFolder = request.url === '/storage/a/v1/a/'
      const body = `{"items":{"__proto__":{"Content-Length":1},"constructor":{"Content-Length":2},"../x":{"Content-Length":1},
        "ours":{"Content-Length":3},"Mine":{"Content-Length":3},"minus":{"Content-Length":-3},"text":{"Content-Length":"3"},"none":{},"null":null,
        "__proto__/":{},"../":{},"/":{}}}`
      response.writeHead(isFolder ? 200 : 500).end(body)
    }
    expect(await listed(at('remote-storage'), 'v1/a/')).toEqual([{ name: 'v1/a/ours', size: 3 }])
    expect(({} as Record<string, unknown>)['Content-Length']).toBe(undefined)
  })

  it('ends in folders that hold themselves', async () => {
    says(200, items({ 'a/': { ETag: '1' } }))
    expect(await listed(at('remote-storage'), '')).toEqual([])
    expect(server.asked.length).toBeLessThan(1_000)
  })
})
