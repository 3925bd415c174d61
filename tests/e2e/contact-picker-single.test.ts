import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addRecord, allow, openDashboard, openPopupOver } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { poll } from '../support/browsers/polling'
import { begin, outcomeOf, type ProbeSite, serveProbe } from '../support/probe-site'
import { KINDS } from './browsers'
import { launchReady } from './ready'

/** The contact picker where it is on for one site alone, by the popup over that site. */

const DETECT = `'contacts' in navigator && 'ContactsManager' in window`
const SWITCH = { role: 'checkbox', name: /^Let .* use the contact picker/ } as const

describe.each(KINDS)('the contact picker of one site in %s', (kind) => {
  let site: ProbeSite
  let browser: Browser
  let board: Page
  let page: Page
  let other: Page

  beforeAll(async () => {
    site = await serveProbe()
    browser = await launchReady(kind)
    board = await openDashboard(browser)
    await addRecord(board, 'contacts', { 'Full name': 'Grace Hopper', 'E-mail': 'grace@navy.example' })
    page = await browser.open(site.url)
    other = await browser.open(site.otherUrl)
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  const has = async (where: Page): Promise<unknown> => {
    await where.reload()
    await where.waitFor({ role: 'heading', name: 'Probe' })
    return await where.evaluate(DETECT)
  }
  const turn = async (on: boolean): Promise<void> => {
    const popup = await openPopupOver(browser, board, '*://127.0.0.1/*')
    await popup.click(SWITCH)
    const checked = `document.querySelector('main input[type=checkbox]').checked`
    await poll('the switch', async () => ((await popup.evaluate(checked)) === on ? true : null))
    await popup.close()
    await poll('the picker to be there or not', async () => ((await has(page)) === on ? true : null))
  }
  const said = async (): Promise<string> => {
    await board.evaluate(`location.hash = '#/security'`)
    return await board.waitForText(/Contact picker/)
  }

  it('is there once the popup was told so, at no other origin, and gives who was picked', async () => {
    expect([await has(page), await has(other)]).toEqual([false, false])
    await turn(true)
    expect(await has(other)).toBe(false)
    expect(await said()).toMatch(/It is on for 1 site/)
    await begin(page, 'pick', `return await navigator.contacts.select(['name'])`)
    const prompt = await browser.waitForPage('prompt.html')
    await prompt.click({ role: 'option', name: /Grace/ })
    await allow(browser)
    expect(await outcomeOf(page, 'pick')).toEqual({ value: [{ name: ['Grace Hopper'] }] })
  })

  it('is gone with the next load once it was turned off there', async () => {
    await turn(false)
    expect(await has(other)).toBe(false)
    expect(await said()).toMatch(/It is off for every site/)
  })
})
