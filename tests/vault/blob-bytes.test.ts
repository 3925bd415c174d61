import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { equalBytes, fromHex, toHex, utf8 } from '@/lib/base/bytes'
import { deriveKey32 } from '@/lib/crypto/keys'
import { blobSeal, MAX_SEALED, openChunk, SEALED_CHUNK, sealChunk, standsAt } from '@/lib/vault/blob'
import { CHUNK } from '@/lib/vault/blob-sizes'

const FILE = new URL('../vectors/vault/blob.json', import.meta.url)
const documents = deriveKey32(new Uint8Array(32).fill(7), 'documents')
const vaultId = new Uint8Array(16).fill(9)
const ID = 'BAQEBAQEBAQEBAQEBAQEBA'
const sealing = blobSeal(documents, vaultId, ID)

/** Counts up, so that a seal's nonce is known and yet never the same twice. */
function counting() {
  let next = 0
  return (length: number) => Uint8Array.from({ length }, () => next++ & 0xff)
}

function produce() {
  return {
    key: toHex(sealing.key),
    last: toHex(sealChunk(sealing, 3, utf8('the end'), true, counting())),
    empty: toHex(sealChunk(sealing, 0, new Uint8Array(0), true, counting())),
  }
}

const frozen = JSON.parse(readFileSync(FILE, 'utf8')) as ReturnType<typeof produce>
const bytes = (text: string) => fromHex(text) as Uint8Array

test('key and bytes are frozen', () => {
  expect(produce()).toEqual(frozen)
})

test('frozen bytes open', () => {
  expect(openChunk(sealing, 3, bytes(frozen.last))).toEqual({ bytes: utf8('the end'), last: true })
  expect(openChunk(sealing, 0, bytes(frozen.empty))).toEqual({ bytes: new Uint8Array(0), last: true })
})

test('no flipped bit, no cut and nothing longer opens', () => {
  const whole = bytes(frozen.last)
  for (let bit = 0; bit < whole.length * 8; bit++) {
    const flipped = whole.slice()
    flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
    expect(openChunk(sealing, 3, flipped)).toBeNull()
  }
  for (let length = 0; length < whole.length; length++)
    expect(openChunk(sealing, 3, whole.slice(0, length))).toBeNull()
  expect(openChunk(sealing, 3, Uint8Array.of(...whole, 0))).toBeNull()
})

test('a chunk opens in its own place, attachment and vault only', () => {
  const full = new Uint8Array(CHUNK).fill(1)
  const inner = sealChunk(sealing, 0, full, false, counting())
  const last = sealChunk(sealing, 1, full, true, counting())
  expect(inner.length).toBe(SEALED_CHUNK)
  expect(last.length).toBe(MAX_SEALED)
  expect(openChunk(sealing, 0, inner)?.last).toBe(false)
  expect(openChunk(sealing, 1, last)?.last).toBe(true)
  expect(equalBytes(openChunk(sealing, 1, last)?.bytes ?? new Uint8Array(0), full)).toBe(true)

  for (const index of [1, 2, 0xffff_ffff]) expect(openChunk(sealing, index, inner)).toBeNull()
  expect(openChunk(sealing, 0, last)).toBeNull()
  const others = [
    blobSeal(documents, vaultId, 'AAAAAAAAAAAAAAAAAAAAAA'),
    blobSeal(documents, new Uint8Array(16).fill(8), ID),
    blobSeal(deriveKey32(new Uint8Array(32).fill(6), 'documents'), vaultId, ID),
  ]
  for (const other of others) {
    expect(openChunk(other, 0, inner)).toBeNull()
    // With a header that says so, as one who can write to the disk would make it.
    const moved = inner.slice()
    moved.set(other.vaultId, 8)
    moved.set(other.id, 24)
    expect(openChunk(other, 0, moved)).toBeNull()
  }
  expect(standsAt(sealing, 0, inner)).toBe(true)
  expect(standsAt(sealing, 1, inner)).toBe(false)
})

test('cutting an attachment off before its end is seen: no chunk becomes the last by saying so', () => {
  const inner = sealChunk(sealing, 0, new Uint8Array(CHUNK), false, counting())
  inner[6] = 1
  expect(openChunk(sealing, 0, inner)).toBeNull()
})

test('only a last chunk may be short', () => {
  const random = counting()
  expect(() => sealChunk(sealing, 0, new Uint8Array(CHUNK - 1), false, random)).toThrow(RangeError)
  expect(() => sealChunk(sealing, 0, new Uint8Array(CHUNK + 1), true, random)).toThrow(RangeError)
  expect(() => blobSeal(documents, vaultId, 'short')).toThrow(RangeError)
})

test('how long the last chunk is, its sealed form tells in steps only', () => {
  const lengths = new Set(
    Array.from(
      { length: 200 },
      (_, at) => sealChunk(sealing, 0, new Uint8Array(at), true, counting()).length,
    ),
  )
  expect(lengths.size).toBe(4)
})
