import { type Device, ends, type Reach } from '@/lib/replication/devices'
import {
  type Held,
  heldReach,
  isStretch,
  path,
  type Views,
  type WholeSnapshot,
  wholeSnapshots,
} from '@/lib/replication/holdings'
import { isAcknowledged, outdates, type Snapshot } from '@/lib/replication/snapshots'

/** What is known when a plan is made. All of it but the listings follows from the log. */
export interface Situation {
  readonly held: readonly Held[]
  /** Replicas whose listing is at hand. */
  readonly views: Views
  /** How far this device has each chain. */
  readonly tips: Reach
  readonly devices: readonly Device[]
  readonly snapshots: readonly Snapshot[]
}

/** What to read for one chain, in order. */
export function toPull({ held, tips, devices }: Situation): readonly Held[] {
  const limits = ends(devices)
  const chains = new Map<string, Held[]>()
  for (const one of held) {
    if (!isStretch(one)) continue
    // Of a removed device's stretch the segments that count are taken.
    const last = Math.min(one.last, limits.get(one.device) ?? one.last)
    if (last <= (tips.get(one.device) ?? 0)) continue
    const chain = chains.get(one.device) ?? []
    chain.push({ ...one, last })
    chains.set(one.device, chain)
  }
  const originals = new Map(held.map((one) => [one.name, one]))
  return [...chains].flatMap(([device, chain]) =>
    path(chain, tips.get(device) ?? 0).steps.flatMap(({ name }) => originals.get(name) ?? []),
  )
}

/**
 * Snapshots that may hold what stretches do not lead to, the newest first: what this device is known to have already is left
 * out. @param wanted whether something is known to be missing.
 */
export function snapshotsToPull(situation: Situation, wanted: boolean): readonly WholeSnapshot[] {
  const { held, tips, snapshots } = situation
  return wholeSnapshots(held)
    .filter(({ device, id, last }) => {
      const record = snapshots.find((one) => one.author === device && one.id === id)
      if (record) return [...record.covers].some(([of, sequence]) => (tips.get(of) ?? 0) < sequence)
      return wanted || last > (tips.get(device) ?? 0)
    })
    .sort((a, b) => b.last - a.last)
}

/** A snapshot that lies as a whole somewhere and is acknowledged. `on`: the replicas where all of it lies. */
export interface Settled extends Snapshot {
  readonly on: ReadonlySet<string>
}

/** What they stand for may go. */
export function settled({ held, devices, snapshots }: Situation): readonly Settled[] {
  const whole = wholeSnapshots(held)
  return snapshots.flatMap((snapshot) => {
    const found = whole.find((one) => isOf(one, snapshot))
    return found && isAcknowledged(snapshot, devices) ? [{ ...snapshot, on: found.on }] : []
  })
}

function isOf({ device, id, parts }: WholeSnapshot, snapshot: Snapshot): boolean {
  return device === snapshot.author && id === snapshot.id && parts.length === snapshot.parts
}

/** Whether a settled snapshot makes an object needless. @param limits where the chains of removed devices end. */
export function isNeedless(
  one: Held,
  by: Snapshot,
  { snapshots }: Pick<Situation, 'snapshots'>,
  limits: Reach,
): boolean {
  const limit = limits.get(one.device)
  // Of what a removed device wrote nothing is needed but what counts, and that is in the snapshot.
  if (limit !== undefined && by.author !== one.device && (by.covers.get(one.device) ?? 0) >= limit)
    return true
  if (isStretch(one)) return one.last <= (by.covers.get(one.device) ?? 0)
  if (by.author === one.device && by.id === one.first) return false
  const record = snapshots.find(({ author, id }) => author === one.device && id === one.first)
  // One that no record tells of was given up, unless it is being written just now: then it is newer.
  return record ? outdates(by, record) : one.last <= (by.covers.get(one.device) ?? 0)
}

export interface Move {
  readonly object: Held
  readonly replica: string
}

/** What each listed replica lacks and another has, in the order of the chains. What is needless is not carried about. */
export function toCopy(situation: Situation): readonly Move[] {
  const { held, views } = situation
  const stands = settled(situation)
  const limits = ends(situation.devices)
  return held
    .filter((one) => !stands.some((by) => isNeedless(one, by, situation, limits)))
    .sort((a, b) => (a.device < b.device ? -1 : a.device > b.device ? 1 : a.last - b.last))
    .flatMap((object) =>
      [...views.keys()].filter((id) => !object.on.has(id)).map((replica) => ({ object, replica })),
    )
}

/** What goes from which replica: only where all that stands for it lies at the same one. */
export function toDelete(situation: Situation): readonly Move[] {
  const stands = settled(situation)
  const limits = ends(situation.devices)
  return situation.held.flatMap((object) =>
    [...object.on]
      .filter((replica) =>
        stands.some((by) => by.on.has(replica) && isNeedless(object, by, situation, limits)),
      )
      .map((replica) => ({ object, replica })),
  )
}

/**
 * Tells whether a replica that had an object should have it still. Not where a snapshot of which all lies there stands for it: whoever knew
 * that it was settled may have deleted the object, and a newer one of the same device may not be settled yet.
 */
export function owedBy(replica: string, situation: Situation): (one: Held) => boolean {
  const limits = ends(situation.devices)
  const whole = wholeSnapshots(situation.held).filter(({ on }) => on.has(replica))
  const stands = situation.snapshots.filter((by) => whole.some((found) => isOf(found, by)))
  return (one) => !stands.some((by) => isNeedless(one, by, situation, limits))
}

/** How far each chain lies at the replicas together, or at one of them. */
export function reachAt(situation: Situation, replica?: string): Reach {
  const held = replica === undefined ? situation.held : situation.held.filter(({ on }) => on.has(replica))
  const limits = ends(situation.devices)
  const whole = wholeSnapshots(held)
  const covered = situation.snapshots.filter((snapshot) => whole.some((one) => isOf(one, snapshot)))
  const counting = held.filter((one) => one.last <= (limits.get(one.device) ?? Number.POSITIVE_INFINITY))
  return heldReach(
    counting,
    covered.map(({ covers }) => covers),
  )
}

/** How far a device's chain lies at so many replicas: what is behind that may be lost with all but one of them. */
export function safeReach(situation: Situation, device: string, copies = 2): number {
  const reached = [...situation.views.keys()]
    .map((replica) => reachAt(situation, replica).get(device) ?? 0)
    .sort((a, b) => b - a)
  return reached[copies - 1] ?? 0
}
