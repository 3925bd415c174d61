import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addRecord, openDashboard } from '../support/actions'
import { findings } from '../support/axe'
import type { Browser, Page } from '../support/browsers/browser'
import { launch } from '../support/browsers/launch'
import { permittedProfile } from '../support/browsers/permitted-profile'
import { button } from '../support/browsers/selectors'
import type { PlaceServer } from '../support/servers/server'
import { startTwoPlaces, type TwoPlaces, twoPlacesAreHere } from '../support/servers/two-places'
import {
  addPlace,
  askPlaces,
  finishJoining,
  goToDevices,
  joinByPhrase,
  untilSafe,
} from '../support/two-devices'
import { extensionFor, KINDS } from './browsers'
import { launchReady, wordsOf } from './ready'

const [FIRST] = KINDS

/** The first device is gone for good, as far as a new one can tell: all it has is one place and 24 words. */
describe.runIf(FIRST && twoPlacesAreHere())('a device that joins by the recovery words', () => {
  let servers: TwoPlaces
  let apache: PlaceServer
  let swift: PlaceServer
  let first: Browser
  let desk: Page
  let words = ''

  beforeAll(async () => {
    servers = await startTwoPlaces()
    ;({ apache, swift } = servers)
    first = await launchReady(FIRST ?? 'chromium')
    words = await wordsOf(first.profile)
    desk = await openDashboard(first)
    await addRecord(desk, 'emails', { Label: 'Private', 'E-mail': 'ada@lovelace.example' })
    await addRecord(desk, 'notes', { Title: 'To be found again', Text: 'in full' })
    await goToDevices(desk)
    await addPlace(desk, apache.place, 'Home')
    await addPlace(desk, swift.place, 'Rented')
    await untilSafe(desk)
  })
  afterAll(async () => {
    await first?.close()
    await servers?.close()
  })

  describe.each(KINDS)('in %s', (kind) => {
    const name = `New ${kind}`
    let browser: Browser
    let page: Page

    beforeAll(async () => {
      const extension = extensionFor(kind)
      browser = await launch(kind, { extension, profile: await permittedProfile(kind, extension) })
      page = await browser.extensionPage('welcome.html')
    })
    afterAll(async () => {
      await browser?.close()
    })

    it('is told what is wrong with the words, or with the place', async () => {
      const place = kind === 'chromium' ? apache : swift
      await joinByPhrase(page, place.wrong.credentials, words, name)
      await page.waitForText(/does not take these credentials/, { timeout: 60_000 })
      expect(await findings(page)).toEqual([])
      await page.reload()
      const [one = '', other = '', ...rest] = words.split(' ')
      await joinByPhrase(page, place.place, [other, one, ...rest].join(' '), name)
      await page.waitForText(/These are not 24 words of a recovery phrase/, { timeout: 60_000 })
      await page.reload()
      await joinByPhrase(page, place.place, `${'abandon '.repeat(23)}art`, name)
      await page.waitForText(/these words do not open it/, { timeout: 60_000 })
      await page.reload()
    })

    it('has everything, under an id and a name of its own, and the first one lists it', async () => {
      const { place } = kind === 'chromium' ? apache : swift
      await joinByPhrase(page, place, `  ${words.toUpperCase().replaceAll(' ', '\n ')} `, name)
      await finishJoining(page)
      const lap = await openDashboard(browser)
      const said = await lap.waitForText(/To be found again/)
      expect(said).toContain('ada@lovelace.example')
      await goToDevices(lap)
      await lap.waitForText(new RegExp(`${name} this device`))
      await lap.waitForText(/Rented/)
      await untilSafe(lap)
      await askPlaces(desk)
      const list = await desk.waitForText(new RegExp(name), { timeout: 60_000 })
      expect(list.match(/this device/g)).toHaveLength(1)
      expect(await desk.count(button(`Remove ${name}`))).toBe(1)
      // What it writes comes back.
      await addRecord(lap, 'notes', { Title: `Written on ${name}`, Text: 'after joining' })
      await askPlaces(lap)
      await askPlaces(desk)
      await desk.evaluate(`location.hash = '#/my-data'`)
      await desk.waitForText(new RegExp(`Written on ${name}`))
    })
  })
})
