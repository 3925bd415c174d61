import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlaceReport, SyncReport } from '@/lib/protocol/sync-app'
import { openPlace } from '@/lib/replicas/kinds'
import type { PlaceSettings } from '@/lib/replication/places'
import { openDashboard } from '../support/actions'
import type { Browser } from '../support/browsers/browser'
import { mayAsk } from '../support/browsers/leaks'
import { pause, poll } from '../support/browsers/polling'
import { button } from '../support/browsers/selectors'
import { type InsidePage, openInside } from '../support/inside/open'
import { type Gate, startGate } from '../support/servers/gate'
import { startLyingServer } from '../support/servers/lying'
import type { PlaceServer } from '../support/servers/server'
import { startTwoPlaces, type TwoPlaces, twoPlacesAreHere } from '../support/servers/two-places'
import { goToDevices } from '../support/two-devices'
import { KINDS } from './browsers'
import { launchReady } from './ready'

/** A round that was cut is taken up by an alarm, of which the shortest is 30 s. */
const RESUMED = 90_000

describe.skipIf(!twoPlacesAreHere()).each(KINDS)('a vault at two places, in %s', (kind) => {
  let servers: TwoPlaces
  let apache: PlaceServer
  let swift: PlaceServer
  let gate: Gate
  let browser: Browser
  let inside: InsidePage
  let webdav: PlaceSettings
  let first: string
  /** Further origins that were entered. */
  const tried: string[] = []

  const report = async (verb: 'sync.health' | 'sync.run' = 'sync.health') =>
    (await inside.call('call', verb, {})) as SyncReport
  const placeOf = async (id: string) =>
    (await report()).places.find((place) => place.id === id) as PlaceReport
  const until = (what: string, holds: (report: SyncReport) => boolean) =>
    poll(
      what,
      async () => {
        const found = await report()
        if (holds(found)) return true
        throw new Error(JSON.stringify(found))
      },
      RESUMED,
    )
  const isSafe = ({ unsafe, places }: SyncReport) =>
    unsafe === 0 && places.every(({ lacking }) => lacking === 0)
  const stored = async () =>
    (await readdir(servers.kept, { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
      .length

  beforeAll(async () => {
    servers = await startTwoPlaces()
    ;({ apache, swift } = servers)
    if (apache.place.kind !== 'webdav') throw new Error('another kind of place')
    gate = await startGate(apache.place.address)
    const { pathname } = new URL(apache.place.address)
    webdav = { ...apache.place, address: `${gate.origin}${pathname}` }
    // Firefox stops the background by itself after this time; Chromium’s is stopped by hand.
    browser = await launchReady(kind, { backgroundIdle: 4_000 })
    await (await openDashboard(browser)).close()
    inside = await openInside(browser)
  })
  afterAll(async () => {
    await browser?.close()
    await gate?.close()
    await servers?.close()
  })

  it('says what is wrong with a place before it is kept', async () => {
    const test = (place: object) => inside.call('call', 'sync.test', { place } as never)
    const nobody = 'http://127.0.0.1:9'
    tried.push(nobody)
    mayAsk(nobody)
    expect(await test(webdav)).toEqual({ problem: null })
    expect(await test(swift.place)).toEqual({ problem: null })
    expect(await test({ ...webdav, password: 'wrong' })).toEqual({ problem: 'refused' })
    expect(await test(swift.wrong.credentials)).toEqual({ problem: 'refused' })
    expect(await test({ ...webdav, address: `${gate.origin}/not-there/` })).toEqual({ problem: 'no-place' })
    expect(await test({ ...webdav, address: 'http://192.168.1.1/' })).toEqual({ problem: 'not-a-place' })
    expect(await test({ ...webdav, address: `${nobody}/` })).toEqual({ problem: 'unreachable' })
  })

  it('asks nothing until a place is entered, and then makes every change safe at two', async () => {
    const before = gate.asked.length
    await inside.call('note', 'kept here alone')
    await pause(3_000)
    expect(gate.asked.length).toBe(before)
    expect(await report()).toMatchObject({ places: [], safe: 0 })
    first = String(await inside.call('enter', webdav, 'Home'))
    await inside.call('enter', swift.place as PlaceSettings, 'Store')
    await until('all to be safe', isSafe)
    await inside.call('note', 'kept at two places')
    expect((await report()).unsafe).toBeGreaterThan(0)
    await until('the change to be safe', isSafe)
    expect((await report()).places.map(({ name, problem }) => [name, problem])).toEqual([
      ['Home', null],
      ['Store', null],
    ])
  })

  it('a place that is down does not hold the other back, and has everything when it is back', async () => {
    await apache.kill()
    await inside.call('note', 'while one was down')
    await until(
      'the other to have it',
      ({ places, lastRound }) =>
        lastRound !== null && places[0]?.problem === 'unreachable' && places[1]?.lacking === 0,
    )
    expect((await report()).unsafe).toBeGreaterThan(0)
    await apache.restart()
    expect((await report('sync.run')).places[0]).toMatchObject({ problem: null, next: null })
    await until('all to be safe', isSafe)
  })

  it('wrong credentials are said, and all is well once they are put right', async () => {
    await inside.call('change', first, { ...webdav, password: 'wrong' } as PlaceSettings)
    await until('the refusal', ({ places }) => places[0]?.problem === 'refused')
    const asked = gate.asked.length
    await inside.call('note', 'while one refused')
    await pause(4_000)
    // It is left alone for 30 s.
    expect(gate.asked.length).toBe(asked)
    await inside.call('change', first, webdav)
    await until('all to be safe', isSafe)
    expect(await placeOf(first)).toMatchObject({ problem: null })
  })

  it('a round in which the background was stopped goes on by itself', async () => {
    const held = gate.held()
    gate.isHeld = (method) => method === 'PUT'
    const before = await stored()
    await inside.call('note', 'in the middle of it')
    await held
    if (kind === 'chromium') await browser.stopBackground()
    // Nothing is said to it meanwhile, so that Firefox stops it.
    else await pause(10_000)
    gate.isHeld = () => false
    const asked = gate.asked.length
    // Nobody asks: it is its own alarm that wakes it.
    await poll('the object to be put again', async () => ((await stored()) > before ? true : null), RESUMED)
    expect(gate.asked.length).toBeGreaterThan(asked)
    await until('all to be safe', isSafe)
  })

  it('a place that was wiped is filled again', async () => {
    const before = await stored()
    expect(before).toBeGreaterThan(3)
    for (const name of await readdir(servers.kept)) await rm(join(servers.kept, name), { recursive: true })
    expect(await stored()).toBe(0)
    await report('sync.run')
    await poll('the place to be filled', async () => ((await stored()) >= before ? true : null), RESUMED)
    await until('all to be safe', isSafe)
  })

  it('an attachment lies at both as well', async () => {
    const before = await stored()
    await inside.call('attach', 300_000)
    await poll('the attachment', async () => ((await stored()) > before + 1 ? true : null), RESUMED)
    await until('all to be safe', isSafe)
  })

  it('what was erased is gone from both once the person says so, and the page tells until when it lies there', async () => {
    /** Objects of the log at each server, as the server has them, without the extension. */
    const lying = async () => {
      const atApache = (await readdir(servers.kept, { recursive: true })).filter((name) =>
        /\/[0-9a-f]{32}_[0-9a-f]+-[0-9a-f]+$/.test(name),
      )
      const atSwift: string[] = []
      const noHurry = new AbortController().signal
      for await (const page of openPlace(swift.place).list('v1/', noHurry))
        atSwift.push(...page.map(({ name }) => name).filter((name) => /^v1\/\w+\/[0-9a-f]{32}\//.test(name)))
      return { atApache, atSwift }
    }
    const board = await openDashboard(browser)
    const condense = async () => {
      await board.click(button('Condense now'))
      await until('it to be gone', ({ isErasing }) => !isErasing)
      await until('all to be safe', isSafe)
      await poll('the page to say so', async () =>
        /still lies, sealed/.test(await board.text()) ? null : true,
      )
    }
    await goToDevices(board)
    // Credentials were replaced above, which is as good as erased.
    await condense()
    await inside.call('note', 'to be erased')
    await until('all to be safe', isSafe)
    const before = await lying()
    expect(before.atApache.length).toBeGreaterThan(0)
    expect(before.atSwift.length).toBe(before.atApache.length)
    await inside.call('erase', 'to be erased')
    await board.waitForText(
      /What was erased or replaced still lies, sealed, at some place\. It goes when all your devices have seen/,
      { timeout: RESUMED },
    )
    await until('the erasure to be safe', isSafe)
    // It would wait for a day, or for the person.
    expect((await lying()).atSwift).toEqual(expect.arrayContaining(before.atSwift))
    await condense()
    const after = await lying()
    expect(after.atApache.filter((name) => before.atApache.includes(name))).toEqual([])
    expect(after.atSwift.filter((name) => before.atSwift.includes(name))).toEqual([])
    expect(after.atApache.length).toBeGreaterThan(0)
    await board.close()
  })

  it('a place that sends elsewhere is not followed', async () => {
    const [one, other] = [await startLyingServer(), await startLyingServer()]
    // A browser's inspector may name what it was sent to as well; whether anybody was asked there the server says.
    tried.push(one.address, other.address)
    one.answer = (request, response) => {
      response.writeHead(307, { location: `${other.address}${request.url}` })
      response.end()
    }
    const id = String(
      await inside.call('enter', { ...webdav, address: `${one.address}/` } as PlaceSettings, ''),
    )
    await until('it to be said', ({ places }) => places[2]?.problem === 'redirected')
    await inside.call('remove', id)
    await until('it to be gone', ({ places }) => places.length === 2)
    const asked = one.asked.length
    await report('sync.run')
    expect([one.asked.length, other.asked]).toEqual([asked, []])
    await Promise.all([one.close(), other.close()])
  })

  it('a folder of this device is written to from the background, and one of another is not missed', async () => {
    const device = String(await inside.call('device'))
    const id = String(await inside.call('enter', { kind: 'folder', device }, 'Folder'))
    await until('it to be said', ({ places }) => places[2]?.problem === 'no-place')
    await inside.call('keepFolder', id)
    await report('sync.run')
    await until('all to lie there', isSafe)
    expect(await inside.call('filesIn', 'copies')).toBeGreaterThan(3)
  })

  it('asked nobody but its places', () => {
    const store = new URL((swift.place as { address: string }).address).origin
    const known = [gate.origin, store, ...tried]
    const foreign = browser
      .requests()
      .filter(({ url, from }) => from.startsWith(browser.extensionBase) && /^(?:https?|wss?):/.test(url))
      .map(({ url }) => new URL(url).origin)
      .filter((origin) => !known.includes(origin))
    expect(foreign).toEqual([])
  })
})
