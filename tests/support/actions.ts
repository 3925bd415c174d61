import type { Browser, Page } from './browsers/browser'
import { poll } from './browsers/polling'
import { common, dashboard, field, prompt } from './browsers/selectors'

/** What a person does in Selfstead, each as one call. Shared by `npm start -- --check`, the end-to-end tests, the pictures and the figures. */

export const PASSPHRASE = 'copper-lantern-meadow-violet-anchor-quiet'

export const ADA = {
  name: 'Ada Lovelace',
  street: "12 St James's Square",
  town: 'London',
  postcode: 'SW1Y 4JH',
  email: 'ada@lovelace.example',
} as const

/** The dashboard, unlocked with the passphrase when it asks for one. */
export async function openDashboard(
  browser: Browser,
  route = '',
  passphrase: string = PASSPHRASE,
): Promise<Page> {
  const page = await browser.extensionPage(`dashboard.html${route && `#/${route}`}`)
  await poll('the dashboard', async () => {
    if ((await page.count(common.unlock)) > 0) return true
    return (await page.count({ role: 'link', name: /^Ledger/ })) > 0 ? true : null
  })
  if ((await page.count(common.unlock)) > 0) {
    await page.fill(common.passphrase, passphrase)
    await page.click(common.unlock)
    await page.waitFor({ role: 'link', name: /^Ledger/ }, { timeout: 30_000 })
  }
  return page
}

/** Adds one record in the dashboard: fields by their labels. */
export async function addRecord(
  page: Page,
  collection: string,
  fields: { readonly [label: string]: string },
): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(`#/my-data/add/${collection}`)}`)
  for (const [label, value] of Object.entries(fields)) await page.fill(field(label, 'dialog[open]'), value)
  await page.click(dashboard.keep)
  await poll('the record to be kept', async () => ((await page.count('dialog[open]')) === 0 ? true : null))
}

/** Presses Allow in the prompt window, which wakes after it was in front for a second. */
export async function allow(browser: Browser, { unlock = false } = {}): Promise<void> {
  const page = await browser.waitForPage('prompt.html')
  if (unlock) {
    await page.fill(common.passphrase, PASSPHRASE)
    await page.click(common.unlock)
  }
  await page.click(prompt.allow)
  await poll('the prompt to close', async () => ((await page.isClosed()) ? true : null))
}

/** Presses Deny in the prompt window. */
export async function deny(browser: Browser): Promise<void> {
  const page = await browser.waitForPage('prompt.html')
  await page.click(prompt.deny)
  await poll('the prompt to close', async () => ((await page.isClosed()) ? true : null))
}

/** State of the example shop, as it says itself. */
export async function shopState(page: Page, state: string): Promise<void> {
  await poll(`the shop to be ${state}`, async () => {
    const now = await page.evaluate('document.getElementById("status").dataset.state')
    if (now === state) return true
    throw new Error(`it is ${now}: ${await page.text('#status')}`)
  })
}

/** Revokes the newest grant of a site in the dashboard. */
export async function revoke(page: Page, origin: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(`#/sites/${encodeURIComponent(origin)}`)}`)
  await page.click(dashboard.revoke)
  await page.waitForText(/Nothing is allowed now/)
}
