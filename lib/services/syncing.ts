import { fromBase64Url } from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import { DAY, MINUTE, SECOND } from '@/lib/base/time'
import type { Replica } from '@/lib/replicas/replica'
import { attachmentsTag, parseAttachmentName } from '@/lib/replication/attachment'
import { type Device, isStaying, readDevices } from '@/lib/replication/devices'
import { deriveNameKeys, parseObjectName, vaultPrefix, vaultTag } from '@/lib/replication/object-name'
import { reachAt } from '@/lib/replication/plan'
import { createAttachments } from '@/lib/services/sync-attachments'
import type { Heard } from '@/lib/services/sync-heard'
import { type Identity, openIdentity, renewIdentity, type SyncCrypto } from '@/lib/services/sync-identity'
import {
  createLane,
  type Lane,
  type LaneEdges,
  type LaneNames,
  type ReplicaHealth,
} from '@/lib/services/sync-lane'
import { partedChange } from '@/lib/services/sync-parting'
import { createReading, type Gap, type Strange } from '@/lib/services/sync-reading'
import { createRecoveryKeeping } from '@/lib/services/sync-recovery'
import { createSafety, type RecordName } from '@/lib/services/sync-safety'
import { tipOf } from '@/lib/services/sync-tips'
import { createTogether } from '@/lib/services/sync-together'
import { createUpkeep } from '@/lib/services/sync-upkeep'
import { createWriting } from '@/lib/services/sync-writing'
import type { DeepVault } from '@/lib/vault/deep'

export interface SyncEdges extends LaneEdges {
  readonly vault: DeepVault
  /** The places the person entered. */
  readonly replicas: readonly { readonly id: string; readonly replica: Replica }[]
  readonly crypto: SyncCrypto
  readonly random: RandomBytes
  /** What this device calls itself. */
  readonly name: string
  /** Keys of epochs that were given with an invitation, by id. */
  readonly epochs?: ReadonlyMap<string, Uint8Array>
  readonly sleep: (milliseconds: number) => Promise<void>
  /** Has `run` called at this time, in place of any earlier wish; an alarm outlives the background. */
  readonly alarm: (at: number) => void
  /** Told of what is under way: a round, or a place that was left behind in one. */
  readonly during?: (work: Promise<unknown>) => void
  /** Told when a place has what was written to it: what `health` says may be another. */
  readonly acknowledged?: () => void
  /** How each place was when the background was stopped, by id. */
  readonly before?: ReadonlyMap<string, ReplicaHealth>
  readonly limits?: SyncLimits
}

export interface SyncLimits {
  /** At so many places a change is safe. */
  readonly copies: number
  /** So many objects that a snapshot could stand for, and one is made … */
  readonly objects: number
  /** … or so many for each segment of the log, where that is more: a snapshot writes all of it anew. */
  readonly perSegment: number
  /** Least time between two snapshots that erase, in milliseconds. */
  readonly erasing: number
}

/** How it stands, as the person is told. Numbers, ids and times; no value. */
export interface SyncHealth {
  readonly replicas: readonly ReplicaHealth[]
  /** Sequence number of this device's newest change, and up to which one all lie at two places. */
  readonly newest: number
  readonly safe: number
  readonly devices: readonly Device[]
  /** What each of them said of itself by writing, by id; this one is not among them. */
  readonly heard: ReadonlyMap<string, Heard>
  /** This device was removed by another. */
  readonly isRemoved: boolean
  /** Changes of other devices that are known of and nowhere to be had. */
  readonly missing: readonly Gap[]
  /** Devices of which there are two, or that were set back; with where they part. */
  readonly forked: readonly { readonly device: string; readonly at: number }[]
  readonly strange: Strange
  /** What was erased is still in a snapshot or object at some place. */
  readonly isErasing: boolean
  /** The person's wish that it be gone was not met yet. */
  readonly isCondensing: boolean
  /** Somebody with a place and the recovery phrase comes by all of it. Not so where nobody gave the phrase since a device was removed. */
  readonly isPhraseEnough: boolean
  readonly lastRound: number | null
}

