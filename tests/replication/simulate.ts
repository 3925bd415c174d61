import { MINUTE, SECOND } from '@/lib/base/time'
import { chance, createScheduler } from '@/tests/replication/scheduler'
import { checkAttachments } from '@/tests/replication/sim-attachments'
import type { SimDevice, SimFault } from '@/tests/replication/sim-device'
import { checkEnding } from '@/tests/replication/sim-ending'
import { checkErased } from '@/tests/replication/sim-erased'
import { beside, simFleet } from '@/tests/replication/sim-fleet'
import { simPlace } from '@/tests/replication/sim-place'
import { isEqual } from '@/tests/replication/sim-states'
import { type SimTime, simTime } from '@/tests/replication/sim-time'
import { hasValue, simWritten } from '@/tests/replication/sim-written'

export interface SimResult {
  readonly seed: number
  readonly devices: number
  readonly places: number
  readonly steps: number
  readonly written: number
  readonly safe: number
  readonly kills: number
  /** How often a person had all of it laid anew. */
  readonly condensed: number
  /** Grants that were revoked, and how many of these were said to be safe. */
  readonly revoked: number
  readonly over: number
  readonly removed: number
  readonly attached: number
  /** Attachments that were said to be safe. */
  readonly kept: number
  /** Disks that were restored on another machine. */
  readonly twins: number
}

const START = 1_790_000_000_000

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
  const count = 1 + dice.below(4)
  const places = Array.from({ length: count }, (_, at) => simPlace(`place-${at}`, scheduler, dice))
  // Either one place is as bad as can be and devices may be lost for good, or all places are and no device is.
  const mayLoseDevices = dice.next() < 0.5
  const bad = mayLoseDevices ? places.slice(0, 1) : places
  const fleet = simFleet({ seed, dice, scheduler, time, places, fault })
  const written = simWritten({ dice, scheduler, time, fleet })
  const { living, staying } = fleet
  let kills = 0
  let condensed = 0

  async function act(): Promise<void> {
    const device = dice.of(living())
    const place = dice.of(places)
    if (!device || !place) return
    if (fleet.isJoining() && dice.next() < 0.35) return fleet.admit()
    const choice = dice.next()
    const isBad = bad.includes(place)
    if (choice < 0.27) await written.write(device)
    else if (choice < 0.31) await written.grant(device)
    else if (choice < 0.33) await written.attach(device)
    else if (choice < 0.35) await written.erase(device)
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
    } else if (choice < 0.89) place.stale = place.entries()
    else if (choice < 0.92) place.stale = null
    else if (choice < 0.935) place.replay()
    else if (choice < 0.94) {
      // The person's decision: what others have not read yet goes from the places as well.
      condensed++
      void device.syncing.condense().catch(() => {})
    } else if (choice < 0.95) {
      if (isBad) place.lies = !place.lies
    } else if (choice < 0.956) await fleet.restore(device)
    else if (choice < 0.97) {
      if (fleet.hasRoom() && !fleet.removed.has(device)) fleet.invite(device)
    } else if (choice < 0.98) {
      if (mayLoseDevices && staying().length > 2 && device !== fleet.remover) device.destroy()
    } else await fleet.remove(device)
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
    const alone = stay.filter((one) =>
      written.values.some(
        (value) =>
          value.by === one &&
          value.safe &&
          !stay.some((other) => other !== one && hasValue(other.vault.get('notes', value.id), value)),
      ),
    )
    const device = dice.of((alone.length > 0 ? alone : stay).filter((one) => one !== fleet.remover))
    if (device && stay.length > 1) device.destroy()
    for (const place of bad) place.wipe()
  }

  /** A whole round of each device, with nothing in the way. */
  async function round(): Promise<void> {
    time.pass(2 * SECOND)
    await scheduler.still()
    for (const device of staying()) await scheduler.drive(device.syncing.run(true), `${device.name}'s round`)
  }

  /** From here on nothing stands in the way. */
  async function settle(): Promise<void> {
    for (const place of places) place.heal()
    await scheduler.open()
    for (let at = 0; at < 2; at++) await round()
    written.noteMoves()
    for (let at = 0; at < 4; at++) await round()
    fleet.shutOut()
    // What is gone for good is removed, so that nothing waits for it.
    const last: SimDevice | undefined = fleet.remover ?? staying()[0]
    if (last && (fleet.remover || dice.next() < 0.5)) await fleet.letGo(last)
    for (let at = 0; at < 10 && (at < 2 || !isEqual(staying())); at++) await round()
  }

  /** What was erased goes from the places as well. */
  async function clear(): Promise<void> {
    const [one] = staying()
    if (!one || (written.erased.size === 0 && !written.attached.some((each) => each.erased))) return
    await one.syncing.condense()
    for (let at = 0; at < 4; at++) await round()
    if (written.erased.size > 0 && !fleet.isLetInAgain()) await checkErased(places, one, fleet.isAwaited())
  }

  await fleet.found()
  for (const first of living()) fleet.invite(first)
  for (let at = 1; at < steps; at++) {
    await step()
    if (at % 8 === 0) written.noteSafe()
  }
  written.noteSafe()
  if (mayLoseDevices && dice.next() < 0.5) loseOneOfEach()
  await settle()
  await checkEnding({ fleet, written, mustBeSafe: places.length > 1 && !mayLoseDevices })
  await clear()
  // What a device wrote that was removed nobody writes anew where every place may be wiped before another has taken it over.
  const lasting = written.attached.filter(({ by }) => mayLoseDevices || !fleet.removed.has(by))
  const out = living().filter((device) => fleet.removed.has(device))
  await checkAttachments(staying(), { out, isAwaited: fleet.isAwaited() }, places, lasting, fleet.counts)
  for (const device of living()) device.destroy()
  return {
    seed,
    devices: fleet.devices.length,
    places: places.length,
    steps,
    written: written.values.length,
    safe: written.values.filter(({ safe }) => safe).length,
    kills,
    condensed,
    revoked: written.revocations.length,
    over: written.revocations.filter(({ safe }) => safe).length,
    removed: fleet.removed.size,
    attached: written.attached.length,
    kept: written.attached.filter(({ safe }) => safe).length,
    twins: fleet.twins,
  }
}
