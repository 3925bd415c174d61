import { describe, expect, it } from 'vitest'
import { toBase64Url } from '@/lib/base/bytes'
import { newId } from '@/lib/base/ids'
import { stampedBy } from '@/lib/records/stamp'
import { readDevices } from '@/lib/replication/devices'
import { EPOCHS, type Epoch, goodEpochs, readEpochs, wrapField } from '@/lib/replication/epochs'
import { readRecovery } from '@/lib/replication/recovery'
import { freshOwn } from '@/lib/services/sync-keys'
import { deepVault } from '@/lib/vault/deep'
import { createVault } from '@/lib/vault/open'
import { verifyVault } from '@/lib/vault/verify'
import { type Party, random, syncingOf } from '@/tests/services/party'
import { memoryDevice } from '@/tests/support/memory-places'
import { type MemoryReplica, memoryReplica } from '@/tests/support/memory-replica'
import { held, open, put, ROOT, SLOTS, VAULT_ID } from '@/tests/vault/support'

async function party(replicas: readonly MemoryReplica[]): Promise<Party> {
  const device = memoryDevice()
  const own = freshOwn(random)
  const vault = deepVault(
    await createVault(device.context(), { vaultId: VAULT_ID, root: ROOT, slots: SLOTS, own }),
  )
  return { device, vault, syncing: syncingOf(vault, replicas) }
}

/** Its disk, as it is now, on another machine. */
async function twinOf({ device, vault }: Party, replicas: readonly MemoryReplica[]): Promise<Party> {
  await vault.mirrored()
  const disk = memoryDevice()
  for (const [name, bytes] of device.files) disk.files.set(name, bytes.slice())
  disk.sentinel = device.sentinel
  const again = await open(disk)
  return { device: disk, vault: again, syncing: syncingOf(again, replicas) }
}

async function settle(...parties: readonly Party[]): Promise<void> {
  for (let round = 0; round < 6; round++) for (const { syncing } of parties) await syncing.run(true)
}

/** The new epoch's record gets one more wrap, in a change that tells nothing else of it. */
async function wrapToAnother({ vault }: Party): Promise<void> {
  const { id, wraps } = readEpochs(vault)[0] as Epoch
  const value = toBase64Url([...wraps.values()][0] as Uint8Array)
  const wrap = { value, stamp: vault.stamp() }
  await vault.commit(() => [{ collection: EPOCHS, id, fields: { [wrapField(newId(random))]: [wrap] } }])
}

const stateOf = ({ vault }: Party) =>
  Object.fromEntries(vault.all('contact').map(({ id }) => [id, held(vault, id)]))

const tipsOf = ({ vault }: Party) => vault.chains.tips().map(({ device, sequence }) => [device, sequence])

function expectSame(...parties: readonly Party[]): void {
  const [first, ...others] = parties as [Party, ...Party[]]
  for (const other of others) {
    expect(stateOf(other)).toEqual(stateOf(first))
    expect(tipsOf(other)).toEqual(tipsOf(first))
  }
  for (const { syncing } of parties) {
    const { missing, forked, newest, safe } = syncing.health()
    expect({ missing, forked, unsafe: newest - safe }).toEqual({ missing: [], forked: [], unsafe: 0 })
  }
  expect(new Set(parties.map(({ vault }) => vault.device)).size).toBe(parties.length)
}

const two = (): readonly [MemoryReplica, MemoryReplica] => [memoryReplica(), memoryReplica()]

