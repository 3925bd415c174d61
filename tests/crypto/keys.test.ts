import { hkdfSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fromHex, toHex, utf8 } from '@/lib/base/bytes'
import { sha256 } from '@/lib/crypto/hash'
import { deriveKey32, hkdf, hmac256, isKeyLabel, KEY_LABELS } from '@/lib/crypto/keys'

const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array()
const range = (from: number, to: number) => Uint8Array.from({ length: to - from + 1 }, (_, i) => from + i)

describe('HKDF-SHA-256', () => {
  it('gives RFC 5869 A.1', () => {
    const okm = hkdf(new Uint8Array(22).fill(0x0b), range(0x00, 0x0c), range(0xf0, 0xf9), 42)
    expect(toHex(okm)).toBe(
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    )
  })

  it('gives RFC 5869 A.2', () => {
    const okm = hkdf(range(0x00, 0x4f), range(0x60, 0xaf), range(0xb0, 0xff), 82)
    expect(toHex(okm)).toBe(
      'b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09' +
        'da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87',
    )
  })

  it('gives RFC 5869 A.3, without salt and info', () => {
    const okm = hkdf(new Uint8Array(22).fill(0x0b), new Uint8Array(), new Uint8Array(), 42)
    expect(toHex(okm)).toBe(
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    )
  })
})

describe('hashes', () => {
  it('gives FIPS 180-4 of "abc"', () => {
    expect(toHex(sha256(utf8('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
  })

  it('gives RFC 4231 §4.2', () => {
    const mac = hmac256(new Uint8Array(20).fill(0x0b), utf8('Hi There'))
    expect(toHex(mac)).toBe('b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7')
  })
})

describe('deriveKey32', () => {
  const root = new Uint8Array(32).fill(7)

  it('agrees with another implementation on the literal label', () => {
    for (const label of KEY_LABELS) {
      const expected = hkdfSync('sha256', root, new Uint8Array(0), `selfstead/v1/key/${label}`, 32)
      expect(deriveKey32(root, label)).toEqual(new Uint8Array(expected))
    }
  })

  it('gives every label a key of its own, and none the root', () => {
    const keys = [root, ...KEY_LABELS.map((label) => deriveKey32(root, label))].map(toHex)
    expect(new Set(keys).size).toBe(KEY_LABELS.length + 1)
  })

  it('refuses a root of another length', () => {
    expect(() => deriveKey32(bytes('00'), 'head')).toThrow(RangeError)
  })

  it('knows its labels', () => {
    expect(isKeyLabel('head')).toBe(true)
    expect(isKeyLabel('toString')).toBe(false)
  })
})
