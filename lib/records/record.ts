import type { Json } from '@/lib/base/json'
import type { Instant } from '@/lib/base/time'

/**
 * Hybrid logical clock reading and device, as one text whose order is the order of events:
 * 12 hexadecimal digits of milliseconds, 4 of a counter, `-`, device id. See stamp.ts.
 */
export type Stamp = string & { readonly stamp: unique symbol }

/** Where a value came from. Shown beside it, exported with it. */
export type Provenance =
  | { readonly by: 'person'; readonly at: Instant }
  | { readonly by: 'site'; readonly origin: string; readonly at: Instant }
  | { readonly by: 'file'; readonly name: string; readonly at: Instant }

/** One value a field had. `null` means: the field was emptied. */
export interface FieldVersion {
  readonly value: Json
  readonly stamp: Stamp
  readonly from?: Provenance
  /** Versions of other devices that this one was written over, as far as it does not go without saying (versions.ts). */
  readonly over?: readonly Stamp[]
}

/**
 * Everything known of one record, and at the same time a change to it: merging is the union of versions, so a change
 * is simply a state with few fields. Field names starting with `~` are ours (`~label`, `~confirmed`, `~deleted`), the
 * others are the collection's.
 */
export interface RecordState {
  readonly collection: string
  readonly id: string
  /** Versions of each field, newest stamp first, never empty. The first is the current value. */
  readonly fields: { readonly [field: string]: readonly FieldVersion[] }
  /** Versions older than this stamp were erased from the field's history by the person. */
  readonly floors?: { readonly [field: string]: Stamp }
  /** The whole record was erased. Always wins; `fields` is then empty. */
  readonly erased?: Stamp
}

/** A record as a page shows it: the current values only. */
export interface RecordView {
  readonly collection: string
  readonly id: string
  readonly label: string
  readonly fields: { readonly [field: string]: Json }
  /** Stamp of each current value: its version, as the ledger names it. */
  readonly versions: { readonly [field: string]: Stamp }
  readonly sources: { readonly [field: string]: Provenance }
  readonly created: Instant
  readonly changed: Instant
  readonly confirmed: Instant | null
  /** When the person deleted it; it stays restorable for 30 days. */
  readonly deleted: Instant | null
  /** Number of older versions kept. */
  readonly history: number
}
