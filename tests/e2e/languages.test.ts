import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBrowser } from '../../scripts/lib/find-browser.mjs'
import { hasArabicPack } from '../../scripts/lib/install.mjs'
import { textsOf } from '../locales/texts'
import { ADA, addRecord, openDashboard, PASSPHRASE } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { launch } from '../support/browsers/launch'
import { poll } from '../support/browsers/polling'
import { button, field } from '../support/browsers/selectors'
import { begin, outcomeOf, type ProbeSite, serveProbe } from '../support/probe-site'
import { extensionFor, KINDS } from './browsers'
import { readyProfile } from './ready'

const arabic = new Map(textsOf('ar').map(({ key, number, text }) => [`${key}${number ?? ''}`, text]))

/** The Arabic of a text: what stands on the page is held against the file, not against a copy of it. */
function say(key: string): string {
  const text = arabic.get(key)
  if (text === undefined) throw new Error(`no Arabic for ${key}`)
  return text
}

/** Widths a person meets: a phone, a window beside another, a desk. */
const WIDTHS = [320, 400, 1280] as const
const ROUTES = ['my-data', 'sites', 'who-has-what', 'ledger', 'devices', 'transfer', 'security'] as const

/** The page is written from right to left, in Arabic, and nothing sticks out at any width. */
async function expectMirrored(page: Page, what: string): Promise<void> {
  const root = await page.evaluate(
    '[document.documentElement.lang, document.documentElement.dir, getComputedStyle(document.body).direction]',
  )
  expect(root, what).toEqual(['ar', 'rtl', 'rtl'])
  const words = (await page.text()).match(/\p{L}{2,}/gu) ?? []
  expect(words.filter((word) => /\p{Script=Arabic}/u.test(word)).length, what).toBeGreaterThan(3)
  for (const width of WIDTHS) {
    await page.setSize(width, 800)
    const over = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
    expect(await page.evaluate(over), `${what} at ${width}`).toBe(0)
  }
}