export interface Syncing {
  /** One round with all places. Whoever calls meanwhile gets the next one. `wished`: by the person, so that no pause counts. */
  run(wished?: boolean): Promise<void>
  /** The vault was written to: a round follows when 2 s have been gathered. */
  changed(): void
  health(): SyncHealth
  /** What was found out when the background was last there counts in `health` from now on. */
  recall(): Promise<void>
  /**
   * Records of which the newest version, or an attachment, does not lie at two places yet; null while the places were not listed, or
   * there are more than a page shows. Where the log was packed a record may be named a little longer than it need be.
   */
  unsafe(): Promise<readonly RecordName[] | null>
  identity(): Promise<Identity>
  /** Has a snapshot made in the next round, and does not wait for devices that are away to let go of what it stands for. */
  condense(): Promise<void>
  stop(): void
}

/** Changes gathered before they leave. */
const GATHER = 2 * SECOND
/** How often an idle device looks. */
const REST = 15 * MINUTE
/** How long what a listing told is believed when something is to be sent … */
const KNOWN = REST + MINUTE
/** … and where another device may have removed a third one meanwhile, which goes on to read what is sealed in the epoch before that. */
const KNOWN_AMONG_MANY = 2 * MINUTE
/** What is written in a round may be written about once more, and so on: a bound. */
const PASSES = 4
const LIMITS: SyncLimits = { copies: 2, objects: 96, perSegment: 1, erasing: DAY }

