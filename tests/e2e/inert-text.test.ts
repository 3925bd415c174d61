import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasUnseen } from '@/lib/base/text'
import { addRecord, openDashboard, PASSPHRASE } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { poll } from '../support/browsers/polling'
import { foreignArchive } from '../support/foreign-archive'
import { begin, type ProbeSite, serveProbe } from '../support/probe-site'
import { KINDS } from './browsers'
import { launchReady } from './ready'

/** Every text sets this when any of it runs. */
const RUN = 'window.__ran=1'

const TEXTS: { readonly [name: string]: string } = {
  image: `<img src=x onerror="${RUN}">`,
  script: `</script><script>${RUN}</script>`,
  svg: `"><svg onload="${RUN}"><style>body{display:none}</style>`,
  link: `javascript:${RUN}`,
  template: `{{constructor.constructor('${RUN}')()}} \${${RUN}} $1 $& %s`,
  override: `innocent \u202Emoc.live\u202C end`,
  isolates: `a\u2066b\u2067c\u2068d\u2069e\u200Ef\u200Fg`,
  unseen: `zero\u200B\u200C\u200D\u2060\uFEFFwidth`,
  tags: `tag\u{E0041}\u{E0042}\u{E007F}ged`,
}
/** What no text of a page holds, wherever it came from. */
const UNSEEN = /[\u200B-\u200D\u202A-\u202E\u2060\uFEFF\u{E0000}-\u{E007F}]/u
const ALL = Object.values(TEXTS).join(' ')

/** What a page that shows such texts must still be: nothing ran, nothing was refused by the policy, no element came of text. */
async function wounds(page: Page): Promise<unknown> {
  return page.evaluate(`({
    ran: window.__ran ?? null,
    reports: window.__reports ?? [],
    foreign: document.querySelectorAll('img[src="x"], svg[onload], [onerror], [onload], a[href^="javascript:"], script:not([src])').length,
    hidden: getComputedStyle(document.body).display === 'none',
  })`)
}
const UNHURT = { ran: null, reports: [], foreign: 0, hidden: false }
const WATCH = `window.__reports = []; document.addEventListener('securitypolicyviolation', (event) => window.__reports.push(event.violatedDirective + ' ' + event.sourceFile))`

