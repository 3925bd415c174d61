import { describe, expect, it } from 'vitest'
import { DAY, MINUTE } from '@/lib/base/time'
import { type Party, random, syncingOf } from '@/tests/services/party'
import { memoryDevice } from '@/tests/support/memory-places'
import { type MemoryReplica, memoryReplica } from '@/tests/support/memory-replica'
import { newVault, put } from '@/tests/vault/support'

const START = 1_790_000_000_000
const REST = 15 * MINUTE
const DAYS = 2

async function party(places: readonly MemoryReplica[]): Promise<Party> {
  const device = memoryDevice({ random, now: START })
  const { vault } = await newVault(device)
  await put(vault, 'a', 'a')
  return { device, vault, syncing: syncingOf(vault, places, () => device.now) }
}

/** What each place is asked beyond one look in each round, over some days in which nothing is written. */
async function askedBeyond({ device, syncing }: Party, places: readonly MemoryReplica[]): Promise<number[]> {
  for (let round = 0; round < 3; round++) await syncing.run()
  for (const { asked } of places) asked.length = 0
  const rounds = (DAYS * DAY) / REST
  for (let round = 0; round < rounds; round++) {
    device.now += REST
    await syncing.run()
  }
  return places.map(({ asked }) => asked.length - rounds)
}

describe('an idle device', () => {
  it('asks each place once in a quarter of an hour, day after day', async () => {
    const places = [memoryReplica(), memoryReplica(), memoryReplica()]
    expect(await askedBeyond(await party(places), places)).toEqual([0, 0, 0])
  })

  it('looks once a day whether attachments still lie where they lay', async () => {
    const places = [memoryReplica(), memoryReplica()]
    const one = await party(places)
    const writer = await one.vault.blobs.begin()
    await writer.append(new Uint8Array(100))
    const blob = await writer.finish()
    await put(one.vault, 'x', { 'selfstead:blob': blob.id, size: blob.size })
    expect(await askedBeyond(one, places)).toEqual([DAYS, DAYS])
  })
})
