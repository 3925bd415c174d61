import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDisplay } from '../../scripts/lib/display.mjs'
import { hasCommand } from '../../scripts/lib/install.mjs'
import { makeVault, openDashboard, shopState } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { launch } from '../support/browsers/launch'
import { answerWithKeys, freshProfile } from '../support/browsers/permitted-profile'
import { poll } from '../support/browsers/polling'
import { type ProbeSite, run, serveProbe } from '../support/probe-site'
import { extensionFor, KINDS } from './browsers'

/** Whether a page can find Selfstead, asked as a site asks: inside a gesture, waiting for a second. */
async function finds(page: Page): Promise<boolean> {
  const outcome = await run(page, 'return (await selfstead.discover({ timeout: 1000 })) !== null')
  if (outcome.error) throw new Error(`${outcome.error}: ${outcome.message}`)
  return outcome.value === true
}

describe.each(KINDS)('site access in %s', (kind) => {
  let site: ProbeSite
  let browser: Browser
  let screen: { readonly name: string; readonly close: () => void } | null = null

  beforeAll(async () => {
    site = await serveProbe()
    // Chromium asks in a native dialog, which only keys on a screen can answer.
    if (kind === 'chromium' && hasCommand('xdotool')) screen = await openDisplay()
    browser = await launch(kind, {
      extension: extensionFor(kind),
      profile: await freshProfile(kind),
      ...(screen ? { headed: true, display: screen.name } : {}),
    })
    await makeVault(browser, { letAll: false })
  })
  afterAll(async () => {
    await browser?.close()
    screen?.close()
    await site?.close()
  })

  it('is none at install: no site sees anything', async () => {
    const page = await browser.open(site.url)
    expect(await finds(page)).toBe(false)
    await page.close()
  })

  // The browser's own words for what this manifest would be installed with; Firefox tells them to nobody.
  it.runIf(kind === 'chromium')('is nothing that the browser warns of at install', async () => {
    const page = await openDashboard(browser, 'security')
    const warnings = (more: string): Promise<unknown> =>
      page.evaluate(
        `new Promise((done) => chrome.management.getPermissionWarningsByManifest(JSON.stringify({ ...chrome.runtime.getManifest(), ${more} }), done))`,
      )
    expect(await warnings('')).toEqual([])
    expect(await warnings("host_permissions: ['https://*/*']")).not.toEqual([])
    await page.close()
  })

  it('is given by the browser’s own question, and sites can ask at once', async () => {
    const waiting = await browser.open(site.url)
    const shop = await browser.open(site.shop)
    await shopState(shop, 'ready')
    const page = await openDashboard(browser, 'security')
    await page.click({ role: 'button', name: 'Let all sites ask' })
    const given = poll('the permission', async () => ((await granted(page)) ? true : null))
    await (screen ? answerWithKeys(screen.name, given) : given)
    expect(await granted(page)).toBe(true)
    // The background hears of it from the browser, a moment after this page did. Nothing is loaded again.
    await poll('Selfstead to be found', async () => ((await finds(waiting)) ? true : null))
    await shopState(shop, 'found')
    await waiting.close()
    await shop.close()
    await page.close()
  })

  it('is taken back in the same place, and the next page sees nothing again', async () => {
    const page = await openDashboard(browser, 'security')
    await page.click({ role: 'button', name: 'Only sites I choose' })
    await poll('the permission to end', async () => ((await granted(page)) ? null : true))
    const after = await browser.open(site.url)
    expect(await finds(after)).toBe(false)
  })
})

const granted = async (page: Page): Promise<boolean> =>
  (await page.evaluate(
    `(globalThis.browser ?? chrome).permissions.contains({ origins: ['http://127.0.0.1/*'] })`,
  )) === true
