import { ends, readDevices } from '@/lib/replication/devices'
import type { Joined } from '@/lib/services/joining'
import type { DeepVault } from '@/lib/vault/deep'
import { type Chance, chance, type Scheduler } from '@/tests/replication/scheduler'
import { simCrypto } from '@/tests/replication/sim-crypto'
import { type SimDevice, type SimFault, simDevice } from '@/tests/replication/sim-device'
import { noteSimPhrase, SIM_SLOTS, type SimJoin, simJoin } from '@/tests/replication/sim-join'
import type { SimPlace } from '@/tests/replication/sim-place'
import type { SimTime } from '@/tests/replication/sim-time'

/** The devices of a life: who came, who is on the way in, who is gone, and who is out. */
export interface SimFleet {
  /** All that ever were. */
  readonly devices: readonly SimDevice[]
  /** How many disks were restored on another machine. */
  readonly twins: number
  readonly removed: ReadonlySet<SimDevice>
  /** Who removed another while it was there. */
  readonly remover: SimDevice | null
  living(): readonly SimDevice[]
  staying(): readonly SimDevice[]
  /** The first, which makes the vault and has its phrase noted. */
  found(): Promise<void>
  /** By an invitation, or by the recovery phrase: then nobody vouches for it. */
  invite(by: SimDevice): void
  hasRoom(): boolean
  isJoining(): boolean
  /** A step of one that is on the way in. */
  admit(): Promise<void>
  /** Its disk is restored on another machine, and both go on. */
  restore(device: SimDevice): Promise<void>
  /** Devices that go by another id than when this was asked last. */
  moved(): readonly SimDevice[]
  remove(by: SimDevice): Promise<void>
  /** Whom nobody that stays vouches for, and who was not known when a device was removed, has to be let in anew. */
  shutOut(): void
  /** Has all removed that are gone for good. */
  letGo(by: SimDevice): Promise<void>
  /** Whether a change counts in the end: whom nobody that stays knows is out with a removed device. */
  counts(by: SimDevice, sequence: number): boolean
  /**
   * Whether those that stay count a twin of the removed device, which took an id of its own before it heard of the removal: what it has
   * of the old chain nobody else may have.
   */
  isLetInAgain(): boolean
  /** Whether a device that is gone was not removed: what it said last may name what nobody else knows to be erased. */
  isAwaited(): boolean
}

export interface SimFleetParts {
  readonly seed: number
  readonly dice: Chance
  readonly scheduler: Scheduler
  readonly time: SimTime
  readonly places: readonly SimPlace[]
  readonly fault: SimFault
}

const YEAR = 365 * 86_400_000
/** Devices of a vault, with those on the way in. */
const MOST = 5

/** Of a stream of chance beside the one that decides what happens: how much a device draws changes nobody's fate. */
export const beside = (seed: number, which: number) =>
  chance(Math.imul(seed, 0x9e3779b1) ^ Math.imul(which, 0x85ebca6b))

/** Where the chains of removed devices end: what stands behind the end of one that two wrote is said again. */
export function limitOf(vault: DeepVault) {
  const devices = readDevices(vault)
  const removed = new Set(devices.flatMap(({ id, removed }) => (removed ? [id] : [])))
  return new Map([...ends(devices)].filter(([id]) => removed.has(id)))
}

export function simFleet({ seed, dice, scheduler, time, places, fault }: SimFleetParts): SimFleet {
  const crypto = simCrypto()
  const devices: SimDevice[] = []
  const removed = new Set<SimDevice>()
  const inviters = new Map<SimDevice, SimDevice>()
  const joins: { readonly join: SimJoin; readonly name: string; device: SimDevice | null }[] = []
  /** The id each device was last seen under. */
  const ids = new Map<SimDevice, string>()
  /** All that it was ever seen under. */
  const formerly = new Map<SimDevice, Set<string>>()
  let remover: SimDevice | null = null
  let names = 0
  let twins = 0

  const living = () => devices.filter((device) => !device.isGone)
  const staying = () => living().filter((device) => !removed.has(device))
  const hasRoom = () => devices.length + joins.length < MOST

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

  async function drop(by: SimDevice, other: SimDevice, label: string): Promise<void> {
    await scheduler.drive(
      by.syncing.identity().then((me) => me.remove(other.vault.device)),
      label,
    )
  }

  return {
    devices,
    get twins() {
      return twins
    },
    removed,
    get remover() {
      return remover
    },
    living,
    staying,
    async found() {
      await noteSimPhrase(await enter(`device-${names++}`, null), crypto)
    },
    invite(by) {
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
    },
    hasRoom,
    isJoining: () => joins.length > 0,
    async admit() {
      const one = dice.of(joins)
      if (!one) return
      const { join } = one
      const what = join.by && removed.has(join.by) ? 'over' : await join.step()
      if (what === 'over') joins.splice(joins.indexOf(one), 1)
      else if (what) one.device = await enter(one.name, what)
      if (one.device && join.by && join.isAdmitted()) inviters.set(one.device, join.by)
    },
    async restore(device) {
      if (twins > 0 || !hasRoom() || removed.has(device)) return
      twins++
      await device.vault.mirrored()
      await enter(`device-${names++}`, null, device.disk)
    },
    moved() {
      const moved = living().filter((device) => ids.get(device) !== device.vault.device)
      for (const device of moved) {
        ids.set(device, device.vault.device)
        formerly.get(device)?.add(device.vault.device)
        inviters.delete(device)
      }
      return moved
    },
    async remove(by) {
      if (removed.size > 0 || removed.has(by) || staying().length < 3) return
      // Nobody removes itself, which to remove one's twin would be.
      const others = staying().filter((one) => one.vault.device !== by.vault.device)
      const other = dice.of(others)
      if (!other || !readDevices(by.vault).some(({ id }) => id === other.vault.device)) return
      removed.add(other)
      // A twin that has not noticed yet goes by the same id.
      for (const twin of living()) if (twin.vault.device === other.vault.device) removed.add(twin)
      remover = by
      await drop(by, other, 'a removal')
    },
    shutOut() {
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
    },
    async letGo(by) {
      for (const gone of devices.filter((device) => device.isGone && !removed.has(device))) {
        const isKnown = readDevices(by.vault).some(({ id }) => id === gone.vault.device)
        // A machine that goes by the same id is not gone.
        const isTwin = living().some((one) => one.vault.device === gone.vault.device)
        if (!isKnown || isTwin) continue
        removed.add(gone)
        await drop(by, gone, 'letting go')
      }
    },
    counts(by, sequence) {
      // Two machines went by the id that was removed: of what each of them numbered so, those that stay have one at most.
      const isTwin = devices.some((one) => one !== by && formerly.get(one)?.has(by.vault.device))
      if (removed.has(by) && isTwin) return false
      return staying().every(({ vault }) => {
        const known = readDevices(vault).some(({ id }) => id === by.vault.device)
        const limit = limitOf(vault).get(by.vault.device) ?? Number.POSITIVE_INFINITY
        return (removed.size === 0 || known) && sequence <= limit
      })
    },
    isLetInAgain() {
      const [one] = staying()
      const known = one ? readDevices(one.vault).filter((each) => !each.removed) : []
      return living().some(
        (device) => removed.has(device) && known.some(({ id }) => id === device.vault.device),
      )
    },
    isAwaited() {
      const [one] = staying()
      const known = one ? readDevices(one.vault) : []
      return devices.some(
        (device) => device.isGone && known.some(({ id, removed }) => id === ids.get(device) && !removed),
      )
    },
  }
}
