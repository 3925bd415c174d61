import { describe, expect, test } from 'vitest'
import { toBase64Url, utf8 } from '@/lib/base/bytes'
import { joinTexts } from '@/lib/vault/changes'
import type { LogDatabase, Row } from '@/lib/vault/database'
import { type Head, headHash, sealHead, type Tip } from '@/lib/vault/head'
import { deriveLogKeys } from '@/lib/vault/log-keys'
import { NO_HASH, sealSegment, segmentHash } from '@/lib/vault/segment'
import { verifyLog, verifyVault } from '@/lib/vault/verify'
import { rawRows, rawWrite } from './raw'
import { newVault, put } from './support'

const keys = deriveLogKeys(new Uint8Array(32).fill(7))
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
const vaultId = new Uint8Array(16).fill(9)
const [laptop, phone] = [new Uint8Array(16).fill(4), new Uint8Array(16).fill(5)]

/** A segment of one change at its place in a chain; all of them authentic, whatever their place is worth. */
function segment(
  device: Uint8Array,
  at: number,
  previous: Uint8Array,
  value: string,
  vault = vaultId,
): Uint8Array {
  const stamp = `1999999999900000-${toBase64Url(device)}`
  const change = { collection: 'contact', id: `${value} ${at}`, fields: { value: [{ value, stamp }] } }
  const header = { vaultId: vault, device, first: at, last: at, previous }
  return sealSegment(keys.segments, header, [], joinTexts([utf8(JSON.stringify(change))]), random)
}

function chain(device: Uint8Array, length: number, value = 'value'): Uint8Array[] {
  const segments: Uint8Array[] = []
  for (let at = 1; at <= length; at++)
    segments.push(segment(device, at, segments.length > 0 ? segmentHash(last(segments)) : NO_HASH, value))
  return segments
}

/** Segments `first` to `last` of a chain in one, as a device packs them. */
function packed(segments: readonly Uint8Array[], first: number, last: number, hashes?: Uint8Array[]) {
  const previous = first === 1 ? NO_HASH : segmentHash(segments[first - 2] as Uint8Array)
  const header = { vaultId, device: laptop, first, last, previous }
  const list = hashes ?? segments.slice(first - 1, last).map(segmentHash)
  return sealSegment(keys.segments, header, list, joinTexts([]), random)
}

const last = (segments: readonly Uint8Array[]) => segments.at(-1) as Uint8Array
const tip = (device: Uint8Array, segments: readonly Uint8Array[], sequence = segments.length): Tip => ({
  device,
  sequence,
  hash: segmentHash(last(segments)),
})

/** The log as whoever can write into the database, and has the keys, leaves it. */
function verify(segments: readonly Uint8Array[], tips: readonly Tip[], rows = segments.length) {
  const head: Head = {
    vaultId,
    generation: 9,
    savedAt: 1_790_000_000_000,
    rows,
    tips,
    device: toBase64Url(laptop),
    records: 1,
    slots: 'slots',
  }
  const stored = {
    head: sealHead(keys.head, head, random),
    rows: segments.map((bytes, index): Row => ({ generation: index + 1, index: 0, bytes })),
  }
  const database = { follow: async () => stored } as unknown as LogDatabase
  return { result: verifyLog(database, keys, head), head: toBase64Url(headHash(stored.head)) }
}

const mine = chain(laptop, 5)
const theirs = chain(phone, 2)
const tips = [tip(laptop, mine), tip(phone, theirs)]
const without = (at: number) => [...mine.filter((_, index) => index !== at - 1), ...theirs]
const instead = (at: number, bytes: Uint8Array) => [...mine.with(at - 1, bytes), ...theirs]

test('a log whose chains run from their first segment to the head is intact, packed or not, in any order', async () => {
  const { result, head } = verify([...theirs, ...mine.toReversed()], tips)
  expect(await result).toEqual({ intact: true, segments: 7, entries: 7, head })
  const two = [packed(mine, 1, 3), packed(mine, 2, 4), mine[4] as Uint8Array, ...theirs]
  expect(await verify(two, tips).result).toMatchObject({ intact: true, segments: 5 })
})

/** The same places and the same keys, other contents: what a copy of the vault wrote that went its own way. */
const others = chain(laptop, 5, 'another')
const forked = segment(laptop, 3, segmentHash(mine[0] as Uint8Array), 'value')

