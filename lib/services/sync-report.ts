import type { Instant } from '@/lib/base/time'
import type { DeviceReport, PlaceReport, SyncReport } from '@/lib/protocol/sync-app'
import { stampedBy, stampTime } from '@/lib/records/stamp'
import { DEVICES, type Device } from '@/lib/replication/devices'
import type { Place } from '@/lib/replication/places'
import type { Heard } from '@/lib/services/sync-heard'
import type { ReplicaHealth } from '@/lib/services/sync-lane'
import type { SyncHealth } from '@/lib/services/syncing'
import type { DeepVault } from '@/lib/vault/deep'
import type { VaultReader } from '@/lib/vault/vault'

/** Why a place is not asked; null where it is. */
export type Unasked = 'paused' | 'elsewhere' | 'needs-permission' | 'no-place'

/** What was said of the places when the background was last there. Numbers, ids and times; kept in the browser's memory. */
export type SyncMemory = Pick<
  SyncHealth,
  'safe' | 'missing' | 'forked' | 'strange' | 'isErasing' | 'isCondensing' | 'isPhraseEnough' | 'lastRound'
> & {
  readonly vault: string
  /** When the next round is; null: at once. */
  readonly next: Instant | null
  /** Sequence number of this device's newest change at the end of the last one. */
  readonly newest: number
  readonly places: readonly (Pick<Place, 'id' | 'version'> & { readonly health: ReplicaHealth })[]
}

export interface Standing {
  readonly vault: DeepVault
  readonly places: readonly { readonly place: Place; readonly unasked: Unasked | null }[]
  readonly health: SyncHealth
  /** Stands for what no round of this context has found out yet. */
  readonly memory: SyncMemory | null
  readonly isRunning: boolean
}

export function reportOf({ vault, places, health, memory, isRunning }: Standing): SyncReport {
  // Only a round looks at the places; before the first one it is as it was.
  const { safe, missing, forked, strange, isErasing, isPhraseEnough, lastRound } =
    health.lastRound === null && memory ? memory : health
  const reached = Math.min(safe, health.newest)
  return {
    places: places.map(({ place, unasked }) => placeReport(place, unasked, healthOf(place, health, memory))),
    devices: health.devices.map((device) => deviceReport(device, vault, health.heard.get(device.id))),
    newest: health.newest,
    safe: reached,
    unsafe: health.newest - reached,
    missing,
    forked,
    strange,
    isErasing,
    isPhraseEnough,
    isRemoved: health.isRemoved,
    isRunning,
    lastRound,
  }
}

function healthOf({ id, version }: Place, health: SyncHealth, memory: SyncMemory | null) {
  const now = health.replicas.find((one) => one.id === id)
  const before = memory?.places.find((one) => one.id === id && one.version === version)?.health
  if (!now || !before || health.lastRound !== null) return now ?? before
  return { ...now, waiting: before.waiting, lost: before.lost }
}

function placeReport(place: Place, unasked: Unasked | null, health: ReplicaHealth | undefined): PlaceReport {
  const { id, name, isPaused, entered } = place
  const isAsked = unasked === null
  return {
    id,
    name,
    kind: entered.kind,
    isPaused,
    problem: unasked === 'no-place' ? 'no-place' : isAsked ? (health?.problem ?? null) : null,
    since: isAsked ? (health?.since ?? null) : null,
    next: isAsked ? (health?.next ?? null) : null,
    lastSeen: health?.seen ?? null,
    lacking: health?.waiting ?? 0,
    lost: health?.lost ?? 0,
    needsPermission: unasked === 'needs-permission',
    isElsewhere: unasked === 'elsewhere',
  }
}

/** Its record says what it has only where something waits for it, and what it wrote says so each time. */
function deviceReport({ id, name, removed, has }: Device, vault: DeepVault, heard?: Heard): DeviceReport {
  const isThis = id === vault.device
  const hasOf = (device: string) => Math.max(has.get(device) ?? 0, heard?.has.get(device) ?? 0)
  const behind = vault.chains
    .tips()
    .reduce((sum, { device, sequence }) => sum + Math.max(0, sequence - hasOf(device)), 0)
  return {
    id,
    name,
    isThis,
    isRemoved: removed !== null,
    lastSeen: Math.max(lastWord(vault, id), heard?.seen ?? 0) || null,
    behind: isThis ? 0 : has.size + (heard?.has.size ?? 0) > 0 ? behind : null,
  }
}

/** When a device last wrote into its own record; 0 where it never did. */
function lastWord(vault: VaultReader, device: string): Instant {
  const versions = Object.values(vault.get(DEVICES, device)?.fields ?? {}).flat()
  const times = versions.flatMap(({ stamp }) => (stampedBy(stamp) === device ? [stampTime(stamp)] : []))
  return Math.max(0, ...times)
}
