import { describe, expect, it } from 'vitest'
import { createSyncing } from '@/lib/services/syncing'
import { verifyVault } from '@/lib/vault/verify'
import { failing, type MemoryReplica } from '@/tests/support/memory-replica'
import { held, open, put } from '@/tests/vault/support'
import { edges, party, places, settle } from './parties'

describe('two devices over two places', () => {
  it('read each object once, also that which tells who the other is', async () => {
    const [place] = places(1)
    if (!place) throw new Error('no place')
    const [one, other] = [await party([place]), await party([place])]
    for (const id of ['a', 'b', 'c']) {
      await put(one.vault, id, id)
      await one.syncing.run()
    }
    const lying = [...place.objects.keys()]
    place.asked.length = 0
    await other.syncing.run()
    expect(other.vault.all('contact')).toHaveLength(3)
    const got = place.asked.filter((asked) => asked.startsWith('get ')).map((asked) => asked.slice(4))
    expect(got.sort()).toEqual(lying.sort())
  })

  it('each has what the other wrote, the same object lies at both places, and the change is safe', async () => {
    const two = places(2)
    const [one, other] = [await party(two), await party(two)]
    await put(one.vault, 'a', 'from one')
    await put(other.vault, 'b', 'from the other')
    await settle(one, other)
    expect(held(other.vault, 'a')).toBe('from one')
    expect(held(one.vault, 'b')).toBe('from the other')
    expect([...(two[0]?.objects.keys() ?? [])].sort()).toEqual([...(two[1]?.objects.keys() ?? [])].sort())
    const health = one.syncing.health()
    expect(health.safe).toBe(health.newest)
    expect(health.devices.map(({ id }) => id).sort()).toEqual([one.vault.device, other.vault.device].sort())
    expect(health.missing).toEqual([])
    expect(await verifyVault(one.vault)).toMatchObject({ intact: true })
  })

  it('shows a server nothing but tags', async () => {
    const two = places(1)
    const one = await party(two)
    await put(one.vault, 'a', 'a secret of mine')
    await settle(one)
    for (const [name, bytes] of two[0]?.objects ?? []) {
      expect(name).toMatch(/^v1\/[0-9a-f]{32}\/[0-9a-f]{32}\/[0-9a-f]{48}-[0-9a-f]{32}$/)
      const text = new TextDecoder('latin1').decode(bytes)
      expect(text.includes('secret') || text.includes('SSsg')).toBe(false)
    }
  })

  it('a place that is down blocks nobody, and gets everything when it is back', async () => {
    const two = places(2)
    const [first] = two as [MemoryReplica, MemoryReplica]
    const [one, other] = [await party(two), await party(two)]
    first.before = failing('unreachable')
    await put(one.vault, 'a', 'a')
    await settle(one, other)
    expect(held(other.vault, 'a')).toBe('a')
    expect(one.syncing.health().replicas[0]).toMatchObject({ state: 'failing', problem: 'unreachable' })
    expect(one.syncing.health().safe).toBe(0)
    first.before = () => {}
    await settle(one, other)
    expect(one.syncing.health().safe).toBe(one.syncing.health().newest)
    expect(first.objects.size).toBe(two[1]?.objects.size)
  })

  it('a place that was wiped is filled again, by whichever device comes first', async () => {
    const two = places(2)
    const [one, other] = [await party(two), await party(two)]
    await put(one.vault, 'a', 'a')
    await settle(one, other)
    two[0]?.objects.clear()
    await settle(other)
    expect(two[0]?.objects.size).toBe(two[1]?.objects.size)
    // Both at once, with the one that wrote it gone: what the other has is enough.
    two[0]?.objects.clear()
    two[1]?.objects.clear()
    await settle(other)
    const third = await party(two)
    await settle(third)
    expect(held(third.vault, 'a')).toBe('a')
  })

  it('a flipped object is taken from the other place, and put right', async () => {
    const two = places(2)
    const [one, other] = [await party(two), await party(two)]
    await put(one.vault, 'a', 'a')
    await settle(one)
    const [first, second] = two as [MemoryReplica, MemoryReplica]
    for (const bytes of first.objects.values()) bytes[100] = (bytes[100] as number) ^ 1
    await settle(other)
    expect(held(other.vault, 'a')).toBe('a')
    for (const [name, bytes] of second.objects) expect(first.objects.get(name)).toEqual(bytes)
  })

  it('goes on after it was stopped, from what the database holds', async () => {
    const two = places(2)
    const one = await party(two)
    await put(one.vault, 'a', 'a')
    await settle(one)
    await put(one.vault, 'b', 'b')
    one.syncing.stop()
    one.vault.close()
    const again = await open(one.device)
    const names = new Set(two[0]?.objects.keys())
    await createSyncing(edges(again, two)).run()
    expect([...(two[0]?.objects.keys() ?? [])].filter((name) => !names.has(name))).toHaveLength(1)
    const third = await party(two)
    await settle(third)
    expect(held(third.vault, 'b')).toBe('b')
  })

  it('a log that is packed while it is first uploaded comes whole', async () => {
    const [place] = places(1) as [MemoryReplica]
    const [one, other] = [await party([place]), await party([place])]
    for (let at = 0; at < 24; at++) await put(one.vault, `long-${at}`, 'x'.repeat(50_000))
    for (let at = 0; at < 12; at++) await put(one.vault, `short-${at}`, at)
    let packed = 0
    place.before = async (verb) => {
      if (verb === 'put' && packed++ === 0) await one.vault.chains.pack()
    }
    await one.syncing.run()
    expect(place.objects.size).toBeGreaterThan(1)
    await other.syncing.run()
    expect(other.vault.all('contact')).toHaveLength(36)
    expect(other.syncing.health().strange.objects).toBe(0)
  })

  it('asks each place once when there is nothing to do', async () => {
    const two = places(2)
    const [one, other] = [await party(two), await party(two)]
    await put(one.vault, 'a', 'a')
    await settle(one, other)
    for (const place of two) place.asked.length = 0
    await one.syncing.run()
    for (const place of two) expect(place.asked.map((asked) => asked.split(' ')[0])).toEqual(['list'])
    expect(one.alarms.at(-1)).toBe(1_790_000_000_000 + 15 * 60_000)
  })
})

