import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openPlace, parsePlace, permissionOf } from '@/lib/replicas/kinds'
import { isObjectName, isPrefix, nameAt, pathOf } from '@/lib/replicas/names'
import { problemOf } from './contract'

const S3 = {
  kind: 's3',
  address: 'https://s3.example.org',
  bucket: 'my-copies',
  region: 'eu-central-1',
  keyId: 'AKIAEXAMPLE',
  secret: 'abc/def+ghi=',
  style: 'path',
}
const DAV = {
  kind: 'webdav',
  address: 'https://cloud.example.org/dav/me/copies',
  name: 'ada',
  password: 'secret',
}
const RS = {
  kind: 'remote-storage',
  address: 'https://rs.example.org/storage/ada/selfstead/',
  token: 'a.b-c_d~e+f/g==',
}

const faultOf = (input: unknown) => {
  const parsed = parsePlace(input)
  return parsed.ok ? 'none' : `${parsed.reason.field}: ${parsed.reason.fault}`
}
const placeOf = (input: unknown) => {
  const parsed = parsePlace(input)
  if (!parsed.ok) throw new Error(`${parsed.reason.field}: ${parsed.reason.fault}`)
  return parsed.value
}

describe('what a person enters for a place', () => {
  it('is taken, and kept as it can be sent', () => {
    expect(placeOf(S3)).toEqual(S3)
    expect(placeOf({ ...S3, address: 'HTTPS://S3.Example.org:443/' })).toEqual(S3)
    expect(placeOf(DAV)).toEqual({ ...DAV, address: 'https://cloud.example.org/dav/me/copies/' })
    expect(placeOf({ ...DAV, address: 'https://bücher.example/Meine Dateien' })).toEqual({
      ...DAV,
      address: 'https://xn--bcher-kva.example/Meine%20Dateien/',
    })
    expect(placeOf(RS)).toEqual(RS)
    expect(placeOf({ kind: 'folder' })).toEqual({ kind: 'folder' })
  })

  it('is over https, or on this device', () => {
    for (const address of ['http://localhost:9000', 'http://127.0.0.1:9000', 'http://localhost'])
      expect(faultOf({ ...S3, address })).toBe('none')
    for (const address of [
      'http://s3.example.org',
      'http://localhost.example.org',
      'http://127.0.0.1.example.org',
      'http://10.0.0.1',
      'http://[::1]:9000',
      'http://a.localhost',
    ])
      expect(faultOf({ ...S3, address })).toBe('address: not-https')
  })

  it('is an address and nothing else', () => {
    for (const address of [
      's3.example.org',
      'ftp://a',
      'javascript:alert(1)',
      'data:,a',
      'https:',
      'https:///a',
      'file:///a',
      'https://a b',
    ])
      expect(faultOf({ ...DAV, address })).toBe('address: not-an-address')
    for (const address of [
      'https://a:b@c.example/',
      'https://a@c.example/',
      'https://c.example/?x',
      'https://c.example/#',
      'https://c.example/?',
    ])
      expect(faultOf({ ...DAV, address })).toBe('address: more-than-an-address')
    expect(faultOf({ ...S3, address: 'https://s3.example.org/bucket' })).toBe('address: more-than-an-address')
    expect(faultOf({ ...S3, address: ' https://s3.example.org' })).toBe('address: spaces-around')
    expect(faultOf({ ...S3, address: `https://${'a'.repeat(3_000)}.example` })).toBe('address: too-long')
    expect(faultOf({ ...S3, address: '' })).toBe('address: missing')
    expect(faultOf({ ...S3, address: 7 })).toBe('address: missing')
  })

  it('has credentials that can be sent, or is refused with what is wrong', () => {
    expect(faultOf({ ...S3, keyId: 'AKIA EXAMPLE' })).toBe('keyId: character')
    expect(faultOf({ ...S3, keyId: 'AKIAEXAMPLE ' })).toBe('keyId: spaces-around')
    expect(faultOf({ ...S3, keyId: 'schlüssel' })).toBe('keyId: character')
    expect(faultOf({ ...S3, keyId: 'a/b' })).toBe('keyId: character')
    expect(faultOf({ ...S3, secret: 'abc\n' })).toBe('secret: spaces-around')
    expect(faultOf({ ...S3, secret: 'ab\0c' })).toBe('secret: character')
    expect(faultOf({ ...S3, secret: 'geheim nis' })).toBe('none')
    expect(faultOf({ ...S3, bucket: '../x' })).toBe('bucket: character')
    expect(faultOf({ ...S3, bucket: 'a/b' })).toBe('bucket: character')
    expect(faultOf({ ...S3, region: 'eu/x' })).toBe('region: character')
    expect(faultOf({ ...S3, style: 'other' })).not.toBe('none')
    expect(faultOf({ ...DAV, name: 'a:b' })).toBe('name: character')
    expect(faultOf({ ...DAV, name: 'Ada Käse' })).toBe('none')
    expect(faultOf({ ...DAV, password: ' 日本 ' })).toBe('none')
    expect(faultOf({ ...DAV, password: 'a\r\nx: y' })).toBe('password: character')
    expect(faultOf({ ...DAV, password: '\ud800' })).toBe('password: character')
    expect(faultOf({ ...RS, token: 'a b' })).toBe('token: character')
    expect(faultOf({ ...RS, token: 'tök' })).toBe('token: character')
    expect(faultOf({ ...RS, token: undefined })).toBe('token: missing')
  })

  it('has a bucket that can be a host’s name where it stands before one', () => {
    expect(faultOf({ ...S3, style: 'host' })).toBe('none')
    for (const bucket of ['My_Bucket', 'a.b', 'UPPER', '-ab', 'ab-'])
      expect(faultOf({ ...S3, style: 'host', bucket })).toBe('bucket: character')
  })

  it('is nothing that nobody asked for', () => {
    for (const input of [
      null,
      1,
      'a',
      [],
      {},
      { kind: 'ftp' },
      { ...S3, more: 1 },
      { kind: 'folder', path: '/' },
    ])
      expect(faultOf(input)).toBe('null: missing')
  })

  it('is taken as it was kept, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (name, password) => {
        const parsed = parsePlace({ ...DAV, name, password })
        if (parsed.ok) expect(placeOf(JSON.parse(JSON.stringify(parsed.value)))).toEqual(parsed.value)
      }),
    )
  })
})

