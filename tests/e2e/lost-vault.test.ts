import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADA, addRecord, exportVault, finishRestore, openDashboard, PASSPHRASE } from '../support/actions'
import type { Browser, BrowserKind } from '../support/browsers/browser'
import { launch } from '../support/browsers/launch'
import { button, common, welcome } from '../support/browsers/selectors'
import { extensionFor, KINDS } from './browsers'
import { type Copies, findCopies, flip, remove } from './hostile/damage'
import { readyProfile } from './ready'

const MISSING = /Part of your vault is missing/

/** Its mirror is gone as well. Chromium makes an empty database of one that is damaged enough, Firefox none. */
const LOSSES = KINDS.flatMap((kind): readonly (readonly [BrowserKind, string, Loss])[] => [
  [kind, 'emptied', ({ databaseFolder }) => remove(databaseFolder)],
  ...(kind === 'firefox' ? ([[kind, 'damaged at every head', damageHeads]] as const) : []),
])

type Loss = (copies: Copies) => Promise<void>

async function damageHeads({ database }: Copies): Promise<void> {
  for (const file of database) await flip(8)(file)
}

describe.each(LOSSES)('a vault that is lost in %s, its database %s', (kind, _, lose) => {
  const extension = extensionFor(kind)
  let folder = ''
  let profile = ''
  let archive = ''
  let browser: Browser | null = null

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'selfstead-lost-'))
    archive = join(folder, 'export.age')
    profile = await readyProfile(kind, { letAll: false })
    browser = await launch(kind, { extension, profile })
    const board = await openDashboard(browser)
    await addRecord(board, 'emails', { 'E-mail': ADA.email })
    await copyFile(await exportVault(board), archive)
    await browser.close()
    const copies = await findCopies(kind, profile)
    await lose(copies)
    await remove(copies.mirror)
    browser = await launch(kind, { extension, profile })
  })
  afterAll(async () => {
    await browser?.close()
    for (const each of [folder, profile]) await rm(each, { recursive: true, force: true, maxRetries: 5 })
  })

  it('is said to be missing, the backup file is offered first, and no new vault', async () => {
    const page = await (browser as Browser).extensionPage('dashboard.html')
    await page.waitForText(MISSING)
    expect(await page.count(common.createVault)).toBe(0)
    expect(await page.text('main button')).toMatch(/Restore from a backup file/)
    await page.close()
  })

  it('moves nothing for a wrong file', async () => {
    const wrong = join(folder, 'wrong.age')
    await writeFile(wrong, 'not a backup')
    const page = await (browser as Browser).extensionPage('welcome.html#restore')
    await page.setFiles(welcome.backupFile, [wrong])
    await page.waitForText(/no backup of this kind/)
    await page.click(button('See what is missing'))
    await page.waitForText(MISSING)
    await page.close()
  })

  it('comes back from the file, inside the product', async () => {
    const open = browser as Browser
    const door = await open.extensionPage('dashboard.html')
    await door.click(button('Restore from a backup file'))
    const page = await open.waitForPage('welcome.html')
    await finishRestore(page, archive)
    await door.close()
    const board = await openDashboard(open, '', PASSPHRASE)
    await board.waitForText(new RegExp(ADA.email))
    await board.evaluate(`location.hash = '#/security'`)
    await board.waitForText(/Asked back/)
  })
})
