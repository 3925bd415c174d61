import { versionsOf } from '@/lib/records/merge'
import type { RecordState, Stamp } from '@/lib/records/record'
import { readDevices } from '@/lib/replication/devices'
import { goodEpochs, readEpochs } from '@/lib/replication/epochs'
import { readRecovery } from '@/lib/replication/recovery'
import type { Chance, Scheduler } from '@/tests/replication/scheduler'
import { attachTo, detach, FILES, type SimAttachment } from '@/tests/replication/sim-attachments'
import type { SimDevice } from '@/tests/replication/sim-device'
import { limitOf, type SimFleet } from '@/tests/replication/sim-fleet'
import { ownTip } from '@/tests/replication/sim-states'
import type { SimTime } from '@/tests/replication/sim-time'

/** A value that was written, and what must become of it. */
export interface Written {
  readonly by: SimDevice
  readonly id: string
  readonly stamp: Stamp
  readonly value: string
  sequence: number
  /** Said to lie at two places. */
  safe: boolean
  /** Written by a removed device when all that stay knew so: how many devices there were; else 0. */
  readonly banned: number
  /** Written when no removed device could read any more: who these are. */
  readonly hiddenFrom: readonly string[]
}

/** A record that was erased, or a grant that was revoked. */
export interface Erasure {
  readonly by: SimDevice
  readonly id: string
  sequence: number
  safe: boolean
}

/** All that is written in a life, and what was said of it. */
export interface SimWritten {
  readonly values: readonly Written[]
  readonly erasures: readonly Erasure[]
  /** Ids of the records that were erased, whoever did it. */
  readonly erased: ReadonlySet<string>
  readonly revocations: readonly Erasure[]
  readonly attached: readonly SimAttachment[]
  write(device: SimDevice): Promise<void>
  grant(device: SimDevice): Promise<void>
  attach(device: SimDevice): Promise<void>
  erase(device: SimDevice): Promise<void>
  /** What a device numbered under its old id, and was not said to be safe, has another number under the new one. */
  noteMoves(): void
  /** What its device says to be safe by now. */
  noteSafe(): void
}

export interface SimWrittenParts {
  readonly dice: Chance
  readonly scheduler: Scheduler
  readonly time: SimTime
  readonly fleet: SimFleet
}

const RECORDS = 6
const FIELDS = ['one', 'two'] as const
export const GRANT = { collection: '~grants', field: 'revoked' } as const

export function simWritten({ dice, scheduler, time, fleet }: SimWrittenParts): SimWritten {
  const values: Written[] = []
  const erased = new Set<string>()
  const erasures: Erasure[] = []
  const revocations: Erasure[] = []
  const attached: SimAttachment[] = []
  let serial = 0

  const all = () => [...values, ...erasures, ...revocations, ...attached]

  function noteMoves(): void {
    for (const device of fleet.moved())
      for (const one of all()) if (one.by === device && !one.safe) one.sequence = Number.POSITIVE_INFINITY
  }

  return {
    values,
    erasures,
    erased,
    revocations,
    attached,
    async write(device) {
      const { vault } = device
      const id = `record-${dice.below(RECORDS)}`
      if (erased.has(id)) return
      const field = dice.of(FIELDS) ?? 'one'
      const value = `value-${serial++}-${'x'.repeat(dice.below(200))}`
      const stamp = vault.stamp()
      const known = readDevices(vault)
      const good = goodEpochs(readEpochs(vault), known, readRecovery(vault))
      const me = await scheduler.drive(device.syncing.identity(), 'identity')
      const isHidden = good.includes((await scheduler.drive(me.sealing(), 'sealing')).id)
      const hiddenFrom = isHidden ? known.filter((one) => one.removed).map((one) => one.id) : []
      await vault.commit(() => [{ collection: 'notes', id, fields: { [field]: [{ value, stamp }] } }])
      const { removed, devices, staying } = fleet
      const isBanned =
        removed.has(device) && staying().every((one) => limitOf(one.vault).has(device.vault.device))
      const banned = isBanned ? devices.length : 0
      const sequence = ownTip(device)
      values.push({ by: device, id, stamp, value, sequence, safe: false, banned, hiddenFrom })
    },
    async grant(device) {
      const id = `grant-${dice.below(4)}`
      const { vault } = device
      const there = vault.get(GRANT.collection, id)
      const revoking = there !== null && dice.next() < 0.4
      const field = revoking ? GRANT.field : 'seen'
      const value = revoking ? time.now() : `seen-${serial++}`
      await vault.commit(() => [
        { collection: GRANT.collection, id, fields: { [field]: [{ value, stamp: vault.stamp() }] } },
      ])
      if (revoking) revocations.push({ by: device, id, sequence: ownTip(device), safe: false })
    },
    async attach(device) {
      const living = attached.filter(({ erased, id }) => !erased && device.vault.get(FILES, id))
      const old = dice.next() < 0.3 ? dice.of(living) : undefined
      const made = old ? await detach(device, old) : await attachTo(device, dice, attached.length)
      if (made) attached.push({ ...made, sequence: ownTip(device) })
    },
    async erase(device) {
      const id = `record-${dice.below(RECORDS)}`
      if (erased.has(id) || !device.vault.get('notes', id) || erased.size > 2) return
      erased.add(id)
      await device.vault.commit(() => [{ collection: 'notes', id, fields: {}, erased: device.vault.stamp() }])
      erasures.push({ by: device, id, sequence: ownTip(device), safe: false })
    },
    noteMoves,
    noteSafe() {
      noteMoves()
      for (const device of fleet.living()) {
        if (fleet.removed.has(device)) continue
        const { safe, isRemoved } = device.syncing.health()
        if (isRemoved) continue
        for (const one of all()) if (one.by === device && one.sequence <= safe) one.safe = true
      }
    },
  }
}

/** Whether a vault has a value, wherever in the record's history. */
export function hasValue(state: RecordState | null, { stamp }: Written): boolean {
  return FIELDS.some((field) => state && versionsOf(state, field).some((version) => version.stamp === stamp))
}