describe.each(KINDS)('text that is no text, in %s', (kind) => {
  let site: ProbeSite
  let browser: Browser
  let board: Page

  beforeAll(async () => {
    site = await serveProbe()
    browser = await launchReady(kind)
    board = await openDashboard(browser)
    await board.evaluate(WATCH)
    for (const text of Object.values(TEXTS))
      if (!hasUnseen(text)) await addRecord(board, 'notes', { Title: text })
    await addRecord(board, 'names', { 'Full name': TEXTS.image ?? '', Label: (TEXTS.svg ?? '').slice(0, 60) })
    await addRecord(board, 'emails', { 'E-mail': 'ada@lovelace.example', Label: TEXTS.link ?? '' })
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  it('stands as text in every place of the dashboard', async () => {
    for (const route of [
      'my-data',
      'my-data/all/notes',
      'sites',
      'who-has-what',
      'ledger',
      'transfer',
      'security',
    ]) {
      await board.evaluate(`location.hash = ${JSON.stringify(`#/${route}`)}`)
      await board.waitForText(/\S/)
      expect([route, await wounds(board)]).toEqual([route, UNHURT])
    }
    await board.evaluate(`location.hash = '#/my-data'`)
    const said = await board.waitForText(/onerror/)
    expect(said).toContain(TEXTS.image)
  })

  it('is refused or cleaned where it is typed when part of it cannot be seen', async () => {
    const unseen = Object.values(TEXTS).filter(hasUnseen)
    // Tag characters and joiners stay: flags and families of emoji are made of them.
    expect(unseen.length).toBe(4)
    for (const text of unseen) {
      await board.evaluate(`location.hash = '#/my-data/add/notes'`)
      await board.fill({ field: 'Title', within: 'dialog[open]' }, text)
      await board.click({ role: 'button', name: 'Keep' })
      const said = await poll('an answer', async () => {
        const text = await board.text()
        return /Only plain text fits here/.test(text) || (await board.count('dialog[open]')) === 0
          ? text
          : null
      })
      expect(said).not.toMatch(/[\u202A-\u202E\u200B\u2060\uFEFF]/)
      expect(await wounds(board)).toEqual(UNHURT)
      await board.reload()
      await board.evaluate(WATCH)
    }
  })

  it('stands as text in search', async () => {
    await board.evaluate(`location.hash = '#/my-data'`)
    await board.fill({ field: /Search/ }, TEXTS.image ?? '')
    await board.waitForText(/onerror/)
    expect(await wounds(board)).toEqual(UNHURT)
  })

  it('is quoted in the prompt, cut and without what cannot be seen', async () => {
    const page = await browser.open(site.url)
    await begin(
      page,
      'ask',
      `const vault = await selfstead.discover({ timeout: 5000 })
       await vault.request({ purpose: { text: ${JSON.stringify(ALL.slice(0, 280))}, policy: 'javascript:${RUN}' }, claims: { email: { reason: ${JSON.stringify(ALL.slice(0, 140))} }, name: {} } })`,
    )
    await begin(
      page,
      'ask',
      `const vault = await selfstead.discover({ timeout: 5000 })
       await vault.request({ purpose: { text: ${JSON.stringify(ALL.slice(0, 280))} }, claims: { email: { reason: ${JSON.stringify(ALL.slice(0, 140))} }, name: {} } })`,
    )
    const prompt = await browser.waitForPage('prompt.html')
    await prompt.evaluate(WATCH)
    const said = await prompt.waitForText(/onerror/)
    expect(said).toContain(TEXTS.image)
    expect(said).not.toMatch(/[\u202A-\u202E\u200B\u2060\uFEFF\u{E0000}-\u{E007F}]/u)
    expect(await wounds(prompt)).toEqual(UNHURT)
    await prompt.click({ role: 'button', name: 'Deny' })
    await poll('the prompt to close', async () => ((await prompt.isClosed()) ? true : null))
    await page.close()
  })

  it('of ten thousand characters is refused before it is shown', async () => {
    const page = await browser.open(site.url)
    await begin(
      page,
      'ask',
      `const vault = await selfstead.discover({ timeout: 5000 })
       await vault.request({ purpose: { text: 'x'.repeat(10000) }, claims: { email: {} } })`,
    )
    expect(await page.evaluate(`window['pending:ask']`)).toMatchObject({ error: 'TypeError' })
  })

  it('comes in with another vault’s backup as text, before and after it is taken over', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'selfstead-inert-'))
    const file = join(folder, 'foreign.age')
    // Marked, so that it is not what was typed here before.
    const titles = Object.entries(TEXTS).map(([name, text]) => `brought ${name} ${text}`)
    await writeFile(file, await foreignArchive(titles, PASSPHRASE))
    await board.evaluate(`location.hash = '#/transfer'`)
    await board.setFiles({ field: 'Backup file to import' }, [file])
    await board.fill({ field: 'Passphrase of the file' }, PASSPHRASE)
    await board.click({ role: 'button', name: 'Open the file' })
    const planned = await board.waitForText(/This is a backup of another vault/, { timeout: 60_000 })
    expect(planned).toContain('brought image')
    expect(planned).not.toMatch(UNSEEN)
    expect(await wounds(board)).toEqual(UNHURT)
    await board.click({ role: 'button', name: 'Import' })
    await board.waitForText(/records? came in/, { timeout: 60_000 })
    await board.evaluate(`location.hash = '#/my-data'`)
    await board.fill({ field: /Search/ }, '')
    const kept = await board.waitForText(/brought script/)
    expect(kept).toContain(`brought image ${TEXTS.image}`)
    expect(kept).toContain('brought override')
    expect(kept).not.toMatch(UNSEEN)
    expect(await wounds(board)).toEqual(UNHURT)
    await rm(folder, { recursive: true, force: true })
  })

  it('in an address of our own pages leads nowhere', async () => {
    for (const path of ['dashboard.html', 'prompt.html', 'popup.html', 'welcome.html'])
      for (const hash of [
        `#${encodeURIComponent(TEXTS.image ?? '')}`,
        `#/sites/${encodeURIComponent(TEXTS.svg ?? '')}`,
        `#javascript:${RUN}`,
      ]) {
        const page = await browser.extensionPage(path + hash)
        await page.waitForText(/\S|/)
        expect([path, hash, await wounds(page)]).toEqual([path, hash, UNHURT])
        await page.close().catch(() => undefined)
      }
  })
})
