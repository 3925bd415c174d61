import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addRecord, allow, openDashboard } from '../support/actions'
import { findings } from '../support/axe'
import type { Browser, Page } from '../support/browsers/browser'
import { launch } from '../support/browsers/launch'
import { freshProfile } from '../support/browsers/permitted-profile'
import { poll } from '../support/browsers/polling'
import { button, field } from '../support/browsers/selectors'
import { begin, outcomeOf, type ProbeSite, run, serveProbe } from '../support/probe-site'
import type { PlaceServer } from '../support/servers/server'
import { startTwoPlaces, type TwoPlaces, twoPlacesAreHere } from '../support/servers/two-places'
import {
  addPlace,
  askPlaces,
  finishJoining,
  goToDevices,
  inviteText,
  joinByText,
  typePlace,
  untilSafe,
  wordsOn,
} from '../support/two-devices'
import { extensionFor, KINDS } from './browsers'
import { launchReady } from './ready'

const ASK = `const vault = await selfstead.discover({ timeout: 5000 })
  window.grant = await vault.request({
    purpose: { text: 'Write to you' }, claims: { email: { required: true } }, access: { for: 'P30D' } })
  return grant.data`

/** Files below a folder, whole paths. */
const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())

const canRun = KINDS.length === 2 && twoPlacesAreHere()

