import type { Instant } from '@/lib/base/time'
import { versionsOf } from '@/lib/records/merge'
import type { FieldVersion, RecordState, Stamp } from '@/lib/records/record'
import { stampTime } from '@/lib/records/stamp'

/** The part of an open vault that grants are read from. */
export interface RecordReader {
  get(collection: string, id: string): RecordState | null
  /** All records of a collection that were not erased, in order of creation. */
  all(collection: string): readonly RecordState[]
  /** An open vault has this: a fresh stamp, later than everything seen. */
  stamp?(): Stamp
}

export const GRANTS = '~grants'
export const REFUSALS = '~refusals'

/**
 * The latest time the log knows of. A clock that was set back stands before it, so `max(now, latestSeen)` is what ends
 * are measured against: what expired once stays expired. An open vault tells it by its next stamp, at no cost; a bare
 * reader by its grants, its refusals and the newest end of its ledger.
 */
export function latestSeen(reader: RecordReader): Instant {
  if (reader.stamp) return stampTime(reader.stamp())
  let latest = 0
  for (const collection of [GRANTS, REFUSALS]) {
    for (const state of reader.all(collection)) latest = Math.max(latest, newestOf(state))
  }
  const ledger = reader.all('~ledger')
  for (const state of ledger.slice(-16)) latest = Math.max(latest, newestOf(state))
  return latest
}

/** The oldest version of a field: what an immutable field says, whatever was written over it later. */
export function firstVersion(state: RecordState, field: string): FieldVersion | null {
  return versionsOf(state, field).at(-1) ?? null
}

const newest = new WeakMap<RecordState, Instant>()

function newestOf(state: RecordState): Instant {
  const known = newest.get(state)
  if (known !== undefined) return known
  let latest = 0
  for (const versions of Object.values(state.fields)) {
    for (const version of versions) latest = Math.max(latest, stampTime(version.stamp))
  }
  newest.set(state, latest)
  return latest
}
