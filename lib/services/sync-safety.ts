import { blobIdsOf } from '@/lib/records/blobs'
import type { RecordState } from '@/lib/records/record'
import { type Situation, safeReach } from '@/lib/replication/plan'
import type { Attachments } from '@/lib/services/sync-attachments'
import type { Reading } from '@/lib/services/sync-reading'
import { tipOf } from '@/lib/services/sync-tips'
import type { DeepVault } from '@/lib/vault/deep'

/** How much of what is here would outlive this device and a place: said only once it was looked at. */
export interface Safety {
  /** Looks how far this device's changes are safe, with the attachments they name. */
  settle(): Promise<void>
  /** Which of the changes that are sent now are safe is said as each place acknowledges: no attachment is in the way. */
  sending(): void
  /** Under a new id nothing is, until that was looked at. */
  moved(): void
  /** The last of this device's changes up to which all are. */
  reached(all: Situation): number
  /** Records of which something is not; null where there are more than a page shows. */
  unsafe(): Promise<readonly RecordName[] | null>
}

export interface RecordName {
  readonly collection: string
  readonly id: string
}

export interface SafetyParts {
  readonly vault: DeepVault
  readonly reading: Reading
  readonly attachments: Attachments
  /** At so many places a change is safe. */
  readonly copies: number
}

/** Records that are named one by one. */
const MOST = 10_000

export function createSafety({ vault, reading, attachments, copies }: SafetyParts): Safety {
  let settled = 0
  const reachOf = (all: Situation, device = vault.device) => safeReach(all, device, copies)

  return {
    async settle() {
      const ceiling = await attachments.ceiling()
      settled = Math.min(reachOf(reading.situation(true)), ceiling)
    },
    sending() {
      if (attachments.isSettled()) settled = tipOf(vault)
    },
    moved() {
      settled = 0
    },
    reached: (all) => Math.min(tipOf(vault), settled, reachOf(all)),
    async unsafe() {
      const all = reading.situation(true)
      const reach = new Map([...all.tips.keys()].map((device) => [device, reachOf(all, device)]))
      const found = new Map<string, RecordName>()
      const add = ({ collection, id }: RecordState) =>
        found.set(JSON.stringify([collection, id]), { collection, id })
      for await (const { changes } of vault.chains.changesBehind(reach)) {
        changes.forEach(add)
        if (found.size > MOST) return null
      }
      const lacking = attachments.unsafe()
      if (lacking.size > 0)
        for (const collection of vault.collections())
          for (const state of vault.all(collection))
            if (blobIdsOf(state).some((id) => lacking.has(id))) add(state)
      return found.size > MOST ? null : [...found.values()]
    },
  }
}