/** One person with two devices, Chromium and Firefox, and two places, Swift and Apache: real browsers, real servers. */
describe.runIf(canRun)('the vault of one person on two devices and at two places', () => {
  let site: ProbeSite
  let servers: TwoPlaces
  let kept = ''
  let swift: PlaceServer
  let apache: PlaceServer
  let chromium: Browser
  let firefox: Browser
  let desk: Page
  let lap: Page

  /** Both have what the other has. */
  async function meet(): Promise<void> {
    for (const board of [desk, lap, desk]) await askPlaces(board)
  }

  async function shows(board: Page, text: RegExp): Promise<string> {
    await board.evaluate(`location.hash = '#/my-data'`)
    return board.waitForText(text, { timeout: 60_000 })
  }

  async function edit(board: Page, card: RegExp, label: RegExp, value: string): Promise<void> {
    await board.evaluate(`location.hash = '#/my-data'`)
    await board.click({ role: 'link', name: card })
    await board.fill(field(label, 'dialog[open]'), value)
    await board.click(button('Keep changes'))
    await poll('the record to be kept', async () => ((await board.count('dialog[open]')) === 0 ? true : null))
  }

  beforeAll(async () => {
    site = await serveProbe()
    servers = await startTwoPlaces()
    ;({ apache, swift, kept } = servers)
    chromium = await launchReady('chromium')
    firefox = await launch('firefox', {
      extension: extensionFor('firefox'),
      profile: await freshProfile('firefox'),
    })
    desk = await openDashboard(chromium)
    await addRecord(desk, 'emails', { Label: 'Private', 'E-mail': 'ada@lovelace.example' })
    await addRecord(desk, 'names', { 'Full name': 'Ada Lovelace' })
    await addRecord(desk, 'contacts', { 'Full name': 'Grace Hopper', 'E-mail': 'grace@navy.example' })
  })
  afterAll(async () => {
    await chromium?.close()
    await firefox?.close()
    await servers?.close()
    await site?.close()
  })

  it('a place with wrong credentials is not kept, and the page says why', async () => {
    await goToDevices(desk)
    await desk.waitForText(/only on this device/)
    await desk.click(button(/^Add a place/))
    await desk.click({ role: 'radio', name: /^WebDAV/ })
    await desk.click(button('Continue', 'dialog[open]'))
    await typePlace(desk, apache.wrong.credentials, 'dialog[open]')
    await desk.click(button('Check and add', 'dialog[open]'))
    await desk.waitForText(/does not take these credentials/, { timeout: 60_000 })
    expect(await findings(desk)).toEqual([])
    await desk.press('Escape')
    expect(await desk.count('.place')).toBe(0)
  })

  it('places are added by the page, and everything is safe at both', async () => {
    await addPlace(desk, apache.place, 'Home')
    await desk.waitForText(/Everything lies at one place/, { timeout: 90_000 })
    await addPlace(desk, swift.place, 'Rented')
    await untilSafe(desk)
    const said = await desk.text()
    expect(said.match(/Holds everything/g)).toHaveLength(2)
    // Nothing was erased yet: the first that a place has is no rest of anything.
    expect(said).not.toMatch(/still lies, sealed/)
    expect(await findings(desk)).toEqual([])
    // Neither names nor contents tell anything.
    for (const path of filesIn(kept)) {
      expect(path).not.toMatch(/lovelace/i)
      expect(readFileSync(path).includes('lovelace')).toBe(false)
    }
  })

  it('each change says whether it is safe at two, and so does the total', async () => {
    const said = async (text: RegExp) => {
      await desk.evaluate(`location.hash = '#/my-data'`)
      await desk.click({ role: 'link', name: /Ada Lovelace/ })
      await desk.waitForText(text, { timeout: 60_000 })
      await desk.press('Escape')
    }
    await said(/The newest change is safe at two places/)
    await goToDevices(desk)
    await desk.click(button('Pause Rented'))
    await edit(desk, /Ada Lovelace/, /^Full name/, 'Augusta Ada Lovelace')
    await said(/The newest change is not at two places yet/)
    await goToDevices(desk)
    await desk.waitForText(/changes? (?:is|are) not at two places yet/)
    await desk.waitForText(/Paused by you/)
    await desk.click(button('Resume Rented'))
    await untilSafe(desk)
    await said(/The newest change is safe at two places/)
  })

  it('another device is invited, shows the same four words, and receives everything', async () => {
    const text = await inviteText(desk)
    expect(await findings(desk)).toEqual([])
    const page = await firefox.extensionPage('welcome.html')
    await joinByText(page, text, 'Lap')
    const there = await wordsOn(page)
    const here = await wordsOn(desk)
    expect(there).toHaveLength(4)
    expect(here).toEqual(there)
    expect(await findings(desk)).toEqual([])
    await desk.click(button('They are the same'))
    await finishJoining(page)
    await desk.waitForText(/is one of your devices now/, { timeout: 90_000 })
    await desk.click(button('Done', 'dialog[open]'))
    lap = await openDashboard(firefox)
    expect(await shows(lap, /grace@navy\.example|Grace Hopper/)).toContain('ada@lovelace.example')
    // The places came with the vault.
    await goToDevices(lap)
    await lap.waitForText(/Rented/)
    expect(await lap.text()).toMatch(/Lap this device/)
  })

  it('edits of different fields, made without knowing of each other, both survive', async () => {
    await edit(desk, /Grace Hopper/, /^Full name/, 'Rear Admiral Hopper')
    await edit(lap, /Grace Hopper/, /^E-mail/, 'grace@yale.example')
    await meet()
    for (const board of [desk, lap]) {
      await shows(board, /Rear Admiral Hopper/)
      await board.click({ role: 'link', name: /Rear Admiral Hopper/ })
      await board.waitFor('dialog[open]')
      const value = `[...document.querySelectorAll('dialog[open] input')].map((input) => input.value).join()`
      await poll('both edits', async () =>
        String(await board.evaluate(value)).includes('grace@yale.example') ? true : null,
      )
      await board.press('Escape')
    }
  })

  it('edits of one field are two versions until one press decides, on both', async () => {
    await edit(desk, /Private/, /^E-mail/, 'desk@lovelace.example')
    await edit(lap, /Private/, /^E-mail/, 'lap@lovelace.example')
    await meet()
    for (const board of [desk, lap]) await shows(board, /2 versions/)
    await desk.click(button('See both versions'))
    const said = await desk.waitForText(/Two versions/)
    expect(said).toContain('desk@lovelace.example')
    expect(said).toContain('lap@lovelace.example')
    expect(said).toMatch(/on Lap/)
    expect(await findings(desk)).toEqual([])
    await desk.click(button(/^Use this one: “desk@lovelace/, 'dialog[open]'))
    await desk.waitForText(/Chosen/)
    await desk.press('Escape')
    await meet()
    for (const board of [desk, lap]) expect(await shows(board, /desk@lovelace/)).not.toContain('2 versions')
  })

  it('a revocation on one holds on the other', async () => {
    const page = await chromium.open(site.url)
    await begin(page, 'ask', ASK)
    await allow(chromium).catch(async (error) => {
      throw new Error(JSON.stringify(await outcomeOf(page, 'ask')), { cause: error })
    })
    expect(await outcomeOf(page, 'ask')).not.toHaveProperty('error')
    await meet()
    await lap.evaluate(
      `location.hash = ${JSON.stringify(`#/sites/${encodeURIComponent(new URL(site.url).origin)}`)}`,
    )
    await lap.click(button(/^Revoke this grant/))
    await lap.waitForText(/Nothing is allowed now/)
    await askPlaces(lap)
    await askPlaces(desk)
    await poll('the site to be refused', async () =>
      (await run(page, 'return (await grant.read()).data')).error === 'NotAllowedError' ? true : null,
    )
    await page.close()
    // What happened anywhere stands in one ledger, with where.
    for (const board of [desk, lap]) {
      await board.evaluate(`location.hash = '#/ledger'`)
      const told = await board.waitForText(/on Lap/)
      expect(told).toMatch(/You revoked [^\n]* on Lap/)
      expect(told).toMatch(/You allowed [^\n]* on Chrom/)
    }
  })

  it('one browser is killed in the middle, and loses nothing that was kept', async () => {
    await addRecord(desk, 'notes', { Title: 'Before the cut', Text: 'kept' })
    await goToDevices(desk)
    await desk.click(button('Write and look now'))
    const { profile } = chromium
    await chromium.kill()
    await chromium.ended
    await addRecord(lap, 'notes', { Title: 'Meanwhile', Text: 'elsewhere' })
    chromium = await launch('chromium', { extension: extensionFor('chromium'), profile })
    desk = await openDashboard(chromium)
    await meet()
    for (const board of [desk, lap]) {
      await shows(board, /Before the cut/)
      await shows(board, /Meanwhile/)
    }
  })

  it('after a start without one of the places nobody says that changes are not there', async () => {
    const { profile } = chromium
    await chromium.close()
    await apache.stop()
    chromium = await launch('chromium', { extension: extensionFor('chromium'), profile })
    desk = await openDashboard(chromium)
    await goToDevices(desk)
    const said = await desk.waitForText(/changes? may not be at two places: a place could not be asked/, {
      timeout: 60_000,
    })
    expect(said).not.toMatch(/not at two places yet/)
    await apache.restart()
    await meet()
    await untilSafe(desk)
  })

  it('one object is flipped and one place is wiped, and everything is at both places afterwards', async () => {
    await askPlaces(desk)
    const [spoilt] = filesIn(kept)
    if (!spoilt) throw new Error('nothing lies at Apache')
    const bytes = readFileSync(spoilt)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    writeFileSync(spoilt, bytes)
    await addRecord(lap, 'notes', { Title: 'After the flip', Text: 'kept' })
    await meet()
    await shows(desk, /After the flip/)
    const before = filesIn(kept).length
    expect(before).toBeGreaterThan(0)
    for (const name of readdirSync(kept)) rmSync(join(kept, name), { recursive: true, force: true })
    await meet()
    await untilSafe(desk)
    await untilSafe(lap)
    expect(filesIn(kept).length).toBeGreaterThan(0)
    for (const board of [desk, lap]) {
      const said = await shows(board, /After the flip/)
      for (const text of ['Before the cut', 'Meanwhile', 'Rear Admiral Hopper', 'desk@lovelace.example'])
        expect(said).toContain(text)
    }
  })

  it('a removed device reads nothing any more, and is told', async () => {
    await goToDevices(desk)
    await desk.click(button('Remove Lap'))
    expect(await findings(desk)).toEqual([])
    await desk.fill(field(/Type “remove”/, 'dialog[open]'), 'remove')
    await desk.click(button('Remove Lap', 'dialog[open]'))
    await desk.waitForText(/still knows how to get into your places/)
    await askPlaces(desk)
    await askPlaces(lap)
    await addRecord(desk, 'notes', { Title: 'After the removal', Text: 'not for it' })
    await untilSafe(desk)
    await askPlaces(lap)
    await lap.waitForText(/write what this one cannot read/, { timeout: 60_000 })
    await lap.evaluate(`location.hash = '#/my-data'`)
    await lap.waitForText(/After the flip/)
    expect(await lap.text()).not.toContain('After the removal')
  })
})
