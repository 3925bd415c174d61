import { equalBytes, toBase64Url } from '@/lib/base/bytes'
import type { RecordState } from '@/lib/records/record'
import type { Row } from '@/lib/vault/database'
import type { LogKeys } from '@/lib/vault/log-keys'
import { chainHash, openSegment } from '@/lib/vault/segment'

export type OpenSegment = NonNullable<ReturnType<typeof openSegment>>

/** A segment that was opened, with the row it lies in. */
export interface Loaded {
  readonly row: Row
  readonly segment: OpenSegment
}

/** Where one device's chain ends; the map's key is the device id as base64url. */
export type Tips = ReadonlyMap<string, { readonly sequence: number; readonly hash: Uint8Array }>

/** Opens rows. Those of another vault or with any damage come back as `bad`. */
export function openRows(
  keys: LogKeys,
  vaultId: Uint8Array,
  rows: readonly Row[],
): { readonly good: readonly Loaded[]; readonly bad: readonly Row[] } {
  const good: Loaded[] = []
  const bad: Row[] = []
  for (const row of rows) {
    const segment = openSegment(keys.segments, row.bytes)
    if (segment && equalBytes(segment.vaultId, vaultId)) good.push({ row, segment })
    else bad.push(row)
  }
  return { good, bad }
}

/** The end of each device's chain as the segments have it, on top of `known`. */
export function tipsOf(loaded: readonly Loaded[], known: Tips = new Map()): Tips {
  const last = new Map<string, Loaded>()
  for (const one of loaded) {
    const device = toBase64Url(one.segment.device)
    const before = last.get(device)?.segment.last ?? known.get(device)?.sequence ?? 0
    if (one.segment.last > before) last.set(device, one)
  }
  const tips = new Map(known)
  // Hashed once for each device: hashing every segment would take as long as a fourth of opening them.
  for (const [device, { row, segment }] of last)
    tips.set(device, { sequence: segment.last, hash: chainHash(row.bytes, segment.packed) })
  return tips
}

/** Sequence numbers up to each tip that no segment holds. */
export function gapsOf(
  loaded: readonly Loaded[],
  tips: Tips,
): readonly { readonly device: string; readonly sequence: number }[] {
  const held = new Map<string, { first: number; last: number }[]>()
  for (const { segment } of loaded) {
    const device = toBase64Url(segment.device)
    const ranges = held.get(device) ?? []
    ranges.push({ first: segment.first, last: segment.last })
    held.set(device, ranges)
  }
  const gaps: { device: string; sequence: number }[] = []
  for (const [device, tip] of tips) {
    let next = 1
    const ranges = (held.get(device) ?? []).sort((a, b) => a.first - b.first)
    for (const { first, last } of [...ranges, { first: tip.sequence + 1, last: tip.sequence }]) {
      for (; next < first; next++) gaps.push({ device, sequence: next })
      next = Math.max(next, last + 1)
    }
  }
  return gaps
}

export function changesOf(loaded: readonly Loaded[]): readonly RecordState[] {
  return loaded.flatMap(({ segment }) => segment.changes)
}