describe('a disk that was restored on another machine', () => {
  it('while the first went on: it goes on under a new id before it says anything, and so does the first', async () => {
    const places = two()
    const one = await party(places)
    await put(one.vault, 'a', 'a')
    await settle(one)
    const twin = await twinOf(one, places)
    await put(one.vault, 'b', 'of the first')
    await settle(one)
    await put(twin.vault, 'c', 'of the second, offline')
    const old = one.vault.device
    await settle(twin, one)
    expectSame(one, twin)
    for (const { vault } of [one, twin]) expect(stampedBy(vault.stamp())).toBe(vault.device)
    expect(stateOf(one)).toEqual({ a: 'a', b: 'of the first', c: 'of the second, offline' })
    expect([one.vault.device, twin.vault.device]).not.toContain(old)
    // What the first had published of the old chain stays there: nobody had to say it again.
    expect(readDevices(one.vault).find(({ id }) => id === old)?.parted?.sequence).toBeGreaterThanOrEqual(3)
    expect(one.syncing.health().devices.map(({ id }) => id)).not.toContain(old)
  })

  it('is noticed by who has more of the one branch than another says to have of the other, before it says what it has', async () => {
    const places = two()
    const [one, other, third] = [await party(places), await party(places), await party(places)]
    await put(one.vault, 'a', 'a')
    await settle(one, other, third)
    const twin = await twinOf(one, places)
    const names = () => places.flatMap(({ objects }) => [...objects.keys()])
    const hide = (hidden: ReadonlySet<string>) => {
      for (const place of places) place.shown = (all) => all.filter(({ name }) => !hidden.has(name))
    }
    const before = new Set(names())
    await put(twin.vault, 'b', 'of the twin')
    await put(twin.vault, 'c', 'of the twin')
    await twin.syncing.run(true)
    await other.syncing.run(true)
    twin.syncing.stop()
    const twins = new Set(names().filter((name) => !before.has(name)))
    // The third is shown nothing of that, and takes over what the first wrote under the first of these numbers.
    hide(twins)
    await put(one.vault, 'd', 'of the first')
    await one.syncing.run(true)
    const firsts = new Set(names().filter((name) => !before.has(name) && !twins.has(name)))
    one.syncing.stop()
    await third.syncing.run(true)
    await put(third.vault, 'e', 'of the third')
    await third.syncing.run(true)
    hide(firsts)
    const old = one.vault.device
    await other.syncing.run(true)
    expect(readDevices(other.vault).find(({ id }) => id === old)?.parted).not.toBeNull()
    hide(new Set())
    await settle(other, third)
    for (const { vault } of [other, third])
      for (const [id, value] of [
        ['b', 'of the twin'],
        ['c', 'of the twin'],
        ['d', 'of the first'],
      ] as const)
        expect(held(vault, id)).toBe(value)
  })

  it('before anybody else vouched for it: both vouch for the id they gave up, so that who joins later reads its chain', async () => {
    const places = two()
    const one = await party(places)
    await put(one.vault, 'a', 'a')
    await settle(one)
    const twin = await twinOf(one, places)
    const old = one.vault.device
    await put(one.vault, 'b', 'b')
    await put(twin.vault, 'c', 'c')
    await settle(one, twin)
    const record = readDevices(one.vault).find(({ id }) => id === old)
    expect(record?.parted).not.toBeNull()
    expect([...(record?.vouches.keys() ?? [])].sort()).toEqual(
      [old, one.vault.device, twin.vault.device].sort(),
    )
  })

  it('where both wrote at once, and others took over what the one or the other wrote: all have all of it', async () => {
    const places = two()
    const [first, second] = places
    const [one, left, right] = [await party(places), await party([first]), await party([second])]
    await put(one.vault, 'a', 'a')
    await settle(one, left, right, one)
    const twin = await twinOf(one, [second])
    const alone = { ...one, syncing: syncingOf(one.vault, [first]) }
    await put(one.vault, 'b', 'of the first')
    await put(twin.vault, 'c', 'of the second')
    await settle(alone, left)
    await settle(twin, right)
    expect(held(left.vault, 'b')).toBe('of the first')
    expect(held(right.vault, 'c')).toBe('of the second')
    const all = [one, twin, left, right].map((each) => ({ ...each, syncing: syncingOf(each.vault, places) }))
    await settle(...all)
    expectSame(...all)
    expect(stateOf(one)).toEqual({ a: 'a', b: 'of the first', c: 'of the second' })
    for (const { vault } of all) expect(await verifyVault(vault)).toMatchObject({ intact: true })
  })

  it('where one of the two is gone for good, what it had published is kept', async () => {
    const places = two()
    const [one, other] = [await party(places), await party(places)]
    await put(one.vault, 'a', 'a')
    await settle(one, other, one)
    const twin = await twinOf(one, places)
    await put(one.vault, 'b', 'of the first')
    await put(twin.vault, 'c', 'of the second')
    // Neither sees the other's: both have listed before.
    const [mine, theirs] = [new Map(places[0].objects), new Map(places[1].objects)]
    await one.syncing.run(true)
    one.syncing.stop()
    one.vault.close()
    const published = places.map(({ objects }) => new Map(objects))
    for (const [at, before] of [mine, theirs].entries()) {
      places[at]?.objects.clear()
      for (const [name, bytes] of before) places[at]?.objects.set(name, bytes)
    }
    await twin.syncing.run(true)
    await other.syncing.run(true)
    expect(held(other.vault, 'c')).toBe('of the second')
    for (const [at, objects] of published.entries())
      for (const [name, bytes] of objects) places[at]?.objects.set(name, bytes)
    await settle(other, twin)
    expectSame(other, twin)
    expect(stateOf(other)).toEqual({ a: 'a', b: 'of the first', c: 'of the second' })
  })

  it('reads a new epoch that was begun for the id it had', async () => {
    const places = two()
    const [one, other, third] = [await party(places), await party(places), await party(places)]
    await put(one.vault, 'a', 'a')
    await settle(one, other, third, one)
    const twin = await twinOf(one, places)
    await put(one.vault, 'b', 'b')
    await settle(one, other)
    // It takes its new id where nobody sees it, and meanwhile another device is removed.
    const away = two()
    for (const [at, place] of places.entries())
      for (const [name, bytes] of place.objects) away[at]?.objects.set(name, bytes)
    const hidden = { ...twin, syncing: syncingOf(twin.vault, away) }
    await hidden.syncing.run(true)
    expect(twin.vault.device).not.toBe(one.vault.device)
    await (await other.syncing.identity()).remove(third.vault.device)
    await settle(other, one)
    await put(other.vault, 'd', 'of the new epoch')
    await put(twin.vault, 'c', 'of the second')
    await settle(other, twin, one, other)
    expectSame(one, other, twin)
    expect(held(twin.vault, 'd')).toBe('of the new epoch')
    expect(held(other.vault, 'c')).toBe('of the second')
  })

  it.each([
    ['after it removed a third', async () => {}],
    ['after it removed a third and let in a fourth', wrapToAnother],
  ])(
    'what it wrote %s is not said again by the first, as long as that has not heard of the removal',
    async (_, more) => {
      const places = two()
      const [one, third] = [await party(places), await party(places)]
      await put(one.vault, 'a', 'a')
      await settle(one, third, one)
      const twin = await twinOf(one, places)
      const names = () => places.flatMap(({ objects }) => [...objects.keys()])
      const before = new Set(names())
      await (await twin.syncing.identity()).remove(third.vault.device)
      await twin.syncing.run(true)
      const removal = new Set(names().filter((name) => !before.has(name)))
      await more(twin)
      await put(twin.vault, 'b', 'not for the third')
      await twin.syncing.run(true)
      twin.syncing.stop()
      for (const place of places) place.shown = (all) => all.filter(({ name }) => !removal.has(name))
      await put(one.vault, 'c', 'of the first')
      await settle(one, third)
      expect(held(third.vault, 'c')).toBe('of the first')
      expect(held(third.vault, 'b')).toBeUndefined()
      for (const place of places) place.shown = (all) => all
      const again = { ...twin, syncing: syncingOf(twin.vault, places) }
      await settle(one, third, again)
      expect(held(third.vault, 'b')).toBeUndefined()
      expect(stateOf(one)).toEqual({ a: 'a', b: 'not for the third', c: 'of the first' })
      expectSame(one, again)
    },
  )

  it('does not make for one snapshot after another by what lies behind the end', async () => {
    const places = two()
    const limits = { copies: 2, objects: 4, perSegment: 0, erasing: 0 }
    const one = await party(places)
    await put(one.vault, 'a', 'a')
    await settle(one)
    const twin = await twinOf(one, places)
    const before = new Set(places.flatMap(({ objects }) => [...objects.keys()]))
    const write = async ({ vault, syncing }: Party, at: string) => {
      for (let count = 0; count < 4; count++) {
        await put(vault, `${at}${count}`, at)
        await syncing.run(true)
      }
    }
    await write(one, 'b')
    for (const place of places) place.shown = (all) => all.filter(({ name }) => before.has(name))
    await write(twin, 'c')
    for (const place of places) place.shown = (all) => all
    const again = { ...twin, syncing: syncingOf(twin.vault, places) }
    await settle(one, again)
    await (await one.syncing.identity()).remove(twin.vault.device)
    await settle(one)
    const alone = { ...one, syncing: syncingOf(one.vault, places, undefined, { limits }) }
    await settle(alone)
    const names = () => places.map(({ objects }) => [...objects.keys()].sort())
    const settled = names()
    await settle(alone)
    expect(names()).toEqual(settled)
  })

  it('is out for good once it is removed, though it has the keys of the id it had', async () => {
    const places = two()
    const [one, other] = [await party(places), await party(places)]
    await put(one.vault, 'a', 'a')
    await settle(one, other, one)
    const twin = await twinOf(one, places)
    await put(one.vault, 'b', 'b')
    await settle(one, other, twin, one, other)
    await (await other.syncing.identity()).remove(twin.vault.device)
    await put(other.vault, 'c', 'not for the second')
    await settle(other, one, twin)
    expect(held(one.vault, 'c')).toBe('not for the second')
    expect(held(twin.vault, 'c')).toBeUndefined()
    await put(twin.vault, 'd', 'of one that is out')
    await settle(twin, other, one)
    expect(held(other.vault, 'd')).toBeUndefined()
    expect(held(one.vault, 'd')).toBeUndefined()
  })

  it('is out for good though one that stays hears of the removal before it hears what the removed one was', async () => {
    const places = two()
    const [one, third] = [await party(places), await party(places)]
    await put(one.vault, 'a', 'a')
    await settle(one, third, one)
    const twin = await twinOf(one, places)
    const old = one.vault.device
    const names = () => places.flatMap(({ objects }) => [...objects.keys()])
    const twins = new Set<string>()
    await put(twin.vault, 'b', 'of the twin')
    await put(one.vault, 'c', 'of the first')
    for (let round = 0; round < 3; round++) {
      await one.syncing.run(true)
      const before = new Set(names())
      await twin.syncing.run(true)
      for (const name of names()) if (!before.has(name)) twins.add(name)
    }
    expect([one.vault.device, twin.vault.device]).not.toContain(old)
    await (await one.syncing.identity()).remove(twin.vault.device)
    await put(one.vault, 'd', 'not for the twin')
    await one.syncing.run(true)
    for (const place of places) place.shown = (all) => all.filter(({ name }) => !twins.has(name))
    await settle(third)
    const [begun] = readEpochs(third.vault)
    expect(readDevices(third.vault).find(({ id }) => id === twin.vault.device)?.removed).not.toBeNull()
    expect(begun?.wraps.has(third.vault.device)).toBe(true)
    expect(begun?.wraps.has(old)).toBe(false)
    for (const place of places) place.shown = (all) => all
    await settle(third, one, twin)
    expect(held(third.vault, 'd')).toBe('not for the twin')
    expect(held(twin.vault, 'd')).toBeUndefined()
  })

  it('is out as well where the first has not taken an id of its own, and then so is the first: both have the same keys', async () => {
    const places = two()
    const [one, other] = [await party(places), await party(places)]
    await put(one.vault, 'a', 'a')
    await settle(one, other, one)
    const twin = await twinOf(one, places)
    await put(one.vault, 'b', 'b')
    await settle(one, other)
    await settle(twin, other)
    await (await other.syncing.identity()).remove(twin.vault.device)
    await put(other.vault, 'c', 'for nobody who has these keys')
    await settle(other, one, twin, other)
    expect(held(one.vault, 'c')).toBeUndefined()
    expect(held(twin.vault, 'c')).toBeUndefined()
    const good = goodEpochs(readEpochs(other.vault), readDevices(other.vault), readRecovery(other.vault))
    expect(good).toHaveLength(1)
    for (const { syncing } of [one, twin])
      expect([...(await (await syncing.identity()).epochs()).keys()]).not.toContain(good[0])
  })

  it('of a device that was removed does not come back under a new id, and neither does the first', async () => {
    const places = two()
    const [one, other] = [await party(places), await party(places)]
    await put(one.vault, 'a', 'a')
    await settle(one, other, one)
    const twin = await twinOf(one, places)
    const old = one.vault.device
    await (await other.syncing.identity()).remove(old)
    await settle(other)
    await put(one.vault, 'b', 'of the first')
    await put(twin.vault, 'c', 'of the second')
    await settle(one, twin, other, one, twin, other)
    expect([one.vault.device, twin.vault.device]).not.toEqual([old, old])
    expect(stateOf(other)).toEqual({ a: 'a' })
    expect(
      readDevices(other.vault)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([old, other.vault.device].sort())
    await put(other.vault, 'd', 'for neither')
    await settle(other, one, twin)
    expect([held(one.vault, 'd'), held(twin.vault, 'd')]).toEqual([undefined, undefined])
  })

  it('from before it knew anybody: it reads what it wrote itself under the id it had', async () => {
    const places = two()
    const [one, other] = [await party(places), await party(places)]
    const twin = await twinOf(one, places)
    await put(other.vault, 'a', 'of the other')
    await settle(one, other)
    await one.syncing.condense()
    await settle(one, other)
    await settle(twin)
    expect(held(twin.vault, 'a')).toBe('of the other')
    await settle(one, other, twin)
    expectSame(one, other, twin)
  })

  it('from before it had any keys is a twin all the same', async () => {
    const places = two()
    const device = memoryDevice()
    const vault = deepVault(
      await createVault(device.context(), { vaultId: VAULT_ID, root: ROOT, slots: SLOTS }),
    )
    const one = { device, vault, syncing: syncingOf(vault, places) }
    await put(one.vault, 'a', 'a')
    const twin = await twinOf(one, places)
    await put(one.vault, 'b', 'b')
    await put(twin.vault, 'c', 'c')
    await settle(one, twin)
    expectSame(one, twin)
    expect(stateOf(one)).toEqual({ a: 'a', b: 'b', c: 'c' })
  })
})