export function createSyncing(edges: SyncEdges): Syncing {
  const { vault, replicas, crypto, random, now, sleep, alarm, limits = LIMITS } = edges
  const vaultId = fromBase64Url(vault.id)
  if (vaultId?.length !== 16) throw new RangeError('not a vault id')
  const names = deriveNameKeys(vault.derive('replicas'))
  const tag = vaultTag(names, vaultId)
  const attached = attachmentsTag(names, vaultId)
  const laneNames: LaneNames = {
    prefix: vaultPrefix(tag),
    parse: (name) => parseObjectName(names, tag, name),
    attachments: {
      prefix: vaultPrefix(attached),
      parse: (name) => parseAttachmentName(names, attached, name),
    },
  }
  const lanes = replicas.map(({ id, replica }) =>
    createLane(id, replica, laneNames, edges, edges.before?.get(id)),
  )
  let identity: Identity | null = null
  let opening: Promise<Identity> | null = null
  let running: Promise<void> | null = null
  let again: { wished: boolean } | null = null
  let gathering = false
  let stopped = false
  let lastRound: number | null = null

  const me = () => {
    if (!identity) throw new Error('identity is not open')
    return identity
  }
  const { beside } = crypto
  const together = createTogether(edges)
  const shared = { vault, vaultId, vaultTag: tag, names, identity: me, lanes, beside }
  const reading = createReading({ ...shared, verify: crypto.verify })
  const acknowledged = () => edges.acknowledged?.()
  const writing = createWriting({ ...shared, reading, random, together, acknowledged })
  const recovery = createRecoveryKeeping({ vault, vaultTag: tag, lanes })
  const upkeep = createUpkeep({ ...shared, reading, writing, recovery, limits })
  const attachments = createAttachments({
    ...shared,
    tag: attached,
    reading,
    verify: crypto.verify,
    random,
    now,
    copies: limits.copies,
    together,
  })

  const safety = createSafety({ vault, reading, attachments, copies: limits.copies })

  function open(name = edges.name): Promise<Identity> {
    opening ??= openIdentity(vault, crypto, random, name, edges.epochs).then((opened) => {
      identity = opened
      return opened
    })
    opening.catch(() => {
      opening = null
    })
    return opening
  }

  const isRemoved = () => readDevices(vault).some(({ id, removed }) => id === vault.device && removed)

  async function round(wished: boolean): Promise<void> {
    await open()
    const before = lanes.filter((lane) => lane.isUp)
    const sent = await sendOn()
    await vault.refresh()
    await together(
      lanes
        // Who failed just now is not asked again in the same round.
        .filter((lane) => !lane.busy && lane.isDue(wished) && (lane.isUp || !before.includes(lane)))
        .map((lane) => ({ lane, run: () => lane.list(sent) })),
    )
    if (!lanes.some((lane) => lane.isUp)) return
    await reading.pull()
    await separate()
    reading.judge()
    // Who was removed writes nothing any more; what it holds stays its own.
    if (isRemoved()) return
    for (let pass = 0; pass < PASSES; pass++) {
      await upkeep.before()
      await writing.push()
      if (!(await upkeep.after())) break
    }
    await safety.settle()
    await reading.own.remember()
    await reading.hearing.remember()
    await recovery.spread(wished)
    await writing.copy()
    await writing.tidy()
    await safety.settle()
    await attachments.run(wished, () => again !== null)
    await safety.settle()
    lastRound = now()
  }

  /**
   * What follows on what this context knows to lie at the places goes there before they are listed. Whoever wrote there meanwhile, a
   * twin as well, wrote under other names; the listing that comes next tells of it (docs/REPLICATION.md, "Rounds").
   */
  async function sendOn(): Promise<ReadonlySet<string>> {
    const up = lanes.filter((lane) => lane.isUp)
    const others = readDevices(vault).filter((one) => isStaying(one) && one.id !== vault.device)
    const known = others.length > 1 ? KNOWN_AMONG_MANY : KNOWN
    const isFresh = up.every((lane) => !lane.busy && Math.abs(now() - (lane.listed ?? 0)) < known)
    const isKnown = lastRound !== null && up.length > 0 && isFresh
    if (!isKnown || isRemoved() || reading.own.usurped()) return new Set()
    safety.sending()
    return writing.push()
  }

  /** Goes on under a new id where another machine goes by this one's: a disk that was restored, and went on as well. */
  async function separate(): Promise<void> {
    const usurped = reading.own.usurped()
    if (!usurped || isRemoved()) return
    const old = vault.device
    const called = readDevices(vault).find(({ id }) => id === old)?.name
    await renewIdentity(vault, random)
    const { shared, end } = usurped
    await vault.chains.part(old, shared, [], (reached) => [
      partedChange(vault, old, end > shared ? end : reached),
    ])
    reading.moved(old)
    safety.moved()
    opening = null
    await open(called)
    await reading.pull()
  }

  function run(wished = false): Promise<void> {
    if (stopped) return Promise.resolve()
    if (running !== null) {
      // Ends with the round that follows it.
      again = { wished: wished || (again?.wished ?? false) }
      return running
    }
    running = round(wished)
      .catch(() => {
        // A vault that closed or cannot be written just now: what was done stands, and the alarm comes again.
      })
      .then(() => {
        running = null
        if (stopped) return
        plan()
        const next = again
        again = null
        if (next) return run(next.wished)
      })
    edges.during?.(running)
    return running
  }

  /** Whether every place that answers has all of this device's changes: those made in a round left with it. */
  function isPushed(): boolean {
    const newest = tipOf(vault)
    const situation = reading.situation()
    const reached = [...situation.views.keys()].map((id) => reachAt(situation, id).get(vault.device) ?? 0)
    return reached.length > 0 && reached.every((sequence) => sequence >= newest)
  }

  function plan(): void {
    const due = lanes.flatMap(({ next }) => next ?? [])
    alarm(Math.max(now() + SECOND, Math.min(now() + REST, ...due)))
  }

  return {
    run,
    changed() {
      if (gathering || stopped) return
      gathering = true
      sleep(GATHER).then(
        () => {
          gathering = false
          if (!isPushed()) void run()
        },
        () => {
          gathering = false
        },
      )
    },
    identity: () => open(),
    async unsafe() {
      const isLooked = lastRound !== null && reading.situation(true).views.size > 0
      return isLooked ? safety.unsafe() : null
    },
    condense: () => upkeep.condense(),
    recall: () => reading.hearing.recall(),
    health() {
      const all = reading.situation(true)
      const devices = readDevices(vault)
      const newest = all.tips.get(vault.device) ?? 0
      const lacking = (lane: Lane) =>
        all.held.filter(({ on }) => !on.has(lane.id)).length + attachments.lacking(lane)
      return {
        replicas: lanes.map((lane) => lane.health(lane.names ? lacking(lane) : all.held.length)),
        newest,
        safe: safety.reached(all),
        devices: devices.filter(({ parted }) => !parted),
        heard: reading.hearing.all(),
        isRemoved: isRemoved(),
        missing: reading.gaps(),
        forked: [...reading.forks()].map(([device, at]) => ({ device, at })),
        strange: reading.strange(),
        isErasing: upkeep.isErasing() || attachments.isErasing(),
        isCondensing: upkeep.isWished(),
        isPhraseEnough: recovery.isEnough(),
        lastRound,
      }
    },
    stop() {
      stopped = true
    },
  }
}
