import { describe, expect, it, vi } from 'vitest'
import { utf8 } from '@/lib/base/bytes'
import { newId } from '@/lib/base/ids'
import { MINUTE, SECOND } from '@/lib/base/time'
import { newPlace, placeChange, removedPlace } from '@/lib/replication/places'
import { createFolders } from '@/lib/vault/folders'
import { failing } from '../support/memory-replica'
import { put } from '../vault/support'
import { begun, createReplicatingWorld, fromPage, host, START, type World } from './replicating-world'

describe('the places of the open vault', () => {
  it('are none: nothing is asked, nothing written, no alarm set', async () => {
    const { world, replicating, session } = await begun()
    await put(world.page, 'a', 'a')
    await session.vault()
    await world.advance(MINUTE)
    expect(world.alarms).toEqual([])
    expect(world.kept.memory).toBeNull()
    expect(world.page.all('~devices')).toEqual([])
    expect(world.loads).toBe(0)
    expect(await replicating.report()).toMatchObject({ places: [], safe: 0 })
  })

  it('load what reaches them with the first, once, and lead to a round', async () => {
    const { world, ...background } = await begun()
    await put(world.page, 'a', 'a')
    await fromPage(world, background, () => world.enter(host('one')))
    expect(world.loads).toBe(1)
    expect(world.replica('one').objects.size).toBeGreaterThan(0)
    await fromPage(world, background, () => world.enter(host('two')))
    expect(world.loads).toBe(1)
    expect(world.replica('two').objects.size).toBeGreaterThan(0)
  })

  it('are let go by a background that was stopped and hears of the lock alone', async () => {
    const { world, stop } = await begun('one')
    expect(world.kept.memory?.next).not.toBeNull()
    stop()
    await world.store.clear()
    await world.background().replicating.follow()
    expect(world.kept.memory?.next).toBeNull()
  })

  it('are those it joined over, until the log names some', async () => {
    const world = await createReplicatingWorld()
    const [signing, exchange] = ['A', 'E'].map((letter) => letter.repeat(43)) as [string, string]
    const own = { signing, exchange, epochs: {}, places: [host('over'), { kind: 'folder' }] }
    await world.page.chains.writeOwn(utf8(JSON.stringify(own)))
    const { session, replicating } = world.background()
    await world.unlock()
    await session.vault()
    await world.settle()
    expect(world.lists('over')).toBeGreaterThan(0)
    expect((await replicating.report())?.places).toMatchObject([{ name: 'over.example', kind: 'webdav' }])
    await fromPage(world, { session, replicating }, () => world.enter(host('named')))
    expect((await replicating.report())?.places).toMatchObject([{ name: 'named.example' }])
  })

  it('go on being asked as they are once the log names those that it joined over, under the ids it gives them', async () => {
    const world = await createReplicatingWorld()
    const [signing, exchange] = ['A', 'E'].map((letter) => letter.repeat(43)) as [string, string]
    const own = { signing, exchange, epochs: {}, places: [host('over'), host('too')] }
    await world.page.chains.writeOwn(utf8(JSON.stringify(own)))
    const { session, replicating } = world.background()
    await world.unlock()
    await session.vault()
    await world.settle()
    const before = ['over', 'too'].map(world.lists)
    // One of the two is named: that place is another thing than both.
    await fromPage(world, { session, replicating }, () => world.enter(host('over')))
    expect(world.lists('over')).toBeGreaterThan(before[0] ?? 0)
    await world.advance(3 * SECOND)

    const again = await createReplicatingWorld()
    await again.page.chains.writeOwn(utf8(JSON.stringify(own)))
    const background = again.background()
    await again.unlock()
    await background.session.vault()
    await again.settle()
    const asked = ['over', 'too'].map(again.lists)
    const ids = ['too', 'over'].map(() => newId((length) => crypto.getRandomValues(new Uint8Array(length))))
    const named = () =>
      ['too', 'over'].map((name, at) =>
        newPlace(ids[at] ?? '', { name: '', entered: host(name) }, again.page.stamp()),
      )
    await fromPage(again, background, () => again.page.commit(named))
    expect(['over', 'too'].map(again.lists)).toEqual(asked)
    const report = await background.replicating.report()
    const said = report?.places.map(({ id, name, problem, lastSeen }) => ({ id, name, problem, lastSeen }))
    const right = ['too', 'over'].map((name, at) => ({
      ...{ id: ids[at], name: `${name}.example` },
      ...{ problem: null, lastSeen: START },
    }))
    expect(new Set(said)).toEqual(new Set(right))
    await again.advance(3 * SECOND)
    expect((await background.replicating.report())?.unsafe).toBe(0)
    expect(again.kept.memory?.places.map(({ id }) => id).sort()).toEqual([...ids].sort())
  })

  it('are asked once the vault is opened, and again in 15 minutes', async () => {
    const { world, replicating } = await begun('one', 'two')
    expect(world.replica('one').objects.size).toBeGreaterThan(0)
    expect(world.alarms.at(-1)).toBe(START + 15 * MINUTE)
    expect(world.awake).toBe(0)
    const report = await replicating.report()
    expect(report).toMatchObject({ unsafe: 0, lastRound: START, isRunning: false, missing: [] })
    expect(
      report?.places.map(({ name, problem, lacking, lastSeen }) => [name, problem, lacking, lastSeen]),
    ).toEqual([
      ['one.example', null, 0, START],
      ['two.example', null, 0, START],
    ])
    expect(report?.devices).toMatchObject([
      { name: 'Firefox, Linux', isThis: true, isRemoved: false, behind: 0 },
    ])
    expect(JSON.stringify(report)).not.toContain('secret')
    expect(JSON.stringify(world.kept.memory)).not.toContain('secret')
  })

  it('have every change two seconds later: the background’s own and a page’s', async () => {
    const { world, replicating, session } = await begun('one', 'two')
    const vault = await session.vault()
    if (!vault) throw new Error('locked')
    await put(vault, 'a', 'by the background')
    await world.settle()
    expect((await replicating.report())?.unsafe).toBe(1)
    expect(await replicating.unsafe()).toEqual([{ collection: 'contact', id: 'a' }])
    // Where it is stopped while changes are gathered, it is woken.
    expect(world.alarms.at(-1)).toBe(world.now + 30 * SECOND)
    await world.advance(2 * SECOND)
    expect((await replicating.report())?.unsafe).toBe(0)
    await fromPage(world, { session, replicating }, () => put(world.page, 'b', 'by a page'))
    expect((await replicating.report())?.unsafe).toBe(1)
    await world.advance(2 * SECOND)
    expect((await replicating.report())?.unsafe).toBe(0)
    expect(world.alarms.at(-1)).toBe(world.now + 15 * MINUTE)
  })

  it('are asked no second time for what a round wrote itself', async () => {
    const { world } = await begun('one')
    const lists = world.lists('one')
    await world.advance(10 * SECOND)
    await world.advance(10 * SECOND)
    expect(world.lists('one')).toBe(lists)
  })

  it('that are idle are asked once in 15 minutes, also by a background that was stopped', async () => {
    const first = await begun('one')
    const { world } = first
    first.stop()
    const lists = world.lists('one')
    // Woken by a site, say: what it then opens begins nothing.
    const second = world.background()
    await second.session.vault()
    await world.settle()
    expect(world.lists('one')).toBe(lists)
    expect(world.alarms.at(-1)).toBe(START + 15 * MINUTE)
    second.stop()
    await world.advance(15 * MINUTE)
    await world.background().replicating.woken()
    await world.settle()
    expect(world.lists('one')).toBe(lists + 1)
  })

  it('are asked at once where one is added, and where its credentials are changed', async () => {
    const { world, ids, session, replicating } = await begun('one')
    await fromPage(world, { session, replicating }, () => world.enter(host('two'), { name: 'Second' }))
    expect(world.replica('two').objects.size).toBe(world.replica('one').objects.size)
    world.replica('one').before = failing('refused')
    await replicating.run()
    expect((await replicating.report())?.places[0]).toMatchObject({
      problem: 'refused',
      next: world.now + 30 * SECOND,
    })
    world.replica('one').before = () => {}
    const entered = { ...host('one'), password: 'right' } as ReturnType<typeof host>
    await fromPage(world, { session, replicating }, () =>
      world.page.commit(() => [placeChange(ids[0] ?? '', { entered }, world.page.stamp())]),
    )
    expect((await replicating.report())?.places[0]).toMatchObject({ problem: null, next: null })
  })

  it('that were added while no background ran are asked when one does', async () => {
    const first = await begun('one')
    first.stop()
    await first.world.enter(host('two'))
    const second = first.world.background()
    const vault = await second.session.vault()
    if (vault) second.replicating.changed(vault)
    await first.world.advance(2 * SECOND)
    expect(first.world.lists('two')).toBeGreaterThan(0)
  })

  it('are left alone while paused, and asked when the person goes on', async () => {
    const { world, ids, session, replicating } = await begun('one', 'two')
    const pause = (isPaused: boolean) => () =>
      world.page.commit(() => [placeChange(ids[0] ?? '', { isPaused }, world.page.stamp())])
    await fromPage(world, { session, replicating }, pause(true))
    const lists = world.lists('one')
    await put(world.page, 'a', 'a')
    await replicating.run()
    expect(world.lists('one')).toBe(lists)
    const report = await replicating.report()
    expect(report?.places[0]).toMatchObject({ isPaused: true, problem: null, lastSeen: START })
    await fromPage(world, { session, replicating }, pause(false))
    expect(world.lists('one')).toBeGreaterThan(lists)
    expect((await replicating.report())?.unsafe).toBe(0)
  })

  it('are asked nothing more once removed, in the middle of a round too, and count for nothing', async () => {
    const { world, ids, session, replicating } = await begun('one', 'two')
    let wasAsked = () => {}
    const asked = new Promise<void>((resolve) => {
      wasAsked = resolve
    })
    world.replica('one').before = () => {
      wasAsked()
      return new Promise(() => {})
    }
    world.replica('two').before = () => new Promise(() => {})
    void replicating.run()
    await asked
    world.replica('two').before = () => {}
    await world.page.commit(() => [removedPlace(ids[0] ?? '', world.page.stamp())])
    const vault = await session.vault()
    if (vault) replicating.changed(vault)
    await world.settle()
    const before = world.replica('one').asked.length
    await world.advance(20 * MINUTE)
    await replicating.run()
    expect(world.replica('one').asked.length).toBe(before)
    const report = await replicating.report()
    expect(report?.places.map(({ id }) => id)).toEqual([ids[1]])
    expect(report?.safe).toBe(0)
    // The other one was not held responsible for what was broken off.
    expect(report?.places[0]).toMatchObject({ problem: null })
  })

  it('that are gone hold no change safe, also while the others do not answer', async () => {
    const { world, ids, session, replicating } = await begun('one', 'two')
    expect((await replicating.report())?.safe).toBeGreaterThan(0)
    world.replica('two').before = failing('unreachable')
    await fromPage(world, { session, replicating }, () =>
      world.page.commit(() => [removedPlace(ids[0] ?? '', world.page.stamp())]),
    )
    expect((await replicating.report())?.safe).toBe(0)
  })

  it('without the browser’s leave are said, not asked, and asked when it is given', async () => {
    const world = await createReplicatingWorld()
    world.refused.add('https://one.example/*')
    await world.enter(host('one'))
    const { replicating, session } = world.background()
    await world.unlock()
    await session.vault()
    await world.settle()
    expect(world.replica('one').asked).toEqual([])
    expect((await replicating.report())?.places).toMatchObject([{ needsPermission: true, problem: null }])
    world.refused.clear()
    await replicating.follow()
    await world.settle()
    expect(world.replica('one').objects.size).toBeGreaterThan(0)
    world.refused.add('https://one.example/*')
    await replicating.follow()
    const asked = world.replica('one').asked.length
    await replicating.run()
    expect(world.replica('one').asked.length).toBe(asked)
  })

  it('that could not be opened as entered are said, and harm no other', async () => {
    const world = await createReplicatingWorld()
    await world.enter({ ...host('one'), address: 'http://one.example/' } as ReturnType<typeof host>)
    await world.enter(host('two'))
    const { replicating, session } = world.background()
    await world.unlock()
    await session.vault()
    await world.settle()
    expect((await replicating.report())?.places.map(({ problem }) => problem)).toEqual(['no-place', null])
    expect(world.replica('one').asked).toEqual([])
    expect(world.replica('two').objects.size).toBeGreaterThan(0)
  })
})

