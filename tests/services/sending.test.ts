import { describe, expect, it } from 'vitest'
import { type Party, random, syncingOf } from '@/tests/services/party'
import { memoryDevice } from '@/tests/support/memory-places'
import { type MemoryReplica, memoryReplica } from '@/tests/support/memory-replica'
import { held, newVault, open, put } from '@/tests/vault/support'

async function party(replicas: readonly MemoryReplica[]): Promise<Party> {
  const { device, vault } = await newVault(memoryDevice({ random }))
  return { device, vault, syncing: syncingOf(vault, replicas) }
}

async function twinOf({ device, vault }: Party, replicas: readonly MemoryReplica[]): Promise<Party> {
  await vault.mirrored()
  const disk = memoryDevice({ random })
  for (const [name, bytes] of device.files) disk.files.set(name, bytes.slice())
  disk.sentinel = device.sentinel
  const twin = await open(disk)
  return { device: disk, vault: twin, syncing: syncingOf(twin, replicas) }
}

async function settle(...parties: readonly Party[]): Promise<void> {
  for (let round = 0; round < 6; round++) for (const { syncing } of parties) await syncing.run(true)
}

const places = () => [memoryReplica(), memoryReplica()] as [MemoryReplica, MemoryReplica]

describe('a change at places that were listed before', () => {
  it('leaves before they are listed again, and is safe by then', async () => {
    const two = places()
    const one = await party(two)
    await settle(one)
    await put(one.vault, 'a', 'a')
    const safe: boolean[] = []
    for (const place of two) {
      place.asked.length = 0
      place.before = (verb) => {
        const { safe: reached, newest } = one.syncing.health()
        if (verb === 'list') safe.push(reached === newest)
      }
    }
    await one.syncing.run()
    for (const { asked } of two)
      expect(asked.map((call) => call.slice(0, 4)).slice(0, 2)).toEqual(['put ', 'list'])
    expect(safe.slice(0, 2)).toEqual([true, true])
  })

  it('comes to all where a twin sent another in the same moment and is gone', async () => {
    const two = places()
    const [one, other] = [await party(two), await party(two)]
    await put(one.vault, 'a', 'both know')
    await settle(one, other)
    const twin = await twinOf(one, two)
    await twin.syncing.run(true)
    await put(one.vault, 'b', 'from the first')
    await one.syncing.run(true)
    await other.syncing.run(true)
    // It has listed them before that, and sends what follows under the id of both.
    await put(twin.vault, 'c', 'from the twin')
    for (const place of two)
      place.before = (verb) => {
        if (verb === 'list') throw new Error('the line is cut')
      }
    await twin.syncing.run(true)
    expect(twin.syncing.health().safe).toBe(twin.syncing.health().newest)
    for (const place of two) place.before = () => {}
    twin.syncing.stop()
    // A snapshot of whoever has the other's change stands for all numbers up to it.
    await other.syncing.condense()
    await settle(other, one)
    for (const { vault } of [one, other]) {
      expect(held(vault, 'b')).toBe('from the first')
      expect(held(vault, 'c')).toBe('from the twin')
    }
  })
})
