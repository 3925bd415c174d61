import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADA, addRecord, allow, openDashboard } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { poll } from '../support/browsers/polling'
import { button } from '../support/browsers/selectors'
import { begin, outcomeOf, type ProbeSite, run, serveProbe } from '../support/probe-site'
import { KINDS } from './browsers'
import { launchReady } from './ready'

const ASK = `
  const vault = await selfstead.discover({ timeout: 5000 })
  if (!vault) throw new Error('not found')
  window.grant = await vault.request({
    purpose: { text: 'Keep your notes' },
    claims: { email: { required: true } },
    collections: { 'app:notes': { actions: ['read', 'create'], required: true } },
    access: { for: 'P30D' } })
  window.told = []
  window.heard = []
  grant.addEventListener('change', ({ detail }) => told.push(detail.state))
  window.notes = grant.collection('app:notes')
  notes.addEventListener('change', ({ detail }) => heard.push(...(detail.missed ? ['missed'] : detail.changed)))
  return grant.data`

describe.each(KINDS)('a page that stays open over an update, in %s', (kind) => {
  let site: ProbeSite
  let browser: Browser
  let page: Page
  let board: Page

  beforeAll(async () => {
    site = await serveProbe()
    browser = await launchReady(kind)
    board = await openDashboard(browser)
    await addRecord(board, 'emails', { 'E-mail': ADA.email })
    page = await browser.open(site.url)
    await begin(page, 'ask', ASK)
    await allow(browser)
    expect(await outcomeOf(page, 'ask')).toEqual({ value: { email: ADA.email } })
    await page.evaluate('window.stayed = true')
    await browser.updateExtension()
    // The update ended the session with the rest of the browser's memory of the extension.
    board = await openDashboard(browser)
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  it('reads by its grant', async () => {
    expect(await run(page, `return await grant.read(['email'])`)).toEqual({ value: { email: ADA.email } })
    expect(await page.evaluate('stayed')).toBe(true)
  })

  it('hears of records that another page writes', async () => {
    // What a locked vault refused is asked for again every twenty seconds; then the page is told that it may have missed some.
    await poll(
      'the watching to go on',
      async () => (JSON.stringify(await page.evaluate('heard')).includes('missed') ? true : null),
      40_000,
    )
    const other = await browser.open(site.url)
    expect(
      await run(other, `${ASK.replace('return', 'void')}; await notes.create({ n: 1 }, { id: 'after' })`),
    ).toEqual({
      value: null,
    })
    await poll('the record', async () =>
      JSON.stringify(await page.evaluate('heard')).includes('after') ? true : null,
    )
    await other.close()
  })

  it('hears that its grant was revoked, once', async () => {
    const origin = encodeURIComponent(new URL(site.url).origin)
    await board.evaluate(`location.hash = ${JSON.stringify(`#/sites/${origin}`)}`)
    await board.click(button(/^Revoke this grant/))
    await poll('the end', async () => ((await page.evaluate('grant.state')) === 'revoked' ? true : null))
    expect(await page.evaluate('told')).toEqual(['revoked'])
  })
})
