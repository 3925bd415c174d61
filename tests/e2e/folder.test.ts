import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDisplay } from '../../scripts/lib/display.mjs'
import { hasCommand } from '../../scripts/lib/install.mjs'
import { addRecord, openDashboard } from '../support/actions'
import { findings } from '../support/axe'
import type { Browser, Page } from '../support/browsers/browser'
import { allowFolder, chooseFolder } from '../support/browsers/folder-dialog'
import { launch } from '../support/browsers/launch'
import { freshProfile } from '../support/browsers/permitted-profile'
import { poll } from '../support/browsers/polling'
import { button, field } from '../support/browsers/selectors'
import { finishJoining, goToDevices, joinByPhrase } from '../support/two-devices'
import { extensionFor, KINDS } from './browsers'
import { launchReady, readyProfile, wordsOf } from './ready'

const canShow = hasCommand('Xvfb') && hasCommand('openbox') && hasCommand('xdotool')

/** A real folder of this machine, chosen in the system's own window, and the browser's own questions. */
describe.runIf(KINDS.includes('chromium') && canShow)('a folder of this device', () => {
  const extension = extensionFor('chromium')
  const parent = mkdtempSync(join(tmpdir(), 'selfstead-folder-'))
  const folder = join(parent, 'Copies')
  let screen: Awaited<ReturnType<typeof openDisplay>>
  let profile: string
  let words: string
  let browser: Browser
  let board: Page

  const files = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      // What the browser is about to put in place comes and goes.
      .filter((name) => !name.endsWith('.crswap'))
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())

  /** The extension opens Welcome each time, as it is loaded anew each time; the page in front is ours. */
  async function start(of: string): Promise<Browser> {
    const started = await launch('chromium', { extension, profile: of, headed: true, display: screen.name })
    await started.waitForPage('welcome.html')
    return started
  }

  async function openBoard(): Promise<void> {
    board = await openDashboard(browser)
    await goToDevices(board)
    await board.waitFor('.place, .empty')
  }

  beforeAll(async () => {
    mkdirSync(folder)
    screen = await openDisplay()
    profile = await readyProfile('chromium', { letAll: false })
    words = await wordsOf(profile)
    browser = await start(profile)
    await openBoard()
    await addRecord(board, 'notes', { Title: 'Kept in a folder', Text: 'sealed' })
  })
  afterAll(async () => {
    await browser?.close()
    screen?.close()
    rmSync(parent, { recursive: true, force: true })
  })

  it('is picked, and everything is written there', async () => {
    await goToDevices(board)
    await board.click(button(/^Add a place/))
    await board.click({ role: 'radio', name: /^Folder on this device/ })
    expect(await findings(board)).toEqual([])
    await board.click(button('Continue', 'dialog[open]'))
    await chooseFolder(screen.name, folder)
    await allowFolder(screen.name, () => board.waitForText(/added/, { timeout: 12_000 }))
    await board.waitForText(/Everything lies at one place/, { timeout: 60_000 })
    const said = await board.waitForText(/Holds everything/, { timeout: 60_000 })
    expect(said).toMatch(/Copies\s+Folder on this device/)
    expect(files().length).toBeGreaterThan(1)
    for (const path of files()) expect(readFileSync(path).includes('Kept in a folder')).toBe(false)
  })

  it('that is gone is missed, and all is well when it is back', async () => {
    const before = files().length
    renameSync(folder, `${folder} elsewhere`)
    await addRecord(board, 'notes', { Title: 'While it was gone', Text: 'sealed' })
    await goToDevices(board)
    await board.waitForText(/is not there, since .*Connect the disk that it lies on/s, { timeout: 60_000 })
    expect(await board.count(button('Choose folder of Copies'))).toBe(1)
    renameSync(`${folder} elsewhere`, folder)
    await board.click(button('Try now: Copies'))
    await board.waitForText(/Holds everything/, { timeout: 60_000 })
    await poll('what was written meanwhile', async () => files().length > before || null)
  })

  it('that the browser takes back with the last page is told, with what to press', async () => {
    await browser.close()
    browser = await start(profile)
    await openBoard()
    const said = await board.waitForText(/no longer lets Selfstead write to this folder/)
    expect(said).toMatch(/Devices\s*1/)
    expect(await board.count(button('Allow Selfstead to reach Copies'))).toBe(1)
    expect(await findings(board)).toEqual([])
  })

  it('brings the vault back on a new device, with the recovery words alone', async () => {
    await browser.close()
    const other = await freshProfile('chromium')
    browser = await start(other)
    const page = await browser.extensionPage('welcome.html')
    await page.click(button('Restore from a backup'))
    await page.click(button('My vault lies at a place or in a folder'))
    await page.waitFor(field('Recovery words'))
    await page.click(button('Make a new vault instead'))
    await joinByPhrase(page, 'folder', words, 'Second')
    await chooseFolder(screen.name, folder)
    await allowFolder(screen.name, () =>
      page.waitForText(/A passphrase for this device/, { timeout: 12_000 }),
    )
    await finishJoining(page)
    board = await openDashboard(browser)
    expect(await board.waitForText(/While it was gone/)).toContain('Kept in a folder')
    // The folder is a place of the new device as well, beside that of the old one, which it does not reach.
    await goToDevices(board)
    const places = await board.waitForText(/A folder on another of your devices/)
    expect(places).toMatch(/Holds everything/)
    expect(places).toMatch(/Second this device/)
    expect(await findings(board)).toEqual([])
  })
})

describe.runIf(KINDS.includes('firefox'))('a folder in Firefox, which gives none', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchReady('firefox', { letAll: false })
  })
  afterAll(async () => {
    await browser?.close()
  })

  it('is nowhere offered', async () => {
    const board = await openDashboard(browser)
    await goToDevices(board)
    await board.click(button(/^Add a place/))
    await board.waitFor({ role: 'radio', name: /^WebDAV/ })
    expect(await board.text('dialog[open]')).not.toMatch(/folder on this device/i)
  })
})
