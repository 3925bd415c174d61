import { describe, expect, it } from 'vitest'
import { type Party, random, syncingOf } from '@/tests/services/party'
import { memoryDevice } from '@/tests/support/memory-places'
import { failing, type MemoryReplica, memoryReplica } from '@/tests/support/memory-replica'
import { held, newVault, put } from '@/tests/vault/support'

async function party(replicas: readonly MemoryReplica[]): Promise<Party> {
  const { device, vault } = await newVault(memoryDevice({ random }))
  return { device, vault, syncing: syncingOf(vault, replicas) }
}

async function settle(...parties: readonly Party[]): Promise<void> {
  for (let round = 0; round < 6; round++) for (const { syncing } of parties) await syncing.run(true)
}

/** Three devices and one that was removed by the first; the last of the three has not heard of that, nor does a place tell it once it is hidden. */
async function afterRemoval() {
  const places = [memoryReplica(), memoryReplica()] as const
  const [remover, writer, late, removed] = [
    await party(places),
    await party(places),
    await party(places),
    await party(places),
  ]
  await put(remover.vault, 'a', 'for all')
  await settle(remover, writer, late, removed)
  const names = () => places.flatMap(({ objects }) => [...objects.keys()])
  const before = new Set(names())
  await (await remover.syncing.identity()).remove(removed.vault.device)
  await remover.syncing.run(true)
  const removal = new Set(names().filter((name) => !before.has(name)))
  await writer.syncing.run(true)
  const hide = (hidden: ReadonlySet<string>) => {
    for (const place of places) place.shown = (all) => all.filter(({ name }) => !hidden.has(name))
  }
  return { places, remover, writer, late, removed, hide: () => hide(removal), show: () => hide(new Set()) }
}

describe('a device that has not heard who was removed, and comes by what was written after that', () => {
  it('packs nothing of it', async () => {
    const { remover, writer, late, removed, hide, show } = await afterRemoval()
    await put(writer.vault, 'b', 'hidden')
    await writer.syncing.run(true)
    hide()
    await late.syncing.condense()
    await put(late.vault, 'c', 'of the late one')
    await settle(late, removed)
    expect(held(late.vault, 'b')).toBe('hidden')
    expect(held(removed.vault, 'c')).toBe('of the late one')
    expect(held(removed.vault, 'b')).toBeUndefined()
    show()
    await settle(late, removed, remover, writer)
    expect(held(removed.vault, 'b')).toBeUndefined()
    expect(late.syncing.health().isCondensing).toBe(false)
    for (const { vault } of [remover, writer, late]) expect(held(vault, 'b')).toBe('hidden')
  })

  it('carries an attachment to a place that lacks it as it was sealed', async () => {
    const { places, writer, late, hide } = await afterRemoval()
    const [one, other] = places
    const isPart = (name: string) => name.split('/').length === 3
    const partsAt = ({ objects }: MemoryReplica) => [...objects.keys()].filter(isPart)
    other.before = (verb, name) => {
      if (verb === 'put' && isPart(name)) failing('full')()
    }
    const blob = await writer.vault.blobs.begin()
    await blob.append(new Uint8Array(100).fill(5))
    const value = { 'selfstead:blob': (await blob.finish()).id }
    const stamp = writer.vault.stamp()
    await writer.vault.commit(() => [{ collection: 'files', id: 'x', fields: { file: [{ value, stamp }] } }])
    await writer.syncing.run(true)
    expect([partsAt(one).length, partsAt(other).length]).toEqual([1, 0])
    other.before = () => {}
    hide()
    await settle(late)
    expect(partsAt(other)).toEqual(partsAt(one))
  })
})
