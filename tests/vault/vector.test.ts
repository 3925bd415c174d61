import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { equalBytes, fromHex, toHex, utf8 } from '@/lib/base/bytes'
import { pad, paddedLength, unpad } from '@/lib/crypto/padding'
import type { RecordState, Stamp } from '@/lib/records/record'
import { joinTexts } from '@/lib/vault/changes'
import { type Head, openHead, parseHead, sealHead } from '@/lib/vault/head'
import { deriveLogKeys } from '@/lib/vault/log-keys'
import { decodeFrames, encodeFrames } from '@/lib/vault/mirror'
import { openSegment, parseSegmentHeader, sealSegment, segmentHash } from '@/lib/vault/segment'

const FILE = new URL('../vectors/vault/log.json', import.meta.url)
const keys = deriveLogKeys(new Uint8Array(32).fill(7))
const vaultId = new Uint8Array(16).fill(9)
const device = new Uint8Array(16).fill(4)

/** Counts up, so that a seal's nonce is known and yet never the same twice. */
function counting() {
  let next = 0
  return (length: number) => Uint8Array.from({ length }, () => next++ & 0xff)
}

const change: RecordState = {
  collection: 'contact',
  id: 'AAAAAAAAAAAAAAAAAAAAAA',
  fields: {
    email: [{ value: 'ada@example.org', stamp: '1999999999900000-BAQEBAQEBAQEBAQEBAQEBA' as Stamp }],
  },
}

function produce() {
  const text = joinTexts([utf8(JSON.stringify(change))])
  const first = { vaultId, device, first: 1, last: 1, previous: new Uint8Array(32) }
  const segment = sealSegment(keys.segments, first, [], text, counting())
  const packing = sealSegment(
    keys.segments,
    { ...first, last: 2 },
    [segmentHash(segment), new Uint8Array(32).fill(5)],
    text,
    counting(),
  )
  const head: Head = {
    vaultId,
    generation: 3,
    savedAt: 1_790_000_000_000,
    rows: 1,
    tips: [{ device, sequence: 2, hash: new Uint8Array(32).fill(5) }],
    device: 'BAQEBAQEBAQEBAQEBAQEBA',
    records: 1,
    slots: 'slots',
  }
  const frames = encodeFrames([{ generation: 2, index: 0, bytes: segment }])
  return {
    segment: toHex(segment),
    packing: toHex(packing),
    head: toHex(sealHead(keys.head, head, counting())),
    frames: toHex(frames),
  }
}

const frozen = JSON.parse(readFileSync(FILE, 'utf8')) as ReturnType<typeof produce>
const bytes = (text: string) => fromHex(text) as Uint8Array

test('the bytes of segment, packing segment, head and mirror frame are frozen', () => {
  expect(produce()).toEqual(frozen)
})

test('frozen bytes open', () => {
  expect(openSegment(keys.segments, bytes(frozen.segment))).toMatchObject({
    first: 1,
    last: 1,
    packed: [],
    changes: [change],
  })
  expect(openSegment(keys.segments, bytes(frozen.packing))).toMatchObject({
    first: 1,
    last: 2,
    changes: [change],
  })
  expect(openSegment(keys.segments, bytes(frozen.packing))?.packed[0]).toEqual(
    segmentHash(bytes(frozen.segment)),
  )
  expect(openHead(keys.head, bytes(frozen.head))).toMatchObject({ generation: 3, rows: 1, records: 1 })
  expect(decodeFrames(bytes(frozen.frames))).toEqual([
    { generation: 2, index: 0, bytes: bytes(frozen.segment) },
  ])
})

test('no flipped bit and no cut opens', () => {
  for (const [text, opens] of [
    [frozen.segment, (raw: Uint8Array) => openSegment(keys.segments, raw)],
    [frozen.packing, (raw: Uint8Array) => openSegment(keys.segments, raw)],
    [frozen.head, (raw: Uint8Array) => openHead(keys.head, raw)],
  ] as const) {
    const whole = bytes(text)
    for (let bit = 0; bit < whole.length * 8; bit++) {
      const flipped = whole.slice()
      flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7))
      expect(opens(flipped)).toBeNull()
    }
    for (let length = 0; length < whole.length; length++) expect(opens(whole.slice(0, length))).toBeNull()
  }
  expect(parseHead(bytes(frozen.segment))).toBeNull()
  expect(parseSegmentHeader(bytes(frozen.head))).toBeNull()
})

test('padding hides lengths, costs at most an eighth and comes off again', () => {
  for (let length = 0; length < 70_000; length += 331) {
    const text = new Uint8Array(length).fill(0x80)
    const padded = pad(text)
    expect(equalBytes(unpad(padded) ?? new Uint8Array(0), text)).toBe(true)
    expect(padded.length).toBeLessThanOrEqual(Math.max(length + 64, Math.ceil((length + 1) * 1.125)))
    expect(paddedLength(length)).toBe(padded.length)
  }
  expect(new Set(Array.from({ length: 4_096 }, (_, length) => paddedLength(length))).size).toBeLessThan(40)
  expect(unpad(new Uint8Array(64))).toBeNull()
})
