import type { RecordState } from '@/lib/records/record'
import { ends, readDevices } from '@/lib/replication/devices'
import type { Keyring } from '@/lib/replication/envelope'
import { EPOCHS, FIRST_EPOCH, readEpochs } from '@/lib/replication/epochs'
import { type Held, isStretch, unite, type WholeSnapshot } from '@/lib/replication/holdings'
import type { NameKeys, ObjectName } from '@/lib/replication/object-name'
import { owedBy, type Situation, snapshotsToPull, toPull } from '@/lib/replication/plan'
import { readSnapshots } from '@/lib/replication/snapshots'
import { readAhead } from '@/lib/services/read-ahead'
import { createHearing, type Hearing } from '@/lib/services/sync-heard'
import type { Enrolling } from '@/lib/services/sync-identity'
import { createKept, type Fetched, type Read } from '@/lib/services/sync-kept'
import { createKnown } from '@/lib/services/sync-known'
import { createOpening, type OpeningParts } from '@/lib/services/sync-opening'
import { createOwnChain, type OwnChain } from '@/lib/services/sync-own'
import { createParting } from '@/lib/services/sync-parting'
import { tipsOf } from '@/lib/services/sync-tips'
import { joinOpened, type Opened } from '@/lib/vault/absorb'

export interface ReadingParts extends OpeningParts {
  readonly names: NameKeys
}

/** A chain of which more is known than is to be had. */
export interface Gap {
  readonly device: string
  readonly have: number
  readonly known: number
}

/** Objects that are of no use to this device. */
export interface Strange {
  /** Written by no device that counts, or contradicting their name. */
  readonly objects: number
  /** Whole, and opened by no key it has: of an epoch it does not know, because it was removed or does not know yet. */
  readonly locked: number
  /** Some are of a newer version. */
  readonly newer: boolean
}

export interface Reading {
  /** What lies where, by the places that answer; with `all`, also by those that do not just now. */
  situation(all?: boolean): Situation
  /** The same with what is of no use to read: it may hold what was erased as well. */
  everything(): Situation
  /** Finds out by all that was read which places lost something that nobody had a reason to delete. */
  judge(): void
  /** Reads an object from whichever place has a good copy. */
  read(object: Held): Promise<Fetched | null>
  /** The keys of the epochs this device can read. */
  keyring(): Promise<Keyring>
  /** Another text whenever more is known of devices and epochs: what was of no use may be then. */
  knowing(): string
  /** Whether `key` is one that a device signs with which counts. */
  isKeyOf(device: string, key: Uint8Array): Promise<boolean>
  /** Whether an object that others stand for may go: it says nothing that is not known here, or nothing that counts. */
  isSpent(object: Held): Promise<boolean>
  /** Whether anybody else writes under this device's id. */
  readonly own: OwnChain
  /** What the other devices said of themselves. */
  readonly hearing: Hearing
  /** Called once this device goes on under another id. */
  moved(old: string): void
  /** Takes over all that there is to be had. @returns whether anything came. */
  pull(): Promise<boolean>
  gaps(): readonly Gap[]
  /**
   * Whether all that was read may be sealed anew. Not where an epoch was met of which no record is here while something is missing that
   * may tell whom it hides what is sealed in it from.
   */
  maySealAll(): boolean
  /** Devices that were taken in and that nobody who is known vouches for. */
  newcomers(): Promise<readonly Enrolling[]>
  /** Chains that say two things at one place. */
  forks(): ReadonlyMap<string, number>
  strange(): Strange
}

/** What an object holds, opened, and the epoch it was sealed in. */
interface Content extends Opened {
  readonly epoch: string
}

/** Objects taken over in one commit, and read meanwhile: a few megabytes. */
const AHEAD = { step: 2, width: 6 }
/** Unknown writers looked at in one round. */
const PROBES = 8
/** Rounds of reading in one pull: each takes something over, so this is a bound on a place that invents. */
const MOST_ROUNDS = 100_000

