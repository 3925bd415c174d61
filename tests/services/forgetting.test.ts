import { expect, it } from 'vitest'
import { type Party, random, syncingOf } from '@/tests/services/party'
import { memoryDevice } from '@/tests/support/memory-places'
import { type MemoryReplica, memoryReplica } from '@/tests/support/memory-replica'
import { held, newVault, open, put } from '@/tests/vault/support'

async function party(replicas: readonly MemoryReplica[]): Promise<Party> {
  const { device, vault } = await newVault(memoryDevice({ random }))
  return { device, vault, syncing: syncingOf(vault, replicas) }
}

async function settle(...parties: readonly Party[]): Promise<void> {
  for (let round = 0; round < 6; round++) for (const { syncing } of parties) await syncing.run(true)
}

it('an attachment of a machine that is gone is not taken for forgotten by whoever has its twin’s change under that number', async () => {
  const two = [memoryReplica(), memoryReplica()]
  const [one, other] = [await party(two), await party(two)]
  await put(one.vault, 'a', 'both know')
  await settle(one, other)
  await one.vault.mirrored()
  const disk = memoryDevice({ random })
  for (const [name, bytes] of one.device.files) disk.files.set(name, bytes.slice())
  disk.sentinel = one.device.sentinel
  const twin = await open(disk)
  const twins = syncingOf(twin, two)

  const before = new Set(two.flatMap(({ objects }) => [...objects.keys()]))
  await put(one.vault, 'b', 'from the first')
  await settle(one, other)
  // The twin is shown what was there before, as places do now and then, and writes under the same number.
  const first = new Set(two.flatMap(({ objects }) => [...objects.keys()]).filter((name) => !before.has(name)))
  for (const place of two) place.shown = (all) => all.filter(({ name }) => !first.has(name))
  const writer = await twin.blobs.begin()
  await writer.append(new Uint8Array(100).fill(5))
  const { id } = await writer.finish()
  await put(twin, 'c', { 'selfstead:blob': id, size: 100 })
  await twins.run(true)
  expect(twins.health().safe).toBe(twins.health().newest)
  twins.stop()

  // The other device sees the attachment, and not the change that names it.
  const second = new Set(
    two
      .flatMap(({ objects }) => [...objects.keys()])
      .filter((name) => !before.has(name) && !first.has(name) && name.split('/').length === 4),
  )
  for (const place of two) place.shown = (all) => all.filter(({ name }) => !second.has(name))
  await other.syncing.run(true)
  for (const place of two) place.shown = (all) => all
  await settle(other, one)
  for (const { vault } of [one, other]) {
    expect(held(vault, 'b')).toBe('from the first')
    expect(await vault.blobs.read(id, 0)).toEqual(new Uint8Array(100).fill(5))
  }
})
