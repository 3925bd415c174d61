import type { Page } from '../browsers/browser'

/** What a made site holds, and what a test does in it. */

export type SiteState = { readonly [key: string]: unknown }

/** What the site itself holds: never what its fields show. */
export const stateOf = async (page: Page): Promise<SiteState> =>
  JSON.parse(String(await page.evaluate(`document.querySelector('#state').textContent`)))

/** An expression for the element; ` >>> ` goes into the shadow root of what was found. */
export const deep = (selector: string): string =>
  `document.${selector
    .split(' >>> ')
    .map((part) => `querySelector(${JSON.stringify(part)})`)
    .join('.shadowRoot.')}`

/** Types into a field of the site's, also where it lies in a shadow root. */
export async function typeInto(page: Page, selector: string, text: string): Promise<void> {
  if (!selector.includes(' >>> ')) {
    await page.fill(selector, text)
    return
  }
  await page.evaluate(`${deep(selector)}.focus(); ${deep(selector)}.select?.(); null`)
  for (const key of text) await page.press(key)
  await page.press('Tab')
}