describe('snapshots', () => {
  it('stand for everything once every device said that it has it, and what was erased is gone', async () => {
    const two = places(2)
    const [one, other] = [await party(two), await party(two)]
    for (let at = 0; at < 5; at++) {
      await put(one.vault, `a ${at}`, 'x'.repeat(100))
      await put(other.vault, `b ${at}`, at)
      await settle(one, other)
    }
    const before = new Set(two[0]?.objects.keys())
    await one.vault.commit(() => [
      { collection: 'contact', id: 'a 0', fields: {}, erased: one.vault.stamp() },
    ])
    const limits = { copies: 2, objects: 4, perSegment: 0, erasing: 0 }
    const eager = createSyncing(edges(one.vault, two, { limits }))
    await eager.run(true)
    // Not before the other has it all.
    expect([...before].every((name) => two[0]?.objects.has(name))).toBe(true)
    await other.syncing.run(true)
    await eager.run(true)
    expect([...before].some((name) => two[0]?.objects.has(name))).toBe(false)
    expect([...before].some((name) => two[1]?.objects.has(name))).toBe(false)
    expect(eager.health().isErasing).toBe(false)
    const third = await party(two)
    await settle(third)
    expect(third.vault.all('contact')).toHaveLength(9)
    expect(await verifyVault(third.vault)).toMatchObject({ intact: true })
  })
})

describe('a removed device', () => {
  it('reads nothing that is written afterwards, and nobody takes over what it writes', async () => {
    const two = places(2)
    const [one, other, third] = [await party(two), await party(two), await party(two)]
    await put(one.vault, 'a', 'a')
    await settle(one, other, third)
    await (await one.syncing.identity()).remove(third.vault.device)
    await settle(one, other)
    await put(one.vault, 'b', 'b')
    await put(other.vault, 'c', 'c')
    await put(third.vault, 'd', 'd')
    await settle(one, other)
    // It does not know yet, and a hostile one would not care.
    await settle(third)
    expect(third.syncing.health().strange.locked).toBeGreaterThan(0)
    await settle(one, other, third)
    expect(held(other.vault, 'b')).toBe('b')
    expect(held(one.vault, 'c')).toBe('c')
    expect(held(third.vault, 'b')).toBeUndefined()
    expect(held(third.vault, 'c')).toBeUndefined()
    expect(held(one.vault, 'd')).toBeUndefined()
    expect(held(other.vault, 'd')).toBeUndefined()
  })
})

describe('after a change', () => {
  it('what is gathered leaves in one object', async () => {
    const one = places(1)
    const waiting: (() => void)[] = []
    const mine = await party(one, { sleep: () => new Promise((resolve) => waiting.push(resolve)) })
    await settle(mine)
    const before = one[0]?.objects.size ?? 0
    for (const id of ['a', 'b', 'c']) {
      await put(mine.vault, id, id)
      mine.syncing.changed()
    }
    expect(waiting).toHaveLength(1)
    waiting[0]?.()
    await mine.syncing.run()
    expect(one[0]?.objects.size).toBe(before + 1)
  })
})
