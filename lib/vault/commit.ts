import { type Bytes, toBase64Url } from '@/lib/base/bytes'
import { idBytes, type RandomBytes } from '@/lib/base/ids'
import type { RecordState } from '@/lib/records/record'
import { overOthers } from '@/lib/records/versions'
import { createTextEncoder, fillLists, joinTexts, splitChange, writtenChange } from '@/lib/vault/changes'
import type { Row } from '@/lib/vault/database'
import { type Head, sealHead, type Tip } from '@/lib/vault/head'
import type { LogKeys } from '@/lib/vault/log-keys'
import type { NextSegment } from '@/lib/vault/next-segment'
import type { Places } from '@/lib/vault/places'
import { BODY_LIMIT, NO_HASH, type SegmentHeader, sealSegment, segmentHash } from '@/lib/vault/segment'
import { overlay, type State } from '@/lib/vault/state'
import type { Committed, Prepare } from '@/lib/vault/vault'

/**
 * Bytes of changes up to which a segment is filled. Padded and sealed it is then below 65,536 bytes: Chromium keeps larger
 * values in files of their own, which takes four times as long. What is longer alone gets a segment of that size.
 */
export const FILL_LIMIT = 61_000

/** A commit that waits for its turn. */
export interface Waiting {
  readonly prepare: Prepare
  readonly durability: 'strict' | 'relaxed'
  readonly provided: Promise<boolean> | null
  readonly resolve: (committed: Committed) => void
  readonly reject: (reason: unknown) => void
}

/** What became of one of them, told only when the whole is durable: until then the state it saw may be outdated. */
type Outcome = { readonly waiting: Waiting } & (
  | { readonly changes: readonly RecordState[] }
  | { readonly error: unknown }
)

export interface ComposedCommit {
  readonly outcomes: readonly Outcome[]
  readonly changes: readonly RecordState[]
  readonly rows: readonly Row[]
  readonly head: Head
  readonly headBytes: Uint8Array
}

interface Basis {
  readonly head: Head
  readonly state: State
  readonly keys: LogKeys
  readonly places: Places
  readonly next?: NextSegment
}

/**
 * Prepares and seals a batch: every caller sees what those before it will have written, and one that throws is left out.
 * All cryptography happens here, before any transaction. Without changes there are no rows and nothing to write.
 */
export function composeCommit(
  batch: readonly Waiting[],
  { head, state, keys, places, next: begun }: Basis,
): ComposedCommit {
  const outcomes: Outcome[] = []
  const changes: RecordState[] = []
  const texts: Uint8Array[] = []
  const ahead = overlay(state)
  const encode = createTextEncoder()
  for (const waiting of batch) {
    try {
      const written = waiting
        .prepare(ahead)
        .map((change) => writtenChange(overOthers(change, ahead, head.device), encode))
      const parts = written.flatMap((one) => splitChange(one, BODY_LIMIT - 4))
      const own = written.map(({ change }) => change)
      ahead.apply(own)
      // One by one: a restored vault is more than a call takes arguments.
      for (const change of own) changes.push(change)
      for (const part of parts) texts.push(part)
      outcomes.push({ waiting, changes: own })
    } catch (error) {
      outcomes.push({ waiting, error })
    }
  }
  if (texts.length === 0) return { outcomes, changes, rows: [], head, headBytes: NO_HASH }

  const generation = head.generation + 1
  const lists = fillLists(texts, FILL_LIMIT).map(joinTexts)
  const { rows, tip } = sealLists(lists, {
    head,
    keys,
    places,
    generation,
    ...(begun ? { next: begun } : {}),
  })
  const next: Head = {
    ...head,
    generation,
    savedAt: Math.max(0, Math.floor(places.now())),
    rows: head.rows + rows.length,
    tips: withTip(head.tips, tip),
    records: ahead.count(),
  }
  return { outcomes, changes, rows, head: next, headBytes: sealHead(keys.head, next, places.random) }
}

/** Those of a batch that may be written; the others are told that nothing was. */
export async function providedOf(batch: readonly Waiting[], generation: number): Promise<readonly Waiting[]> {
  if (batch.every(({ provided }) => provided === null)) return batch
  const may = await Promise.all(batch.map(({ provided }) => provided?.catch(() => false) ?? true))
  for (const [at, waiting] of batch.entries()) if (!may[at]) waiting.resolve({ generation, changes: [] })
  return batch.filter((_, at) => may[at])
}

export function settleBatch(outcomes: readonly Outcome[], generation: number): void {
  for (const outcome of outcomes) {
    if ('error' in outcome) outcome.waiting.reject(outcome.error)
    else outcome.waiting.resolve({ generation, changes: outcome.changes })
  }
}

/** Tips in order of device, with one replaced or added. */
export function withTip(tips: readonly Tip[], tip: Tip): readonly Tip[] {
  const device = toBase64Url(tip.device)
  return [...tips.filter((other) => toBase64Url(other.device) !== device), tip].sort((a, b) =>
    toBase64Url(a.device) < toBase64Url(b.device) ? -1 : 1,
  )
}

function sealLists(
  lists: readonly Uint8Array[],
  { head, keys, places, generation, next }: Omit<Basis, 'state'> & { readonly generation: number },
): { readonly rows: readonly Row[]; readonly tip: Tip } {
  const { segments, tip } = sealChain(lists, ownTip(head), {
    vaultId: head.vaultId,
    keys,
    random: places.random,
    ...(next ? { next } : {}),
  })
  return { rows: segments.map((bytes, index) => ({ generation, index, bytes })), tip }
}

/** Lists of changes as segments that follow on `start`. */
export function sealChain(
  lists: readonly Uint8Array[],
  start: Tip,
  {
    vaultId,
    keys,
    random,
    next,
  }: {
    readonly vaultId: Uint8Array
    readonly keys: LogKeys
    readonly random: RandomBytes
    readonly next?: NextSegment
  },
): { readonly segments: readonly Bytes[]; readonly tip: Tip } {
  let tip = start
  const segments = lists.map((text) => {
    const header = headerAfter(vaultId, tip)
    const bytes = sealSegment(keys.segments, header, [], text, random, next?.take(tip))
    tip = { ...tip, sequence: header.last, hash: segmentHash(bytes) }
    return bytes
  })
  return { segments, tip }
}

/** Of the segment that follows on this tip. */
export function headerAfter(vaultId: Uint8Array, { device, sequence, hash }: Tip): SegmentHeader {
  return { vaultId, device, first: sequence + 1, last: sequence + 1, previous: hash }
}

/** Where the chain of the device that writes here ends. */
export function ownTip({ device, tips }: Head): Tip {
  const tip = tips.find((known) => toBase64Url(known.device) === device)
  return tip ?? { device: idBytes(device), sequence: 0, hash: NO_HASH }
}
