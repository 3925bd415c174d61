import { describe, expect, it } from 'vitest'
import { MINUTE } from '@/lib/base/time'
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

/** Rounds of all in turn. @returns the most that any of them ever said a place had lost. */
async function lostIn(rounds: number, ...parties: readonly Party[]): Promise<number> {
  let most = 0
  for (let round = 0; round < rounds; round++)
    for (const { device, syncing } of parties) {
      device.now += MINUTE
      await syncing.run(true)
      for (const { lost } of syncing.health().replicas) most = Math.max(most, lost)
    }
  return most
}

async function attach({ vault }: Party, id: string): Promise<void> {
  const writer = await vault.blobs.begin()
  await writer.append(new Uint8Array(100))
  const blob = await writer.finish()
  await put(vault, id, { 'selfstead:blob': blob.id, size: blob.size })
}

describe('a place that keeps what it was given', () => {
  it('is not said to have lost what another device tidied away', async () => {
    const places = [memoryReplica(), memoryReplica()]
    const [one, other] = [await party(places), await party(places)]
    await lostIn(3, one, other)
    for (let at = 0; at < 5; at++) {
      await put(one.vault, `m${at}`, at)
      await one.syncing.run(true)
    }
    await lostIn(2, other, one)
    const before = places[0]?.objects.size ?? 0
    await other.syncing.condense()
    expect(await lostIn(6, other, one)).toBe(0)
    expect(places[0]?.objects.size).toBeLessThan(before)
    await put(other.vault, 'later', 1)
    await other.syncing.condense()
    expect(await lostIn(6, other, one)).toBe(0)
    expect(held(one.vault, 'later')).toBe(1)
  })

  it('is not said to have lost an attachment of which another device erased the record', async () => {
    const places = [memoryReplica(), memoryReplica()]
    const [one, other] = [await party(places), await party(places)]
    await attach(one, 'x')
    await lostIn(5, one, other)
    await other.vault.commit(() => [
      { collection: 'contact', id: 'x', fields: {}, erased: other.vault.stamp() },
    ])
    expect(await lostIn(6, other, one)).toBe(0)
    const attachments = [...(places[0]?.objects.keys() ?? [])].filter((name) => name.split('/').length === 3)
    expect(attachments).toEqual([])
  })
})

describe('a place that lost something', () => {
  it('is told of where that is an attachment', async () => {
    const places = [memoryReplica(), memoryReplica()]
    const one = await party(places)
    await attach(one, 'x')
    await lostIn(3, one)
    const [first] = places as [MemoryReplica]
    for (const name of [...first.objects.keys()]) if (name.split('/').length === 3) first.objects.delete(name)
    first.put = async () => {}
    expect(await lostIn(2, one)).toBe(1)
  })

  it('is told of where a snapshot that stands for it went with it', async () => {
    const places = [memoryReplica(), memoryReplica()]
    const [one, other] = [await party(places), await party(places)]
    await put(one.vault, 'a', 'a')
    expect(await lostIn(4, one, other)).toBe(0)
    await other.syncing.condense()
    await other.syncing.run(true)
    const [first] = places as [MemoryReplica]
    first.objects.clear()
    first.put = async () => {}
    expect(await lostIn(2, one)).toBeGreaterThan(0)
  })
})
