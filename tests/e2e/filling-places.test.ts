import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { addRecord, openDashboard } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { poll } from '../support/browsers/polling'
import { button } from '../support/browsers/selectors'
import { pressFor, pressUntil, shut } from '../support/filling/gesture'
import { holdings, ledgerLines } from '../support/filling/given'
import { stateOf } from '../support/filling/made-site'
import { KINDS } from './browsers'
import { type FillSites, serveFillSites } from './fill-sites/serve'
import { launchReady } from './ready'

/** Lists of states and towns that come after the country was chosen. */

const FILL = /^Fill (?:one field|\d+ fields)$/

describe.each(KINDS)('lists that follow one another in %s', (kind) => {
  let browser: Browser
  let sites: FillSites
  let board: Page
  let open: Page[] = []

  beforeAll(async () => {
    sites = await serveFillSites()
    browser = await launchReady(kind)
    board = await openDashboard(browser)
    await addRecord(board, 'addresses', {
      Country: 'US',
      'Street address': '742 Evergreen Terrace',
      'Town or city': 'Springfield',
      'State or region': 'Illinois',
      'Postal code': '62704',
    })
  })
  afterEach(async () => {
    await shut(browser, ...open)
    open = []
  })
  afterAll(async () => {
    await browser?.close()
    await sites?.close()
  })

  async function pressed(query: string): Promise<readonly [page: Page, preview: Page]> {
    const url = sites.at('chained') + query
    const page = await browser.open(url)
    const preview = await pressFor(browser, board, url, 'fill')
    open = [page, preview]
    return [page, preview]
  }
  const WHOLE = {
    street: '742 Evergreen Terrace',
    country: '840',
    region: 'IL',
    city: 'Springfield',
    zip: '62704',
  }

  it.each([
    ['as they come', ''],
    ['as other elements', '?anew'],
    ['above their country', '?last'],
  ])('are chosen %s, after what stands above them', async (_name, query) => {
    const [page, preview] = await pressed(query)
    const before = await preview.waitForText(/Fill 5 fields/)
    expect(before).toMatch(/Illinois/)
    expect(before).toMatch(/once its list is there/)
    expect(await pressUntil(preview, FILL, /filled in/)).toMatch(/5 fields filled in/)
    expect(await stateOf(page)).toEqual(WHOLE)
  })

  it('each of them has its line in the ledger, and the site has them', async () => {
    const { host } = new URL(sites.at('chained'))
    // The country with the street and the code, then the state, then the town: three for each of the fills above.
    expect((await ledgerLines(board)).filter((line) => line.includes(host))).toHaveLength(9)
    const held = (await holdings(board)).filter(({ site }) => site.includes(host))
    expect(held.map(({ value }) => value)).toEqual(['742 Evergreen Terrace'])
  })

  it('and are as they were after Undo', async () => {
    const [page, preview] = await pressed('')
    await pressUntil(preview, FILL, /5 fields filled in/)
    await preview.click(button('Undo'))
    await preview.waitForText(/as they were/)
    await poll('what stood there', async () => {
      const state = Object.values(await stateOf(page)).filter((value) => value !== '')
      return state.length === 0 ? true : null
    })
  })

  it('that never come are said, and nothing else is chosen', async () => {
    const [page, preview] = await pressed('?never')
    const said = await pressUntil(preview, FILL, /filled in/)
    expect(said).toMatch(/3 fields filled in/)
    expect(said).toMatch(/2 fields did not take it/)
    expect(said).toMatch(/State: The form’s list has no choice that says this/)
    expect(await stateOf(page)).toMatchObject({ country: '840', zip: '62704' })
  })
})
