import { fromBase64Url } from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import { type Clock, type Instant, MINUTE, SECOND } from '@/lib/base/time'
import { createTurns } from '@/lib/base/turns'
import type { SyncReport, TestProblem } from '@/lib/protocol/sync-app'
import { parsePlace } from '@/lib/replicas/kinds'
import { type Replica, ReplicaError } from '@/lib/replicas/replica'
import { deriveNameKeys, vaultPrefix, vaultTag } from '@/lib/replication/object-name'
import { PLACES, readPlaces } from '@/lib/replication/places'
import { AppRefusal } from '@/lib/services/app-refusal'
import { calledNow, placesOf } from '@/lib/services/asked-places'
import { type Opened, type OpeningEdges, openEntered, openSettings } from '@/lib/services/place-opening'
import type { Session } from '@/lib/services/session'
import type { SyncCrypto } from '@/lib/services/sync-identity'
import { reportOf, type SyncMemory } from '@/lib/services/sync-report'
import { createSyncing, type SyncHealth, type Syncing } from '@/lib/services/syncing'
import { type DeepVault, deepVault } from '@/lib/vault/deep'
import type { Vault } from '@/lib/vault/vault'

export interface ReplicatingEdges extends OpeningEdges {
  readonly session: Session
  readonly crypto: SyncCrypto
  readonly now: Clock
  readonly random: RandomBytes
  /** What this device is called until the person gives it a name. */
  readonly name: () => Promise<string>
  readonly sleep: (milliseconds: number) => Promise<void>
  /** A signal that aborts after so many milliseconds. */
  readonly timeout: (milliseconds: number) => AbortSignal
  /** Outlives the background's being stopped, and not the browser. */
  readonly memory: { read(): Promise<SyncMemory | null>; write(memory: SyncMemory): Promise<void> }
  /** Has `woken` called at this time, also after the background was stopped. */
  readonly wakeAt: (at: Instant) => void
  /** Keeps the background from being stopped until this is done. */
  readonly stayAwake: (work: Promise<unknown>) => void
  /** Something of the report may be another. */
  readonly onReport: () => void
}

/** The one `Syncing` of the open vault, for as long as it is open and its places stay what they are. */
export interface Replicating {
  /** The vault was opened: its changes are followed from here on, and a round that is due begins. */
  opened(vault: Vault): void
  /** Another context of this device wrote to the vault, which may have been opened only now. */
  changed(vault: Vault): void
  /** The session, or what the browser lets us ask, may be another. */
  follow(): Promise<void>
  /** The time that `wakeAt` was told. */
  woken(): Promise<void>
  /** Null while the vault is locked. */
  report(): Promise<SyncReport | null>
  /** @throws AppRefusal `locked`. */
  run(): Promise<SyncReport>
  /** @throws AppRefusal `locked`. */
  condense(): Promise<SyncReport>
  /** Records whose newest change is not safe yet; null while locked or not known. */
  unsafe(): Promise<readonly { readonly collection: string; readonly id: string }[] | null>
  /** @throws AppRefusal `locked`. */
  test(place: { readonly [field: string]: string }): Promise<TestProblem | null>
}

interface Running {
  readonly vault: DeepVault
  /** Another one where a place came, went, was changed, paused, or may be asked no longer. */
  readonly mark: string
  readonly opened: readonly Opened[]
  /** The ids that the log has for the places it began with, where these had none yet. */
  readonly called: ReadonlyMap<string, string>
  readonly syncing: Syncing
  readonly lifetime: AbortController
  /** As it was when this began. */
  readonly memory: SyncMemory | null
  /** What is under way. */
  readonly works: Set<Promise<unknown>>
  next: Instant | null
  /** What each place lacked when a round last followed upon another. */
  lacked: string
}

/** Where the background is stopped in the middle, it is woken after so long. The least that Chromium's alarms take is 30 s. */
const RESUME = 30 * SECOND
/** How long a page waits for a round that it wished for. */
const PATIENCE = MINUTE
const TEST = 30 * SECOND
/** How long what was aborted may take to end. */
const ENDING = 5 * SECOND

