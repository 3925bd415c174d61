import type { Browser, Page, Target } from './browsers/browser'
import { poll } from './browsers/polling'
import { common, dashboard, field, prompt, welcome } from './browsers/selectors'

/** What a person does in Selfstead, each as one call. Shared by `npm start -- --check`, the end-to-end tests, the pictures and the figures. */

export const PASSPHRASE = 'copper-lantern-meadow-violet-anchor-quiet'

export const ADA = {
  name: 'Ada Lovelace',
  street: "12 St James's Square",
  town: 'London',
  postcode: 'SW1Y 4JH',
  email: 'ada@lovelace.example',
} as const

/**
 * Welcome, from the passphrase to the question who may ask; nothing is put in. `letAll` needs a browser that answers its own
 * question: Firefox by preference, Chromium with a permitted profile. `onWords` is told the recovery words.
 */
export async function makeVault(
  browser: Browser,
  {
    backup = false,
    letAll = true,
    onWords,
  }: {
    readonly backup?: boolean
    readonly letAll?: boolean
    readonly onWords?: (words: readonly string[]) => void
  } = {},
): Promise<Page> {
  const page = await browser.extensionPage('welcome.html')
  await choosePassphrase(page)
  const words = await writeDownPhrase(page)
  onWords?.(words)
  await page.click(welcome.skipData)
  if (backup) await saveBackup(page)
  else {
    await page.click(welcome.later)
    await page.click(welcome.withoutBackup)
  }
  const said = await page.waitForText(/Who may ask you/)
  if (letAll) {
    // A permitted profile has the browser's yes already, and welcome says so at once.
    if (!/All sites may ask you/.test(said)) await page.click(welcome.letAll)
    await page.waitForText(/All sites may ask you/)
  }
  return page
}

/** The other way through welcome: a new vault that is filled from an archive. */
export async function restoreVault(browser: Browser, archive: string): Promise<Page> {
  const page = await browser.extensionPage('welcome.html')
  await page.click(welcome.restore)
  return await finishRestore(page, archive)
}

/** From the choice of the file to the question who may ask. */
export async function finishRestore(page: Page, archive: string): Promise<Page> {
  await page.setFiles(welcome.backupFile, [archive])
  await page.fill(welcome.filePassphrase, PASSPHRASE)
  await page.click(welcome.openBackup)
  await page.waitForText(/In this backup/, { timeout: 60_000 })
  await page.click(welcome.continue)
  await choosePassphrase(page)
  await writeDownPhrase(page)
  await page.click(welcome.importEverything, { timeout: 60_000 })
  await page.waitForText(/Who may ask you/, { timeout: 60_000 })
  return page
}

async function choosePassphrase(page: Page): Promise<void> {
  // On a starved machine the first press can come before the page listens.
  await poll('a field for an own passphrase', async () => {
    await page.click(welcome.own)
    return (await page.count(common.passphrase)) > 0 ? true : null
  })
  await page.fill(common.passphrase, PASSPHRASE)
  await page.fill(common.repeatPassphrase, PASSPHRASE)
  await page.click(common.createVault)
  await page.waitForText(/recovery words/, { timeout: 60_000 })
}

/** Reads the 24 words off the screen and types the three back that are asked. */
async function writeDownPhrase(page: Page): Promise<readonly string[]> {
  const words = (await page.evaluate(
    `[...document.querySelectorAll('.welcome-phrase li')].map((item) => item.textContent)`,
  )) as readonly string[]
  if (words.length !== 24) throw new Error(`${words.length} recovery words are shown`)
  await page.click(welcome.wroteDown)
  for (let asked = 0; asked < 3; asked++) {
    const target = { field: /^Word \d+$/, nth: asked }
    await page.waitFor(target)
    const label = String(await page.evaluate(`document.querySelectorAll('form label')[${asked}].textContent`))
    await page.fill(target, words[Number(/\d+/.exec(label)?.[0]) - 1] ?? '')
  }
  await page.click(welcome.checkWords)
  return words
}

/** Saves the first backup and has it read back. */
async function saveBackup(page: Page): Promise<void> {
  await page.fill(common.passphrase, PASSPHRASE)
  const file = await page.download(() => page.click(welcome.saveBackup), { timeout: 60_000 })
  await page.setFiles(welcome.chooseBackup, [file])
  await page.waitForText(/opens and holds everything/, { timeout: 60_000 })
  await page.click(welcome.continue)
}

/** The encrypted export, made in Transfer. Returns the saved file. */
export async function exportVault(page: Page): Promise<string> {
  await page.evaluate(`location.hash = '#/transfer'`)
  await page.fill(common.passphrase, PASSPHRASE)
  if ((await page.count(common.repeatPassphrase)) > 0) await page.fill(common.repeatPassphrase, PASSPHRASE)
  return await page.download(() => page.click(common.export), { timeout: 60_000 })
}

const LEDGER: Target = { role: 'link', name: /^Ledger/ }

/** The dashboard, unlocked with the passphrase when it asks for one. */
export async function openDashboard(
  browser: Browser,
  route = '',
  passphrase: string = PASSPHRASE,
): Promise<Page> {
  const page = await browser.extensionPage(`dashboard.html${route && `#/${route}`}`)
  await page.waitFor([common.unlock, LEDGER])
  if ((await page.count(common.unlock)) > 0) {
    await page.fill(common.passphrase, passphrase)
    await page.click(common.unlock)
    await page.waitFor(LEDGER, { timeout: 30_000 })
  }
  return page
}

/** The popup as it stands over a site, in a tab of its own: loaded behind the site's, which is the one in front of its window. */
export async function openPopupOver(browser: Browser, ours: Page, pattern: string): Promise<Page> {
  await ours.evaluate(`(async () => {
    const { runtime, tabs } = globalThis.browser ?? chrome
    const [tab] = await tabs.query({ url: ${JSON.stringify(pattern)} })
    await tabs.update(tab.id, { active: true })
    await tabs.create({ url: runtime.getURL('popup.html?over'), active: false, windowId: tab.windowId })
    return null
  })()`)
  return await browser.waitForPage('popup.html?over')
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

/** Who Ada is: her name, where she lives, and her e-mail. */
export async function addAda(board: Page): Promise<void> {
  await addRecord(board, 'names', { 'Full name': ADA.name })
  await addRecord(board, 'addresses', {
    Label: 'Home',
    Country: 'GB',
    'Street address': ADA.street,
    'Town or city': ADA.town,
    'Postal code': ADA.postcode,
  })
  await addRecord(board, 'emails', { 'E-mail': ADA.email })
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
