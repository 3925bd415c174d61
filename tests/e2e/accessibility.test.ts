import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADA, addRecord, makeVault, openDashboard } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { launch } from '../support/browsers/launch'
import { permittedProfile } from '../support/browsers/permitted-profile'
import { begin, type ProbeSite, serveProbe } from '../support/probe-site'
import { extensionFor, KINDS } from './browsers'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds that is serious or worse, as lines. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(`${axe}; null`)
  return (await page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.target.join(' ') + ' ' + node.failureSummary)))`)) as readonly string[]
}

const SCHEMES = ['light', 'dark'] as const

// Colours, names and roles are the same in both browsers; one of them is enough.
describe.skipIf(!KINDS.includes('chromium')).each(SCHEMES)('axe finds nothing serious, %s', (scheme) => {
  let site: ProbeSite
  let browser: Browser
  const extension = extensionFor('chromium')

  beforeAll(async () => {
    site = await serveProbe()
    browser = await launch('chromium', {
      extension,
      profile: await permittedProfile('chromium', extension),
      scheme,
    })
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  it('welcome, first screen', async () => {
    const page = await browser.extensionPage('welcome.html')
    await page.waitForText(/\S/)
    expect(await findings(page)).toEqual([])
    await page.close()
  })

  it('welcome, last screen', async () => {
    expect(await findings(await makeVault(browser))).toEqual([])
  })

  it.each(['my-data', 'my-data/add/addresses', 'sites', 'who-has-what', 'ledger', 'transfer', 'security'])(
    'dashboard, %s',
    async (route) => {
      const page = await openDashboard(browser, route)
      await page.waitForText(/\S/)
      expect(await findings(page)).toEqual([])
      await page.close()
    },
  )

  it('popup', async () => {
    const page = await browser.extensionPage('popup.html')
    await page.setSize(360, 600)
    await page.waitForText(/Open dashboard/)
    expect(await findings(page)).toEqual([])
    await page.close()
  })

  it('prompt', async () => {
    const board = await openDashboard(browser)
    await addRecord(board, 'emails', { 'E-mail': ADA.email })
    const page = await browser.open(site.url)
    await begin(
      page,
      'ask',
      `const vault = await selfstead.discover({ timeout: 5000 })
       return (await vault.request({ purpose: { text: 'Send order 1234' }, claims: { email: { required: true, accepts: ['alias'] }, tel: { reason: 'Only if the courier must call' } } })).data`,
    )
    const prompt = await browser.waitForPage('prompt.html')
    await prompt.waitForText(/What would leave/)
    expect(await findings(prompt)).toEqual([])
    await prompt.close()
  })
})
