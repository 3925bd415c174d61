import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveExamples } from '../../scripts/serve-examples.mjs'
import { allow, openDashboard, revoke } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { poll } from '../support/browsers/polling'
import { prompt } from '../support/browsers/selectors'
import { KINDS } from './browsers'
import { launchReady } from './ready'

const REQUEST = {
  purpose: { text: 'See how Selfstead answers' },
  collections: { 'app:notes': { actions: ['read', 'create'], required: true } },
  access: { for: 'P1D' },
}

describe.each(KINDS)('the inspector in %s', (kind) => {
  let served: Awaited<ReturnType<typeof serveExamples>>
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    served = await serveExamples({})
    browser = await launchReady(kind)
    await (await openDashboard(browser)).close()
    page = await browser.open(`${served.url}/inspector/`)
  })
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  /** Waits for a line of the log of that kind whose text matches. */
  const logged = (of: string, what: RegExp) =>
    poll(`${of} ${what}`, async () => {
      const lines = (await page.evaluate(
        `[...document.querySelectorAll('#log li')].map((line) => line.dataset.kind + ' ' + line.textContent)`,
      )) as readonly string[]
      if (lines.some((line) => line.startsWith(of) && what.test(line))) return true
      throw new Error(lines.slice(0, 3).join('\n'))
    })

  it('shows what each call in a collection gives, and the events that come of it', async () => {
    await page.fill('#request-json', JSON.stringify(REQUEST))
    await page.click('#do-request')
    await allow(browser)
    await logged('ok', /request.*app:notes/s)
    await page.click('#do-watch')
    await page.click('#do-write')
    await logged('ok', /write.*"id": "first"/s)
    await logged('event', /records of app:notes.*first/s)
    await page.click('#do-get')
    await logged('ok', /get.*"title": "First"/s)
    await page.click('#do-count')
    await logged('ok', /count.*1/s)
    await page.click('#do-list')
    await logged('ok', /list.*"next": null/s)
    await page.fill('#ids', 'file')
    await page.click('#do-attach')
    await logged('ok', /attach.*"id": "file"/s)
    await page.click('#do-get')
    await logged('ok', /get.*"downloaded": 1000000/s)
  })

  it('offers, and sends each verb past the SDK with the last grant in it', async () => {
    await page.click('#do-offer')
    const window = await browser.waitForPage('prompt.html')
    await window.click(prompt.deny)
    await logged('error', /offer: NotAllowedError/)
    await page.evaluate(`document.querySelector('details').open = true`)
    await page.fill('#raw-verb', 'list')
    await page.click('#do-raw')
    await logged('raw', /"records".*"First"/s)
  })

  it('shows that the grant is over', async () => {
    const board = await openDashboard(browser)
    await revoke(board, served.url)
    await logged('event', /change.*"revoked"/s)
    expect(await page.text('#state')).toBe('revoked')
  })
})
