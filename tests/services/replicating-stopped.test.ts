import { describe, expect, it } from 'vitest'
import { MINUTE, SECOND } from '@/lib/base/time'
import { failing } from '../support/memory-replica'
import { put } from '../vault/support'
import { begun, createReplicatingWorld, host, START } from './replicating-world'

describe('a background that was stopped', () => {
  it('goes on with pauses and with what it knew', async () => {
    const first = await begun('one', 'two')
    const { world } = first
    world.replica('two').before = failing('refused')
    await put(world.page, 'a', 'a')
    await first.replicating.run()
    await first.replicating.run()
    const told = await first.replicating.report()
    expect(told?.places[1]).toMatchObject({
      lacking: 1,
      problem: 'refused',
      since: START,
      next: START + MINUTE,
    })
    first.stop()
    const second = world.background()
    await second.session.vault()
    await world.settle()
    expect(await second.replicating.report()).toEqual({ ...told, lastRound: START })
    const asked = world.replica('two').asked.length
    await world.advance(20 * SECOND)
    await second.replicating.woken()
    await world.settle()
    expect(world.replica('two').asked.length).toBe(asked)
    await world.advance(40 * SECOND)
    await second.replicating.woken()
    expect(world.replica('two').asked.length).toBe(asked + 1)
    // The pause grew on.
    expect((await second.replicating.report())?.places[1]?.next).toBe(world.now + 2 * MINUTE)
  })

  it('is woken in the middle of a round and goes on from there', async () => {
    const world = await createReplicatingWorld()
    for (let at = 0; at < 3; at++) await put(world.page, `a ${at}`, at)
    await world.enter(host('one'))
    const first = world.background()
    world.replica('one').before = (verb) => {
      if (verb === 'put') {
        first.stop()
        return new Promise(() => {})
      }
    }
    await world.unlock()
    await first.session.vault()
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(world.replica('one').objects.size).toBe(0)
    expect(world.alarms.at(-1)).toBe(world.now + 30 * SECOND)
    world.replica('one').before = () => {}
    world.now += 30 * SECOND
    world.awake = 0
    const second = world.background()
    await second.replicating.woken()
    await world.settle()
    expect(world.replica('one').objects.size).toBeGreaterThan(0)
    expect((await second.replicating.report())?.places[0]?.lacking).toBe(0)
  })

  it('sends what was committed just before', async () => {
    const first = await begun('one')
    const { world } = first
    const before = world.replica('one').objects.size
    await put(world.page, 'a', 'a')
    await first.session.vault()
    first.stop()
    const second = world.background()
    await second.session.vault()
    await world.settle()
    expect(await second.replicating.report()).toMatchObject({ newest: world.page.chains.tips()[0]?.sequence })
    expect(world.replica('one').objects.size).toBe(before + 1)
    expect((await second.replicating.report())?.places[0]?.lacking).toBe(0)
  })

  it('does not forget that the person wished for erased data to be gone', async () => {
    const first = await begun('one')
    const { world } = first
    world.replica('one').before = failing('unreachable')
    await first.replicating.condense()
    await world.settle()
    first.stop()
    world.replica('one').before = () => {}
    const before = new Set(world.replica('one').objects.keys())
    await world.advance(MINUTE)
    const second = world.background()
    await second.replicating.woken()
    await world.settle()
    expect([...before].some((name) => world.replica('one').objects.has(name))).toBe(false)
    expect(world.kept.memory?.isCondensing).toBe(false)
  })
})

describe('a locked vault', () => {
  it('is not spoken of, and its places are not asked until it is opened, then at once', async () => {
    const { world, session, replicating } = await begun('one')
    await session.lock()
    await world.settle()
    const asked = world.replica('one').asked.length
    expect(await replicating.report()).toBeNull()
    expect(await replicating.unsafe()).toBeNull()
    await expect(replicating.run()).rejects.toThrow('locked')
    await expect(replicating.condense()).rejects.toThrow('locked')
    await expect(replicating.test({ ...host('one') })).rejects.toThrow('locked')
    await world.advance(MINUTE)
    await replicating.woken()
    expect(world.replica('one').asked.length).toBe(asked)
    await world.unlock()
    await session.vault()
    await world.settle()
    expect(world.replica('one').asked.length).toBeGreaterThan(asked)
  })

  it('has what is under way broken off', async () => {
    const { world, session, replicating } = await begun('one')
    let given: AbortSignal | null = null
    const inner = world.replica('one')
    inner.before = () => new Promise(() => {})
    const list = inner.list
    inner.list = (prefix, signal) => {
      given = signal
      return list(prefix, signal)
    }
    void replicating.run().catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 50))
    await session.lock()
    await world.settle()
    expect((given as AbortSignal | null)?.aborted).toBe(true)
    expect(world.awake).toBe(0)
  })
})
