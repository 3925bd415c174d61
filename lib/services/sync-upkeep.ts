import type { Json } from '@/lib/base/json'
import { currentValue } from '@/lib/records/merge'
import type { RecordState } from '@/lib/records/record'
import { stampedBy, stampTime } from '@/lib/records/stamp'
import { DEVICES, ends, reaches, readDevices, writeReach } from '@/lib/replication/devices'
import { type Held, isStretch } from '@/lib/replication/holdings'
import { reachAt, settled, toDelete } from '@/lib/replication/plan'
import { readSnapshots, SNAPSHOTS, snapshotValue } from '@/lib/replication/snapshots'
import { changeOf } from '@/lib/services/sync-change'
import type { Identity } from '@/lib/services/sync-identity'
import type { Lane } from '@/lib/services/sync-lane'
import type { Reading } from '@/lib/services/sync-reading'
import type { RecoveryKeeping } from '@/lib/services/sync-recovery'
import { tipOf, tipsOf } from '@/lib/services/sync-tips'
import type { Writing } from '@/lib/services/sync-writing'
import type { SyncLimits } from '@/lib/services/syncing'
import type { DeepVault } from '@/lib/vault/deep'

export interface UpkeepParts {
  readonly vault: DeepVault
  readonly identity: () => Identity
  readonly lanes: readonly Lane[]
  readonly reading: Reading
  readonly writing: Writing
  readonly recovery: RecoveryKeeping
  readonly limits: SyncLimits
}

/** What a device writes into the log about replication itself: that it is there, what it has, what it made. */
export interface Upkeep {
  /** What goes out with the next objects. */
  before(): Promise<void>
  /** What follows from those. @returns whether something was written that has to go out as well. */
  after(): Promise<boolean>
  condense(): Promise<void>
  /** The person's wish was not met yet. */
  isWished(): boolean
  isErasing(): boolean
}

/** Erasures said again in one round. */
const AT_ONCE = 512
/** Objects that no snapshot stands for, at most: a folder of a place is one answer, and takes 15,000 names. */
const MOST_LOOSE = 4_000

export function createUpkeep(parts: UpkeepParts): Upkeep {
  const { vault, identity, lanes, reading, writing, recovery, limits } = parts
  let isWished = false

  /** What was erased, as snapshots name it: all records are gone through for it, and again only where something more was. */
  let erasures: string | null = null
  vault.subscribe((touched) => {
    for (const { collection, id } of touched) {
      const state = vault.known(collection, id)
      if (state?.erased || state?.floors) erasures = null
    }
  })
  const erasuresNow = () => (erasures ??= vault.chains.erasures())

  const own = () => readDevices(vault).find(({ id }) => id === vault.device)

  async function write(collection: string, fields: { readonly [field: string]: Json }): Promise<void> {
    await vault.commit(() => [changeOf(vault, collection, vault.device, fields)])
  }

  /** Others wait to hear that this device has what a snapshot covers, or how much of a removed one's it took over. */
  async function acknowledge(): Promise<void> {
    const tips = tipsOf(vault)
    const has = own()?.has ?? new Map()
    const covered = readSnapshots(vault).some(({ covers }) => reaches(tips, covers) && !reaches(has, covers))
    const limit = ends(readDevices(vault))
    const beyond = [...limit].some(([device, sequence]) => (tips.get(device) ?? 0) > sequence)
    if (covered || beyond) await write(DEVICES, { has: writeReach(tips) })
  }

  /** An erasure may have come with what somebody packed, out of a chain that is not read by all: a device that stays says it. */
  async function eraseAgain(): Promise<void> {
    const staying = new Set(readDevices(vault).flatMap(({ id, removed }) => (removed ? [] : [id])))
    staying.add(vault.device)
    const again = vault.chains
      .tombstones()
      .filter(({ erased }) => erased !== undefined && !staying.has(stampedBy(erased)))
      .slice(0, AT_ONCE)
    if (again.length === 0) return
    await vault.commit(() =>
      again.map(({ collection, id }) => ({ collection, id, fields: {}, erased: vault.stamp() })),
    )
  }

  /** Whether the places together lack what this device has of others: then nobody but it may be able to give it. */
  function isLacking(): boolean {
    if (!lanes.every((lane) => lane.isUp && !lane.busy)) return false
    const situation = reading.situation()
    const reached = reachAt(situation)
    const limit = ends(situation.devices)
    return [...situation.tips].some(([device, sequence]) => {
      if (device === vault.device) return false
      return Math.min(sequence, limit.get(device) ?? sequence) > (reached.get(device) ?? 0)
    })
  }

  /** Something was erased that an object or a snapshot may still hold. */
  function isErasing(): boolean {
    const erasures = erasuresNow()
    if (erasures === '') return false
    const tips = tipsOf(vault)
    const snapshots = readSnapshots(vault)
    const cleared = snapshots.some((one) => one.erasures === erasures && reaches(tips, one.covers))
    return !cleared || toDelete(reading.everything()).length > 0 || settled(reading.situation()).length === 0
  }

  function lacksErasure(): boolean {
    const erasures = erasuresNow()
    const snapshots = readSnapshots(vault)
    const tips = tipsOf(vault)
    // What one of them covers and this device has not read may be the erasure it was made for.
    if (erasures === '' || snapshots.some(({ covers }) => !reaches(tips, covers))) return false
    if (snapshots.some((one) => one.erasures === erasures)) return false
    const newest = Math.max(0, ...vault.all(SNAPSHOTS).map(madeAt))
    return Math.abs(stampTime(vault.stamp()) - newest) >= limits.erasing
  }

  function isDue(): boolean {
    if (isWished || isLacking() || lacksErasure()) return true
    const situation = reading.situation()
    const covered = situation.snapshots.map(({ covers }) => covers)
    const limit = ends(situation.devices)
    // What lies behind the end of a chain no snapshot covers, and another one would not either.
    const endOf = ({ device, last }: Held) => Math.min(last, limit.get(device) ?? last)
    const loose = situation.held.filter(
      (one) => isStretch(one) && !covered.some((covers) => (covers.get(one.device) ?? 0) >= endOf(one)),
    )
    const large = Math.min(MOST_LOOSE, vault.health().segments * limits.perSegment)
    return loose.length > Math.max(limits.objects, large)
  }

  return {
    async before() {
      await identity().enrol()
      await recovery.settle()
      await identity().keep(await reading.newcomers())
      await acknowledge()
      await eraseAgain()
    },
    async after() {
      const reached = reachAt(reading.situation()).get(vault.device) ?? 0
      if (reached < tipOf(vault)) return false
      if (!isDue() || !reading.maySealAll()) return false
      const made = await writing.snapshot()
      if (!made) return false
      const forced = isWished ? { forced: made.id } : {}
      isWished = false
      await write(SNAPSHOTS, { made: snapshotValue(made), ...forced })
      return true
    },
    async condense() {
      isWished = true
    },
    isWished: () => isWished,
    isErasing,
  }
}

function madeAt(state: RecordState): number {
  const made = currentValue(state, 'made')
  const stamp = made === null ? undefined : state.fields.made?.[0]?.stamp
  return stamp ? stampTime(stamp) : 0
}
