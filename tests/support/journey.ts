import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  ADA,
  addAda,
  allow,
  exportVault,
  makeVault,
  openDashboard,
  PASSPHRASE,
  restoreVault,
  revoke,
  shopState,
} from './actions'
import type { Browser, BrowserKind, Page } from './browsers/browser'
import { launch } from './browsers/launch'
import { leaksOf } from './browsers/leaks'
import { freshProfile, permittedProfile } from './browsers/permitted-profile'

export interface JourneyOptions {
  readonly kind: BrowserKind
  /** Folder of the built extension. */
  readonly extension: string
  /** Address of the example shop. */
  readonly shop: string
}

export interface Step {
  readonly name: string
  /** Does it and gives the page worth a picture. Throws when it does not hold. */
  readonly run: () => Promise<Page>
}

export interface Journey {
  readonly steps: readonly Step[]
  /** The encrypted export, once its step was walked. */
  readonly archive: () => string
  /** Addresses outside this device, or asked for by the extension itself: there must be none. */
  readonly leaks: () => readonly string[]
  /** Pictures of every open page, for the person who must find out why a step did not hold. */
  readonly photograph: (prefix: string) => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * The main job as a person walks it, from a fresh profile to a restored one. `npm start -- --check` and the end-to-end tests
 * walk these same steps; each needs the ones before it.
 */
export async function prepareJourney({ kind, extension, shop }: JourneyOptions): Promise<Journey> {
  const first = await launch(kind, { extension, profile: await permittedProfile(kind, extension) })
  let second: Browser | null = null
  let archive = ''
  let board: Page | null = null
  let store: Page | null = null
  const need = (page: Page | null): Page => {
    if (!page) throw new Error('an earlier step did not hold')
    return page
  }
  const origin = new URL(shop).origin

  const steps: readonly Step[] = [
    { name: 'make a vault', run: () => makeVault(first, { backup: true }) },
    {
      name: 'add name, address and e-mail',
      run: async () => {
        board = await openDashboard(first)
        await addAda(board)
        await board.waitForText(new RegExp(ADA.email))
        return board
      },
    },
    {
      name: 'the shop asks',
      run: async () => {
        store = await first.open(shop)
        await store.click('#ask')
        await shopState(store, 'asking')
        return await waitForPrompt(first)
      },
    },
    {
      name: 'allow',
      run: async () => {
        await allow(first)
        await shopState(need(store), 'received')
        return need(store)
      },
    },
    {
      name: 'the shop shows the address',
      run: async () => {
        const text = await need(store).text('#values')
        // What is optional starts unticked, and an alias stands for the e-mail address: only this leaves by one click.
        for (const value of [ADA.name, ADA.street, '@lovelace.example']) {
          if (!text.includes(value)) throw new Error(`“${value}” is not in the shop: ${text}`)
        }
        await need(store).click('#read-again')
        await shopState(need(store), 'read')
        return need(store)
      },
    },
    {
      name: 'the ledger shows it',
      run: async () => {
        await need(board).evaluate(`location.hash = '#/ledger'`)
        await need(board).waitForText(/127\.0\.0\.1\S* got your/)
        return need(board)
      },
    },
    {
      name: 'revoke',
      run: async () => {
        await revoke(need(board), origin)
        return need(board)
      },
    },
    {
      name: 'the shop’s next read is refused',
      run: async () => {
        await shopState(need(store), 'revoked')
        await need(store).click('#read-again')
        await shopState(need(store), 'read-refused')
        return need(store)
      },
    },
    {
      name: 'export',
      run: async () => {
        const saved = await exportVault(need(board))
        archive = join(first.profile, 'export.age')
        await copyFile(saved, archive)
        return need(board)
      },
    },
    {
      name: 'restore into a second fresh profile',
      run: async () => {
        second = await launch(kind, { extension, profile: await freshProfile(kind) })
        return await restoreVault(second, archive)
      },
    },
    {
      name: 'the same data is there',
      run: async () => {
        if (!second) throw new Error('an earlier step did not hold')
        const page = await openDashboard(second, '', PASSPHRASE)
        for (const value of [ADA.name, ADA.postcode, ADA.email]) await page.waitForText(new RegExp(value))
        await page.evaluate(`location.hash = '#/ledger'`)
        await page.waitForText(/127\.0\.0\.1\S* got your/)
        await page.evaluate(`location.hash = '#/my-data'`)
        await page.waitForText(new RegExp(ADA.postcode))
        return page
      },
    },
  ]
  return {
    steps,
    archive: () => archive,
    leaks: () => [first, ...(second ? [second] : [])].flatMap((browser) => leaksOf(browser)),
    photograph: async (prefix) => {
      const open = [...(await first.pages()), ...(second ? await second.pages() : [])]
      for (const [index, { page }] of open.entries())
        await page.screenshot(`${prefix}-${index}.png`).catch(() => undefined)
    },
    close: async () => {
      await Promise.all([first.close(), second?.close()])
    },
  }
}

/** The prompt as it stands, left for `allow` to press. */
async function waitForPrompt(browser: Browser): Promise<Page> {
  const page = await browser.waitForPage('prompt.html')
  await page.waitForText(/What would leave/)
  return page
}
