import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addRecord, allow, openDashboard } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { poll } from '../support/browsers/polling'
import { begin, outcomeOf, type ProbeSite, run, serveProbe } from '../support/probe-site'
import { unpackZip } from '../support/unpack-zip'
import { KINDS } from './browsers'
import { launchReady } from './ready'

const ASK = `const vault = await selfstead.discover({ timeout: 5000 })
  window.grant = await vault.request({
    purpose: { text: 'Keep your notes with you' },
    claims: { 'email': { required: true } },
    collections: { 'app:notes': { actions: ['read', 'create', 'update', 'delete'], required: true } },
    access: { for: 'P30D' } })
  window.told = []
  grant.addEventListener('change', ({ detail }) => told.push(detail))
  window.notes = grant.collection('app:notes')`

const FILL = `await notes.create({ title: 'Innocent \\u202Emoc.live\\u202C', text: 'one\\n<img src=x onerror="window.__ran=1">' }, { id: 'spoof' })
  await notes.create({ title: 'Passport', scan: new File([new Uint8Array(100000).fill(7)], 'scan.pdf', { type: 'application/pdf' }) }, { id: 'scan' })
  await notes.create({ title: 'Shopping', list: ['bread', 'milk'] }, { id: 'list' })
  return await notes.count()`

/** The page of a locker, and telling a site of a new version, as a person meets them. */
describe.each(KINDS)('a locker in the dashboard, in %s', (kind) => {
  let site: ProbeSite
  let browser: Browser
  let board: Page
  let page: Page

  beforeAll(async () => {
    site = await serveProbe()
    browser = await launchReady(kind)
    board = await openDashboard(browser)
    await addRecord(board, 'emails', { 'E-mail': 'ada@lovelace.example' })
    await board.waitForText(/Sites that keep their data with you appear here/)
    page = await browser.open(site.url)
    await begin(page, 'ask', ASK)
    await allow(browser)
    expect(await outcomeOf(page, 'ask')).not.toHaveProperty('error')
    expect(await run(page, FILL)).toMatchObject({ value: 3 })
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  it('shows whose it is and how full, and opens its page under an address without a name of the site', async () => {
    await board.evaluate(`location.hash = '#/my-data'`)
    await board.click({ role: 'link', name: /3 documents/ })
    const said = await board.waitForText(/What is in it/)
    expect(said).toMatch(/may read, add, change,? and delete/)
    expect(said).toContain('Shopping')
    expect(await board.evaluate('location.hash')).toMatch(/^#\/lockers\/[\w-]{16}$/)
  })

  it('shows documents as text and as JSON, and nothing in them runs or hides', async () => {
    await board.click({ role: 'button', name: /^.?Innocent/ })
    const text = await board.waitForText(/onerror/)
    expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/)
    await board.evaluate(`document.querySelector('.document-body input[value=json]').click()`)
    expect(await board.waitForText(/\\u202e/)).toContain('moc.live')
    expect(await board.evaluate('window.__ran ?? null')).toBeNull()
    expect(await board.evaluate(`document.querySelectorAll('img[src="x"]').length`)).toBe(0)
  })

  it('finds documents by their words, and saves an attachment', async () => {
    await board.fill({ field: 'Search this locker' }, 'milk')
    await board.waitForText(/1 document\b/)
    expect(await board.count('.document')).toBe(1)
    await board.fill({ field: 'Search this locker' }, '')
    await board.click({ role: 'button', name: /^.?Passport/ })
    const file = await board.download(() => board.click({ role: 'button', name: /^Save file/ }))
    expect((await readFile(file)).equals(Buffer.alloc(100_000, 7))).toBe(true)
  })

  it('brings a deleted document back, to the site too', async () => {
    await board.click({ role: 'button', name: /^Delete .Shopping/ })
    await poll('the site to miss it', async () => ((await counted(page)) === 2 ? true : null))
    await board.click({ role: 'button', name: /^Undo/ })
    await poll('the site to have it again', async () => ((await counted(page)) === 3 ? true : null))
  })

  it('goes into a file with its attachments', async () => {
    const file = await board.download(() => board.click({ role: 'button', name: 'Export locker' }))
    const unpacked = await unpackZip(new Uint8Array(await readFile(file)))
    if (!unpacked.ok) throw new Error(unpacked.reason)
    const index = JSON.parse(new TextDecoder().decode(unpacked.value['documents.json']))
    expect(index.documents.map(({ id }: { id: string }) => id).sort()).toEqual(['list', 'scan', 'spoof'])
    expect(Object.keys(unpacked.value).some((path) => path.endsWith('/scan.pdf'))).toBe(true)
  })

  it('is emptied after a typed word', async () => {
    await board.click({ role: 'button', name: 'Delete all documents' })
    await board.fill({ field: /Type/, within: 'dialog[open]' }, 'delete')
    await board.click({ role: 'button', name: 'Delete all documents', within: 'dialog[open]' })
    await board.waitForText(/3 documents deleted/)
    expect(await counted(page)).toBe(0)
  })

  it('a site with an old value is told by one press, and hears which', async () => {
    await board.evaluate(`location.hash = '#/my-data'`)
    await board.click({ role: 'link', name: /lovelace/ })
    await board.fill({ field: /^E-mail/, within: 'dialog[open]' }, 'ada@analytical.example')
    await board.click({ role: 'button', name: 'Keep changes' })
    await board.waitForText(/1 site holds the old one/)
    await board.click({ role: 'button', name: /^Tell/ })
    await board.waitForText(/1 open page/)
    // What was sent to the page arrives a moment after the board says so.
    await poll('the page to hear of it', async () => {
      expect(await page.evaluate('told')).toEqual([{ state: 'granted', claims: ['email'] }])
      return true
    })
  })
})

async function counted(page: Page): Promise<unknown> {
  return (await run(page, 'return await notes.count()')).value
}