export function createReplicating(edges: ReplicatingEdges): Replicating {
  const { session, now, sleep, timeout, memory, wakeAt, stayAwake, onReport } = edges
  let running: Running | null = null
  const inTurns = createTurns()
  /** What the alarm stands at. */
  let alarm = 0

  /** One after the other, so that there is never more than one. */
  const current = (): Promise<Running | null> => inTurns(ensure)

  async function ensure(): Promise<Running | null> {
    const found = await session.vault()
    if (!found) {
      end()
      await forget()
      return null
    }
    const vault = deepVault(found)
    const places = await placesOf(vault)
    const opened = await Promise.all(places.map((place) => openEntered(place, vault.device, edges)))
    const mark = JSON.stringify(opened.map(({ place, unasked }) => [place.id, place.version, unasked]))
    if (running?.vault === vault && running.mark === mark) {
      running = Object.assign(running, { opened })
      return running
    }
    const called = running?.vault === vault ? calledNow(running.opened, opened) : null
    if (running && called) {
      running = Object.assign(running, { mark, opened, called })
      onReport()
      return running
    }
    const before = running
    if (before?.vault === vault) await remember(before)
    end()
    // What the last one still has in hand is over before the next one begins.
    await Promise.race([Promise.allSettled(before?.works ?? []), sleep(ENDING)])
    running = await begin(vault, mark, opened)
    return running
  }

  async function begin(vault: DeepVault, mark: string, opened: readonly Opened[]): Promise<Running> {
    const kept = (await memory.read()) ?? null
    const known = kept?.vault === vault.id ? kept : null
    const lifetime = new AbortController()
    const works = new Set<Promise<unknown>>()
    const asked = opened.flatMap(({ place, replica }) => (replica ? [{ id: place.id, replica }] : []))
    const versions = new Map(opened.map(({ place }) => [place.id, place.version]))
    // What went wrong with other credentials says nothing of these.
    const before = known?.places.filter(({ id, version }) => versions.get(id) === version) ?? []
    const syncing = createSyncing({
      vault,
      replicas: asked,
      crypto: edges.crypto,
      random: edges.random,
      name: await edges.name(),
      now,
      sleep,
      timeout: (milliseconds) => AbortSignal.any([timeout(milliseconds), lifetime.signal]),
      before: new Map(before.map(({ id, health }) => [id, health])),
      alarm: (at) => wake(self, at),
      during: (work) => attend(self, work),
    })
    await syncing.recall()
    if (known?.isCondensing) await syncing.condense()
    // What lay at a place that is asked no longer does not count as safe.
    const isMore = asked.some((one) => !before.some(({ id }) => id === one.id))
    const isLess = known?.places.some(({ id, version }) => versions.get(id) !== version) ?? false
    const self: Running = {
      vault,
      mark,
      opened,
      called: new Map(),
      syncing,
      lifetime,
      memory: known && isLess ? { ...known, safe: 0 } : known,
      works,
      next: isMore ? null : (known?.next ?? null),
      lacked: '',
    }
    return self
  }

  function end(): void {
    running?.syncing.stop()
    running?.lifetime.abort()
    running = null
  }

  /** Whoever unlocks is asked for a round at once. */
  async function forget(): Promise<void> {
    const kept = await memory.read()
    if (kept && kept.next !== null) await memory.write({ ...kept, next: null })
  }

  const isAsking = (one: Running) => one.opened.some(({ replica }) => replica)

  function wake(one: Running, at: Instant): void {
    if (running !== one) return
    one.next = at
    setAlarm(at)
  }

  function setAlarm(at: Instant): void {
    alarm = at
    wakeAt(at)
  }

  /** The background may be stopped in the middle of what comes now. */
  function insure(): void {
    const at = now() + RESUME
    if (alarm <= now() || alarm > at) setAlarm(at)
  }

  /** Sees a round, or what was left behind in one, to its end. */
  function attend(one: Running, work: Promise<unknown>): void {
    if (running !== one) return
    if (one.works.size === 0) insure()
    one.works.add(work)
    stayAwake(work)
    onReport()
    const done = async () => {
      one.works.delete(work)
      if (running !== one) return
      if (one.works.size === 0 && one.next !== null) setAlarm(one.next)
      await remember(one)
      onReport()
      await catchUp(one)
    }
    void work.then(done, done).catch(() => undefined)
  }

  /** A slow place, that the others went on without, goes on with what it lacks for as long as something comes of it. */
  async function catchUp(one: Running): Promise<void> {
    if (one.works.size > 0 || running !== one) return
    const { replicas } = healthOf(one)
    const lacked = JSON.stringify(replicas.map(({ waiting }) => waiting))
    const isLacking = replicas.some(({ state, waiting }) => state === 'fine' && waiting > 0)
    if (!isLacking || lacked === one.lacked) return
    one.lacked = lacked
    await round(one)
  }

  async function remember(one: Running): Promise<void> {
    const health = healthOf(one)
    const { safe, missing, forked, strange, isErasing, isCondensing, isPhraseEnough, lastRound } =
      health.lastRound === null && one.memory ? { ...one.memory, isCondensing: health.isCondensing } : health
    const places = one.opened.flatMap(({ place: { id, version } }) => {
      const found = health.replicas.find((replica) => replica.id === id)
      const before = one.memory?.places.find((place) => place.id === id && place.version === version)
      return found ? [{ id, version, health: found }] : (before ?? [])
    })
    await memory.write({
      vault: one.vault.id,
      next: one.next,
      newest: health.newest,
      places,
      safe,
      missing,
      forked,
      strange,
      isErasing,
      isCondensing,
      isPhraseEnough,
      lastRound,
    })
  }

  /** @param wished by the person: no pause counts. */
  async function round(one: Running, wished = false): Promise<void> {
    if (isAsking(one)) await one.syncing.run(wished)
  }

  /** Begins what is due; what is not, is waited for. */
  async function due(one: Running): Promise<void> {
    if (!isAsking(one) || one.works.size > 0) return
    const isLess = (one.memory?.newest ?? 0) < one.syncing.health().newest
    if (one.next === null || one.next <= now() || isLess) await round(one)
    else setAlarm(one.next)
  }

  async function follow(): Promise<void> {
    const before = running
    const one = await current()
    if (one === before) return
    onReport()
    // A background that was only stopped begins nothing before its time.
    if (one) await (before?.vault === one.vault ? round(one) : due(one))
  }

  const quietly = (work: Promise<unknown>) => void work.catch(() => undefined)

  async function resume(): Promise<void> {
    const one = await current()
    if (one) await due(one)
  }

  async function changed(vault: Vault): Promise<void> {
    const one = running?.vault === deepVault(vault) ? running : await current()
    if (!one || !isAsking(one)) return
    if (one.works.size === 0) insure()
    one.syncing.changed()
  }

  async function unlocked(): Promise<Running> {
    const one = await current()
    if (!one) throw new AppRefusal('locked')
    return one
  }

  const reported = (one: Running): SyncReport =>
    reportOf({
      vault: one.vault,
      places: one.opened,
      health: healthOf(one),
      memory: one.memory,
      isRunning: one.works.size > 0,
    })

  async function wished(one: Running): Promise<SyncReport> {
    await Promise.race([round(one, true), sleep(PATIENCE)])
    return reported(await unlocked())
  }

  return {
    opened(vault) {
      vault.subscribe((touched) => {
        const places = touched.filter(({ collection }) => collection === PLACES)
        for (const { id } of places) if (!vault.get(PLACES, id)) quietly(edges.folders.forget(id))
        if (places.length > 0) quietly(follow())
        else if (readPlaces(vault).length > 0) quietly(changed(vault))
      })
      setTimeout(() => quietly(resume()))
    },
    changed: (vault) => quietly(changed(vault)),
    follow,
    async woken() {
      if (running && running.works.size > 0) setAlarm(now() + RESUME)
      else {
        const one = await current()
        if (one) await round(one)
      }
    },
    async report() {
      const one = await current()
      return one && reported(one)
    },
    run: async () => wished(await unlocked()),
    async condense() {
      const one = await unlocked()
      await one.syncing.condense()
      return wished(one)
    },
    async unsafe() {
      const one = await current()
      return one ? one.syncing.unsafe() : null
    },
    async test(typed) {
      const { vault } = await unlocked()
      const place = parsePlace(typed)
      if (!place.ok || place.value.kind === 'folder') return 'not-a-place'
      const replica = await openSettings(place.value, edges)
      return replica ? problemOf(replica, vault, timeout(TEST)) : 'needs-permission'
    },
  }
}

/** With the places under the ids that the log has for them. */
function healthOf({ syncing, called }: Running): SyncHealth {
  const health = syncing.health()
  return { ...health, replicas: health.replicas.map((one) => ({ ...one, id: called.get(one.id) ?? one.id })) }
}

/** Asks once what lies there of this vault. */
async function problemOf(replica: Replica, vault: Vault, signal: AbortSignal): Promise<TestProblem | null> {
  const id = fromBase64Url(vault.id)
  if (!id) throw new RangeError('not a vault id')
  const prefix = vaultPrefix(vaultTag(deriveNameKeys(vault.derive('replicas')), id))
  try {
    for await (const _ of replica.list(prefix, signal)) break
    return null
  } catch (error) {
    return error instanceof ReplicaError ? error.problem : 'unreachable'
  }
}