describe('a slow place', () => {
  const slow = async (world: World, isLying = false) => {
    for (let at = 0; at < 12; at++) {
      await put(world.page, `a ${at}`, at)
      const { replicating, session, stop } = world.background()
      await session.vault()
      await replicating.run()
      stop()
    }
    const two = world.replica('two')
    two.before = (verb) => (verb === 'put' ? new Promise((resolve) => setTimeout(resolve, 30)) : undefined)
    if (isLying) two.put = async () => void (await two.before('put', ''))
    await world.enter(host('two'))
    // Listings are quick enough, and nobody waits for what is put.
    const sleep = () => new Promise<void>((resolve) => setTimeout(resolve, 20))
    const { session } = world.background({ sleep })
    await session.vault()
    await world.settle()
    return two
  }
  const begin = async () => {
    const world = await createReplicatingWorld()
    await world.enter(host('one'))
    await world.unlock()
    return world
  }

  it('has all that it lacks without waiting for the next time', async () => {
    const world = await begin()
    const two = await slow(world)
    expect(world.replica('one').objects.size).toBeGreaterThan(8)
    await vi.waitFor(() => expect(two.objects.size).toBe(world.replica('one').objects.size), 10_000)
    await world.settle()
    expect(world.lists('two')).toBeLessThan(30)
  })

  it('of which nothing comes is not asked on and on', async () => {
    const world = await begin()
    await slow(world, true)
    expect(world.lists('two')).toBeLessThan(8)
  })
})

