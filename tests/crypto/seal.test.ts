import { hkdfSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concatBytes, fromHex, toHex, u64, utf8 } from '@/lib/base/bytes'
import { sha256 } from '@/lib/crypto/hash'
import { deriveKey32 } from '@/lib/crypto/keys'
import { open, SEAL_OVERHEAD, seal, sealAhead, sealInto } from '@/lib/crypto/seal'
import frozen from '../vectors/crypto/seal.json'
import { counting, cut, flipped } from './counting'

const root = new Uint8Array(32).fill(7)
const key = deriveKey32(root, 'segments')
const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array()

/** As a segment's header is: vault, device, sequence number, hash of the one before. */
function context(over: { vault?: number; device?: number; sequence?: number; before?: number } = {}) {
  const { vault = 1, device = 2, sequence = 3, before = 4 } = over
  return concatBytes(
    utf8('segment'),
    new Uint8Array(16).fill(vault),
    new Uint8Array(16).fill(device),
    u64(sequence),
    new Uint8Array(32).fill(before),
  )
}

describe('seal', () => {
  it('opens what it sealed, whatever the length', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.uint8Array({ maxLength: 100 }),
        (plain, associated) => {
          const sealed = seal(key, associated, plain)
          expect(sealed.length).toBe(plain.length + SEAL_OVERHEAD)
          expect(open(key, associated, sealed)).toEqual(Uint8Array.from(plain))
        },
      ),
    )
  })

  it('opens from anywhere in a longer buffer, and leaves the buffer as it was', () => {
    const sealed = seal(key, context(), utf8('text'))
    for (const offset of [1, 2, 3, 4, 5]) {
      const buffer = concatBytes(new Uint8Array(offset), sealed, new Uint8Array(3))
      const before = toHex(buffer)
      expect(open(key, context(), buffer.subarray(offset, offset + sealed.length))).toEqual(utf8('text'))
      expect(toHex(buffer)).toBe(before)
    }
  })

  it('never seals the same twice', () => {
    const sealed = Array.from({ length: 100 }, () => toHex(seal(key, context(), utf8('same'))))
    expect(new Set(sealed).size).toBe(100)
  })

  it('refuses a source that gives the same bytes again, or too few', () => {
    expect(() => seal(key, context(), utf8('x'), (length) => new Uint8Array(length))).toThrow('not random')
    expect(() => seal(key, context(), utf8('x'), (length) => new Uint8Array(length).fill(9))).toThrow(
      'not random',
    )
    const random = counting()
    expect(() => seal(key, context(), utf8('x'), () => random(12))).toThrow('not random')
  })

  it('writes into bytes that are there, of exactly its length', () => {
    const plaintext = utf8('text')
    const sealed = new Uint8Array(plaintext.length + SEAL_OVERHEAD)
    sealInto(sealed, key, context(), plaintext, counting())
    expect(sealed).toEqual(seal(key, context(), plaintext, counting()))
    for (const length of [sealed.length - 1, sealed.length + 1, 0]) {
      const other = new Uint8Array(length)
      expect(() => sealInto(other, key, context(), plaintext, counting())).toThrow('another length')
      expect(other).toEqual(new Uint8Array(length))
    }
  })

  it('refuses keys of another length', () => {
    expect(() => seal(key.subarray(1), context(), utf8('x'))).toThrow(RangeError)
    expect(() => open(key.subarray(1), context(), seal(key, context(), utf8('x')))).toThrow(RangeError)
  })

  it('writes the frozen bytes', () => {
    for (const vector of frozen) {
      const sealed = seal(bytes(vector.key), bytes(vector.associated), bytes(vector.plaintext), counting())
      expect(toHex(sealed), vector.name).toBe(vector.sealed)
      expect(
        toHex(open(bytes(vector.key), bytes(vector.associated), bytes(vector.sealed)) ?? utf8('refused')),
      ).toBe(vector.plaintext)
    }
  })

  it('has the commitment that another implementation of HKDF computes from the description', () => {
    const sealed = seal(key, context(), utf8('text'))
    const info = concatBytes(utf8('selfstead/v1/seal\0'), Uint8Array.of(1, 1, 0, 0), sha256(context()))
    const derived = new Uint8Array(hkdfSync('sha256', key, sealed.subarray(4, 28), info, 64))
    expect(toHex(sealed.subarray(28, 60))).toBe(toHex(derived.subarray(32)))
  })
})

describe('open refuses', () => {
  const segment = seal(key, context(), new Uint8Array(200).fill(5))
  const headKey = deriveKey32(root, 'head')
  const head = seal(headKey, utf8('head'), utf8('{"generation":12,"records":100}'))

  it('every single bit turned', () => {
    for (const altered of flipped(segment)) expect(open(key, context(), altered)).toBeNull()
    for (const altered of flipped(head)) expect(open(headKey, utf8('head'), altered)).toBeNull()
  })

  it('every single bit turned of the context', () => {
    for (const altered of flipped(context())) expect(open(key, altered, segment)).toBeNull()
  })

  it('every truncation and extension, of the bytes and of the context', () => {
    for (const altered of cut(segment)) expect(open(key, context(), altered)).toBeNull()
    for (const altered of cut(head)) expect(open(headKey, utf8('head'), altered)).toBeNull()
    for (const altered of cut(context())) expect(open(key, altered, segment)).toBeNull()
  })

  it('every context but its own', () => {
    const contexts = [
      context({ vault: 9 }),
      context({ device: 9 }),
      context({ sequence: 4 }),
      context({ before: 9 }),
    ]
    for (const other of [...contexts, utf8('head'), new Uint8Array()])
      expect(open(key, other, segment)).toBeNull()
    expect(open(headKey, context(), segment)).toBeNull()
    expect(open(key, utf8('head'), head)).toBeNull()
    expect(open(headKey, context(), head)).toBeNull()
  })

  it('parts of two sealed forms put together', () => {
    const other = seal(key, context(), new Uint8Array(200).fill(6))
    for (const at of [28, 60, 260]) {
      expect(open(key, context(), concatBytes(segment.subarray(0, at), other.subarray(at)))).toBeNull()
    }
  })

  it('a key in which one bit is turned', () => {
    for (const other of flipped(key)) expect(open(other, context(), segment)).toBeNull()
  })

  it('anything at random', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => open(key, context(), noise) === null),
      { numRuns: 2_000 },
    )
  })
})

describe('a seal that was begun ahead', () => {
  it('is the same, and seals one thing only', () => {
    const plaintext = utf8('what is sealed')
    const ahead = sealAhead(key, context(), counting())
    const whole = concatBytes(context(), seal(key, context(), plaintext, counting()))
    expect(ahead.seal(plaintext)).toEqual(whole)
    expect(() => ahead.seal(plaintext)).toThrow('a nonce is used once')
    const forgotten = sealAhead(key, context(), counting())
    forgotten.forget()
    expect(() => forgotten.seal(plaintext)).toThrow('a nonce is used once')
  })
})
