import { describe, expect, it } from 'vitest'
import { readDevices } from '@/lib/replication/devices'
import { createSyncing, type Syncing } from '@/lib/services/syncing'
import { CHUNK } from '@/lib/vault/blob-sizes'
import type { Vault } from '@/lib/vault/vault'
import { realCrypto } from '@/tests/services/device-world'
import { memoryDevice } from '@/tests/support/memory-places'
import { failing, type MemoryReplica, memoryReplica } from '@/tests/support/memory-replica'
import { newVault, put } from '@/tests/vault/support'

interface Party {
  readonly vault: Vault
  readonly syncing: Syncing
}

async function party(replicas: readonly MemoryReplica[]): Promise<Party> {
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  const { vault } = await newVault(memoryDevice({ random }))
  const syncing = createSyncing({
    vault,
    replicas: replicas.map((replica, at) => ({ id: `place-${at}`, replica })),
    crypto: realCrypto,
    random,
    name: 'a device',
    now: () => 1_790_000_000_000,
    timeout: () => new AbortController().signal,
    sleep: () => new Promise(() => {}),
    alarm: () => {},
  })
  return { vault, syncing }
}

async function settle(...parties: readonly Party[]): Promise<void> {
  for (let round = 0; round < 5; round++) for (const { syncing } of parties) await syncing.run(true)
}

/** Bytes that differ everywhere, so that a part in another's place is seen. */
const bytesOf = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 7 + (at >> 8) * 13) & 0xff)

async function attach(vault: Vault, id: string, bytes: Uint8Array): Promise<string> {
  const writer = await vault.blobs.begin()
  for (let at = 0; at < bytes.length; at += CHUNK) await writer.append(bytes.subarray(at, at + CHUNK))
  const blob = await writer.finish()
  await put(vault, id, { 'selfstead:blob': blob.id, size: blob.size })
  return blob.id
}

async function read(vault: Vault, id: string): Promise<Uint8Array | null> {
  const size = await vault.blobs.measure(id)
  return size && vault.blobs.read(id, 0, size.chunks)
}

const stored = ({ objects }: MemoryReplica) =>
  [...objects.keys()].filter((name) => name.split('/').length === 3)
const places = (count: number) => Array.from({ length: count }, () => memoryReplica())

