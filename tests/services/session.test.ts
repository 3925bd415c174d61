import { describe, expect, it } from 'vitest'
import { Secret } from '@/lib/base/secret'
import { MINUTE } from '@/lib/base/time'
import { createSession } from '@/lib/services/session'
import { createWorld, ROOT, START, secret, settle } from './session-world'

describe('begin', () => {
  it('opens the vault with the root key, stores the session and forgets the key it was given', async () => {
    const world = createWorld()
    const session = world.context()
    const given = secret()
    await session.begin(given, 'vault')
    expect(world.openings).toEqual([{ root: ROOT, vaultId: 'vault' }])
    expect(world.store.value()).toMatchObject({
      vaultId: 'vault',
      deadline: START + 15 * MINUTE,
      authenticated: START,
    })
    expect(() => given.reveal()).toThrow()
    expect((await session.vault())?.id).toBe('vault')
    expect(world.openings).toHaveLength(1)
  })

  it('stores nothing when the vault does not open', async () => {
    const world = createWorld()
    world.gate = Promise.reject(new Error('damaged'))
    const session = world.context()
    await expect(session.begin(secret(), 'vault')).rejects.toThrow('damaged')
    expect(world.store.value()).toBeNull()
    expect(await session.vault()).toBeNull()
    world.gate = Promise.resolve()
    await session.begin(secret(), 'vault')
    expect(await session.vault()).not.toBeNull()
  })

  it('keeps the open vault when the same one is begun again', async () => {
    const world = createWorld()
    const session = world.context()
    await session.begin(secret(), 'vault')
    await session.begin(secret(), 'vault')
    expect(world.openings).toHaveLength(1)
    expect(world.closed).toHaveLength(0)
  })

  it('gives way to a lock that comes while the vault opens', async () => {
    const world = createWorld()
    const session = world.context()
    let go = () => {}
    world.gate = new Promise<void>((resolve) => {
      go = resolve
    })
    const beginning = session.begin(secret(), 'vault')
    const locking = session.lock()
    go()
    await expect(beginning).rejects.toThrow('locked')
    await locking
    expect(world.store.value()).toBeNull()
    expect(world.closed).toHaveLength(1)
  })

  it('is not undone by the late news of the lock before it', async () => {
    const world = createWorld()
    const session = world.context()
    await session.begin(secret(), 'vault')
    await session.lock()
    let go = () => {}
    world.gate = new Promise<void>((resolve) => {
      go = resolve
    })
    const beginning = session.begin(secret(), 'vault')
    await settle()
    go()
    await beginning
    await settle()
    expect(await session.vault()).not.toBeNull()
  })
})

describe('vault', () => {
  it('is null while locked', async () => {
    expect(await createWorld().context().vault()).toBeNull()
  })

  it('is opened once in a context, however many ask at the same time', async () => {
    const world = createWorld()
    await world.context().begin(secret(), 'vault')
    const other = world.context()
    const vaults = await Promise.all([other.vault(), other.vault(), other.vault()])
    expect(new Set(vaults).size).toBe(1)
    expect(vaults[0]?.id).toBe('vault')
    expect(world.openings).toHaveLength(2)
    expect(world.openings[1]?.root).toEqual(ROOT)
  })

  it('tries again after an opening that failed', async () => {
    const world = createWorld()
    await world.context().begin(secret(), 'vault')
    const other = world.context()
    world.gate = Promise.reject(new Error('busy'))
    await expect(other.vault()).rejects.toThrow('busy')
    world.gate = Promise.resolve()
    expect(await other.vault()).not.toBeNull()
  })

  it('locks for good at the deadline, in every context', async () => {
    const world = createWorld()
    const [one, two] = [world.context(), world.context()]
    await one.begin(secret(), 'vault')
    await two.vault()
    world.clock.time = START + 15 * MINUTE - 1
    expect(await two.vault()).not.toBeNull()
    world.clock.time = START + 15 * MINUTE
    expect(await two.vault()).toBeNull()
    expect(world.store.value()).toBeNull()
    await settle()
    expect(world.closed).toHaveLength(2)
    world.clock.time = START
    expect(await one.vault()).toBeNull()
  })

  it('is null for one who waited for it while it was locked', async () => {
    const world = createWorld()
    await world.context().begin(secret(), 'vault')
    const other = world.context()
    let go = () => {}
    world.gate = new Promise<void>((resolve) => {
      go = resolve
    })
    const asked = other.vault()
    await settle()
    await other.lock()
    go()
    expect(await asked).toBeNull()
    expect(world.closed).toHaveLength(1)
  })

  it('is closed when another context locks, and opened anew when it changes', async () => {
    const world = createWorld()
    const [one, two] = [world.context(), world.context()]
    await one.begin(secret(), 'vault')
    await two.vault()
    await one.lock()
    await settle()
    expect(world.closed).toHaveLength(2)
    expect(await two.vault()).toBeNull()
    await one.begin(new Secret(new Uint8Array(32).fill(1)), 'restored')
    expect((await two.vault())?.id).toBe('restored')
    await one.begin(secret(), 'vault')
    await settle()
    expect((await two.vault())?.id).toBe('vault')
  })
})

