import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADA, addRecord, allow, makeVault, openDashboard, PASSPHRASE } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { launch } from '../support/browsers/launch'
import { permittedProfile } from '../support/browsers/permitted-profile'
import { button, common, field } from '../support/browsers/selectors'
import { begin, outcomeOf, type ProbeSite, serveProbe } from '../support/probe-site'
import { extensionFor, KINDS } from './browsers'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds that is serious or worse, as lines. */
async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(`${axe}; null`)
  // A colour half-way to another is nobody's colour: what moves has come to rest.
  await page.evaluate(
    'Promise.allSettled(document.getAnimations().map(({ finished }) => finished)).then(() => true)',
  )
  return (await page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => id + ': ' + node.target.join(' ') + ' ' + node.failureSummary)))`)) as readonly string[]
}

const RECORDS: readonly (readonly [kind: string, fields: { readonly [label: string]: string }])[] = [
  ['names', { 'Full name': ADA.name }],
  ['addresses', { Label: 'Home', Country: 'GB', 'Street address': ADA.street, 'Town or city': ADA.town }],
  ['emails', { 'E-mail': ADA.email }],
  ['phones', { Phone: '+44 20 7946 0018' }],
  ['dates', { Kind: 'birthday', Date: '1985-12-10' }],
  ['cards', { 'Card number': '4242 4242 4242 4242', 'Valid until': '05/30' }],
  ['documents', { Kind: 'passport', Number: '925665416' }],
  ['contacts', { 'Full name': 'Charles Babbage' }],
  ['notes', { Title: 'Locker at the baths' }],
]

const ROUTES = ['my-data', 'sites', 'who-has-what', 'ledger', 'transfer', 'security'] as const
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

  async function ask(request: string): Promise<Page> {
    const page = await browser.open(site.url)
    await begin(
      page,
      'ask',
      `const vault = await selfstead.discover({ timeout: 5000 }); return (await vault.request(${request})).data`,
    )
    return page
  }

  async function onBoard(route: string, look: (page: Page) => Promise<void>): Promise<void> {
    const page = await openDashboard(browser, route)
    await page.waitFor({ role: 'heading' })
    await look(page)
    await page.close()
  }

  it('welcome, first screen', async () => {
    const page = await browser.extensionPage('welcome.html')
    await page.waitForText(/\S/)
    expect(await findings(page)).toEqual([])
    await page.close()
  })

  it('welcome, last screen', async () => {
    expect(await findings(await makeVault(browser))).toEqual([])
  })

  it.each(ROUTES)('dashboard with nothing in it, %s', (route) =>
    onBoard(route, async (page) => expect(await findings(page)).toEqual([])),
  )

  it('every record’s form, empty and filled', () =>
    onBoard('my-data', async (page) => {
      for (const [kind, fields] of RECORDS) {
        await page.evaluate(`location.hash = '#/my-data/add/${kind}'`)
        await page.waitFor(field('Label', 'dialog[open]'))
        expect(await findings(page), kind).toEqual([])
        await page.press('Escape')
        await addRecord(page, kind, fields)
        await page.click(`a[href^="#/my-data/${kind}/"]`)
        await page.waitFor(button('Keep changes'))
        expect(await findings(page), kind).toEqual([])
        await page.press('Escape')
      }
    }))

  it('the prompt, with every choice open', async () => {
    const page = await ask(
      `{ purpose: { text: 'Send order 1234' }, claims: { name: { required: true }, email: { required: true, accepts: ['alias'] }, 'cc-number': {}, organization: {}, tel: { reason: 'Only if the courier must call' } }, retention: 'P1Y' }`,
    )
    const prompt = await browser.waitForPage('prompt.html')
    await prompt.waitForText(/What would leave/)
    expect(await findings(prompt)).toEqual([])
    await prompt.evaluate(`for (const one of document.querySelectorAll('.give-open')) one.click()`)
    await prompt.click({ role: 'radio', name: 'Custom' })
    expect(await findings(prompt)).toEqual([])
    await allow(browser)
    expect((await outcomeOf(page, 'ask')).error).toBeUndefined()
    await page.close()
  })

  it('the popup over a site that has something, and over none', async () => {
    const page = await browser.open(site.url)
    await onBoard('my-data', async (board) => {
      await board.evaluate(`chrome.tabs.query({ url: '*://127.0.0.1/*' }).then(async ([tab]) => {
        await chrome.tabs.update(tab.id, { active: true })
        await chrome.tabs.create({ url: chrome.runtime.getURL('popup.html'), active: false, windowId: tab.windowId })
        return null
      })`)
      const popup = await browser.waitForPage('popup.html')
      await popup.waitForText(/What it may read/)
      await popup.setSize(360, 600)
      expect(await findings(popup)).toEqual([])
      await popup.close()
    })
    await page.close()
    const alone = await browser.extensionPage('popup.html')
    await alone.waitForText(/cannot ask/)
    expect(await findings(alone)).toEqual([])
    await alone.close()
  })

  it.each(ROUTES)('dashboard of a person with a site, %s', (route) =>
    onBoard(route, async (page) => expect(await findings(page)).toEqual([])),
  )

  it('one site, the table, a verified ledger and the dialogs of Security', () =>
    onBoard(`sites/${encodeURIComponent(new URL(site.url).origin)}`, async (page) => {
      await page.waitForText(/What it holds/)
      expect(await findings(page)).toEqual([])
      await page.evaluate(`location.hash = '#/who-has-what'`)
      await page.click({ role: 'radio', name: 'Table' })
      expect(await findings(page)).toEqual([])
      await page.evaluate(`location.hash = '#/ledger'`)
      await page.click(button('Verify'))
      await page.waitForText(/The ledger is whole/)
      expect(await findings(page)).toEqual([])
      await page.evaluate(`location.hash = '#/security'`)
      await page.click(button('Change passphrase'))
      expect(await findings(page)).toEqual([])
      await page.press('Escape')
      await page.click(button('Replace recovery phrase'))
      await page.fill(field(/passphrase/i, 'dialog[open]'), PASSPHRASE)
      await page.click(button('Make new words'))
      await page.waitForText(/shown once/, { timeout: 60_000 })
      expect(await findings(page)).toEqual([])
    }))

  it('locked: the dashboard, the words instead, the popup and the prompt', async () => {
    const popup = await browser.extensionPage('popup.html')
    await popup.click(common.lock)
    await popup.waitForText(/locked/)
    expect(await findings(popup)).toEqual([])
    await popup.close()
    const board = await browser.extensionPage('dashboard.html')
    await board.waitForText(/locked/)
    expect(await findings(board)).toEqual([])
    await board.click(button('Use the recovery phrase'))
    await board.waitFor(field('New passphrase'))
    expect(await findings(board)).toEqual([])
    await board.close()
    const page = await ask(`{ purpose: { text: 'Send order 1234' }, claims: { name: {} } }`)
    const prompt = await browser.waitForPage('prompt.html')
    await prompt.waitForText(/locked/)
    expect(await findings(prompt)).toEqual([])
    await prompt.close()
    await page.close()
  })
})
