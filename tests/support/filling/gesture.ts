import type { FillWish } from '@/lib/protocol/fill'
import { PASSPHRASE } from '../actions'
import type { Browser, Page } from '../browsers/browser'
import { poll } from '../browsers/polling'
import { button, common } from '../browsers/selectors'

/** The way from a page to a filled form, as a person goes it. */

const FILL = button(/^Fill (?:one field|\d+ fields)$/)

/** A page that is busy with itself for so long lets a key fall; a person presses again. Milliseconds. */
const PATIENCE = 15_000

/** Presses the keys over the page in front, until the preview is there. */
export async function pressFill(browser: Browser): Promise<Page> {
  const before = new Set((await browser.pages()).map(({ url }) => url))
  const opened = (): Promise<Page> =>
    poll(
      'the preview',
      async () =>
        (await browser.pages()).find(({ url }) => url.includes('/preview.html') && !before.has(url))?.page ??
        null,
      PATIENCE,
    )
  await browser.pressShortcut('Alt+Shift+F')
  try {
    return await opened()
  } catch {
    await browser.pressShortcut('Alt+Shift+F')
    return await opened()
  }
}

const DONE = /filled in|Nothing was filled|so nothing was filled|went away/

/** Gives what the preview shows; the passphrase too, where a card goes in. Returns what it says then, once that is `said`. */
export async function giveAll(preview: Page, said: RegExp = DONE): Promise<string> {
  await preview.waitFor(FILL)
  if ((await preview.count(common.passphrase)) > 0) {
    await preview.fill(common.passphrase, PASSPHRASE)
    await preview.click(button('Confirm'))
  }
  return await poll('the fill', async () => {
    if ((await preview.count(FILL)) > 0) await preview.click(FILL, { timeout: 2_000 }).catch(() => undefined)
    const now = await preview.text('main')
    return said.test(now) ? now : null
  })
}

/** What the popup's button does over the tab with this address; its own window cannot be driven while another is in front. */
export async function pressFor(browser: Browser, board: Page, url: string, wish: FillWish): Promise<Page> {
  const before = new Set((await browser.pages()).map((one) => one.url))
  const answer = await board.evaluate(`(async () => {
    const { tabs, runtime } = globalThis.browser ?? chrome
    const tab = (await tabs.query({})).find((one) => one.url === ${JSON.stringify(url)})
    return await runtime.sendMessage({ app: 'fill.start', params: { tab: tab.id, wish: '${wish}' } })
  })()`)
  if (JSON.stringify(answer) !== '{"ok":{"started":true}}')
    throw new Error(`not started: ${JSON.stringify(answer)}`)
  return await poll(
    'the preview',
    async () =>
      (await browser.pages()).find((one) => one.url.includes('/preview.html') && !before.has(one.url))
        ?.page ?? null,
  )
}

/** Closes windows of ours and waits until they are gone: the next one is found by its address. */
export async function shut(browser: Browser, ...pages: readonly Page[]): Promise<void> {
  for (const page of pages) await page.close().catch(() => undefined)
  await poll('the preview to close', async () => {
    const left = (await browser.pages()).filter(({ url }) => url.includes('preview.html'))
    return left.length === 0 ? true : null
  })
}

/** Presses what counts only once the window has been there for a moment, until the window says so. */
export async function pressUntil(preview: Page, name: string | RegExp, said: RegExp): Promise<string> {
  return await poll(String(said), async () => {
    if (said.test(await preview.text('main'))) return await preview.text('main')
    if ((await preview.count(button(name))) > 0)
      await preview.click(button(name), { timeout: 2_000 }).catch(() => undefined)
    return null
  })
}
