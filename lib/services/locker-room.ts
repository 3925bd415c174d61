import type { LockerQuota, QuotaQuestion } from '@/lib/grants/request'
import { documentSize, isDocument } from '@/lib/records/locker'
import { currentValue } from '@/lib/records/merge'
import type { RecordState, Stamp } from '@/lib/records/record'
import type { Vault, VaultReader } from '@/lib/vault/vault'

/** Where the person's word on each locker is kept: one record per locker, under its full name. */
export const LOCKERS = '~lockers'
const QUOTA = 'quota'

/** Room of a locker unless the person gave it more. */
export const ROOM: LockerQuota = { bytes: 50 * 1024 * 1024, records: 100_000 }

/** How full a locker is: bytes of its documents and their attachments, and their number. */
export type LockerFill = LockerQuota

/** Keeps count of what lies in each locker and of what is on its way into it. */
export interface LockerRooms {
  fill(collection: string): LockerFill
  quota(reader: VaultReader, collection: string): LockerQuota
  /** Sets room aside until `release`. @returns null when there is too little. */
  reserve(collection: string, more: LockerFill): Reservation | null
  /** What to ask the person when `more` does not fit. */
  question(collection: string, more: LockerFill): QuotaQuestion
}

export interface Reservation {
  release(): void
}

/** Counts once through a locker when it is first used, and from then on what changes. */
export function createLockerRooms(vault: Vault): LockerRooms {
  const counted = new Map<string, Count>()
  const reserved = new Map<string, { bytes: number; records: number }>()

  function count(collection: string): Count {
    const known = counted.get(collection)
    if (known) return known
    const fresh: Count = { sizes: new Map(), bytes: 0 }
    for (const state of vault.all(collection)) put(fresh, state.id, state)
    counted.set(collection, fresh)
    return fresh
  }

  vault.subscribe((changed) => {
    for (const { collection, id } of changed) {
      const known = counted.get(collection)
      if (known) put(known, id, vault.get(collection, id))
    }
  })

  function fill(collection: string): LockerFill {
    const { sizes, bytes } = count(collection)
    return { bytes, records: sizes.size }
  }

  return {
    fill,
    quota: quotaOf,
    reserve(collection, more) {
      const now = fill(collection)
      const waiting = reserved.get(collection) ?? { bytes: 0, records: 0 }
      const quota = quotaOf(vault, collection)
      const bytes = now.bytes + waiting.bytes + more.bytes
      const records = now.records + waiting.records + more.records
      if ((more.bytes > 0 && bytes > quota.bytes) || (more.records > 0 && records > quota.records))
        return null
      reserved.set(collection, { bytes: waiting.bytes + more.bytes, records: waiting.records + more.records })
      let held = true
      return {
        release() {
          const left = reserved.get(collection)
          if (!held || !left) return
          held = false
          left.bytes -= more.bytes
          left.records -= more.records
        },
      }
    },
    question(collection, more) {
      const now = fill(collection)
      const quota = quotaOf(vault, collection)
      // Doubled until it fits, so that the same question does not come back at once.
      const enough = (limit: number, need: number) => {
        let next = limit
        while (next < need) next *= 2
        return next
      }
      return {
        collection,
        ...now,
        wanted: {
          bytes: enough(quota.bytes, now.bytes + more.bytes),
          records: enough(quota.records, now.records + more.records),
        },
      }
    },
  }
}

/** What the person lets a locker hold. What cannot be read is as if nothing had been said. */
export function quotaOf(reader: VaultReader, collection: string): LockerQuota {
  const record = reader.get(LOCKERS, collection)
  const said = record && currentValue(record, QUOTA)
  const { bytes, records } = (said ?? {}) as Partial<LockerQuota>
  return Number.isSafeInteger(bytes) && Number.isSafeInteger(records)
    ? { bytes: Math.max(ROOM.bytes, bytes ?? 0), records: Math.max(ROOM.records, records ?? 0) }
    : ROOM
}

/** The record to commit for more room. */
export function quotaRecord(collection: string, quota: LockerQuota, stamp: Stamp): RecordState {
  const { bytes, records } = quota
  return { collection: LOCKERS, id: collection, fields: { [QUOTA]: [{ value: { bytes, records }, stamp }] } }
}

interface Count {
  readonly sizes: Map<string, number>
  bytes: number
}

function put(count: Count, id: string, state: RecordState | null): void {
  count.bytes -= count.sizes.get(id) ?? 0
  count.sizes.delete(id)
  if (!isDocument(state)) return
  const size = documentSize(state)
  count.sizes.set(id, size)
  count.bytes += size
}
