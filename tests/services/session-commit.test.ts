import { describe, expect, it } from 'vitest'
import { MINUTE } from '@/lib/base/time'
import { createWorld, START, secret, settle } from './session-world'

describe('for a commit', () => {
  it('is what this context last knew, and the store has the last word', async () => {
    const world = createWorld()
    const [one, two] = [world.context(), world.context()]
    expect(await two.forCommit()).toBeNull()
    await one.begin(secret(), 'vault')
    const first = await two.forCommit()
    expect(first).toMatchObject({ vault: { id: 'vault' }, isFresh: true })
    expect(await first?.stands).toBe(true)
    const second = await two.forCommit()
    expect(second?.vault).toBe(first?.vault)
    expect(await second?.stands).toBe(true)
  })

  it('does not stand once another context has locked, before this one heard of it', async () => {
    const world = createWorld()
    const [one, two] = [world.context(), world.context(true)]
    await one.begin(secret(), 'vault')
    await two.vault()
    await one.lock()
    const held = await two.forCommit()
    expect(held).not.toBeNull()
    expect(await held?.stands).toBe(false)
    expect(await two.forCommit()).toBeNull()
    await settle()
    expect(world.closed).toHaveLength(2)
  })

  it('does not stand when its own context locks meanwhile, or at the deadline', async () => {
    const world = createWorld()
    const session = world.context()
    await session.begin(secret(), 'vault')
    const held = await session.forCommit()
    const locking = session.lock()
    expect(await held?.stands).toBe(false)
    await locking
    await session.begin(secret(), 'vault')
    world.clock.time += 15 * MINUTE
    expect(await (await session.forCommit())?.stands).toBe(false)
    expect(world.store.value()).toBeNull()
  })

  it('does not stand when the passphrase was given again elsewhere, and does the next time', async () => {
    const world = createWorld()
    const [one, two] = [world.context(), world.context(true)]
    await one.begin(secret(), 'vault')
    world.clock.time += 3 * MINUTE
    expect(await (await two.forCommit())?.stands).toBe(true)
    await one.refresh()
    const held = await two.forCommit()
    expect(held?.isFresh).toBe(false)
    expect(await held?.stands).toBe(false)
    const again = await two.forCommit()
    expect(again?.isFresh).toBe(true)
    expect(await again?.stands).toBe(true)
  })
})

describe('for a commit of the context that all others lock through', () => {
  it('what it knows is enough: the store is not asked', async () => {
    const world = createWorld()
    const session = world.context(true, { isLockedThrough: true })
    await session.begin(secret(), 'vault')
    const asked = world.store.reads
    expect(await (await session.forCommit())?.stands).toBe(true)
    expect(world.store.reads).toBe(asked)
    // Another that shows something to the person asks as ever.
    await session.vault()
    expect(world.store.reads).toBeGreaterThan(asked)
  })

  it('a page’s lock is done once it has locked, whatever else it heard', async () => {
    const world = createWorld()
    const background = world.context(true, { isLockedThrough: true })
    let arrive = () => {}
    const arriving = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const page = world.context(false, { lockFirst: () => arriving.then(() => background.lock()) })
    await page.begin(secret(), 'vault')
    await background.vault()
    const held = await background.forCommit()
    const order: string[] = []
    const locking = page.lock().then(() => order.push('locked'))
    await settle()
    order.push('still going on')
    arrive()
    await locking
    expect(order).toEqual(['still going on', 'locked'])
    expect(await held?.stands).toBe(false)
    expect(await background.forCommit()).toBeNull()
    expect(world.closed).toHaveLength(2)
  })

  it('a page locks where it cannot be reached, too', async () => {
    const world = createWorld()
    const page = world.context(false, { lockFirst: () => Promise.reject(new Error('nobody there')) })
    await page.begin(secret(), 'vault')
    await page.lock()
    expect(world.store.value()).toBeNull()
    expect(await page.vault()).toBeNull()
  })

  it('the store is asked at the deadline that it knows, and every half minute: a page may have put it off', async () => {
    const world = createWorld()
    const background = world.context(true, { isLockedThrough: true })
    const page = world.context()
    await page.begin(secret(), 'vault')
    await background.vault()
    world.clock.time += 14 * MINUTE
    await page.touch()
    world.clock.time += 2 * MINUTE
    expect(await (await background.forCommit())?.stands).toBe(true)
    world.clock.time = START + 29 * MINUTE
    expect(await (await background.forCommit())?.stands).toBe(false)
    expect(world.store.value()).toBeNull()
  })

  it('its own lock is the end of it, and so is a clock that was set back', async () => {
    const world = createWorld()
    const session = world.context(true, { isLockedThrough: true })
    await session.begin(secret(), 'vault')
    world.clock.time += 20 * 1000
    expect(await (await session.forCommit())?.stands).toBe(true)
    world.clock.time -= 6 * 1000
    expect(await (await session.forCommit())?.stands).toBe(false)
    await session.begin(secret(), 'vault')
    const held = await session.forCommit()
    const locking = session.lock()
    expect(await held?.stands).toBe(false)
    await locking
    expect(await session.forCommit()).toBeNull()
  })
})
