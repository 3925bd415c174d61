import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseClaim } from '@/lib/records/claims'
import { openDisplay } from '../../scripts/lib/display.mjs'
import { addRecord, openDashboard } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { pause, poll } from '../support/browsers/polling'
import { button } from '../support/browsers/selectors'
import { giveAll, pressFill } from '../support/filling/gesture'
import { holdings, ledgerLines } from '../support/filling/given'
import { type SiteState, stateOf } from '../support/filling/made-site'
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

/** How the ledger and Who has what call what each collection gives. */
const NOUNS: { readonly [collection: string]: RegExp } = {
  names: /\bname\b/,
  addresses: /\baddress\b/,
  emails: /e-mail/,
  phones: /phone/,
  dates: /birth date/,
  cards: /card/,
}
const VALUES: { readonly [collection: string]: string } = {
  names: PERSON.name,
  addresses: PERSON.street,
  emails: PERSON.email,
  phones: PERSON.tel,
  dates: 'December 10, 1815',
  cards: 'Visa •••• 1111',
}

const missing = (site: FillSite, state: SiteState): readonly string[] =>
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

  it('every value of every site stands in the ledger and in Who has what, and nothing else does', async () => {
    const lines = await ledgerLines(board)
    const held = await holdings(board)
    for (const site of SITES) {
      const { host } = new URL(sites.at(site.name))
      const claims = [...site.fields.map(({ claim }) => claim), ...(site.alsoGiven ?? [])]
      const kinds = [...new Set(claims.map((claim) => parseClaim(claim)?.collection ?? ''))]
      const here = lines.filter((line) => line.includes(host))
      expect(here, site.name).toHaveLength(1)
      for (const kind of kinds) expect(here[0], site.name).toMatch(NOUNS[kind] ?? /-/)
      const given = held.filter((one) => one.site.includes(host))
      expect(given.map(({ value }) => value).sort(), site.name).toEqual(
        kinds.map((kind) => VALUES[kind]).sort(),
      )
      expect(new Set(given.map(({ ways }) => ways)), site.name).toEqual(new Set(['by filling a form']))
    }
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
    expect(await stateOf(page)).toEqual({ email: expect.any(String), name: '', town: '', postcode: '' })
    await preview.close()
    await page.close()
  })

  it('a form that is made again while the preview is open is matched again, and asked again', async () => {
    const page = await browser.open(`${sites.at('restless')}?once=1`)
    const preview = await pressFill(browser)
    await preview.waitForText(/Fill 3 fields/)
    await page.evaluate('drawAgain(); null')
    // The window takes no press before it was there for a moment, and this one is to be the only one.
    await pause(800)
    await preview.click(button('Fill 3 fields'))
    const said = await preview.waitForText(/The form changed while you looked/)
    expect(said).toMatch(/One of the fields is no longer there/)
    expect(said).toMatch(/Postal code.*new in this form/s)
    expect(await stateOf(page)).toEqual({})
    expect(await giveAll(preview)).toMatch(/3 fields filled in/)
    expect(await stateOf(page)).toMatchObject({ name: PERSON.name, postcode: PERSON.postcode })
    await preview.close()
    await page.close()
  })

  it('and one that is made again every second is filled all the same', async () => {
    const page = await browser.open(`${sites.at('restless')}?every=1000`)
    const preview = await pressFill(browser)
    await preview.waitForText(/Fill 3 fields/)
    await poll('the fill', async () => {
      const said = await giveAll(preview, /The form changed while you looked|filled in/)
      return /filled in/.test(said) ? said : null
    })
    expect(await stateOf(page)).toMatchObject({ name: PERSON.name, town: PERSON.town })
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
    expect(await preview.waitForText(/Fill/)).toMatch(/The page has more fields than are looked at/)
    const said = await giveAll(preview)
    expect(await stateOf(page), said).toMatchObject({ email: expect.stringMatching(/@lovelace\.example$/) })
    await preview.close()
    await page.close()
  })
})
