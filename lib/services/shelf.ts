import type { Bytes } from '@/lib/base/bytes'
import type { Json } from '@/lib/base/json'
import type { RecordWrite, SiteRecord } from '@/lib/protocol/site'
import type { RecordState, Stamp } from '@/lib/records/record'
import type { VaultReader } from '@/lib/vault/vault'

/** Bytes that an attachment's marker names, as its record holds them. */
export interface HeldBytes {
  /** As the marker says it: another one for other bytes. */
  readonly id: string
  readonly size: number
  /** One part of `CHUNK_BYTES` bytes, the last perhaps shorter, perhaps in `buffer`; null when it cannot be read. */
  readonly part: (index: number, buffer: Bytes) => Promise<Uint8Array | null>
}

/**
 * One collection as one grant lets one site see it. What the site may not see is not there: not in a list, a count, an
 * answer, an event or an error. Made anew for each call from the grant as it stands.
 */
export interface Shelf {
  readonly collection: string
  /** Records the site sees, in order of creation. The same list for as long as nothing changed. */
  all(reader: VaultReader): readonly RecordState[]
  /** The record a site knows by this id, or null. */
  find(reader: VaultReader, id: string): RecordState | null
  /** What the site calls a record. */
  idOf(record: RecordState): string
  show(record: RecordState): SiteRecord
  /** Means equality only, and nothing to another site. */
  versionOf(record: RecordState): string
  /** Newest stamp of what the site sees of a record: its place in the order of changes. */
  changedAt(record: RecordState): Stamp
  bytes(record: RecordState, field: string): HeldBytes | null
  /** The changes to commit for one write. Synchronous: what needs time was done before. None where there is no such record. */
  apply(write: ReadyWrite, reader: VaultReader, stamp: Stamp): Applied
}

/** A write that was looked at: its value is what may be kept. */
export interface ReadyWrite {
  readonly op: RecordWrite['op']
  /** The site's id; null for a new record that gets one. */
  readonly id: string | null
  readonly value: { readonly [field: string]: Json }
  readonly base: string | null
}

export interface Applied {
  /** Id in the vault. */
  readonly record: string
  readonly changes: readonly RecordState[]
}

/** Newest stamp in a record: what its version is made of. Read once for each state. */
export function newestStamp(record: RecordState): Stamp {
  const known = newest.get(record)
  if (known !== undefined) return known
  let last = '' as Stamp
  for (const versions of Object.values(record.fields)) {
    const first = versions[0]
    if (first && first.stamp > last) last = first.stamp
  }
  newest.set(record, last)
  return last
}

/** Oldest stamp in a record: its place in the order of creation. */
export function oldestStamp(record: RecordState): Stamp {
  const known = oldest.get(record)
  if (known !== undefined) return known
  let first = '~' as Stamp
  for (const versions of Object.values(record.fields)) {
    const last = versions.at(-1)
    if (last && last.stamp < first) first = last.stamp
  }
  oldest.set(record, first)
  return first
}

const newest = new WeakMap<RecordState, Stamp>()
const oldest = new WeakMap<RecordState, Stamp>()
