import { ADA, addRecord, openDashboard } from '../../support/actions'
import type { Browser, BrowserKind, LaunchOptions, Page } from '../../support/browsers/browser'
import { pause, poll } from '../../support/browsers/polling'
import { prompt } from '../../support/browsers/selectors'
import { launchReady } from '../ready'

const API = '(globalThis.browser ?? chrome)'

/** What can be seen of the vault from outside it: it grows with every commit, and a request that waits stands in it. */
export interface Facts {
  readonly generation: number
  readonly slots: string
  /** Requests that wait for the person. */
  readonly waiting: number
  readonly prompts: number
}

/** A browser in which a vault is open, every site may ask, and one page of ours tells how the vault stands. */
export interface Scene {
  readonly browser: Browser
  /** The dashboard. */
  readonly board: Page
  facts(): Promise<Facts>
  /** What `storage.session` and `storage.local` hold, as text. */
  stored(): Promise<{ readonly session: string; readonly local: string }>
  /** Throws unless the vault stands as before and nothing waits. */
  unchanged(before: Facts): Promise<void>
  /** Denies whatever waits. */
  clear(): Promise<void>
  close(): Promise<void>
}

export async function openScene(
  kind: BrowserKind,
  options: Partial<LaunchOptions> = {},
  values: { readonly [collection: string]: { readonly [label: string]: string } } = {
    emails: { 'E-mail': ADA.email },
  },
): Promise<Scene> {
  const browser = await launchReady(kind, options)
  const board = await openDashboard(browser)
  for (const [collection, fields] of Object.entries(values)) await addRecord(board, collection, fields)
  return createScene(browser, board)
}

export function createScene(browser: Browser, board: Page): Scene {
  const prompts = async (): Promise<number> =>
    (await browser.pages()).filter(({ url }) => url.startsWith(`${browser.extensionBase}prompt.html`)).length
  const facts = async (): Promise<Facts> => {
    const { generation, slots, waiting } = (await board.evaluate(
      `Promise.all([${API}.storage.local.get('sentinel'), ${API}.storage.session.get('waiting')]).then(([{ sentinel }, { waiting }]) =>
        ({ generation: sentinel.generation, slots: sentinel.slots, waiting: waiting?.requests.length ?? 0 }))`,
    )) as Omit<Facts, 'prompts'>
    return { generation, slots, waiting, prompts: await prompts() }
  }
  return {
    browser,
    board,
    facts,
    stored: async () =>
      (await board.evaluate(
        `Promise.all([${API}.storage.session.get(null), ${API}.storage.local.get(null)]).then(([session, local]) => ({ session: JSON.stringify(session), local: JSON.stringify(local) }))`,
      )) as { readonly session: string; readonly local: string },
    async unchanged(before) {
      // A commit reaches `storage.local` a moment after it is acknowledged.
      await pause(300)
      const after = await facts()
      const wanted = { ...before, waiting: 0, prompts: 0 }
      if (JSON.stringify(after) !== JSON.stringify(wanted))
        throw new Error(`the vault was ${JSON.stringify(wanted)} and is ${JSON.stringify(after)}`)
    },
    async clear() {
      await poll('the queue to be empty', async () => {
        for (const { url, page } of await browser.pages())
          if (url.startsWith(`${browser.extensionBase}prompt.html`))
            await page.click(prompt.deny, { timeout: 2000 }).catch(() => undefined)
        const { waiting, prompts: open } = await facts()
        if (waiting === 0 && open === 0) return true
        throw new Error(`${waiting} wait, ${open} windows`)
      })
      // What was denied stands in the ledger, and reaches `storage.local` a moment later.
      await pause(300)
    },
    close: () => browser.close(),
  }
}
