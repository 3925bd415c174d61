import { describe, expect, it } from 'vitest'
import { ed25519FromSeed, ed25519Verify } from '@/lib/platform/ed25519'
import { x25519FromSeed } from '@/lib/platform/x25519'
import type { SyncCrypto } from '@/lib/services/sync-identity'
import { createSyncing, type SyncEdges, type Syncing } from '@/lib/services/syncing'
import type { DeepVault } from '@/lib/vault/deep'
import { verifyVault } from '@/lib/vault/verify'
import { type MemoryDevice, memoryDevice } from '@/tests/support/memory-places'
import { failing, type MemoryReplica, memoryReplica } from '@/tests/support/memory-replica'
import { held, newVault, open, put } from '@/tests/vault/support'

const crypto25519: SyncCrypto = {
  signer: ed25519FromSeed,
  verify: ed25519Verify,
  exchange: x25519FromSeed,
}

interface Party {
  readonly device: MemoryDevice
  readonly vault: DeepVault
  readonly syncing: Syncing
  readonly alarms: number[]
}

function edges(
  vault: DeepVault,
  replicas: readonly MemoryReplica[],
  more: Partial<SyncEdges> = {},
): SyncEdges {
  return {
    vault,
    replicas: replicas.map((replica, at) => ({ id: `place-${at}`, replica })),
    crypto: crypto25519,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    name: 'a device',
    now: () => 1_790_000_000_000,
    timeout: () => new AbortController().signal,
    sleep: () => new Promise(() => {}),
    alarm: () => {},
    ...more,
  }
}

async function party(replicas: readonly MemoryReplica[], more: Partial<SyncEdges> = {}): Promise<Party> {
  const { device, vault } = await newVault(memoryDevice())
  const alarms: number[] = []
  const alarm = (at: number) => void alarms.push(at)
  return { device, vault, syncing: createSyncing(edges(vault, replicas, { alarm, ...more })), alarms }
}

const places = (count: number): readonly MemoryReplica[] =>
  Array.from({ length: count }, () => memoryReplica())

/** Rounds until nothing new is written. */
async function settle(...parties: readonly Party[]): Promise<void> {
  for (let round = 0; round < 6; round++) for (const { syncing } of parties) await syncing.run(true)
}

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
