import { equalBytes, toBase64Url } from '@/lib/base/bytes'
import { idBytes, type RandomBytes } from '@/lib/base/ids'
import { canonicalJson, type Json } from '@/lib/base/json'
import { mergeStates } from '@/lib/records/merge'
import type { RecordState } from '@/lib/records/record'
import type { Incoming } from '@/lib/vault/absorb'
import { changeToText, fillLists, joinTexts, splitChange } from '@/lib/vault/changes'
import { FILL_LIMIT, sealChain, withTip } from '@/lib/vault/commit'
import type { RowKey } from '@/lib/vault/database'
import type { Head, Tip } from '@/lib/vault/head'
import type { LogKeys } from '@/lib/vault/log-keys'
import type { Placed } from '@/lib/vault/recent'
import { BODY_LIMIT, chainHash, NO_HASH, openSegment } from '@/lib/vault/segment'
import type { SegmentIndex } from '@/lib/vault/segment-index'
import type { State } from '@/lib/vault/state'

/*
 * A chain that says two things: a disk was restored on another machine, and both went on under one id. Nobody can tell which of the
 * two is meant, and neither is lost: the chain ends, on every device, where both still say the same, and whoever has something of
 * what stood behind says it again in a chain of its own, under the same stamps.
 */
export interface PartingParts {
  readonly index: SegmentIndex
  readonly keys: LogKeys
  readonly head: Head
  readonly random: RandomBytes
}

export interface Parting {
  /** Whose chain ends. */
  readonly device: string
  /** It stays up to there at most: a segment stays or goes as a whole. */
  readonly at: number
  /** The chain in which the rest is said again: this device's own, or its first under a new id. */
  readonly as: string
  /** What else is said there, by where the chain ends now. */
  readonly more: (end: number) => readonly RecordState[]
}

export interface Parted {
  readonly segments: readonly Uint8Array[]
  readonly remove: readonly RowKey[]
  readonly tips: readonly Tip[]
  readonly changes: readonly RecordState[]
  readonly device: string
  readonly end: number
}

/** Hashes of a chain by sequence number, as a segment tells them: before it, at each it packs, and at its end. */
function hashesOf(
  { first, last, previous, packed }: NonNullable<ReturnType<typeof openSegment>>,
  end: Uint8Array,
): readonly (readonly [number, Uint8Array])[] {
  return [[first - 1, previous], ...packed.map((hash, at) => [first + at, hash] as const), [last, end]]
}

/** Hashes of one's own copy of a chain from one place to another. */
async function hashesBetween(
  { index, keys }: Pick<PartingParts, 'index' | 'keys'>,
  device: string,
  from: number,
  to: number,
): Promise<ReadonlyMap<number, Uint8Array>> {
  const all = new Map<number, Uint8Array>([[0, NO_HASH]])
  for (const placed of await index.placed()) {
    if (placed.device !== device || placed.first - 1 > to || placed.last < from) continue
    const bytes = await index.read(placed)
    const segment = bytes && openSegment(keys.segments, bytes)
    if (segment)
      for (const [at, hash] of hashesOf(segment, chainHash(bytes, segment.packed))) all.set(at, hash)
  }
  return all
}

/** The chain's hash at `sequence`; null where no segment tells it. */
export async function hashAt(
  parts: Pick<PartingParts, 'index' | 'keys'>,
  device: string,
  sequence: number,
): Promise<Uint8Array | null> {
  return (await hashesBetween(parts, device, sequence, sequence)).get(sequence) ?? null
}

/** What others have of a chain, beside what is here. */
export interface Comparison {
  /** It says something else somewhere. */
  readonly differs: boolean
  /** The last place before that where both say the same; null where none is known. */
  readonly agreed: number | null
  /** How far it goes; 0 where it has nothing of that chain. */
  readonly last: number
}

export async function compareChain(
  parts: Pick<PartingParts, 'index' | 'keys'>,
  device: string,
  incoming: readonly Incoming[],
): Promise<Comparison> {
  const theirs = new Map<number, Uint8Array>()
  for (const one of incoming)
    if (one.device === device) for (const [at, hash] of hashesOf(one.segment, one.end)) theirs.set(at, hash)
  if (theirs.size === 0) return { differs: false, agreed: null, last: 0 }
  const places = [...theirs.keys()].sort((a, b) => a - b)
  const last = places.at(-1) ?? 0
  const own = await hashesBetween(parts, device, places[0] ?? 0, last)
  let agreed: number | null = null
  for (const at of places) {
    const [here, there] = [own.get(at), theirs.get(at)]
    if (!here || !there) continue
    if (!equalBytes(here, there)) return { differs: true, agreed, last }
    agreed = at
  }
  return { differs: false, agreed, last }
}

export async function composeParting(
  all: readonly Placed[],
  { device, at, as, more }: Parting,
  { index, keys, head, random }: PartingParts,
): Promise<Parted> {
  const mine = all.filter((placed) => placed.device === device)
  const isWhole = (place: number) => mine.every(({ first, last }) => first > place || last <= place)
  const end = mine.reduce((most, { last }) => (last <= at && last > most && isWhole(last) ? last : most), 0)
  const gone = mine.filter(({ first }) => first > end)
  const texts: Uint8Array[] = []
  const say = (change: RecordState) => {
    for (const text of splitChange({ change, text: changeToText(change) }, BODY_LIMIT - 4)) texts.push(text)
  }
  for (const placed of gone) {
    const bytes = await index.read(placed)
    for (const change of (bytes && openSegment(keys.segments, bytes)?.changes) ?? []) say(change)
  }
  const changes = more(end)
  changes.forEach(say)
  let { tips } = head
  if (gone.length > 0) {
    const hash = (await hashAt({ index, keys }, device, end)) ?? NO_HASH
    tips = tips.filter((tip) => toBase64Url(tip.device) !== device)
    if (end > 0) tips = withTip(tips, { device: idBytes(device), sequence: end, hash })
  }
  const start = tips.find((tip) => toBase64Url(tip.device) === as)
  const lists = fillLists(texts, FILL_LIMIT).map(joinTexts)
  const { segments, tip } = sealChain(lists, start ?? { device: idBytes(as), sequence: 0, hash: NO_HASH }, {
    vaultId: head.vaultId,
    keys,
    random,
  })
  return {
    segments,
    remove: gone.map(({ key }) => key),
    tips: segments.length > 0 ? withTip(tips, tip) : tips,
    changes,
    device: device === head.device ? as : head.device,
    end,
  }
}

const textOf = (state: RecordState) => canonicalJson(state as unknown as Json)

/** Those of the changes that tell something, each beside what those before it told. */
export function newsOf(changes: readonly RecordState[], state: Pick<State, 'raw'>): readonly RecordState[] {
  const ahead = new Map<string, RecordState>()
  return changes.filter((change) => {
    const key = JSON.stringify([change.collection, change.id])
    const known = ahead.get(key) ?? state.raw(change.collection, change.id)
    const next = known ? mergeStates(known, change) : change
    if (known && textOf(next) === textOf(known)) return false
    ahead.set(key, next)
    return true
  })
}