describe('the host permission that a place needs', () => {
  it('is of the host that is asked, without a port', () => {
    expect(permissionOf(placeOf({ ...S3, address: 'https://s3.example.org:9000' }))).toBe(
      'https://s3.example.org/*',
    )
    expect(permissionOf(placeOf({ ...S3, style: 'host' }))).toBe('https://my-copies.s3.example.org/*')
    expect(permissionOf(placeOf(DAV))).toBe('https://cloud.example.org/*')
    expect(permissionOf(placeOf({ ...RS, address: 'http://localhost:8000/storage/ada/x/' }))).toBe(
      'http://localhost/*',
    )
    expect(permissionOf(placeOf({ kind: 'folder' }))).toBe(null)
  })

  it('covers every address that is asked, and the request carries nothing of this browser', async () => {
    for (const input of [S3, { ...S3, style: 'host' }, DAV, RS]) {
      const place = placeOf(input)
      const asked: { readonly address: string; readonly init: RequestInit }[] = []
      const fetch = async (address: string, init: RequestInit) => {
        asked.push({ address, init })
        return new Response(null, { status: 404 })
      }
      const { signal } = new AbortController()
      const replica = openPlace(place, { fetch })
      await problemOf(replica.put('v1/a', new Uint8Array(1), signal))
      await problemOf(replica.get('v1/a', 1, signal))
      await problemOf(replica.delete('v1/a', signal))
      await problemOf(replica.list('v1/', signal)[Symbol.asyncIterator]().next())
      const start = permissionOf(place)?.replace('*', '') ?? 'nowhere'
      expect(asked.length).toBeGreaterThan(3)
      expect(asked.filter(({ address }) => !address.startsWith(start))).toEqual([])
      for (const { init } of asked)
        expect(init).toMatchObject({
          redirect: 'manual',
          credentials: 'omit',
          cache: 'no-store',
          referrerPolicy: 'no-referrer',
        })
      // Nothing that is secret stands in an address.
      expect(asked.filter(({ address }) => /abc|secret|a\.b-c/.test(address))).toEqual([])
    }
  })
})

describe('names', () => {
  const part = fc.stringMatching(/^[0-9a-z]([0-9a-z.-]{0,20}[0-9a-z])?$/)
  it('begin with each of their own beginnings', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const name = parts.join('/')
        expect(isObjectName(name)).toBe(true)
        for (let end = 0; end <= name.length; end++) {
          const prefix = name.slice(0, end)
          // A part that ends with a dot here goes on in the name, but no folder does.
          expect(isPrefix(prefix)).toBe(true)
        }
      }),
    )
  })

  it('are told by the one path each has where folders are kept, of two folders at most', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const name = parts.join('/')
        const path = pathOf(name)
        expect(nameAt(path)).toBe(name)
        expect(path.split('/').length).toBeLessThanOrEqual(3)
        if (path !== name) expect(nameAt(name)).toBeNull()
      }),
    )
  })

  it('mean the same in an address, and where capitals are not told apart', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (text) => {
        if (!isObjectName(text)) return
        expect(new URL(text, 'https://a.example/b/').href).toBe(`https://a.example/b/${text}`)
        expect(text.toLowerCase()).toBe(text)
      }),
    )
  })
})
