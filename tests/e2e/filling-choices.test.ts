import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ADA, addAda, addRecord, openDashboard } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { pause } from '../support/browsers/polling'
import { button } from '../support/browsers/selectors'
import { pressFor, pressUntil, shut } from '../support/filling/gesture'
import { holdings, ledgerLines } from '../support/filling/given'
import { KINDS } from './browsers'
import { launchReady } from './ready'

/** What a person changes in the preview before they fill, and what of it is there the next time. */

const ORDER = `<!doctype html><html lang="en-GB"><title>Shop</title><form>
  <p><label>Full name <input id="name" autocomplete="name"></label></p>
  <p><label>Street <input id="street" autocomplete="street-address"></label></p>
  <p><label>Town <input id="town" autocomplete="address-level2"></label></p>
  <p><label>Postcode <input id="code" autocomplete="postal-code"></label></p>
  <p><label>E-mail <input id="mail" type="email" autocomplete="email"></label></p></form>`
const EMPTY = { name: '', street: '', town: '', code: '', mail: '' }
const HOME = { street: ADA.street, town: ADA.town, code: ADA.postcode }
const WORK = { street: '5 Dorset Street', town: 'Marylebone', code: 'W1U 6QJ' }

const STANDS = `Object.fromEntries([...document.querySelectorAll('input')].map((one) => [one.id, one.value]))`
const FILL = /^Fill (?:one field|\d+ fields)$/

describe.each(KINDS)('what is changed in the preview in %s', (kind) => {
  let browser: Browser
  let board: Page
  const servers: Server[] = []

  beforeAll(async () => {
    browser = await launchReady(kind)
    board = await openDashboard(browser)
    await addAda(board)
    await addRecord(board, 'addresses', {
      Label: 'Work',
      Country: 'GB',
      'Street address': WORK.street,
      'Town or city': WORK.town,
      'Postal code': WORK.code,
    })
  })
  afterEach(async () => {
    const left = (await browser.pages()).filter(({ url }) => /preview\.html|^http:\/\/127\.0\.0\.1/.test(url))
    await shut(browser, ...left.map(({ page }) => page))
  })
  afterAll(async () => {
    await browser?.close()
    for (const server of servers) server.close()
  })

  /** A shop at an origin of its own, which was given nothing yet. */
  async function shop(): Promise<string> {
    const server = createServer((_request, response) =>
      response.setHeader('content-type', 'text/html; charset=utf-8').end(ORDER),
    )
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  }
  async function look(url: string): Promise<readonly [page: Page, preview: Page]> {
    const page = await browser.open(url)
    const preview = await pressFor(browser, board, url, 'fill')
    await preview.waitFor(button(FILL))
    return [page, preview]
  }
  const proposed = async (preview: Page) => {
    const text = await preview.text('main')
    return [HOME, WORK].filter(({ street }) => text.includes(street))
  }
  const given = async (url: string) => {
    const { host } = new URL(url)
    const lines = (await ledgerLines(board)).filter((line) => line.includes(host))
    const held = (await holdings(board)).filter(({ site }) => site.includes(host))
    return { lines, values: held.map(({ value }) => value).sort() }
  }

  it('a field that was unticked stays empty, and is neither in the ledger nor in Who has what', async () => {
    const url = await shop()
    const [page, preview] = await look(url)
    await preview.click({ role: 'checkbox', name: 'Fill “Full name”' })
    await pressUntil(preview, 'Fill 4 fields', /4 fields filled in/)
    expect(await page.evaluate(STANDS)).toMatchObject({ name: '', mail: ADA.email, code: expect.any(String) })
    const { lines, values } = await given(url)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/You filled your address and e-mail address into a form/)
    expect(values).toHaveLength(2)
    expect(values).not.toContain(ADA.name)
  })

  it('an alias that was chosen for the e-mail address goes in, and the address itself does not', async () => {
    const url = await shop()
    const [page, preview] = await look(url)
    await preview.click(button('Choose for “E-mail”'))
    await preview.click({ role: 'radio', name: 'An alias' })
    const shown = await preview.waitForText(/ada\+[\w-]+@lovelace\.example/)
    await pressUntil(preview, 'Fill 5 fields', /5 fields filled in/)
    const { mail } = (await page.evaluate(STANDS)) as typeof EMPTY
    expect(mail).toMatch(/^ada\+[\w-]+@lovelace\.example$/)
    expect(shown).toContain(mail)
    expect((await given(url)).lines).toEqual([
      expect.stringMatching(/You filled your name, address, and e-mail alias into a form/),
    ])
  })

  it('the address that was chosen last is proposed there and at no other site, and goes in only when it is pressed again', async () => {
    const url = await shop()
    const [page, preview] = await look(url)
    const [first, ...more] = await proposed(preview)
    expect(more).toEqual([])
    const other = first === HOME ? WORK : HOME
    await preview.click(button('Choose for “Street”'))
    await preview.click({ role: 'radio', name: other === WORK ? /^Work/ : /^Home/ })
    await pressUntil(preview, 'Fill 5 fields', /5 fields filled in/)
    expect(await page.evaluate(STANDS)).toMatchObject(other)
    await shut(browser, preview, page)

    const [again, second] = await look(url)
    expect(await proposed(second)).toEqual([other])
    // Longer than the window takes no press: what went in by itself would be in by then.
    await pause(1_500)
    expect(await again.evaluate(STANDS)).toEqual(EMPTY)
    expect((await given(url)).lines).toHaveLength(1)
    await pressUntil(second, 'Fill 5 fields', /5 fields filled in/)
    expect(await again.evaluate(STANDS)).toMatchObject(other)
    expect((await given(url)).lines).toHaveLength(2)
    await shut(browser, second, again)

    const [, elsewhere] = await look(await shop())
    expect(await proposed(elsewhere)).toEqual([first])
  })
})
