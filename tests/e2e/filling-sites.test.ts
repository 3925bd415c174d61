import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDisplay } from '../../scripts/lib/display.mjs'
import { addRecord, openDashboard } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { poll } from '../support/browsers/polling'
import { button } from '../support/browsers/selectors'
import { giveAll, pressFill } from '../support/filling/gesture'
import { KINDS } from './browsers'
import { PERSON } from './fill-sites/person'
import { type FillSites, serveFillSites } from './fill-sites/serve'
import type { FillField, FillSite } from './fill-sites/site'
import { SITES } from './fill-sites/sites'
import { launchReady } from './ready'

/**
 * A person fills made sites of many frameworks and languages with the keys of the extension. No site was ever allowed
 * anything: what the keys grant is all there is.
 */

const NATIONAL = '2079460958'
const essence = (value: unknown): string =>
  String(value ?? '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Whether the site's own state holds the person's value, in whichever way the form has it written. */
function isTaken({ claim, value, holds = value }: FillField, stands: unknown): boolean {
  if (claim === 'email') return /^ada(?:\+[\w.-]+)?@lovelace\.example$/.test(String(stands))
  if (claim === 'tel') return essence(stands).endsWith(NATIONAL)
  return essence(stands) === essence(holds)
}

const stateOf = async (page: Page): Promise<{ readonly [key: string]: unknown }> =>
  JSON.parse(String(await page.evaluate(`document.querySelector('#state').textContent`)))

const missing = (site: FillSite, state: { readonly [key: string]: unknown }): readonly string[] =>
  site.fields
    .filter((field) => !isTaken(field, state[field.state ?? field.claim]))
    .map((field) => `${field.claim}: ${JSON.stringify(state[field.state ?? field.claim])}`)

describe.each(KINDS)('filling in %s', (kind) => {
  let browser: Browser
  let sites: FillSites
  let board: Page
  let screen: { readonly name: string; readonly close: () => void } | null = null

  beforeAll(async () => {
    sites = await serveFillSites()
    // A driver cannot press what Chromium itself listens to: only keys on a screen do.
    if (kind === 'chromium') screen = await openDisplay()
    browser = await launchReady(kind, {
      letAll: false,
      ...(screen ? { headed: true, display: screen.name } : {}),
    })
    board = await openDashboard(browser)
    await addRecord(board, 'names', { 'Given name': PERSON.given, 'Family name': PERSON.family })
    await addRecord(board, 'addresses', {
      Country: PERSON.country,
      'Street address': PERSON.street,
      'Town or city': PERSON.town,
      'Postal code': PERSON.postcode,
    })
    await addRecord(board, 'emails', { 'E-mail': PERSON.email })
    await addRecord(board, 'phones', { Phone: PERSON.tel })
    await addRecord(board, 'dates', { Kind: 'birthday', Date: PERSON.birthday })
    await addRecord(board, 'cards', {
      'Card number': PERSON.card,
      'Name on the card': PERSON.name,
      'Valid until': '09/31',
    })
  })
  afterAll(async () => {
    await browser?.close()
    screen?.close()
    await sites?.close()
  })

  it.each(SITES.map((site) => [site.name, site] as const))('%s is filled', async (name, site) => {
    const page = await browser.open(sites.at(name))
    if (site.before) await page.click(site.before)
    const preview = await pressFill(browser)
    const said = await giveAll(preview)
    await preview.close()
    const left = await poll(
      'every value',
      async () => {
        const now = missing(site, await stateOf(page))
        return now.length === 0 ? now : null
      },
      3_000,
    ).catch(async () => missing(site, await stateOf(page)))
    expect(left, said).toEqual([])
    for (const selector of site.untouched ?? [])
      expect(await page.evaluate(`document.querySelector(${JSON.stringify(selector)}).value`), selector).toBe(
        '',
      )
    await page.close()
  })

  it('every value stands in the ledger, and in Who has what', async () => {
    await board.evaluate(`location.hash = '#/ledger'`)
    const filled = /You filled your .+ into a form of/g
    await board.waitForText(filled)
    const lines = (await board.text('main')).match(filled) ?? []
    expect(lines.length).toBeGreaterThanOrEqual(SITES.length)
    await board.evaluate(`location.hash = '#/who-has-what'`)
    await board.click({ role: 'radio', name: 'Table' })
    const held = await board.waitForText(/by filling a form/)
    const values = ['Ada Lovelace', PERSON.email, PERSON.street, PERSON.tel, 'December 10, 1815', '•••• 1111']
    expect(values.filter((value) => !held.includes(value))).toEqual([])
  })

  it('a form that sends elsewhere says so before, and frames are said', async () => {
    const shop = await browser.open(sites.at('jquery-talab'))
    const preview = await pressFill(browser)
    expect(await preview.waitForText(/Fill \d+ fields/)).toMatch(
      /This form sends what it holds to http:\/\/localhost/,
    )
    await preview.close()
    await shop.close()
    const framed = await browser.open(sites.at('frames'))
    const other = await pressFill(browser)
    expect(await other.waitForText(/Fill one field/)).toMatch(/2 frames inside the page/)
    await other.close()
    await framed.close()
  })

  it('undo gives the site back what it had', async () => {
    const page = await browser.open(sites.at('react-checkout'))
    const preview = await pressFill(browser)
    await giveAll(preview)
    expect(await stateOf(page)).toMatchObject({ town: PERSON.town })
    await preview.click(button('Undo'))
    await preview.waitForText(/as they were/)
    const left = Object.values(await stateOf(page)).filter((value) => value !== '')
    expect(left).toEqual([])
    await preview.close()
    await page.close()
  })

  it('what changed its meaning in the middle is left alone', async () => {
    const page = await browser.open(`${sites.at('restless')}?swap=1`)
    const preview = await pressFill(browser)
    expect(await giveAll(preview)).toMatch(/2 fields did not take it/)
    expect(await stateOf(page)).toEqual({ email: expect.any(String), name: '', town: '' })
    await preview.close()
    await page.close()
  })

  it('a page that goes away in the middle gets nothing more, nor does the next', async () => {
    const page = await browser.open(`${sites.at('leaving')}?after=input`)
    const preview = await pressFill(browser)
    await giveAll(preview)
    await poll('the next page', async () => ((await page.url()).includes('inner.html') ? true : null))
    expect(await page.evaluate(`document.querySelector('#name').value`)).toBe('')
    await preview.close()
    await page.close()
  })

  it('a page that went away before gets nothing', async () => {
    const page = await browser.open(`${sites.at('leaving')}?after=2500`)
    const preview = await pressFill(browser)
    await poll('the next page', async () => ((await page.url()).includes('inner.html') ? true : null))
    await preview.waitForText(/The page went away/)
    expect(await page.evaluate(`document.querySelector('#name').value`)).toBe('')
    await preview.close()
    await page.close()
  })

  it('ten thousand fields and a label of a megabyte do not stop it', async () => {
    const page = await browser.open(sites.at('huge'))
    const preview = await pressFill(browser)
    const said = await giveAll(preview)
    expect(await stateOf(page), said).toMatchObject({ email: expect.stringMatching(/@lovelace\.example$/) })
    await preview.close()
    await page.close()
  })
})
