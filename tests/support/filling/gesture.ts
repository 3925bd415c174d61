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

/** Gives what the preview shows; the passphrase too, where a card goes in. Returns what it says then. */
export async function giveAll(preview: Page): Promise<string> {
  await preview.waitFor(FILL)
  if ((await preview.count(common.passphrase)) > 0) {
    await preview.fill(common.passphrase, PASSPHRASE)
    await preview.click(button('Confirm'))
  }
  return await poll('the fill', async () => {
    if ((await preview.count(FILL)) > 0) await preview.click(FILL, { timeout: 2_000 }).catch(() => undefined)
    const said = await preview.text('main')
    return /filled in|Nothing was filled|so nothing was filled|went away/.test(said) ? said : null
  })
}
