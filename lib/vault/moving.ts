import { equalBytes, toBase64Url } from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import type { Incoming } from '@/lib/vault/absorb'
import { changeToText, fillLists, joinTexts, splitChange } from '@/lib/vault/changes'
import { deviceBytes, FILL_LIMIT, sealChain, withTip } from '@/lib/vault/commit'
import type { RowKey } from '@/lib/vault/database'
import type { Head, Tip } from '@/lib/vault/head'
import type { LogKeys } from '@/lib/vault/log-keys'
import { BODY_LIMIT, chainHash, NO_HASH, openSegment } from '@/lib/vault/segment'
import type { Placed, SegmentIndex } from '@/lib/vault/segment-index'

/*
 * A device of which there are two, because its disk was restored on another machine: the one that notices goes on under a new id.
 * What both have of the old chain stays; what this one wrote behind that is said again in the new chain, under the same stamps, and
 * the rest of the old chain is the other's.
 */
export interface MoveParts {
  readonly index: SegmentIndex
  readonly keys: LogKeys
  readonly head: Head
  readonly random: RandomBytes
}

export interface Move {
  readonly segments: readonly Uint8Array[]
  readonly remove: readonly RowKey[]
  readonly tips: readonly Tip[]
  readonly device: string
}

/** Hashes of a chain by sequence number, as a segment tells them: before it, at each it packs, and at its end. */
function hashesOf(
  { first, last, previous, packed }: NonNullable<ReturnType<typeof openSegment>>,
  end: Uint8Array,
): readonly (readonly [number, Uint8Array])[] {
  return [[first - 1, previous], ...packed.map((hash, at) => [first + at, hash] as const), [last, end]]
}

/** The chain's hash at `sequence`; null where no segment tells it. */
export async function hashAt(
  { index, keys }: Pick<MoveParts, 'index' | 'keys'>,
  device: string,
  sequence: number,
): Promise<Uint8Array | null> {
  for (const placed of await index.placed()) {
    if (placed.device !== device || placed.first - 1 > sequence || placed.last < sequence) continue
    const bytes = await index.read(placed)
    const segment = bytes && openSegment(keys.segments, bytes)
    const found =
      segment && hashesOf(segment, chainHash(bytes, segment.packed)).find(([at]) => at === sequence)
    if (found) return found[1]
  }
  return null
}

/** @param published segments of the old chain as the other machine wrote it. @param next the new id. */
export async function composeMove(
  mine: readonly Placed[],
  published: readonly Incoming[],
  next: string,
  { index, keys, head, random }: MoveParts,
): Promise<Move> {
  const theirs = new Map<number, Uint8Array>([[0, NO_HASH]])
  for (const { device, segment, end } of published)
    if (device === head.device) for (const [at, hash] of hashesOf(segment, end)) theirs.set(at, hash)
  let shared = 0
  let there: Uint8Array = NO_HASH
  for (const placed of mine) {
    const bytes = await index.read(placed)
    const segment = bytes && openSegment(keys.segments, bytes)
    if (!segment) continue
    for (const [at, hash] of hashesOf(segment, chainHash(bytes, segment.packed))) {
      // A segment stays or goes as a whole.
      if (at !== segment.last && at !== segment.first - 1) continue
      const same = theirs.get(at)
      if (
        same &&
        at >= shared &&
        equalBytes(same, hash) &&
        mine.every((one) => one.first > at || one.last <= at)
      ) {
        shared = at
        there = hash
      }
    }
  }
  const gone = mine.filter(({ first }) => first > shared)
  const texts: Uint8Array[] = []
  for (const placed of gone) {
    const bytes = await index.read(placed)
    for (const change of (bytes && openSegment(keys.segments, bytes)?.changes) ?? [])
      for (const text of splitChange({ change, text: changeToText(change) }, BODY_LIMIT - 4)) texts.push(text)
  }
  const device = deviceBytes(next)
  const start: Tip = { device, sequence: 0, hash: NO_HASH }
  const lists = fillLists(texts, FILL_LIMIT).map(joinTexts)
  const { segments, tip } = sealChain(lists, start, { vaultId: head.vaultId, keys, random })
  const others = head.tips.filter((one) => toBase64Url(one.device) !== head.device)
  const old: Tip = { device: deviceBytes(head.device), sequence: shared, hash: there }
  const kept = shared > 0 ? withTip(others, old) : others
  return {
    segments,
    remove: gone.map(({ key }) => key),
    tips: segments.length > 0 ? withTip(kept, tip) : kept,
    device: next,
  }
}
