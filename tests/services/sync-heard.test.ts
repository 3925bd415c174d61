import { describe, expect, it } from 'vitest'
import { DAY } from '@/lib/base/time'
import { reportOf } from '@/lib/services/sync-report'
import { type Party, random, syncingOf } from '@/tests/services/party'
import { memoryDevice } from '@/tests/support/memory-places'
import { type MemoryReplica, memoryReplica } from '@/tests/support/memory-replica'
import { held, newVault, put } from '@/tests/vault/support'

const START = 1_790_000_000_000

async function party(places: readonly MemoryReplica[]): Promise<Party> {
  const device = memoryDevice({ random, now: START })
  const { vault } = await newVault(device)
  return { device, vault, syncing: syncingOf(vault, places, () => device.now) }
}

async function settle(...parties: readonly Party[]): Promise<void> {
  for (let round = 0; round < 4; round++) for (const { syncing } of parties) await syncing.run(true)
}

function setDay(day: number, ...parties: readonly Party[]): void {
  for (const { device } of parties) device.now = START + day * DAY
}

/** What one device is told of the other, with the days since it was seen. */
function toldOf({ vault, device, syncing }: Party, other: Party) {
  const health = syncing.health()
  const { devices } = reportOf({ vault, places: [], health, memory: null, isRunning: false })
  const found = devices.find(({ id }) => id === other.vault.device)
  return found && { behind: found.behind, days: Math.round((device.now - (found.lastSeen ?? 0)) / DAY) }
}

/** Both write each day, and each takes over what the other wrote. */
async function daily(days: number, one: Party, other: Party): Promise<void> {
  for (let day = 1; day <= days; day++) {
    setDay(day, one, other)
    await put(other.vault, `other${day}`, day)
    await put(one.vault, `one${day}`, day)
    for (const { syncing } of [other, one, other, one]) await syncing.run()
  }
  // The last word of the one is in what the other writes next.
  await put(other.vault, 'last', days)
  for (const { syncing } of [other, one]) await syncing.run()
}

describe('what is told of another device', () => {
  it('is what it wrote of late, though it wrote nothing into its own record', async () => {
    const places = [memoryReplica(), memoryReplica()]
    const [one, other] = [await party(places), await party(places)]
    await settle(one, other)
    await daily(30, one, other)
    expect(held(other.vault, 'one30')).toBe(30)
    expect(toldOf(one, other)).toEqual({ behind: 0, days: 0 })
  })

  it('is no older than what it wrote since a snapshot', async () => {
    const places = [memoryReplica(), memoryReplica()]
    const [one, other] = [await party(places), await party(places)]
    await settle(one, other)
    await one.syncing.condense()
    await settle(one, other)
    await daily(20, one, other)
    expect(toldOf(one, other)).toEqual({ behind: 0, days: 0 })
  })

  it('counts what it does not have, and since when it is away', async () => {
    const places = [memoryReplica(), memoryReplica()]
    const [one, other] = [await party(places), await party(places)]
    await settle(one, other)
    await daily(2, one, other)
    for (let day = 3; day <= 7; day++) {
      setDay(day, one)
      await put(one.vault, `alone${day}`, day)
      await one.syncing.run()
    }
    expect(toldOf(one, other)).toEqual({ behind: 5, days: 5 })
  })

  it('is remembered by a background that is begun anew, and asks no place for it', async () => {
    const places = [memoryReplica(), memoryReplica()]
    const [one, other] = [await party(places), await party(places)]
    await settle(one, other)
    await daily(3, one, other)
    const again = { ...one, syncing: syncingOf(one.vault, places, () => one.device.now) }
    for (const place of places) place.asked.length = 0
    await again.syncing.recall()
    expect(toldOf(again, other)).toEqual({ behind: 0, days: 0 })
    expect(places.flatMap(({ asked }) => asked)).toEqual([])
    // Nor is it forgotten where the next one adds to it.
    setDay(4, one, other)
    await put(other.vault, 'more', 4)
    await other.syncing.run()
    await again.syncing.run()
    const third = { ...one, syncing: syncingOf(one.vault, places, () => one.device.now) }
    await third.syncing.recall()
    expect(toldOf(third, other)).toEqual({ behind: 0, days: 0 })
  })
})
