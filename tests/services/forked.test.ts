import { describe, expect, it } from 'vitest'
import { verifyVault } from '@/lib/vault/verify'
import { type Party, random, syncingOf } from '@/tests/services/party'
import { memoryDevice } from '@/tests/support/memory-places'
import { failing, type MemoryReplica, memoryReplica } from '@/tests/support/memory-replica'
import { held, newVault, open, put } from '@/tests/vault/support'

async function party(replicas: readonly MemoryReplica[]): Promise<Party> {
  const { device, vault } = await newVault(memoryDevice({ random }))
  return { device, vault, syncing: syncingOf(vault, replicas) }
}

/** Its disk, restored on another machine: from the mirror, as a restored profile is. */
async function twinOf({ device, vault }: Party, replicas: readonly MemoryReplica[]): Promise<Party> {
  await vault.mirrored()
  const disk = memoryDevice({ random })
  for (const [name, bytes] of device.files) disk.files.set(name, bytes.slice())
  disk.sentinel = device.sentinel
  const twin = await open(disk)
  expect(twin.device).toBe(vault.device)
  return { device: disk, vault: twin, syncing: syncingOf(twin, replicas) }
}

async function settle(...parties: readonly Party[]): Promise<void> {
  for (let round = 0; round < 6; round++) for (const { syncing } of parties) await syncing.run(true)
}

async function expectWhole(parties: readonly Party[], wanted: { readonly [id: string]: string }) {
  for (const { vault, syncing } of parties) {
    for (const [id, value] of Object.entries(wanted)) expect(held(vault, id)).toBe(value)
    expect(await verifyVault(vault)).toMatchObject({ intact: true })
    expect(syncing.health().missing).toEqual([])
    expect(syncing.health().safe).toBe(syncing.health().newest)
  }
}

const places = () => [memoryReplica(), memoryReplica()] as [MemoryReplica, MemoryReplica]

describe('a device whose disk was restored on another machine', () => {
  it('goes on under a new id once it notices, with what it wrote, and so does the other', async () => {
    const two = places()
    const [one, other] = [await party(two), await party(two)]
    await put(one.vault, 'a', 'both know')
    await settle(one, other)
    const twin = await twinOf(one, two)
    const id = one.vault.device
    await put(one.vault, 'b', 'from the first')
    await settle(one)
    await put(twin.vault, 'c', 'from the twin')
    await settle(twin, one, other)
    expect([one.vault.device, twin.vault.device]).not.toContain(id)
    await expectWhole([one, other, twin], { a: 'both know', b: 'from the first', c: 'from the twin' })
    const keys = one.syncing.health().devices.flatMap((device) => device.keys.map(String))
    expect(new Set(keys).size).toBe(3)
    expect(one.syncing.health().forked).toEqual([])
    // Anew from what lies on its disk.
    twin.syncing.stop()
    twin.vault.close()
    const again = await open(twin.device)
    expect(again.device).toBe(twin.vault.device)
    expect(await verifyVault(again)).toMatchObject({ intact: true })
    expect(held(again, 'c')).toBe('from the twin')
  })

  it('says nothing to be safe that lies under its name and is the other’s', async () => {
    const two = places()
    const one = await party(two)
    await put(one.vault, 'a', 'both know')
    await settle(one)
    const twin = await twinOf(one, two)
    // As many changes here as there: by their numbers alone both would be told to have all.
    await put(one.vault, 'b', 'from the first')
    await put(twin.vault, 'c', 'from the twin')
    await one.syncing.run(true)
    await twin.syncing.run(true)
    await settle(one)
    expect(held(one.vault, 'c')).toBe('from the twin')
    expect(held(twin.vault, 'b')).toBe('from the first')
  })

  it('heals where both have written what others took over already', async () => {
    const two = places()
    const [one, other] = [await party(two), await party(two)]
    await put(one.vault, 'a', 'both know')
    await settle(one, other)
    const twin = await twinOf(one, two)
    const cut = failing('unreachable')
    await put(one.vault, 'b', 'from the first')
    two[1].before = cut
    await one.syncing.run(true)
    await other.syncing.run(true)
    two[1].before = () => {}
    two[0].before = cut
    await put(twin.vault, 'c', 'from the twin')
    await twin.syncing.run(true)
    two[0].before = () => {}
    await settle(one, other, twin)
    for (const { vault } of [one, other, twin])
      expect([held(vault, 'a'), held(vault, 'b'), held(vault, 'c')]).toEqual([
        'both know',
        'from the first',
        'from the twin',
      ])
    const fresh = await party(two)
    await settle(fresh)
    expect([held(fresh.vault, 'b'), held(fresh.vault, 'c')]).toEqual(['from the first', 'from the twin'])
  })

  it('that wrote nothing takes over what the other wrote, under a new id', async () => {
    const two = places()
    const one = await party(two)
    await put(one.vault, 'a', 'both know')
    await settle(one)
    const twin = await twinOf(one, two)
    await put(one.vault, 'b', 'from the first')
    await settle(one)
    await settle(twin)
    expect(held(twin.vault, 'b')).toBe('from the first')
    expect(twin.vault.device).not.toBe(one.vault.device)
    await put(twin.vault, 'c', 'from the twin')
    await put(one.vault, 'd', 'from the first again')
    await settle(twin, one)
    await expectWhole([one, twin], { c: 'from the twin', d: 'from the first again' })
    expect(twin.vault.device).not.toBe(one.vault.device)
  })

  it('heals after its log was packed as well', async () => {
    const two = places()
    const one = await party(two)
    for (let at = 0; at < 30; at++) await put(one.vault, `a${at}`, `value ${at}`)
    await settle(one)
    const twin = await twinOf(one, two)
    await put(one.vault, 'b', 'from the first')
    await settle(one)
    for (let at = 0; at < 20; at++) await put(twin.vault, 'c', `value ${at}`)
    await twin.vault.chains.pack()
    await settle(twin, one)
    await expectWhole([one, twin], { a7: 'value 7', b: 'from the first', c: 'value 19' })
  })
})
