import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  concatBytes,
  equalBytes,
  fromBase64Url,
  fromHex,
  readInteger,
  toBase64Url,
  toHex,
  u16,
  u32,
  u64,
} from '@/lib/base/bytes'
import { isId, newId } from '@/lib/base/ids'
import { canonicalJson, depthOf, type Json } from '@/lib/base/json'
import { Secret } from '@/lib/base/secret'
import { DAY, endOfDate, HOUR, parseDuration } from '@/lib/base/time'

describe('bytes', () => {
  test('base64url and hex round-trip and agree with Node', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes)
        expect(fromHex(toHex(bytes))).toEqual(bytes)
      }),
    )
  })

  test.each(['A', 'AB', 'AA=', 'A+', 'AAB', 'é'])('%j is not canonical base64url', (text) => {
    expect(fromBase64Url(text)).toBeNull()
    expect(fromBase64Url(text, new Uint8Array(9))).toBeNull()
  })

  test('base64url is laid where there is room for it, and nowhere else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), fc.nat(9), (bytes, more) => {
        const room = new Uint8Array(bytes.length + more).fill(7)
        const laid = fromBase64Url(toBase64Url(bytes), room)
        expect(laid).toEqual(bytes)
        expect(laid?.buffer).toBe(room.buffer)
        expect([...room.subarray(bytes.length)]).toEqual(Array.from({ length: more }, () => 7))
        if (bytes.length > 0)
          expect(fromBase64Url(toBase64Url(bytes), new Uint8Array(bytes.length - 1))).toBeNull()
      }),
    )
  })

  test('integers are big-endian, and out of range they are refused', () => {
    expect([...concatBytes(u16(258), u32(1), u64(2 ** 40))]).toEqual([
      1, 2, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0,
    ])
    for (const bad of [() => u16(65_536), () => u32(-1), () => u64(2 ** 53), () => u16(1.5)])
      expect(bad).toThrow(RangeError)
    fc.assert(fc.property(fc.maxSafeNat(), (value) => readInteger(u64(value), 0, 8) === value))
    expect(() => readInteger(u16(1), 1, 2)).toThrow(RangeError)
  })

  test('comparison sees every difference', () => {
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true)
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false)
    expect(equalBytes(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false)
  })
})

describe('canonical JSON (RFC 8785)', () => {
  test('sorts members by UTF-16 and prints numbers as ECMAScript does', () => {
    // §3.2.3 of the RFC.
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '1': 'One',
      '\ud83d\ude00': 'Emoji',
      '\u0080': 'Control',
    }
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u20ac":"Euro Sign","\ud83d\ude00":"Emoji"}',
    )
    expect(canonicalJson([1e21, 0.000001, -0, 1.5])).toBe('[1e+21,0.000001,0,1.5]')
    expect(() => canonicalJson(Number.NaN)).toThrow(TypeError)
  })

  test('is the same text whatever order members were written in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const turned = Object.fromEntries(Object.entries(object).reverse())
        expect(canonicalJson(turned as Json)).toBe(canonicalJson(object as Json))
      }),
    )
  })

  test('depth stops counting at the limit', () => {
    let deep: unknown = 1
    for (let i = 0; i < 1_000; i++) deep = [deep]
    expect(depthOf(deep, 17)).toBe(17)
    expect(depthOf({ a: [1] })).toBe(2)
    expect(depthOf('text')).toBe(0)
  })
})

describe('time', () => {
  test.each([
    ['P30D', 30 * DAY],
    ['P1Y', 365 * DAY],
    ['PT1H30M', 1.5 * HOUR],
    ['P2W', 14 * DAY],
    ['P1DT1S', DAY + 1_000],
  ])('%s', (text, length) => {
    expect(parseDuration(text)).toBe(length)
  })

  test.each(['', 'P', 'PT', 'P0D', '30D', 'P-1D', 'P1H', 'P1DT', 'p30d', 'P30D ', 'P1.5D'])(
    '%j is no duration',
    (text) => {
      expect(parseDuration(text)).toBeNull()
    },
  )

  test('a date ends with its last millisecond, and there is no 30 February', () => {
    expect(endOfDate('2027-01-31')).toBe(Date.UTC(2027, 1, 1) - 1)
    for (const bad of ['2027-02-30', '2027-13-01', '27-01-01', '2027-1-1', ''])
      expect(endOfDate(bad)).toBeNull()
  })
})

test('a secret prints as [secret] and can be forgotten', () => {
  const bytes = Uint8Array.of(1, 2, 3)
  const secret = new Secret(bytes)
  expect(`${secret} ${JSON.stringify({ secret })}`).toBe('[secret] {"secret":"[secret]"}')
  expect(Object.values(secret)).toEqual([])
  secret.forget()
  expect([...bytes]).toEqual([0, 0, 0])
  expect(() => secret.reveal()).toThrow()
})

test('an id is what newId makes, and nothing else', () => {
  expect(isId(newId((length) => crypto.getRandomValues(new Uint8Array(length))))).toBe(true)
  for (const bad of ['', 'A'.repeat(21), 'A'.repeat(23), `${'A'.repeat(21)}B`, null, 7])
    expect(isId(bad)).toBe(false)
})
