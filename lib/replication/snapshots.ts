import type { Json } from '@/lib/base/json'
import { currentValue } from '@/lib/records/merge'
import type { RecordState } from '@/lib/records/record'
import {
  type Device,
  isStaying,
  type Reach,
  reaches,
  readDevices,
  readReach,
  withinEnds,
  writeReach,
} from '@/lib/replication/devices'

/** The newest snapshot each device has made, a record under its device id. */
export const SNAPSHOTS = '~snapshots'

/** A snapshot stands for all segments of all chains up to what it covers. */
export interface Snapshot {
  /** Device that made it. */
  readonly author: string
  /** With the author, what its parts are told by. */
  readonly id: number
  readonly parts: number
  readonly covers: Reach
  /** Digest of what had been erased when it was made. */
  readonly erasures: string
  /** The person decided not to wait for every device. */
  readonly forced: boolean
}

export function readSnapshots(records: {
  all(collection: string): readonly RecordState[]
}): readonly Snapshot[] {
  const devices = readDevices(records)
  return records.all(SNAPSHOTS).flatMap((state) => {
    const made = currentValue(state, 'made')
    if (typeof made !== 'object' || made === null || Array.isArray(made)) return []
    const { id, parts, covers, erasures } = made as { readonly [key: string]: Json }
    if (typeof id !== 'number' || typeof parts !== 'number' || typeof erasures !== 'string') return []
    const forced = currentValue(state, 'forced') === id
    const reach = withinEnds(readReach(covers ?? null), devices)
    return [{ author: state.id, id, parts, covers: reach, erasures, forced }]
  })
}

export function snapshotValue({ id, parts, covers, erasures }: Omit<Snapshot, 'author' | 'forced'>): Json {
  return { id, parts, covers: writeReach(covers), erasures }
}

/** Whether every device that stays has said that it holds all of it, or the person decided so. */
export function isAcknowledged(snapshot: Snapshot, devices: readonly Device[]): boolean {
  if (snapshot.forced) return true
  const staying = devices.filter(isStaying)
  return staying.length > 0 && staying.every(({ has }) => reaches(has, snapshot.covers))
}

/** Whether `a` makes `b` needless. Of two that cover the same, the one of the later device stays. */
export function outdates(a: Snapshot, b: Snapshot): boolean {
  if (a.author === b.author) return a.id !== b.id
  if (!reaches(a.covers, b.covers)) return false
  return !reaches(b.covers, a.covers) || a.author > b.author
}