describe('for further parts', () => {
  it('the store is not asked again for a moment, and is after it', async () => {
    const world = createWorld()
    const session = world.context()
    await session.begin(secret(), 'vault')
    const held = await session.held()
    const asked = world.store.reads
    world.clock.time += 49
    expect(await session.heldLately()).toBe(held)
    expect(world.store.reads).toBe(asked)
    world.clock.time += 1
    expect(await session.heldLately()).toMatchObject({ vault: { id: 'vault' } })
    expect(world.store.reads).toBeGreaterThan(asked)
  })

  it('nothing is held any more once this context has locked, or has heard that another has', async () => {
    const world = createWorld()
    const [one, two] = [world.context(), world.context()]
    await one.begin(secret(), 'vault')
    await one.held()
    await two.held()
    await one.lock()
    expect(await one.heldLately()).toBeNull()
    await settle()
    expect(await two.heldLately()).toBeNull()
  })

  it('a moment later one that has not heard of a lock holds nothing either', async () => {
    const world = createWorld()
    const [one, two] = [world.context(), world.context(true)]
    await one.begin(secret(), 'vault')
    await two.held()
    await one.lock()
    world.clock.time += 50
    expect(await two.heldLately()).toBeNull()
  })
})

describe('a lock', () => {
  it('is not undone by what another context was about to write', async () => {
    const world = createWorld()
    const [one, two] = [world.context(), world.context()]
    await one.begin(secret(), 'vault')
    await two.vault()
    for (const work of ['touch', 'refresh', 'vault'] as const) {
      await one.begin(secret(), 'vault')
      world.clock.time += 2 * MINUTE
      await Promise.all([two[work](), one.lock()])
      expect(world.store.value(), work).toBeNull()
      await Promise.all([one.lock(), two[work]()])
      expect(world.store.value(), work).toBeNull()
    }
  })
})

describe('what happens in between', () => {
  it('asking for the vault while it is being unlocked does not undo the unlocking', async () => {
    const world = createWorld()
    const session = world.context()
    const beginning = session.begin(secret(), 'vault')
    expect(await session.vault()).toBeNull()
    await beginning
    expect(await session.vault()).not.toBeNull()
    expect(world.closed).toHaveLength(0)
  })

  it('a lock while the log is followed leaves nobody an open vault', async () => {
    const world = createWorld()
    const session = world.context()
    world.settings = { ...world.settings, refresh: () => session.lock() }
    await session.begin(secret(), 'vault')
    expect(await session.vault()).toBeNull()
  })
})

describe('another unlocking', () => {
  it('is not overwritten by what a context was about to write of the one before', async () => {
    const world = createWorld()
    await world.context().begin(secret(), 'vault')
    const restored = { root: 'AAAA', vaultId: 'restored', deadline: START + MINUTE, authenticated: START }
    const late = createSession({
      store: world.store,
      now: () => world.clock.time,
      openVault: async () => world.settings,
      async exclusively(work) {
        await world.store.write(restored)
        return work()
      },
    })
    world.clock.time += MINUTE / 4
    await late.refresh()
    expect(world.store.value()).toEqual(restored)
  })
})

describe('onChange', () => {
  it('tells every context of unlocking and locking, once each, until it is ended', async () => {
    const world = createWorld()
    const [one, two] = [world.context(), world.context()]
    const heard: string[] = []
    const until = new AbortController()
    one.onChange(() => heard.push('one'), until.signal)
    two.onChange(() => heard.push('two'), until.signal)
    await one.begin(secret(), 'vault')
    await settle()
    expect(heard.sort()).toEqual(['one', 'two'])
    world.clock.time += MINUTE
    await one.touch()
    await settle()
    expect(heard).toHaveLength(2)
    await two.lock()
    await settle()
    expect(heard.sort()).toEqual(['one', 'one', 'two', 'two'])
    until.abort()
    await one.begin(secret(), 'vault')
    await settle()
    expect(heard).toHaveLength(4)
  })
})
