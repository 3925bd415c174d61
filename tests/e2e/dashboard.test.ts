import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addRecord, allow, deny, openDashboard } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { poll } from '../support/browsers/polling'
import { button, common, dashboard, field } from '../support/browsers/selectors'
import { begin, outcomeOf, type ProbeSite, serveProbe } from '../support/probe-site'
import { unpackZip } from '../support/unpack-zip'
import { KINDS } from './browsers'
import { launchReady } from './ready'

const FIND = `const vault = await selfstead.discover({ timeout: 15000 }); if (!vault) throw new Error('not found');`
const LEASE = `{ purpose: { text: 'Read your lease' }, access: { for: 'P1D' }, collections: { documents: { actions: ['read'], fields: ['title', 'file'], required: true } } }`
const PAPER = Uint8Array.from({ length: 700_000 }, (_, n) => (n * 7 + (n >> 8)) % 251)

describe.each(KINDS)('what a person does in the dashboard, in %s', (kind) => {
  let site: ProbeSite
  let browser: Browser
  let board: Page

  beforeAll(async () => {
    site = await serveProbe()
    browser = await launchReady(kind)
    board = await openDashboard(browser, 'my-data')
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  /** Waits for an expression to hold in the dashboard. */
  const until = (what: string, expression: string) =>
    poll(what, async () => ((await board.evaluate(expression)) === true ? true : null))
  const open = (name: string) => board.click({ role: 'link', name: new RegExp(name) })

  it('by keys: n adds, / searches, and in a field both are letters', async () => {
    await board.waitFor(common.add)
    await board.press('n')
    await until('the kinds to choose from', `document.activeElement.getAttribute('role') === 'menuitem'`)
    await board.press('Escape')
    await until('the menu to close', `document.activeElement.getAttribute('aria-haspopup') === 'menu'`)
    await board.press('/')
    await until('the search to have the keys', `document.activeElement.type === 'search'`)
    await board.press('n')
    await board.press('/')
    expect(await board.evaluate('document.activeElement.value')).toBe('n/')
    await board.press('Escape')
    await board.evaluate('document.activeElement.blur()')
    await board.press('n')
    await until('the kinds again', `document.activeElement.getAttribute('role') === 'menuitem'`)
    await board.press('Enter')
    await board.waitFor('dialog[open] input')
    await board.press('Escape')
  })

  it('a record that was deleted comes back by Undo', async () => {
    await addRecord(board, 'names', { 'Full name': 'Ada Lovelace' })
    await open('Ada Lovelace')
    await board.click(button(/^Delete/, 'dialog[open]'))
    await board.waitForText(/“\u2068?Ada Lovelace\u2069?” deleted/)
    await poll('the record to be gone', async () =>
      (await board.count({ role: 'link', name: /Ada Lovelace/ })) === 0 ? true : null,
    )
    await board.click(button('Undo'))
    await board.waitFor({ role: 'link', name: /Ada Lovelace/ })
    expect(await board.count({ role: 'link', name: /Ada Lovelace/ })).toBe(1)
  })

  it('what a record was stands behind its clock, until it is erased', async () => {
    await open('Ada Lovelace')
    await board.fill(field('Full name', 'dialog[open]'), 'Ada King')
    await board.click(button('Keep changes'))
    await open('Ada King')
    const history = `document.querySelector('dialog[open] .history')`
    await until('the clock', `${history} !== null`)
    expect(await board.evaluate(`${history}.closest('details').open`)).toBe(false)
    await board.evaluate(`${history}.closest('details').querySelector('summary').click()`)
    await until('the older version', `${history}.innerText.includes('Ada Lovelace')`)
    expect(await board.evaluate(`${history}.innerText`)).not.toContain('Ada King')
    await board.click(button('Erase older versions'))
    await board.waitForText(/erased from this device at once/)
    await board.fill(field(/go on/), 'erase')
    await board.click({ role: 'button', name: 'Erase older versions', nth: 1 })
    await until('the clock to be gone', `${history} === null`)
    await board.press('Escape')
  })

  it('a site gets a document’s file as a Blob, once the person picked it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'selfstead-paper-'))
    await writeFile(join(folder, 'lease.pdf'), PAPER)
    await board.evaluate(`location.hash = '#/my-data/add/documents'`)
    await board.fill(field('Title', 'dialog[open]'), 'Lease')
    await board.fill(field(/^Kind/, 'dialog[open]'), 'contract')
    await board.setFiles('dialog[open] input[type=file]', [join(folder, 'lease.pdf')])
    await board.click(dashboard.keep)
    await board.waitFor({ role: 'link', name: /Lease/ })

    const page = await browser.open(site.url)
    await begin(
      page,
      'ask',
      `${FIND}
       const grant = await vault.request(${LEASE})
       return grant.data`,
    )
    const asked = await browser.waitForPage('prompt.html')
    await asked.waitForText(/Lease/)
    expect(await asked.evaluate('document.activeElement.textContent')).toBe('Deny')
    await deny(browser)
    expect(await outcomeOf(page, 'ask')).toMatchObject({ error: 'NotAllowedError' })
    await begin(
      page,
      'ask',
      `${FIND}
       const grant = await vault.request(${LEASE})
       const found = []
       for await (const { value } of grant.collection('documents').list()) found.push(value)
       const [{ title, file }] = found
       const blob = await file.blob()
       const bytes = new Uint8Array(await blob.arrayBuffer())
       return { count: found.length, title, name: file.name, size: file.size, type: blob.type, isBlob: blob instanceof Blob,
         isSame: bytes.length === 700000 && bytes.every((byte, n) => byte === (n * 7 + (n >> 8)) % 251) }`,
    )
    const window = await browser.waitForPage('prompt.html')
    await window.click({ role: 'option', name: /Lease/ })
    await allow(browser)
    expect(await outcomeOf(page, 'ask')).toEqual({
      value: {
        count: 1,
        title: 'Lease',
        name: 'lease.pdf',
        size: 700_000,
        type: 'application/pdf',
        isBlob: true,
        isSame: true,
      },
    })
    await page.close()
  })

  it('takes all of it out unencrypted, once it is said what that means', async () => {
    await board.evaluate(`location.hash = '#/transfer'`)
    await board.click({ role: 'radio', name: 'Not encrypted' })
    await board.waitForText(/Anyone who gets hold of the file can read all of it/)
    // The button is there, and does nothing before the box is ticked.
    const exporting = `document.querySelector('form button[type=submit]')`
    expect(await board.evaluate(`${exporting}.getAttribute('aria-disabled')`)).toBe('true')
    await board.click({ role: 'checkbox', name: /a file that anyone can read/ })
    const file = await board.download(() => board.click(common.export), { timeout: 60_000 })
    expect(file).toMatch(/selfstead-\d{4}-\d\d-\d\d.*\.zip$/)
    const files = await unpackZip(new Uint8Array(await readFile(file)))
    if (!files.ok) throw new Error(files.reason)
    const text = (path: string) => new TextDecoder().decode(files.value[path])
    expect(text('records/names.csv')).toContain('Ada King')
    const [paper] = Object.keys(files.value).filter((path) => /^documents\/.{6}-lease\.pdf$/.test(path))
    expect(Buffer.compare(Buffer.from(files.value[paper ?? ''] ?? []), Buffer.from(PAPER))).toBe(0)
    expect(JSON.parse(text('grants.json'))).toMatchObject([{ origin: new URL(site.url).origin }])
    expect(JSON.parse(text('ledger.json')).length).toBeGreaterThan(1)
  })
})