describe('an attachment', () => {
  it('of any length lies at all places, and whole on the other device', async () => {
    const two = places(2)
    const [one, other] = [await party(two), await party(two)]
    const lengths = [0, 1, CHUNK, 8 * CHUNK, 8 * CHUNK + 1, 20 * CHUNK + 5]
    const ids = await Promise.all(lengths.map((length, at) => attach(one.vault, `a${at}`, bytesOf(length))))
    await settle(one, other)
    for (const [at, id] of ids.entries())
      expect(await read(other.vault, id)).toEqual(bytesOf(lengths[at] ?? 0))
    for (const place of two) expect(stored(place)).toHaveLength(1 + 1 + 1 + 1 + 2 + 3)
    const health = one.syncing.health()
    expect(health.safe).toBe(health.newest)
    expect(await one.syncing.unsafe()).toEqual([])
  })

  it('shows a server neither its id nor its vault, and no length but its parts’', async () => {
    const [place] = places(1) as [MemoryReplica]
    const one = await party([place])
    const id = await attach(one.vault, 'a', bytesOf(1_000))
    const other = await attach(one.vault, 'b', bytesOf(1_001))
    await settle(one)
    const [first, second] = stored(place).map((name) => place.objects.get(name))
    expect(first?.length).toBe(second?.length)
    for (const [name, bytes] of place.objects) {
      const text = new TextDecoder('latin1').decode(bytes)
      expect(name.includes(id) || name.includes(other) || text.includes('SSbl')).toBe(false)
    }
  })

  it('counts in what is safe: a change that names one is not safe before it lies at two places', async () => {
    const two = places(2) as [MemoryReplica, MemoryReplica]
    const one = await party(two)
    await put(one.vault, 'before', 'x')
    await settle(one)
    const before = one.syncing.health().newest
    // The second place takes what is small only.
    two[1].before = (verb, name) => {
      if (verb === 'put' && name.split('/').length === 3) failing('full')()
    }
    await attach(one.vault, 'a', bytesOf(100))
    await settle(one)
    const health = one.syncing.health()
    expect(health.safe).toBeGreaterThanOrEqual(before)
    expect(health.safe).toBeLessThan(health.newest)
    expect(await one.syncing.unsafe()).toContainEqual({ collection: 'contact', id: 'a' })
    expect(await one.syncing.unsafe()).not.toContainEqual({ collection: 'contact', id: 'before' })
    two[1].before = () => {}
    await settle(one)
    expect(one.syncing.health().safe).toBe(one.syncing.health().newest)
    expect(await one.syncing.unsafe()).toEqual([])
  })

  it('of a place that was wiped is written again, and one that lies damaged is taken from the other place', async () => {
    const two = places(2) as [MemoryReplica, MemoryReplica]
    const [one, other] = [await party(two), await party(two)]
    const id = await attach(one.vault, 'a', bytesOf(9 * CHUNK))
    await settle(one)
    for (const name of stored(two[0])) {
      const bytes = two[0].objects.get(name)
      if (bytes) bytes[300] = (bytes[300] as number) ^ 1
    }
    await settle(other)
    expect(await read(other.vault, id)).toEqual(bytesOf(9 * CHUNK))
    two[0].objects.clear()
    await settle(other)
    expect(stored(two[0])).toHaveLength(2)
  })

  it('goes from everywhere once no record names it, and not before all that name it are known', async () => {
    const two = places(2) as [MemoryReplica, MemoryReplica]
    const [one, other] = [await party(two), await party(two)]
    await settle(one, other)
    // The other device sees the bytes, and nothing of the record that names them.
    const hidden = new Set<string>()
    const id = await attach(one.vault, 'a', bytesOf(100))
    const before = new Set(two[0].objects.keys())
    await one.syncing.run(true)
    for (const name of two[0].objects.keys())
      if (!before.has(name) && name.split('/').length === 4) hidden.add(name)
    for (const place of two) place.shown = (all) => all.filter(({ name }) => !hidden.has(name))
    await other.syncing.run(true)
    for (const place of two) expect(stored(place)).toHaveLength(1)
    for (const place of two) place.shown = (all) => all
    await settle(other, one)
    expect(await read(other.vault, id)).toEqual(bytesOf(100))
    await other.vault.commit(() => [
      { collection: 'contact', id: 'a', fields: {}, erased: other.vault.stamp() },
    ])
    await settle(other, one)
    for (const place of two) expect(stored(place)).toHaveLength(0)
    expect(one.syncing.health().isErasing).toBe(false)
  })

  it('is not taken from an object of a gigabyte, of no bytes, of another attachment or with a false name', async () => {
    const [place] = places(1) as [MemoryReplica]
    const [one, other] = [await party([place]), await party([place])]
    const id = await attach(one.vault, 'a', bytesOf(100))
    const second = await attach(one.vault, 'b', bytesOf(200))
    await settle(one)
    const [a, b] = stored(place) as [string, string]
    const [whole, wholeB] = [place.objects.get(a), place.objects.get(b)] as [
      Uint8Array<ArrayBuffer>,
      Uint8Array<ArrayBuffer>,
    ]
    place.objects.set(a, wholeB)
    place.shown = (all) => all.map((entry) => (entry.name === b ? { ...entry, size: 1_000_000_000 } : entry))
    place.objects.set(`${a.slice(0, -4)}0000`, whole)
    await settle(other)
    expect(await read(other.vault, id)).toBeNull()
    expect(await read(other.vault, second)).toBeNull()
    expect(other.syncing.health().replicas[0]?.state).toBe('fine')
    place.shown = (all) => all
    await settle(one, other)
    expect(await read(other.vault, id)).not.toBeNull()
    expect(await read(other.vault, second)).not.toBeNull()
  })

  it('is read by no device that was removed before it was written', async () => {
    const two = places(2)
    const [one, other] = [await party(two), await party(two)]
    await settle(one, other)
    expect(readDevices(one.vault)).toHaveLength(2)
    await (await one.syncing.identity()).remove(other.vault.device)
    const id = await attach(one.vault, 'a', bytesOf(100))
    await settle(one)
    await settle(other)
    expect(await read(other.vault, id)).toBeNull()
    const third = await party(two)
    await settle(third)
    // Whoever has the root key alone reads nothing of the epoch that began with the removal.
    expect(await read(third.vault, id)).toBeNull()
  })
})

describe('an idle device', () => {
  it('that a removed device goes on putting there goes once it is erased', async () => {
    const two = places(2)
    const [one, other] = [await party(two), await party(two)]
    const id = await attach(one.vault, 'a', bytesOf(100))
    await settle(one, other, one)
    await (await one.syncing.identity()).remove(other.vault.device)
    await one.vault.commit(() => [{ collection: 'contact', id: 'a', fields: {}, erased: one.vault.stamp() }])
    await one.vault.blobs.remove([id])
    await settle(one)
    expect(two.flatMap(stored)).toEqual([])
    // It writes on, behind the end of its chain, and has not heard of the erasure.
    await put(other.vault, 'b', 'b')
    await settle(other)
    expect(two.flatMap(stored)).not.toEqual([])
    await settle(one)
    expect(two.flatMap(stored)).toEqual([])
  })

  it('asks each place once, with attachments as without', async () => {
    const two = places(2)
    const one = await party(two)
    await attach(one.vault, 'a', bytesOf(100))
    await settle(one)
    for (const place of two) place.asked.length = 0
    await one.syncing.run()
    for (const place of two) expect(place.asked).toHaveLength(1)
  })
})
