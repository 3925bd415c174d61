import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addRecord, allow, openDashboard } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { button, dashboard, field } from '../support/browsers/selectors'
import { begin, outcomeOf, type ProbeSite, serveProbe } from '../support/probe-site'
import { KINDS } from './browsers'
import { launchReady } from './ready'

const ASK = `const vault = await selfstead.discover({ timeout: 15000 })
  const grant = await vault.request({ purpose: { text: 'Call you back' },
    claims: { email: { required: true }, tel: { required: true }, organization: {} }, access: 'once' })
  return grant.data`

describe.each(KINDS)('a site asks for what the vault does not have, in %s', (kind) => {
  let site: ProbeSite
  let browser: Browser
  let board: Page
  let page: Page
  let window: Page

  beforeAll(async () => {
    site = await serveProbe()
    browser = await launchReady(kind)
    board = await openDashboard(browser)
    await addRecord(board, 'emails', { 'E-mail': 'ada@lovelace.example' })
    page = await browser.open(site.url)
    await begin(page, 'ask', ASK)
    window = await browser.waitForPage('prompt.html')
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  it('the prompt says what is missing, and that the site says it needs it', async () => {
    const said = await window.waitForText(/1 of 3 would leave/)
    expect(said.match(/You have not put this in yet/g)).toHaveLength(2)
    expect(said.match(/The site says it needs this/g)).toHaveLength(1)
  })

  it('the person puts it in, sees it in the prompt, and it leaves with the rest', async () => {
    await window.click(button('Add phone'))
    // In the dashboard that is open already.
    await board.fill(field('Phone', 'dialog[open]'), '+44 20 7946 0018')
    await board.click(dashboard.keep)
    await window.waitForText(/2 of 3 would leave/)
    await allow(browser)
    expect(await outcomeOf(page, 'ask')).toEqual({
      value: { email: 'ada@lovelace.example', tel: '+442079460018' },
    })
  })
})