describe('Verify recomputes the chain: it says of', () => {
  test.each([
    ['the first segment taken out', without(1), tips, { at: 1, problem: 'missing' }],
    ['a segment taken out of the middle', without(3), tips, { at: 3, problem: 'missing' }],
    ['the last segment taken out', without(5), tips, { at: 5, problem: 'missing' }],
    ['a whole chain taken out', mine, tips, { at: 1, problem: 'missing' }],
    [
      'a segment taken out and another put in twice',
      instead(3, mine[3] as Uint8Array),
      tips,
      { at: 3, problem: 'missing' },
    ],
    [
      'the first segment of another chain',
      instead(1, others[0] as Uint8Array),
      tips,
      { at: 2, problem: 'out-of-order' },
    ],
    [
      'a segment of another chain',
      instead(3, others[2] as Uint8Array),
      tips,
      { at: 3, problem: 'out-of-order' },
    ],
    [
      'two segments of another chain, one after the other',
      [...mine.toSpliced(2, 2, ...others.slice(2, 4)), ...theirs],
      tips,
      { at: 3, problem: 'out-of-order' },
    ],
    [
      'the last segment of another chain',
      instead(5, others[4] as Uint8Array),
      tips,
      { at: 5, problem: 'out-of-order' },
    ],
    ['all of another chain', [...others, ...theirs], tips, { at: 5, problem: 'head-differs' }],
    [
      'a segment sealed anew behind another one',
      instead(3, forked),
      tips,
      { at: 3, problem: 'out-of-order' },
    ],
    [
      'a last segment sealed anew with another content',
      instead(5, segment(laptop, 5, segmentHash(mine[3] as Uint8Array), 'another')),
      tips,
      { at: 5, problem: 'head-differs' },
    ],
    [
      'a segment of another vault under the same keys',
      instead(3, segment(laptop, 3, segmentHash(mine[1] as Uint8Array), 'value', new Uint8Array(16).fill(8))),
      tips,
      { at: 3, problem: 'altered' },
    ],
    [
      'packed segments of which one is another',
      [
        packed(
          mine,
          1,
          3,
          [mine[0], others[1], mine[2]].map((one) => segmentHash(one as Uint8Array)),
        ),
        ...mine.slice(1),
        ...theirs,
      ],
      tips,
      { at: 2, problem: 'out-of-order' },
    ],
    [
      'a head that ends earlier',
      [...mine, ...theirs],
      [tip(laptop, mine.slice(0, 4)), tip(phone, theirs)],
      { at: 5, problem: 'head-differs' },
    ],
    [
      'a head that ends later',
      [...mine, ...theirs],
      [tip(laptop, mine, 6), tip(phone, theirs)],
      { at: 6, problem: 'missing' },
    ],
    [
      'a head of another end',
      [...mine, ...theirs],
      [tip(laptop, others), tip(phone, theirs)],
      { at: 5, problem: 'head-differs' },
    ],
    [
      'a head that knows one device less',
      [...mine, ...theirs],
      [tip(laptop, mine)],
      { at: 0, problem: 'head-differs' },
    ],
  ] as const)('%s that it is not intact, and where', async (_, segments, ends, problem) => {
    expect(await verify(segments, ends).result).toEqual({ intact: false, ...problem })
  })

  test('a head that counts other rows, or is older than what is open, that it is another', async () => {
    const differs = { intact: false, at: 0, problem: 'head-differs' }
    expect(await verify([...mine, ...theirs], tips, 8).result).toEqual(differs)
    const older = { generation: 10 } as Head
    const stored = { head: new Uint8Array(0), rows: [] }
    const database = { follow: async () => stored } as unknown as LogDatabase
    expect(await verifyLog(database, keys, older)).toEqual(differs)
  })
})

test('what is done to the database of an open vault is seen in it', async () => {
  const { device, vault } = await newVault()
  for (const id of ['a', 'b', 'c']) await put(vault, id, id)
  expect(await verifyVault(vault)).toMatchObject({ intact: true, segments: 3 })
  const [, second] = await rawRows(device.database)
  await rawWrite(device.database, ({ segments }) => segments.delete(second?.key as IDBValidKey))
  expect(await verifyVault(vault)).toEqual({ intact: false, at: 2, problem: 'missing' })
  vault.close()
})
