import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDisplay } from '../../scripts/lib/display.mjs'
import { hasCommand } from '../../scripts/lib/install.mjs'
import { makeVault } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { launch } from '../support/browsers/launch'
import { freshProfile } from '../support/browsers/permitted-profile'
import { welcome } from '../support/browsers/selectors'
import { type ProbeSite, run, serveProbe } from '../support/probe-site'
import { extensionFor, KINDS } from './browsers'

const API = '(globalThis.browser ?? chrome)'

describe.each(KINDS)('the browser’s own question, refused in %s', (kind) => {
  let site: ProbeSite
  let browser: Browser
  let page: Page
  let profile = ''
  let screen: { readonly name: string; readonly close: () => void } | null = null

  beforeAll(async () => {
    site = await serveProbe()
    profile = await freshProfile(kind)
    if (kind === 'chromium' && hasCommand('xdotool')) screen = await openDisplay()
    browser = await launch(kind, {
      extension: extensionFor(kind),
      profile,
      asks: true,
      ...(screen ? { headed: true, display: screen.name } : {}),
    })
    page = await makeVault(browser, { letAll: false })
  })
  afterAll(async () => {
    await browser?.close()
    screen?.close()
    await site?.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  })

  const standing = (): Promise<unknown> =>
    page.evaluate(`Promise.all([
      ${API}.permissions.contains({ origins: ['http://127.0.0.1/*'] }),
      ${API}.permissions.getAll().then(({ origins }) => origins),
      ${API}.scripting.getRegisteredContentScripts(),
    ])`)

  it('is said in welcome, gives nothing and registers nothing', async () => {
    await page.click(welcome.letAll)
    expect(await page.text()).not.toMatch(/did not give/)
    await browser.refuseQuestion(async () =>
      /did not give the permission, so no site may ask/.test(await page.text()),
    )
    expect(await page.text()).not.toMatch(/All sites may ask you/)
    expect(await standing()).toEqual([false, [], []])
    const visited = await browser.open(site.url)
    expect(await run(visited, 'return await selfstead.discover({ timeout: 1000 })')).toEqual({ value: null })
    await visited.close()
  })
})
