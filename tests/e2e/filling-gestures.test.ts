import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openDisplay } from '../../scripts/lib/display.mjs'
import { addRecord, makeVault, openDashboard } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { launch } from '../support/browsers/launch'
import { freshProfile } from '../support/browsers/permitted-profile'
import { button } from '../support/browsers/selectors'
import { giveAll, shut } from '../support/filling/gesture'
import { stateOf } from '../support/filling/made-site'
import { extensionFor, KINDS, withKeyForButton } from './browsers'
import { type FillSites, serveFillSites } from './fill-sites/serve'

/**
 * The gestures that open a page to us, made as a person makes them: nothing was ever allowed, so what the gesture grants is all
 * there is. (The keys: `filling-sites.test.ts`.)
 */

describe.each(KINDS)('gestures in %s', (kind) => {
  let browser: Browser
  let sites: FillSites
  let screen: { readonly name: string; readonly close: () => void } | null = null
  let open: Page[] = []

  beforeAll(async () => {
    sites = await serveFillSites()
    screen = await openDisplay()
    browser = await launch(kind, {
      extension: await withKeyForButton(extensionFor(kind)),
      profile: await freshProfile(kind),
      ...(screen ? { headed: true, display: screen.name } : {}),
    })
    await makeVault(browser, { letAll: false })
    const board = await openDashboard(browser)
    await addRecord(board, 'emails', { 'E-mail': 'ada@lovelace.example' })
    await addRecord(board, 'names', { 'Full name': 'Ada Lovelace' })
    await board.close()
  })
  afterEach(async () => {
    await shut(browser, ...open)
    open = []
  })
  afterAll(async () => {
    await browser?.close()
    screen?.close()
    await sites?.close()
  })

  async function site(): Promise<Page> {
    const page = await browser.open(sites.at('restless'))
    await page.waitFor('#email')
    open = [page]
    return page
  }
  async function preview(): Promise<Page> {
    const found = await browser.waitForPage('preview.html')
    open.push(found)
    return found
  }

  it('the menu on a field fills the form', async () => {
    const page = await site()
    await page.openMenu('#email')
    await browser.chooseInMenu({ words: 'Fill this form', place: 0 })
    expect(await giveAll(await preview())).toMatch(/2 fields filled in/)
    expect(await stateOf(page)).toMatchObject({ name: 'Ada Lovelace' })
  })

  it('or that field alone', async () => {
    const page = await site()
    await page.openMenu('#name')
    await browser.chooseInMenu({ words: 'Fill this field only', place: 1 })
    expect(await giveAll(await preview())).toMatch(/One field filled in/)
    expect(await stateOf(page)).toEqual({ email: '', name: 'Ada Lovelace', town: '', postcode: '' })
  })

  it('or keeps what was typed into it', async () => {
    const page = await site()
    await page.fill('#email', 'grace@navy.example')
    await page.openMenu('#email')
    await browser.chooseInMenu({ words: 'Save from this form', place: 2 })
    const window = await preview()
    await window.click(button(/^Keep e-mail/))
    await window.waitForText(/kept in your vault/)
  })

  it('the button in the toolbar does the same', async () => {
    const page = await site()
    await browser.pressShortcut('Alt+Shift+S')
    // “Let 127.0.0.1 ask” and “Let all sites ask” stand before it.
    await browser.pressInPopup(3)
    expect(await giveAll(await preview())).toMatch(/2 fields filled in/)
    expect(await stateOf(page)).toMatchObject({ name: 'Ada Lovelace' })
  })

  it('and without any of them the page stays closed', async () => {
    await site()
    const ours = await browser.extensionPage('popup.html')
    const answer = await ours.evaluate(`(async () => {
      const { tabs, runtime } = globalThis.browser ?? chrome
      const all = await tabs.query({})
      return await Promise.all(all.map(({ id }) => runtime.sendMessage({ app: 'fill.start', params: { tab: id, wish: 'fill' } })))
    })()`)
    expect(new Set((answer as object[]).map((one) => JSON.stringify(one)))).toEqual(
      new Set(['{"ok":{"started":false}}']),
    )
    expect((await browser.pages()).filter(({ url }) => url.includes('preview.html'))).toEqual([])
    await ours.close()
  })
})
