import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSPHRASE } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { button, common, field } from '../support/browsers/selectors'
import { KINDS } from './browsers'
import { launchReady, readyProfile, wordsOf } from './ready'

const SECOND = 'marble-otter-canyon-thimble-raven-slow'
const THIRD = 'willow-anvil-harbour-pencil-comet-brisk'
const LEDGER = { role: 'link', name: 'Ledger' }

/** The ways to open a vault and to renew them, as a person does it in the dashboard. */
describe.each(KINDS)('the ways to unlock, in %s', (kind) => {
  let browser: Browser
  let board: Page
  let words = ''

  async function lock(): Promise<void> {
    await board.click(common.lock)
    await board.waitFor(common.unlock)
  }

  async function tryPassphrase(passphrase: string): Promise<void> {
    await board.fill(common.passphrase, passphrase)
    await board.click(common.unlock)
  }

  async function tryWords(typed: string, next: string): Promise<void> {
    await board.fill(field('Recovery phrase'), typed)
    await board.fill(field('New passphrase'), next)
    await board.fill(field('Repeat passphrase'), next)
    await board.click(button('Open and set passphrase'))
  }

  beforeAll(async () => {
    const profile = await readyProfile(kind)
    words = (await wordsOf(profile)).trim()
    browser = await launchReady(kind, { profile })
    board = await browser.extensionPage('dashboard.html')
    await board.waitFor(common.unlock)
  })
  afterAll(() => browser?.close())

  it('the words open a vault whose passphrase is forgotten, also as a numbered list, and set a new one', async () => {
    await board.click(button('Use the recovery phrase'))
    await tryWords(words.split(/\s+/).slice(1).join(' '), SECOND)
    await board.waitForText(/Type all 24 words/)
    expect(await board.count(LEDGER)).toBe(0)
    const list = words.split(/\s+/).map((word, at) => `${at + 1}. ${word}`)
    await tryWords(list.join(', '), SECOND)
    await board.waitFor(LEDGER, { timeout: 60_000 })
  })

  it('the forgotten passphrase opens nothing any more, the new one does', async () => {
    await lock()
    await tryPassphrase(PASSPHRASE)
    await board.waitForText(/does not open/, { timeout: 60_000 })
    expect(await board.count(LEDGER)).toBe(0)
    await tryPassphrase(SECOND)
    await board.waitFor(LEDGER, { timeout: 60_000 })
  })

  it('the passphrase is changed by whoever knows it, and by nobody else', async () => {
    await board.evaluate(`location.hash = '#/security'`)
    await board.click(button('Change passphrase'))
    await board.fill(field('Current passphrase'), PASSPHRASE)
    await board.fill(field('New passphrase'), THIRD)
    await board.fill(field('Repeat passphrase'), THIRD)
    await board.click(button('Change passphrase', 'dialog'))
    await board.waitForText(/This is not the current passphrase/, { timeout: 60_000 })
    await board.fill(field('Current passphrase'), SECOND)
    await board.click(button('Change passphrase', 'dialog'))
    await board.waitForText(/Passphrase changed/, { timeout: 60_000 })
    await lock()
    await tryPassphrase(SECOND)
    await board.waitForText(/does not open/, { timeout: 60_000 })
    expect(await board.count(LEDGER)).toBe(0)
    await tryPassphrase(THIRD)
    await board.waitFor(LEDGER, { timeout: 60_000 })
  })

  it('new recovery words are shown once and asked back; the old ones open nothing any more', async () => {
    await board.evaluate(`location.hash = '#/security'`)
    await board.click(button('Replace recovery phrase'))
    await board.fill(field('Passphrase', 'dialog'), THIRD)
    await board.click(button('Make new words'))
    await board.waitFor(button('I have written them down'), { timeout: 60_000 })
    const shown = `[...document.querySelectorAll('.phrase li')].map((item) => item.textContent)`
    const fresh = (await board.evaluate(shown)) as readonly string[]
    expect(fresh).toHaveLength(24)
    expect(fresh.join(' ')).not.toBe(words)
    await board.click(button('I have written them down'))
    for (let asked = 0; asked < 3; asked++) {
      const target = { field: /^Word \d+$/, nth: asked }
      await board.waitFor(target)
      const label = `document.querySelectorAll('dialog form label')[${asked}].textContent`
      const number = Number(/\d+/.exec(String(await board.evaluate(label)))?.[0])
      await board.fill(target, fresh[number - 1] ?? '')
    }
    await board.click(button('Finish'))
    await board.waitForText(/The new words open your vault/)
    await lock()
    await board.click(button('Use the recovery phrase'))
    await tryWords(words, PASSPHRASE)
    await board.waitForText(/These words do not open this vault/, { timeout: 60_000 })
    expect(await board.count(LEDGER)).toBe(0)
    await tryWords(fresh.join(' '), PASSPHRASE)
    await board.waitFor(LEDGER, { timeout: 60_000 })
  })
})
