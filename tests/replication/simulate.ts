import { MINUTE, SECOND } from '@/lib/base/time'
import { currentValue, versionsOf } from '@/lib/records/merge'
import type { RecordState, Stamp } from '@/lib/records/record'
import { ends, readDevices } from '@/lib/replication/devices'
import { goodEpochs, readEpochs } from '@/lib/replication/epochs'
import { readRecovery } from '@/lib/replication/recovery'
import type { Joined } from '@/lib/services/joining'
import type { DeepVault } from '@/lib/vault/deep'
import { verifyVault } from '@/lib/vault/verify'
import { chance, createScheduler } from '@/tests/replication/scheduler'
import {
  attachTo,
  checkAttachments,
  detach,
  FILES,
  type SimAttachment,
} from '@/tests/replication/sim-attachments'
import { simCrypto } from '@/tests/replication/sim-crypto'
import { type SimDevice, type SimFault, simDevice } from '@/tests/replication/sim-device'
import { checkErased } from '@/tests/replication/sim-erased'
import { noteSimPhrase, SIM_SLOTS, type SimJoin, simJoin } from '@/tests/replication/sim-join'
import { type SimPlace, simPlace } from '@/tests/replication/sim-place'
import { difference, isEqual, told } from '@/tests/replication/sim-states'
import { type SimTime, simTime } from '@/tests/replication/sim-time'

