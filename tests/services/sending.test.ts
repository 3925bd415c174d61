import { describe, expect, it } from 'vitest'
import { MINUTE } from '@/lib/base/time'
import type { DeepVault } from '@/lib/vault/deep'
import { vaultError } from '@/lib/vault/errors'
import { type Party, random, syncingOf } from '@/tests/services/party'
import { memoryDevice } from '@/tests/support/memory-places'
import { type MemoryReplica, memoryReplica } from '@/tests/support/memory-replica'
import { held, newVault, open, put } from '@/tests/vault/support'

async function party(replicas: readonly MemoryReplica[], now?: () => number): Promise<Party> {
  const { device, vault } = await newVault(memoryDevice({ random }))
  return { device, vault, syncing: syncingOf(vault, replicas, now) }
}

/** What each place is asked first in the round after a change. */
async function askedFirst(
  { vault, syncing }: Party,
  places: readonly MemoryReplica[],
  value = 'later',
): Promise<readonly string[]> {
  await put(vault, 'a', value)
  for (const { asked } of places) asked.length = 0
  await syncing.run()
  return places.map(({ asked }) => asked[0]?.slice(0, 4) ?? '')
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

  it('of a person with one other device at most leaves so for as long as a device at rest does not look', async () => {
    const two = places()
    let time = 1_790_000_000_000
    const [one, other] = [await party(two, () => time), await party(two)]
    await settle(one, other, one)
    time += 15 * MINUTE
    expect(await askedFirst(one, two)).toEqual(['put ', 'put '])
    time += 17 * MINUTE
    expect(await askedFirst(one, two)).toEqual(['list', 'list'])
  })

  it('waits for the listing where another device may have removed a third meanwhile, which then reads nothing of it', async () => {
    const two = places()
    let time = 1_790_000_000_000
    const now = () => time
    const [one, other, third] = [await party(two, now), await party(two), await party(two)]
    await settle(one, other, third)
    time += MINUTE
    expect(await askedFirst(one, two)).toEqual(['put ', 'put '])
    await settle(other, third)
    await (await other.syncing.identity()).remove(third.vault.device)
    await other.syncing.run(true)
    time += 3 * MINUTE
    expect(await askedFirst(one, two, 'not for the third')).toEqual(['list', 'list'])
    await settle(third, other)
    expect(held(other.vault, 'a')).toBe('not for the third')
    expect(held(third.vault, 'a')).toBe('later')
  })

  it('is not sent before the listing by a program that has just begun', async () => {
    const two = places()
    const [one, other] = [await party(two), await party(two)]
    await settle(one, other, one)
    const anew = { ...one, syncing: syncingOf(one.vault, two) }
    expect(await askedFirst(anew, two)).toEqual(['list', 'list'])
  })

  it('is not sent before the listing where the round before did not come to its end', async () => {
    const two = places()
    const { vault } = await newVault(memoryDevice({ random }))
    let isFull = true
    const gated: DeepVault = {
      ...vault,
      get device() {
        return vault.device
      },
      commit: (...given) => (isFull ? Promise.reject(vaultError('full')) : vault.commit(...given)),
    }
    const syncing = syncingOf(gated, two)
    await syncing.run()
    isFull = false
    expect(await askedFirst({ device: memoryDevice({ random }), vault, syncing }, two)).toEqual([
      'list',
      'list',
    ])
  })
})