describe.each(KINDS)('a person whose %s speaks Arabic', (kind) => {
  // Without its language pack Firefox speaks English, whatever it is told.
  const packed = kind === 'chromium' || hasArabicPack(findBrowser('firefox'))
  const extension = extensionFor(kind)
  let site: ProbeSite
  let browser: Browser
  let profile: string

  beforeAll(async () => {
    site = await serveProbe()
    profile = await readyProfile(kind)
    const english = await launch(kind, { extension, profile })
    const page = await openDashboard(english)
    await addRecord(page, 'names', { 'Full name': ADA.name })
    await addRecord(page, 'emails', { 'E-mail': ADA.email })
    await addRecord(page, 'contacts', { 'Full name': 'Grace Hopper', 'E-mail': 'grace@mail.example' })
    await english.close()
    browser = await launch(kind, { extension, profile, language: 'ar' })
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
    await rm(profile, { recursive: true, force: true })
  })

  async function ask(name: string): Promise<{ readonly page: Page; readonly prompt: Page }> {
    const page = await browser.open(site.url)
    await begin(
      page,
      name,
      `const vault = await selfstead.discover({ timeout: 5000 })
       return (await vault.request({ purpose: { text: 'Send order 1234' }, claims: { name: { required: true }, email: {} }, access: 'once' })).data`,
    )
    return { page, prompt: await browser.waitForPage('prompt.html') }
  }

  it.runIf(packed)('meets welcome in Arabic', async () => {
    const page = await browser.extensionPage('welcome.html')
    await page.waitForText(new RegExp(say('unlock.passphrase')))
    await expectMirrored(page, 'welcome')
    await page.close()
  })

  it.runIf(packed)('unlocks, and finds every page of the dashboard in Arabic', async () => {
    const page = await browser.extensionPage('dashboard.html')
    await page.waitForText(new RegExp(say('dashboard.unlock.title')))
    await expectMirrored(page, 'locked')
    await page.fill(field(say('unlock.passphrase')), PASSPHRASE)
    await page.click(button(say('unlock.action')))
    await page.waitForText(new RegExp(ADA.name), { timeout: 60_000 })
    for (const route of ROUTES) {
      await page.evaluate(`location.hash = '#/${route}'`)
      await page.waitFor('h1')
      await expectMirrored(page, route)
    }
    await page.close()
  })

  it.runIf(packed)('denies in Arabic, and the site gets nothing', async () => {
    const { page, prompt } = await ask('denied')
    await prompt.waitForText(new RegExp(say('prompt.leave')))
    await expectMirrored(prompt, 'prompt')
    await prompt.click(button(say('prompt.deny')))
    await poll('the prompt to close', async () => ((await prompt.isClosed()) ? true : null))
    const outcome = await outcomeOf(page, 'denied')
    expect(outcome.value).toBeUndefined()
    expect(outcome.error).toBeDefined()
    await page.close()
  })

  it.runIf(packed)('allows in Arabic, and the site gets what was ticked, letter for letter', async () => {
    const { page, prompt } = await ask('allowed')
    await prompt.waitForText(new RegExp(say('prompt.leave')))
    await prompt.click(button(say('prompt.allow')))
    await poll('the prompt to close', async () => ((await prompt.isClosed()) ? true : null))
    expect((await outcomeOf(page, 'allowed')).value).toEqual({ name: ADA.name })
    await page.close()
  })

  it.runIf(packed)('chooses records in Arabic, and the site gets those and its locker', async () => {
    const page = await browser.open(site.url)
    await begin(
      page,
      'picked',
      `const vault = await selfstead.discover({ timeout: 5000 })
       const grant = await vault.request({ purpose: { text: 'Invite your friends' }, access: { for: 'P30D' }, retention: 'P30D', collections: {
         contacts: { actions: ['read'], fields: ['name'], required: true },
         'app:notes': { actions: ['read', 'create'], required: true } } })
       await grant.collection('app:notes').create({ title: 'قائمة' })
       for await (const { value } of grant.collection('contacts').list()) return value`,
    )
    const prompt = await browser.waitForPage('prompt.html')
    await prompt.waitFor('[role=option]')
    await expectMirrored(prompt, 'chooser')
    await prompt.click('[role=option]')
    await prompt.click(button(say('prompt.allow')))
    await poll('the prompt to close', async () => ((await prompt.isClosed()) ? true : null))
    expect((await outcomeOf(page, 'picked')).value).toEqual({ name: 'Grace Hopper' })
    await page.close()
  })

  it.runIf(packed)('keeps in Arabic what a site offers', async () => {
    const page = await browser.open(site.url)
    await begin(
      page,
      'offered',
      `const vault = await selfstead.discover({ timeout: 5000 })
       await vault.offer({ collection: 'emails', fields: { email: 'ada@bank.example' }, purpose: { text: 'Your new mailbox' } })`,
    )
    const prompt = await browser.waitForPage('prompt.html')
    await prompt.waitForText(new RegExp(say('asking.offer')))
    await expectMirrored(prompt, 'offer')
    await prompt.click(button(say('asking.keep')))
    await poll('the prompt to close', async () => ((await prompt.isClosed()) ? true : null))
    expect(await outcomeOf(page, 'offered')).not.toHaveProperty('error')
    await page.close()
  })

  it.runIf(packed)(
    'finds the page of the site, what is chosen for it, and its locker in Arabic',
    async () => {
      const page = await browser.extensionPage(
        `dashboard.html#/sites/${encodeURIComponent(new URL(site.url).origin)}`,
      )
      await page.waitForText(new RegExp(say('rules.grant.sees')))
      await expectMirrored(page, 'site')
      await page.click('.grant-collection .grant-part > .button-small:not(.button-plain)')
      await page.waitFor('dialog[open] [role=option]')
      await expectMirrored(page, 'records to choose')
      await page.press('Escape')
      await page.evaluate(`location.hash = '#/my-data'`)
      await page.click('a[href^="#/lockers/"]')
      await page.waitForText(/قائمة/)
      await expectMirrored(page, 'locker')
      await page.close()
    },
  )

  it.runIf(packed)('reads in the popup, in Arabic, what stands between them and the site', async () => {
    const popup = await browser.extensionPage('popup.html')
    await popup.waitForText(new RegExp(say('popup.open_dashboard')))
    await expectMirrored(popup, 'popup')
    await popup.close()
  })
})
