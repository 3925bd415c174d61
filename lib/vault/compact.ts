/**
 * Compaction: many small segments become few full ones, and what was erased leaves the disk.
 *
 * A packing segment stands for a stretch of one device's chain: it holds the union of the changes of exactly that stretch
 * and, sealed, the hash of every segment it replaces, so the chain stays checkable. It is written in the same transaction
 * that removes the packed ones; interrupted at any byte, either the old are there or the new.
 */
import { toBase64Url } from '@/lib/base/bytes'
import { mergeStates, versionsOf } from '@/lib/records/merge'
import type { FieldVersion, RecordState } from '@/lib/records/record'
import { changeToText, joinTexts } from '@/lib/vault/changes'
import type { RowKey } from '@/lib/vault/database'
import type { Loaded } from '@/lib/vault/load'
import type { LogKeys } from '@/lib/vault/log-keys'
import type { Places } from '@/lib/vault/places'
import { BODY_LIMIT, HASH, PACK_LIMIT, sealSegment, segmentHash } from '@/lib/vault/segment'
import type { State } from '@/lib/vault/state'

/** What compaction puts in place of what. Valid for as long as all of `remove` is still there. */
export interface Packing {
  readonly segments: readonly Uint8Array[]
  readonly remove: readonly RowKey[]
}

/** Segments with less than this are worth packing. */
export const SMALL = BODY_LIMIT / 2

export function isLoose({ segment }: Loaded): boolean {
  return segment.packed.length === 0 && segment.size < SMALL
}

/** True when a segment still holds something that was erased, in one of the collections meant. */
export function holdsErased(
  loaded: Loaded,
  state: State,
  isMeant: (collection: string) => boolean = () => true,
): boolean {
  return loaded.segment.changes.some(
    (change) => isMeant(change.collection) && scrub(change, state) !== change,
  )
}

/** What a plan needs to know of a segment: the changes are looked at again when it is packed. */
export interface Candidate {
  readonly key: RowKey
  readonly device: string
  readonly first: number
  readonly last: number
  readonly size: number
  /** It holds something that was erased. */
  readonly erased: boolean
}

export function candidateOf(loaded: Loaded, state: State): Candidate {
  const { row, segment } = loaded
  const { first, last, size } = segment
  const key = [row.generation, row.index] as const
  return { key, device: toBase64Url(segment.device), first, last, size, erased: holdsErased(loaded, state) }
}

/** Stretches to be packed: neighbours in a device's chain, none too full, together within one segment. */
export function planPacking(all: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const stretches: Candidate[][] = []
  let room = 0
  let places = 0
  for (const one of [...all].sort(inChainOrder)) {
    if (one.size >= SMALL && !one.erased) {
      room = 0
      continue
    }
    const count = one.last - one.first + 1
    const need = one.size + count * HASH
    const before = stretches.at(-1)?.at(-1)
    const follows = before && before.last + 1 === one.first && before.device === one.device
    if (!follows || need > room || count > places) {
      stretches.push([])
      room = BODY_LIMIT
      places = PACK_LIMIT
    }
    stretches.at(-1)?.push(one)
    room -= need
    places -= count
  }
  return stretches.filter((stretch) => stretch.length > 1 || stretch.some(({ erased }) => erased))
}

/**
 * Seals the stretches anew, one after the other so that no more than one is held.
 * @param load the segments of one, all of them, or null where some are there no longer; whoever waits is served meanwhile.
 */
export async function packStretches(
  stretches: readonly (readonly Candidate[])[],
  state: State,
  keys: LogKeys,
  places: Pick<Places, 'random'>,
  load: (stretch: readonly Candidate[]) => Promise<readonly Loaded[] | null>,
): Promise<Packing> {
  const segments: Uint8Array[] = []
  const remove: RowKey[] = []
  for (const candidates of stretches) {
    const stretch = await load(candidates)
    const [first, last] = [stretch?.[0], stretch?.at(-1)]
    if (!stretch || !first || !last) continue
    const { vaultId, device, previous } = first.segment
    const header = { vaultId, device, previous, first: first.segment.first, last: last.segment.last }
    const hashes = stretch.flatMap(({ row, segment }) =>
      segment.packed.length > 0 ? segment.packed : [segmentHash(row.bytes)],
    )
    const text = joinTexts(mergedChanges(stretch, state).map(changeToText))
    segments.push(sealSegment(keys.segments, header, hashes, text, places.random))
    for (const { row } of stretch) remove.push([row.generation, row.index])
  }
  return { segments, remove }
}

function mergedChanges(stretch: readonly Loaded[], state: State): readonly RecordState[] {
  const merged = new Map<string, RecordState>()
  for (const { segment } of stretch) {
    for (const change of segment.changes) {
      const kept = scrub(change, state)
      if (!kept) continue
      const key = JSON.stringify([kept.collection, kept.id])
      const known = merged.get(key)
      merged.set(key, known ? mergeStates(known, kept) : kept)
    }
  }
  return [...merged.values()]
}

/** What of a change the vault still knows; the very same object when that is all of it, null when it is nothing. */
function scrub(change: RecordState, state: State): RecordState | null {
  const { collection, id, floors, erased } = change
  const current = state.raw(collection, id)
  // The usual case in a long log: nothing was ever merged into it.
  if (!current || current === change) return change
  if (current.erased) return erased ? change : { collection, id, fields: {}, erased: current.erased }
  if (!current.floors) return change
  const fields: [string, readonly FieldVersion[]][] = []
  let dropped = false
  for (const [field, versions] of Object.entries(change.fields)) {
    const known = new Set(versionsOf(current, field).map(({ stamp }) => stamp))
    const kept = versions.filter(({ stamp }) => known.has(stamp))
    if (kept.length < versions.length) dropped = true
    if (kept.length > 0) fields.push([field, kept])
  }
  if (!dropped) return change
  if (fields.length === 0 && !floors) return null
  return { collection, id, fields: Object.fromEntries(fields), ...(floors ? { floors } : {}) }
}

function inChainOrder(a: Candidate, b: Candidate): number {
  return (a.device < b.device ? -1 : a.device > b.device ? 1 : 0) || a.first - b.first
}