/** A value that was written, and what must become of it. */
interface Written {
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

export interface SimResult {
  readonly seed: number
  readonly devices: number
  readonly places: number
  readonly steps: number
  readonly written: number
  readonly safe: number
  readonly kills: number
  readonly removed: number
  readonly attached: number
  /** Attachments that were said to be safe. */
  readonly kept: number
  /** Disks that were restored on another machine. */
  readonly twins: number
}

const YEAR = 365 * 86_400_000
const START = 1_790_000_000_000
const RECORDS = 6
const FIELDS = ['one', 'two'] as const
const GRANT = { collection: '~grants', field: 'revoked' } as const

/** Of a stream of chance beside the one that decides what happens: how much a device draws changes nobody's fate. */
const beside = (seed: number, which: number) =>
  chance(Math.imul(seed, 0x9e3779b1) ^ Math.imul(which, 0x85ebca6b))

/** One life of a vault, as the seed has it. @throws Error that says what does not hold. */
export async function simulate(seed: number, steps = 400, fault: SimFault = {}): Promise<SimResult> {
  const time = simTime(START)
  try {
    return await live(seed, steps, fault, time)
  } finally {
    time.end()
  }
}

async function live(seed: number, steps: number, fault: SimFault, time: SimTime): Promise<SimResult> {
  const dice = chance(seed)
  const pace = beside(seed, 1)
  const scheduler = createScheduler()
  const crypto = simCrypto()
  const count = 1 + dice.below(4)
  const places = Array.from({ length: count }, (_, at) => simPlace(`place-${at}`, scheduler, dice))
  // Either one place is as bad as can be and devices may be lost for good, or all places are and no device is.
  const mayLoseDevices = dice.next() < 0.5
  const bad = mayLoseDevices ? places.slice(0, 1) : places
  const devices: SimDevice[] = []
  const written: Written[] = []
  const erased = new Set<string>()
  const erasures: { by: SimDevice; id: string; sequence: number; safe: boolean }[] = []
  const revoked = new Set<string>()
  const removed = new Set<SimDevice>()
  const inviters = new Map<SimDevice, SimDevice>()
  let remover: SimDevice | null = null
  let kills = 0
  let serial = 0
  let names = 0
  let twins = 0
  /** The id each device was last seen under. */
  const ids = new Map<SimDevice, string>()
  /** All that it was ever seen under. */
  const formerly = new Map<SimDevice, Set<string>>()
  const attached: SimAttachment[] = []

  const joins: { readonly join: SimJoin; readonly name: string; device: SimDevice | null }[] = []

  async function enter(
    name: string,
    joined: Joined | null,
    restored?: SimDevice['disk'],
  ): Promise<SimDevice> {
    const offset = dice.next() < 0.2 ? (dice.next() < 0.5 ? YEAR : -YEAR) : dice.below(10_000)
    const device = await simDevice(name, {
      scheduler,
      random: beside(seed, 2 + devices.length).bytes,
      places,
      crypto,
      clock: () => time.now() + offset,
      joined,
      slots: SIM_SLOTS,
      ...(restored ? { restored } : {}),
      fault,
    })
    devices.push(device)
    ids.set(device, device.vault.device)
    formerly.set(device, new Set([device.vault.device]))
    return device
  }

  /** Its disk is restored on another machine, and both go on. */
  async function restore(device: SimDevice): Promise<void> {
    if (twins > 0 || devices.length + joins.length >= 5 || removed.has(device)) return
    twins++
    await device.vault.mirrored()
    await enter(`device-${names++}`, null, device.disk)
  }

  /** What a device numbered under its old id, and was not said to be safe, has another number under the new one. */
  function noteMoves(): void {
    for (const device of living()) {
      if (ids.get(device) === device.vault.device) continue
      ids.set(device, device.vault.device)
      formerly.get(device)?.add(device.vault.device)
      inviters.delete(device)
      for (const one of [...written, ...erasures, ...attached])
        if (one.by === device && !one.safe) one.sequence = Number.POSITIVE_INFINITY
    }
  }

  /** By an invitation, or by the recovery phrase: then nobody vouches for it. */
  function invite(by: SimDevice): void {
    const name = `device-${names++}`
    const join = simJoin(dice.next() < 0.7 ? by : null, {
      scheduler,
      dice,
      random: beside(seed, -1 - names).bytes,
      places,
      crypto,
      clock: time.now,
      name,
    })
    joins.push({ join, name, device: null })
  }

  async function admit(): Promise<void> {
    const one = dice.of(joins)
    if (!one) return
    const { join } = one
    const what = join.by && removed.has(join.by) ? 'over' : await join.step()
    if (what === 'over') joins.splice(joins.indexOf(one), 1)
    else if (what) one.device = await enter(one.name, what)
    if (one.device && join.by && join.isAdmitted()) inviters.set(one.device, join.by)
  }

  const living = () => devices.filter((device) => !device.isGone)
  const staying = () => living().filter((device) => !removed.has(device))

  /** Whom nobody that stays vouches for, and who was not known when a device was removed, has to be let in anew. */
  function shutOut(): void {
    for (let before = -1; before !== removed.size; ) {
      before = removed.size
      for (const device of staying()) {
        if (!remover || device === remover) continue
        const isKnown = readDevices(remover.vault).some(({ id }) => id === device.vault.device)
        const by = inviters.get(device)
        // It goes by an id that a removed device had, with the same keys.
        const isSame = [...removed].some((gone) => formerly.get(gone)?.has(device.vault.device))
        if (isSame || (!isKnown && (!by || removed.has(by) || by.isGone))) removed.add(device)
      }
    }
  }

  async function write(device: SimDevice): Promise<void> {
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
    const isBanned =
      removed.has(device) && staying().every((one) => limitOf(one.vault).has(device.vault.device))
    const banned = isBanned ? devices.length : 0
    written.push({
      by: device,
      id,
      stamp,
      value,
      sequence: ownTip(device),
      safe: false,
      banned,
      hiddenFrom,
    })
  }

  async function attach(device: SimDevice): Promise<void> {
    const living = attached.filter(({ erased, id }) => !erased && device.vault.get(FILES, id))
    const old = dice.next() < 0.3 ? dice.of(living) : undefined
    const made = old ? await detach(device, old) : await attachTo(device, dice, attached.length)
    if (made) attached.push({ ...made, sequence: ownTip(device) })
  }

  async function erase(device: SimDevice): Promise<void> {
    const id = `record-${dice.below(RECORDS)}`
    if (erased.has(id) || !device.vault.get('notes', id) || erased.size > 2) return
    erased.add(id)
    await device.vault.commit(() => [{ collection: 'notes', id, fields: {}, erased: device.vault.stamp() }])
  }

  async function grant(device: SimDevice): Promise<void> {
    const id = `grant-${dice.below(4)}`
    const { vault } = device
    const there = vault.get(GRANT.collection, id)
    const revoking = there !== null && dice.next() < 0.4
    if (revoking) revoked.add(id)
    const field = revoking ? GRANT.field : 'seen'
    const value = revoking ? time.now() : `seen-${serial++}`
    await vault.commit(() => [
      { collection: GRANT.collection, id, fields: { [field]: [{ value, stamp: vault.stamp() }] } },
    ])
  }

  function noteSafe(): void {
    noteMoves()
    for (const device of living()) {
      if (removed.has(device) || device.syncing.health().isRemoved) continue
      const { safe } = device.syncing.health()
      for (const one of [...written, ...erasures, ...attached])
        if (one.by === device && one.sequence <= safe) one.safe = true
    }
  }

  async function act(): Promise<void> {
    const device = dice.of(living())
    const place = dice.of(places)
    if (!device || !place) return
    if (joins.length > 0 && dice.next() < 0.35) return admit()
    const choice = dice.next()
    const isBad = bad.includes(place)
    if (choice < 0.28) await write(device)
    else if (choice < 0.31) await grant(device)
    else if (choice < 0.33) await attach(device)
    else if (choice < 0.35) await erase(device)
    else if (choice < 0.6) device.start()
    else if (choice < 0.66) {
      kills++
      await device.kill()
    } else if (choice < 0.72) place.cut.add(device.name)
    else if (choice < 0.8) place.cut.delete(device.name)
    else if (choice < 0.83) {
      if (isBad) place.wipe()
    } else if (choice < 0.87) {
      if (isBad) place.flip()
    } else if (choice < 0.89) place.stale = shownBy(place)
    else if (choice < 0.92) place.stale = null
    else if (choice < 0.94) place.replay()
    else if (choice < 0.95) {
      if (isBad) place.lies = !place.lies
    } else if (choice < 0.956) await restore(device)
    else if (choice < 0.97) {
      if (devices.length + joins.length < 5 && !removed.has(device)) invite(device)
    } else if (choice < 0.98) {
      if (mayLoseDevices && staying().length > 2 && device !== remover) device.destroy()
    } else await remove(device)
  }

  async function remove(device: SimDevice): Promise<void> {
    if (removed.size > 0 || removed.has(device) || staying().length < 3) return
    // Nobody removes itself, which to remove one's twin would be.
    const others = staying().filter((one) => one.vault.device !== device.vault.device)
    const other = dice.of(others)
    if (!other || !readDevices(device.vault).some(({ id }) => id === other.vault.device)) return
    removed.add(other)
    // A twin that has not noticed yet goes by the same id.
    for (const twin of living()) if (twin.vault.device === other.vault.device) removed.add(twin)
    remover = device
    await scheduler.drive(
      device.syncing.identity().then((me) => me.remove(other.vault.device)),
      'a removal',
    )
  }

  async function letGo(by: SimDevice): Promise<void> {
    for (const gone of devices.filter((device) => device.isGone && !removed.has(device))) {
      const isKnown = readDevices(by.vault).some(({ id }) => id === gone.vault.device)
      // A machine that goes by the same id is not gone.
      const isTwin = living().some((one) => one.vault.device === gone.vault.device)
      if (!isKnown || isTwin) continue
      removed.add(gone)
      await scheduler.drive(
        by.syncing.identity().then((me) => me.remove(gone.vault.device)),
        'letting go',
      )
    }
  }

  /** Mostly a moment; sometimes so much that a device at rest would have looked again. */
  function pass(): void {
    const much = pace.next()
    time.pass(much < 0.01 ? 20 * MINUTE : much < 0.04 ? 2 * SECOND : pace.below(20))
  }

  async function step(): Promise<void> {
    pass()
    await scheduler.still()
    const parked = scheduler.parked()
    if (parked.length > 0 && dice.next() < 0.75) await scheduler.release(dice.below(parked.length))
    else {
      await act()
      await scheduler.still()
    }
  }

  /** One device and one place at the same moment, and the device that others have least of: what was safe was so against this. */
  function loseOneOfEach(): void {
    const stay = staying()
    const knows = ({ vault }: SimDevice, { id, stamp }: Written) =>
      fieldsOf(vault.get('notes', id)).includes(stamp)
    const alone = stay.filter((one) =>
      written.some(
        (by) => by.by === one && by.safe && !stay.some((other) => other !== one && knows(other, by)),
      ),
    )
    const device = dice.of((alone.length > 0 ? alone : stay).filter((one) => one !== remover))
    if (device && stay.length > 1) device.destroy()
    for (const place of bad) place.wipe()
  }

  /** A whole round of each device, with nothing in the way. */
  async function round(): Promise<void> {
    time.pass(2 * SECOND)
    await scheduler.still()
    for (const device of staying()) await scheduler.drive(device.syncing.run(true), `${device.name}'s round`)
  }

  const first = await enter(`device-${names++}`, null)
  await noteSimPhrase(first, crypto)
  invite(first)
  for (let at = 1; at < steps; at++) {
    await step()
    if (at % 8 === 0) noteSafe()
  }
  noteSafe()
  if (mayLoseDevices && dice.next() < 0.5) loseOneOfEach()
  for (const place of places) place.heal()
  await scheduler.open()
  for (let at = 0; at < 2; at++) await round()
  noteMoves()
  for (let at = 0; at < 4; at++) await round()
  shutOut()
  // What is gone for good is removed, so that nothing waits for it.
  const last: SimDevice | undefined = remover ?? staying()[0]
  if (last && (remover || dice.next() < 0.5)) await letGo(last)
  for (let at = 0; at < 10 && (at < 2 || !isEqual(staying())); at++) await round()
  await check()
  const [one] = staying()
  if (one && (erased.size > 0 || attached.some((each) => each.erased))) {
    await one.syncing.condense()
    for (let at = 0; at < 4; at++) await round()
    if (erased.size > 0 && !isLetInAgain()) await checkErased(places, one)
  }
  // What a device wrote that was removed nobody writes anew where every place may be wiped before another has taken it over.
  const lasting = attached.filter(({ by }) => mayLoseDevices || !removed.has(by))
  const out = living().filter((device) => removed.has(device))
  await checkAttachments(staying(), { out, isAwaited: isAwaited() }, places, lasting, counts)
  for (const device of living()) device.destroy()
  return {
    seed,
    devices: devices.length,
    places: places.length,
    steps,
    written: written.length,
    safe: written.filter(({ safe }) => safe).length,
    kills,
    removed: removed.size,
    attached: attached.length,
    kept: attached.filter(({ safe }) => safe).length,
    twins,
  }

  /**
   * Whether those that stay count a twin of the removed device, which took an id of its own before it heard of the removal: what it has
   * of the old chain nobody else may have.
   */
  function isLetInAgain(): boolean {
    const [one] = staying()
    const known = one ? readDevices(one.vault).filter((each) => !each.removed) : []
    return living().some(
      (device) => removed.has(device) && known.some(({ id }) => id === device.vault.device),
    )
  }

  /** Whether a device that is gone was not removed: what it said last may name what nobody else knows to be erased. */
  function isAwaited(): boolean {
    const [one] = staying()
    const known = one ? readDevices(one.vault) : []
    return devices.some(
      (device) => device.isGone && known.some(({ id, removed }) => id === ids.get(device) && !removed),
    )
  }

  /** Whether a change counts in the end: whom nobody that stays knows is out with a removed device. */
  function counts(by: SimDevice, sequence: number): boolean {
    // Two machines went by the id that was removed: of what each of them numbered so, those that stay have one at most.
    const isTwin = devices.some((one) => one !== by && formerly.get(one)?.has(by.vault.device))
    if (removed.has(by) && isTwin) return false
    return staying().every(({ vault }) => {
      const known = readDevices(vault).some(({ id }) => id === by.vault.device)
      const limit = limitOf(vault).get(by.vault.device) ?? Number.POSITIVE_INFINITY
      return (removed.size === 0 || known) && sequence <= limit
    })
  }

  async function check(): Promise<void> {
    const stay = staying()
    if (!isEqual(stay)) throw new Error(`the devices differ: ${difference(stay)}`)
    for (const device of stay) {
      const { vault } = device
      const verified = await verifyVault(vault)
      if (!verified.intact) throw new Error(`${device.name} does not verify: ${verified.problem}`)
      const health = device.syncing.health()
      for (const { device: id, sequence } of vault.chains.tips())
        if (sequence > (limitOf(vault).get(id) ?? sequence))
          throw new Error(`${device.name} has a removed device’s chain beyond its end`)
      if (health.forked.length > 0) throw new Error(`${device.name} sees a fork`)
      for (const { by, id, stamp, value, sequence, safe, banned } of written) {
        const has = fieldsOf(vault.get('notes', id)).includes(stamp)
        // Who joins later may take it over before it hears of the removal.
        if (banned === devices.length && has)
          throw new Error(`${device.name} has ${value.slice(0, 12)} from beyond the end of ${by.name}`)
        if (safe && counts(by, sequence) && !has && !erased.has(id))
          throw new Error(
            `${device.name} lost ${value.slice(0, 12)} of ${by.name} (${by.vault.device.slice(0, 4)}${by.isGone ? ', gone' : ''}) at ${sequence}, which was said to be safe\n${devices
              .filter((d) => !d.isGone)
              .map(told)
              .join('\n')}`,
          )
      }
      for (const { by, id, sequence, safe } of erasures)
        if (safe && counts(by, sequence) && vault.get('notes', id))
          throw new Error(`${device.name} has the erased ${id} back`)
      for (const id of revoked) {
        const state = vault.get(GRANT.collection, id)
        if (state && currentValue(state, GRANT.field) === null && livesOn(id))
          throw new Error(`${device.name} has ${id}, which was revoked`)
      }
      if (places.length > 1 && !mayLoseDevices && health.safe < health.newest && !(await lacksBytes(vault)))
        throw new Error(
          `${device.name} is not safe in the end: ${health.safe} of ${health.newest}\n${told(device)}`,
        )
    }
    for (const gone of removed) {
      if (gone.isGone) continue
      for (const { by, id, stamp, value, hiddenFrom } of written)
        if (by !== gone && hiddenFrom.includes(gone.vault.device))
          if (fieldsOf(gone.vault.get('notes', id)).includes(stamp))
            throw new Error(`${gone.name} was removed and reads ${value.slice(0, 12)}`)
    }
  }

  /** Whether something is named of which the bytes went with the removed device that wrote it: that is never safe. */
  async function lacksBytes(vault: DeepVault): Promise<boolean> {
    for (const { by, id, blob } of attached)
      if (removed.has(by) && vault.get(FILES, id) && (await vault.sealedBlobs.groups(blob)) === null)
        return true
    return false
  }

  /** Whether somebody who stays knows that it was revoked: the one who did it may be gone with it. */
  function livesOn(id: string): boolean {
    return staying().some((device) => {
      const state = device.vault.get(GRANT.collection, id)
      return state !== null && currentValue(state, GRANT.field) !== null
    })
  }
}

/** Where the chains of removed devices end: what stands behind the end of one that two wrote is said again. */
function limitOf(vault: DeepVault) {
  const devices = readDevices(vault)
  const removed = new Set(devices.flatMap(({ id, removed }) => (removed ? [id] : [])))
  return new Map([...ends(devices)].filter(([id]) => removed.has(id)))
}

function ownTip({ vault }: SimDevice): number {
  return vault.chains.tips().find((tip) => tip.device === vault.device)?.sequence ?? 0
}

function shownBy(place: SimPlace) {
  return [...place.objects].map(([name, { length }]) => ({ name, size: length }))
}

function fieldsOf(state: RecordState | null): readonly Stamp[] {
  return state ? FIELDS.flatMap((field) => versionsOf(state, field).map(({ stamp }) => stamp)) : []
}