describe('a place that is tried before it is kept', () => {
  it('is asked once, and what is wrong is said', async () => {
    const { world, replicating } = await begun()
    expect(await replicating.test({ ...host('one') })).toBeNull()
    expect(world.replica('one').asked).toHaveLength(1)
    world.replica('one').before = failing('redirected')
    expect(await replicating.test({ ...host('one') })).toBe('redirected')
    world.refused.add('https://two.example/*')
    expect(await replicating.test({ ...host('two') })).toBe('needs-permission')
    expect(world.replica('two').asked).toEqual([])
    for (const wrong of [{}, { kind: 'folder' }, { ...host('one'), address: 'http://one.example/' }])
      expect(await replicating.test(wrong as { [field: string]: string })).toBe('not-a-place')
  })
})

describe('a folder', () => {
  it('is asked on its device alone, with the handle that a page kept there, while it may be written', async () => {
    const { world, session, replicating } = await begun()
    const mine = await world.enter({ kind: 'folder', device: world.page.device })
    await world.enter({ kind: 'folder', device: 'AAAAAAAAAAAAAAAAAAAAAA' })
    const vault = await session.vault()
    if (!vault) throw new Error('locked')
    await world.settle()
    const standing = async () =>
      (await replicating.report())?.places.map(({ problem, needsPermission, isElsewhere }) => ({
        problem,
        needsPermission,
        isElsewhere,
      }))
    const elsewhere = { problem: null, needsPermission: false, isElsewhere: true }
    expect(await standing()).toEqual([
      { problem: 'no-place', needsPermission: false, isElsewhere: false },
      elsewhere,
    ])
    const folders = createFolders(world.device.context())
    await folders.keep(mine, { name: 'Copies' } as never)
    await replicating.run()
    expect(world.replica('folder').objects.size).toBeGreaterThan(0)
    world.refused.add('folder')
    expect(await standing()).toEqual([
      { problem: null, needsPermission: true, isElsewhere: false },
      elsewhere,
    ])
    const asked = world.replica('folder').asked.length
    await replicating.run()
    expect(world.replica('folder').asked.length).toBe(asked)
    await fromPage(world, { session, replicating }, () =>
      world.page.commit(() => [removedPlace(mine, world.page.stamp())]),
    )
    expect(await folders.read(mine)).toBeNull()
  })
})
