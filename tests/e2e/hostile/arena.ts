import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { BrowserKind, LaunchOptions, Page } from '../../support/browsers/browser'
import { mayAsk } from '../../support/browsers/leaks'
import { pause } from '../../support/browsers/polling'
import { prompt } from '../../support/browsers/selectors'
import { run } from '../../support/probe-site'
import { KINDS } from '../browsers'
import { type Facts, openScene, type Scene } from './scene'
import { type HostileSite, serveHostile } from './site'

export const NOTHING: readonly unknown[] = []

/** Loads the SDK and asks as an honest site does. */
export const SDK = `window.selfstead ??= await import('/sdk/index.js');`
export const ASK = `${SDK}
  const vault = await selfstead.discover({ timeout: 5000 })
  if (!vault) throw new Error('not found')
  window.grant = await vault.request({ purpose: { text: 'Send a letter' }, claims: { email: { required: true } }, access: { for: 'P1D' } })
  return grant.data`
/** A greeted line to the extension, made by hand. */
export const LINE = `window.made ??= await attack.greeted();`

/** A hostile site in front of a vault. What changes from test to test is read from it when it is needed. */
export interface Arena {
  readonly kind: BrowserKind
  readonly site: HostileSite
  readonly scene: Scene
  /** How the vault stood when the test began. */
  readonly before: Facts
  open(path: string, origin?: string): Promise<Page>
  /** What an async body gives in the page; throws what it throws. */
  value(page: Page, body: string): Promise<unknown>
  shownPrompt(): Promise<Page>
}

/** The tests of one file in each browser: each begins with an empty queue and ends with one, and at the end nothing was sent. */
export function describeHostile(
  title: string,
  options: () => Promise<Partial<LaunchOptions>>,
  define: (arena: Arena) => void,
): void {
  describe.each(KINDS)(`${title} in %s`, (kind) => {
    let site: HostileSite
    let scene: Scene
    let before: Facts

    beforeAll(async () => {
      site = await serveHostile()
      // Attempts from our own pages, which the policy stops before they leave; at the end it is looked that it did.
      mayAsk(site.here)
      // This machine by its other addresses.
      for (const origin of site.insecure) mayAsk(origin)
      // Firefox ends its background whenever two seconds were quiet.
      scene = await openScene(kind, { backgroundIdle: 2000, ...(await options()) })
    })
    afterAll(async () => {
      await scene?.close()
      await site?.close()
    })
    beforeEach(async () => {
      await pause(300)
      before = await scene.facts()
    })
    afterEach(async () => {
      await scene.clear()
      for (const { url, page } of await scene.browser.pages())
        if (/^(https?:|about:blank)/.test(url) && (await scene.browser.pages()).length > 1)
          await page.close().catch(() => undefined)
    })

    define({
      kind,
      get site() {
        return site
      },
      get scene() {
        return scene
      },
      get before() {
        return before
      },
      open: (path, origin = site.here) => scene.browser.open(origin + path),
      value: async (page, body) => {
        const outcome = await run(page, body)
        if (outcome.error) throw new Error(`${outcome.error}: ${outcome.message}`)
        return outcome.value
      },
      shownPrompt: async () => {
        const page = await scene.browser.waitForPage('prompt.html')
        await page.waitFor(prompt.deny)
        return page
      },
    })

    it('sent nothing anywhere in the whole run', () => {
      const own = scene.browser
        .requests()
        .filter(
          ({ url, from }) => from.startsWith(scene.browser.extensionBase) && /^(https?|wss?):/.test(url),
        )
        // Attempts of a test, which the policy stopped before they left: the site saw none.
        .filter(({ url }) => !url.startsWith(site.here))
      expect(own).toEqual(NOTHING)
    })
  })
}
