import { describe, expect, it } from 'vitest'
import { createSyncing } from '@/lib/services/syncing'
import { failing, type MemoryReplica } from '@/tests/support/memory-replica'
import { held, put } from '@/tests/vault/support'
import { edges, party, places, settle } from './parties'

describe('a hostile place', () => {
  const hex = (length: number) =>
    [...crypto.getRandomValues(new Uint8Array(length))]
      .map((one) => one.toString(16).padStart(2, '0'))
      .join('')

  it('that names a great deal that is none of ours has nothing read, copied or deleted of it', async () => {
    const two = places(2)
    const [first, second] = two as [MemoryReplica, MemoryReplica]
    const [one, other] = [await party(two), await party(two)]
    await put(one.vault, 'a', 'a')
    await settle(one)
    const ours = [...first.objects.keys()][0] as string
    const folder = ours.slice(0, ours.lastIndexOf('/'))
    const junk = new Uint8Array(99)
    const strange = ['v1/', '../../etc/passwd', `${folder}/${hex(24)}-${hex(16)}`, `${folder}/x`, `${ours}0`]
    for (const name of strange) first.objects.set(name, junk)
    for (let at = 0; at < 500; at++)
      first.objects.set(`${folder.slice(0, -32)}${hex(16)}/${hex(24)}-${hex(16)}`, junk)
    first.asked.length = 0
    await settle(other)
    expect(held(other.vault, 'a')).toBe('a')
    expect(first.asked.filter((asked) => asked.startsWith('get')).length).toBeLessThan(5)
    expect(second.objects.size).toBeLessThan(5)
    for (const name of strange) expect(first.objects.get(name)).toBe(junk)
  })

  it('that names more than any vault has is none of ours: it is told, and the others go on', async () => {
    const two = places(2)
    const [first, second] = two as [MemoryReplica, MemoryReplica]
    const one = await party(two)
    await put(one.vault, 'a', 'a')
    await settle(one)
    const tail = `${'0'.repeat(40)}-${'0'.repeat(32)}`
    let named = 0
    first.shown = () =>
      Array.from({ length: 200_001 }, (_, at) => {
        named++
        return { name: `v1/strange/${at.toString(16).padStart(8, '0')}${tail}`, size: 99 }
      })
    await put(one.vault, 'b', 'b')
    await settle(one)
    expect(named).toBeGreaterThan(200_000)
    expect(one.syncing.health().replicas.map(({ problem }) => problem)).toEqual(['wrong-answer', null])
    // The object that tells of the change lies at the other.
    const other = await party([second])
    await settle(other)
    expect(held(other.vault, 'b')).toBe('b')
  })

  it('that swaps, cuts, empties or blows up what it gives is not believed, and harms no other', async () => {
    const two = places(2)
    const [first] = two as [MemoryReplica, MemoryReplica]
    const [one, other] = [await party(two), await party(two)]
    for (const id of ['a', 'b', 'c', 'd']) {
      await put(one.vault, id, id)
      await settle(one)
    }
    const [a, b, c, d] = [...first.objects.keys()] as [string, string, string, string]
    const bytes = first.objects.get(a) as Uint8Array<ArrayBuffer>
    first.objects.set(a, first.objects.get(b) as Uint8Array<ArrayBuffer>)
    first.objects.set(b, bytes)
    first.objects.set(c, new Uint8Array(0))
    first.objects.set(d, new Uint8Array(3_000_000))
    await settle(other)
    for (const id of ['a', 'b', 'c', 'd']) expect(held(other.vault, id)).toBe(id)
    expect(other.syncing.health().replicas.map(({ state }) => state)).toEqual(['fine', 'fine'])
  })

  it('that gives another vault’s objects, or newer ones, gives nothing', async () => {
    const one = places(1)
    const [first] = one as [MemoryReplica]
    const mine = await party(one)
    await put(mine.vault, 'a', 'a')
    await settle(mine)
    const [name, bytes] = [...first.objects][0] as [string, Uint8Array<ArrayBuffer>]
    const newer = bytes.slice()
    newer[4] = 2
    // Whoever has the keys may be newer than this device: the name is one of ours.
    const { deriveNameKeys, objectHash, objectName, parseObjectName } = await import(
      '@/lib/replication/object-name'
    )
    const names = deriveNameKeys(mine.vault.derive('replicas'))
    const tag = name.split('/')[1] as string
    const parsed = parseObjectName(names, tag, name)
    if (!parsed) throw new Error('not a name')
    const next = { first: 2, last: 9, part: 0, parts: 0 }
    first.objects.set(objectName(names, tag, parsed.deviceTag, next, objectHash(newer)), newer)
    const fourth = await party(one)
    await settle(fourth)
    expect(fourth.syncing.health().strange).toMatchObject({ newer: true })
    expect(held(fourth.vault, 'a')).toBe('a')
  })

  it('that withholds from one device only: it is told, and another place has it', async () => {
    const two = places(2)
    const [first, second] = two as [MemoryReplica, MemoryReplica]
    const [one, other, third] = [await party([first]), await party([first]), await party([first])]
    await put(one.vault, 'a', 'a')
    await settle(one, other, third)
    await put(one.vault, 'b', 'b')
    await settle(one, other)
    // The other device has seen `b`, and says so in what it writes next; the third is not shown it.
    await put(other.vault, 'c', 'c')
    await settle(other)
    const known = new Set([...first.objects.keys()].slice(0, 3))
    const last = [...first.objects.keys()].at(-1) as string
    first.shown = (entries) => entries.filter(({ name }) => known.has(name) || name === last)
    await third.syncing.run(true)
    expect(held(third.vault, 'b')).toBeUndefined()
    expect(third.syncing.health().missing.map(({ device }) => device)).toContain(one.vault.device)
    first.shown = (entries) => entries
    for (const [name, bytes] of first.objects) second.objects.set(name, bytes)
    first.objects.clear()
    const again = createSyncing(edges(third.vault, two))
    await again.run(true)
    expect(held(third.vault, 'b')).toBe('b')
    expect(again.health().missing).toEqual([])
  })

  it('that acknowledges and forgets is found out, and what it had counts as safe no longer', async () => {
    const two = places(2)
    const [first] = two as [MemoryReplica, MemoryReplica]
    const one = await party(two)
    await put(one.vault, 'a', 'a')
    await settle(one)
    expect(one.syncing.health().safe).toBe(one.syncing.health().newest)
    const real = first.put
    first.put = async () => {}
    first.objects.clear()
    await one.syncing.run(true)
    await one.syncing.run(true)
    expect(one.syncing.health().replicas[0]?.lost).toBeGreaterThan(0)
    first.put = real
    await settle(one)
    expect(first.objects.size).toBe(two[1]?.objects.size)
  })

  it('has credentials, room or a clock that do not fit: each is told, with a pause that grows', async () => {
    for (const problem of ['refused', 'full', 'clock', 'busy', 'redirected', 'wrong-answer'] as const) {
      const two = places(2)
      const [first] = two as [MemoryReplica, MemoryReplica]
      let now = 1_790_000_000_000
      const one = await party(two, { now: () => now })
      first.before = failing(problem)
      await put(one.vault, 'a', 'a')
      await one.syncing.run()
      expect(one.syncing.health().replicas[0]).toMatchObject({ state: 'failing', problem, since: now })
      const asked = first.asked.length
      await one.syncing.run()
      expect(first.asked.length).toBe(asked)
      expect(one.alarms.at(-1)).toBe(now + 30_000)
      now += 30_000
      await one.syncing.run()
      expect(first.asked.length).toBe(asked + 1)
      expect(one.alarms.at(-1)).toBe(now + 60_000)
      first.before = () => {}
      await one.syncing.run(true)
      expect(one.syncing.health().replicas[0]).toMatchObject({ state: 'fine', problem: null })
    }
  })

  it('that answers nothing does not hold the others back', async () => {
    const two = places(2)
    const [first] = two as [MemoryReplica, MemoryReplica]
    const [one, other] = [await party(two, { sleep: async () => {} }), await party(two.slice(1))]
    first.before = () => new Promise(() => {})
    await put(one.vault, 'a', 'a')
    for (let round = 0; round < 6; round++) await one.syncing.run(true)
    await settle(other)
    expect(held(other.vault, 'a')).toBe('a')
  })
})