export function createReading(parts: ReadingParts): Reading {
  const { vault, lanes } = parts
  const who = createKnown(parts)
  const opening = createOpening(parts, () => who.count)
  const { open, learn, knowing, isRejected, reject } = opening
  const tried = new Set<string>()
  const glimpsed = new Set<string>()
  const kept = createKept()
  /** What was read to see who wrote it, and is read for what it says in the same round. */
  const glanced = new Map<string, Read>()

  /** What lies under this device's own id counts once it is known to be its own: a twin writes there as well. */
  function situation(all = false): Situation {
    const found = lying(all)
    return { ...found, held: found.held.filter((one) => one.device !== vault.device || own.isOwn(one)) }
  }

  function lying(all = false, isUseful = (name: string) => !isRejected(name)): Situation {
    const views = new Map<string, ReadonlyMap<string, ObjectName>>()
    for (const lane of lanes) if (lane.names && (all || lane.isUp)) views.set(lane.id, lane.names)
    return {
      held: unite(views, who.byTag()).filter(({ name }) => isUseful(name)),
      views,
      tips: tipsOf(vault),
      devices: readDevices(vault),
      snapshots: readSnapshots(vault),
    }
  }

  async function read(held: Held): Promise<Fetched | null> {
    const known = kept.get(held.name)
    if (known) return known
    const by = knowing()
    const found = glanced.get(held.name) ?? (await open(held, held.on))
    glanced.delete(held.name)
    if (!found) return null
    const { bytes, object, epoch } = found
    // Under this device's own id somebody may write with other keys, whose disk was restored before it had any.
    const isAuthor = object.author === held.device
    const isKnown = isAuthor && (await who.isKeyOf(held.device, object.key))
    // So may a device that others spoke of before anything came that names its key.
    const mayBeMet = held.device === vault.device || who.isUnmet(held.device)
    if (!isKnown && !(isAuthor && mayBeMet && who.isGood(epoch))) {
      reject(held.name, 'false', by)
      return null
    }
    if (!isKnown) who.met({ id: object.author, key: object.key, exchange: object.exchange })
    if (found.learned) await learn(found.learned)
    const { author, place, end } = object
    const tips = isStretch(held)
      ? [...object.tips, { device: author, sequence: place.last, hash: end }]
      : object.tips
    for (const tip of tips) {
      parting.claimed(author, tip)
      hearing.claimed(author, tip)
    }
    if (isStretch(held)) {
      parting.read(held.name, end)
    }
    // Where no place lacks it nobody comes back for it.
    if (lanes.some(({ id, isUp }) => isUp && !held.on.has(id))) kept.keep(held.name, { bytes, object, epoch })
    return { bytes, object, epoch }
  }

  /** Looks who writes under tags that no record tells of. Whoever seals with an epoch that counts has the vault's keys. */
  async function meet(): Promise<void> {
    const known = who.byTag()
    const strangers = new Map<string, { readonly name: ObjectName; readonly on: Set<string> }>()
    for (const lane of lanes) {
      if (!lane.isUp) continue
      for (const name of lane.names?.values() ?? []) {
        if (known.has(name.deviceTag) || isRejected(name.name)) continue
        const found = strangers.get(name.deviceTag)
        if (!found) strangers.set(name.deviceTag, { name, on: new Set([lane.id]) })
        else if (found.name.name === name.name) found.on.add(lane.id)
      }
    }
    glanced.clear()
    for (const { name, on } of [...strangers.values()].slice(0, PROBES)) {
      const by = knowing()
      const found = await open(name, on)
      if (!found) continue
      if (!who.isGood(found.epoch) || who.tagOf(found.object.author) !== name.deviceTag) {
        reject(name.name, 'false', by)
        continue
      }
      const { author: id, key, exchange } = found.object
      who.met({ id, key, exchange })
      if (found.learned) await learn(found.learned)
      glanced.set(name.name, found)
    }
  }

  const contentOf = async ({ object, epoch }: Fetched): Promise<Content> => ({
    ...(await vault.chains.open(object.segments)),
    epoch,
  })

  /** Whether this device knows by a record who an epoch is hidden from. */
  const isTold = (epoch: string) => epoch === FIRST_EPOCH || readEpochs(vault).some(({ id }) => id === epoch)

  /**
   * Whether what an object holds may be said again by this device, which seals with the epochs it has records of. One that it has none of
   * was begun so that somebody reads nothing any more; who that is comes with the record.
   */
  function maySay({ epoch, incoming }: Content): boolean {
    // What else is said of it, to whom it is wrapped, tells nothing of why.
    const isRecord = ({ collection, id, fields }: RecordState) =>
      collection === EPOCHS && id === epoch && fields.made !== undefined
    return isTold(epoch) || incoming.some(({ segment }) => segment.changes.some(isRecord))
  }

  /** Takes over in one commit what some objects hold. */
  async function take(
    objects: readonly Held[],
    fetched: readonly (Content | null)[],
  ): Promise<{ readonly came: boolean; readonly whole: boolean }> {
    const whole = fetched.every((one) => one !== null)
    const opened = joinOpened(fetched.filter((one) => one !== null))
    if (opened.incoming.length + opened.strange === 0) return { came: false, whole }
    const segments = opened.incoming.map(({ bytes }) => bytes)
    const by = knowing()
    const before = situation().tips
    const limits = new Map(ends(readDevices(vault)))
    // Nothing is taken over into this device's own chain: what stands there and is not here is another's, who goes by its id.
    const until = new Map(limits).set(vault.device, before.get(vault.device) ?? 0)
    const { taken, refused } = await vault.chains.absorb(opened, until)
    for (const { device, segment } of opened.incoming) hearing.wrote(device, segment)
    // Asked once the records that came with it are here.
    const sayable = fetched.flatMap((one) =>
      one && maySay(one) ? one.incoming.map(({ bytes }) => bytes) : [],
    )
    for (const { device, first, reason } of refused)
      if (reason === 'fork' && device !== vault.device) parting.saw(device, first, sayable)
    await own.checkIn(segments)
    const said = await parting.beyond(sayable)
    const after = situation().tips
    // What was read whole, follows on what was there and still leads nowhere, is not read again.
    for (const [at, held] of objects.entries()) {
      const follows = held.first <= (before.get(held.device) ?? 0) + 1
      const last = Math.min(held.last, limits.get(held.device) ?? held.last)
      if (fetched[at] && isStretch(held) && follows && (after.get(held.device) ?? 0) < last)
        reject(held.name, 'false', by)
    }
    return { came: taken > 0 || said, whole }
  }

  async function takeAll(
    objects: readonly Held[],
  ): Promise<{ readonly came: boolean; readonly whole: boolean }> {
    let [came, whole] = [false, true]
    // As it lies at the place it is needed no more; its segments are opened while those before them are being written.
    const readObject = async (held: Held) => {
      const found = await read(held)
      return found && contentOf(found)
    }
    for await (const { of, got } of readAhead(objects, readObject, AHEAD)) {
      const taken = await take(of, got)
      came ||= taken.came
      whole &&= taken.whole
    }
    return { came, whole }
  }

  /** A snapshot, and how much of removed devices' chains was wanted of it. */
  const markOf = ({ device, id }: Pick<WholeSnapshot, 'device' | 'id'>) =>
    JSON.stringify([device, id, ...ends(readDevices(vault))])

  async function takeSnapshot({ device, id, parts }: WholeSnapshot): Promise<boolean> {
    const mark = markOf({ device, id })
    const { came, whole } = await takeAll(parts)
    // What could not be read now may be later: only what was read whole is of no more use.
    if (whole) tried.add(mark)
    return came
  }

  /**
   * Where nothing leads on because it is sealed in an epoch that is not known: the newest a device wrote may bring that epoch's
   * key, wrapped to whom it had not known before. @returns whether it did.
   */
  async function glimpse(): Promise<boolean> {
    const before = await opening.refresh()
    for (const { device } of gaps()) {
      const ahead = situation().held.filter((one) => one.device === device && isStretch(one))
      const newest = ahead.sort((a, b) => b.last - a.last)[0]
      if (!newest || glimpsed.has(newest.name)) continue
      if (await read(newest)) glimpsed.add(newest.name)
    }
    return (await opening.refresh()) > before
  }

  const hearing = createHearing(vault)
  const own = createOwnChain({ vault, situation: () => lying(), read })
  const parting = createParting({
    vault,
    situation: () => situation(),
    read,
    isUseless: isRejected,
    maySay: async (found) => isTold(found.epoch) || maySay(await contentOf(found)),
  })

  /** Ends chains that say two things, as far as that is known by now: before this device says what it has, or deletes anything. */
  async function differs(): Promise<boolean> {
    await parting.compare()
    return parting.settle()
  }

  async function step(): Promise<boolean> {
    await opening.refresh()
    await meet()
    if (!(await own.check()) || own.usurped()) return false
    if (await differs()) return true
    if ((await takeAll(toPull(situation()))).came) return true
    for (const whole of snapshotsToPull(situation(), gaps().length > 0))
      if (!tried.has(markOf(whole)) && (await takeSnapshot(whole))) return true
    return (await glimpse()) || parting.leftovers()
  }

  function gaps(): readonly Gap[] {
    const { held, tips, devices } = situation()
    const limits = ends(devices)
    const known = new Map<string, number>()
    const saw = (device: string, sequence: number) =>
      known.set(device, Math.max(known.get(device) ?? 0, sequence))
    for (const { device, sequence } of parting.claims()) saw(device, sequence)
    for (const one of held) if (isStretch(one)) saw(one.device, one.last)
    return [...known].flatMap(([device, sequence]) => {
      const have = tips.get(device) ?? 0
      const most = Math.min(sequence, limits.get(device) ?? Number.POSITIVE_INFINITY)
      return most > have && !parting.forks().has(device) ? [{ device, have, known: most }] : []
    })
  }

  return {
    situation: (all) => situation(all),
    everything: () => lying(false, () => true),
    judge() {
      const all = lying(true, () => true)
      const known = who.byTag()
      for (const lane of lanes) {
        const isOwed = owedBy(lane.id, all)
        lane.judge((one) => {
          const device = known.get(one.deviceTag)
          return device === undefined || isOwed({ ...one, device, on: new Set() })
        })
      }
    },
    read,
    async keyring() {
      await opening.refresh()
      return opening.keyring()
    },
    knowing,
    isKeyOf: who.isKeyOf,
    isSpent: async (object) =>
      parting.isSpent(object) &&
      (object.device === vault.device ? own.isOwn(object) : await parting.agrees(object)),
    own,
    hearing,
    moved(old) {
      own.moved()
      parting.moved(old)
      // What led nowhere while the chain was this device's own may lead on now.
      tried.clear()
      opening.forget()
      glimpsed.clear()
    },
    async pull() {
      let came = false
      for (let round = 0; round < MOST_ROUNDS; round++) {
        if (await step()) came = true
        else if (own.usurped() || !(await differs())) break
      }
      glanced.clear()
      return came
    },
    gaps,
    maySealAll: () => opening.epochs().every(isTold) || gaps().length === 0,
    newcomers: who.newcomers,
    forks: parting.forks,
    strange() {
      const problems = opening.problems()
      return {
        objects: problems.filter((problem) => problem === 'false').length,
        locked: problems.filter((problem) => problem === 'sealed-otherwise').length,
        newer: problems.includes('newer'),
      }
    },
  }
}
