import { describe, expect, it } from 'vitest'
import { MINUTE, SECOND } from '@/lib/base/time'
import { createWorld, START, secret, setAutoLock } from './session-world'

describe('a clock set back', () => {
  it('locks, as it would put the deadline off', async () => {
    const world = createWorld()
    const session = world.context()
    await session.begin(secret(), 'vault')
    world.clock.time = START + 10 * MINUTE
    expect(await session.vault()).not.toBeNull()
    world.clock.time = START + 9 * MINUTE
    expect(await session.vault()).toBeNull()
    expect(world.store.value()).toBeNull()
  })

  it('locks in a context that did not see the later time itself', async () => {
    const world = createWorld()
    const session = world.context()
    await session.begin(secret(), 'vault')
    world.clock.time = START + 10 * MINUTE
    await session.vault()
    world.clock.time = START + MINUTE
    expect(await world.context().vault()).toBeNull()
  })

  it('is allowed to be set right by a few seconds, and to be wrong before unlocking', async () => {
    const world = createWorld()
    const session = world.context()
    await session.begin(secret(), 'vault')
    world.clock.time = START - 4 * SECOND
    expect(await session.vault()).not.toBeNull()
    world.clock.time = START - 60 * MINUTE
    expect(await session.vault()).toBeNull()
    await session.begin(secret(), 'vault')
    expect(await session.vault()).not.toBeNull()
    expect(await session.isFresh()).toBe(true)
  })
})

describe('the auto-lock time', () => {
  it.each([
    [5, 5],
    [1, 1],
    [10_080, 10_080],
    [0, 15],
    [-5, 15],
    [2.5, 15],
    [10_081, 15],
    ['60', 15],
  ])('of %j in the settings means %i minutes', async (value, minutes) => {
    const world = createWorld()
    await setAutoLock(world, value)
    const session = world.context()
    await session.begin(secret(), 'vault')
    expect(await session.deadline()).toBe(START + minutes * MINUTE)
  })

  it('runs anew from a touch, with what is set by then', async () => {
    const world = createWorld()
    const session = world.context()
    await session.begin(secret(), 'vault')
    await setAutoLock(world, 30)
    world.clock.time = START + 10 * MINUTE
    await session.touch()
    expect(await session.deadline()).toBe(START + 40 * MINUTE)
  })

  it('is not run anew by a touch that comes too late, or while locked', async () => {
    const world = createWorld()
    const session = world.context()
    await session.touch()
    expect(world.store.value()).toBeNull()
    await session.begin(secret(), 'vault')
    world.clock.time = START + 15 * MINUTE
    await session.touch()
    expect(await session.deadline()).toBeNull()
    expect(world.store.value()).toBeNull()
  })

  it('is not written for every touch of a busy moment', async () => {
    const world = createWorld()
    const session = world.context()
    await session.begin(secret(), 'vault')
    for (let i = 0; i < 100; i++) {
      world.clock.time += 5
      await session.touch()
    }
    expect(world.store.writes).toBe(1)
  })
})

describe('isFresh', () => {
  it('holds for two minutes after the passphrase was given', async () => {
    const world = createWorld()
    const session = world.context()
    expect(await session.isFresh()).toBe(false)
    await session.begin(secret(), 'vault')
    world.clock.time = START + 2 * MINUTE - 1
    expect(await session.isFresh()).toBe(true)
    world.clock.time = START + 2 * MINUTE
    expect(await session.isFresh()).toBe(false)
    await session.touch()
    expect(await session.isFresh()).toBe(false)
    await session.refresh()
    expect(await session.isFresh()).toBe(true)
    expect(await world.context().isFresh()).toBe(true)
    expect(await session.deadline()).toBe(world.clock.time + 15 * MINUTE)
  })
})
