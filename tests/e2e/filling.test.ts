import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { FillWish } from '@/lib/protocol/fill'
import { ADA, addAda, openDashboard, PASSPHRASE } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { poll } from '../support/browsers/polling'
import { common } from '../support/browsers/selectors'
import { pressFor, pressUntil, shut } from '../support/filling/gesture'
import { ledgerLines } from '../support/filling/given'
import { KINDS, picturesFor } from './browsers'
import { launchReady } from './ready'

const ORDER = `
  <p><label>Full name <input id="name" autocomplete="name" required></label></p>
  <p><label>Street <input id="street" autocomplete="street-address"></label></p>
  <p><label>Postcode <input id="code" autocomplete="postal-code"></label></p>
  <p><label>Country <select id="country" autocomplete="country"><option value="">–<option value="DE">Germany<option value="GB">United Kingdom</select></label></p>
  <p><label>E-mail <input id="mail" type="email" autocomplete="email"></label></p>
  <p><label>Password <input id="pass" type="password"></label></p>`

const PAGES: { readonly [path: string]: string } = {
  '/order': `<form>${ORDER}
    <input id="trap" autocomplete="email" style="position:absolute;left:-9999px">
    <label style="opacity:0">Phone <input id="ghost" autocomplete="tel"></label></form>`,
  '/pay': `<form action="https://pay.example/take">${ORDER}</form><iframe src="/order"></iframe>`,
  '/odd': `<form>${ORDER}</form><script>
    Object.defineProperty(document.getElementById('street'), 'value', { set() { throw new Error('no') }, get() { return '' } })
    document.getElementById('name').addEventListener('input', (event) => { event.target.value = 'Somebody else' })</script>`,
  '/hides': `<form>${ORDER}</form><script>
    document.getElementById('name').addEventListener('input', () => {
      document.getElementById('mail').parentElement.style.display = 'none'
    })</script>`,
  '/table': `<form><table><tr><td>Full name<td><input id="f1"><tr><td>E-mail<td><input id="f2"></table></form>`,
  '/files':
    '<form><label>Your identity card <input id="file" type="file" accept="image/*,.pdf"></label></form>',
  '/framed': '<h1>Hand it in</h1><iframe src="/files"></iframe>',
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds that is serious or worse, in light and in dark. */
async function findings(page: Page): Promise<unknown> {
  await page.evaluate(`${axe}; null`)
  const found: unknown[] = []
  for (const scheme of ['light', 'dark']) {
    await page.evaluate(`document.documentElement.style.colorScheme = '${scheme}'; null`)
    const all = await page.evaluate(`axe.run(document).then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.target.join(' ')).join(', ')))`)
    found.push(...(all as readonly string[]))
  }
  return found
}

/** The form of a page as it stands. */
const STANDS = `Object.fromEntries([...document.querySelectorAll('input, select')].map((one) => [one.id, one.value]))`

describe.each(KINDS)('filling forms in %s', (kind) => {
  let browser: Browser
  let board: Page
  let server: Server
  let base: string
  const pictures = picturesFor(`filling-${kind}`)

  beforeAll(async () => {
    await mkdir(pictures, { recursive: true })
    server = createServer((request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end(`<!doctype html><html lang="en-GB"><title>Shop</title>${PAGES[request.url ?? ''] ?? ''}`)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    browser = await launchReady(kind)
    board = await openDashboard(browser)
    await addAda(board)
  })
  afterEach(async () => {
    for (const { url, page } of await browser.pages())
      if (url.includes('preview.html') || url.startsWith(base)) await page.close().catch(() => undefined)
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  const press = (url: string, wish: FillWish = 'fill'): Promise<Page> => pressFor(browser, board, url, wish)

  async function open(path: string): Promise<Page> {
    return await browser.open(base + path)
  }

  const fill = { role: 'button', name: /^Fill / } as const

  /** The ledger's lines of filling, newest first. */
  const filledLines = async () => (await ledgerLines(board)).filter((line) => /You filled/.test(line))

  it('fills what the person sees and nothing else, says it in the ledger, and takes it back', async () => {
    const page = await open('/order')
    const preview = await press(`${base}/order`)
    await preview.waitForText(/Fill 5 fields/)
    // The window has to have been there for a moment.
    await new Promise((resolve) => setTimeout(resolve, 600))
    await preview.click(fill)
    await preview.waitForText(/5 fields filled in/)
    expect(await page.evaluate(STANDS)).toMatchObject({
      name: ADA.name,
      street: ADA.street,
      code: ADA.postcode,
      country: 'GB',
      mail: ADA.email,
      pass: '',
      trap: '',
      ghost: '',
    })
    await board.evaluate(`location.hash = '#/ledger'`)
    await board.waitForText(/You filled your name, address, and e-mail address into a form/)
    await board.evaluate(`location.hash = '#/who-has-what'`)
    await board.waitForText(/127\.0\.0\.1/)
    await preview.click({ role: 'button', name: 'Undo' })
    await preview.waitForText(/5 fields are as they were/)
    expect(await page.evaluate(STANDS)).toMatchObject({ name: '', street: '', country: '', mail: '' })
    await shut(browser, preview, page)
  })

  it('says where a form sends to and that a frame is left alone', async () => {
    const page = await open('/pay')
    const preview = await press(`${base}/pay`)
    const text = await preview.waitForText(/Fill 5 fields/)
    expect(text).toMatch(/sends what it holds to\s+pay\.example/)
    expect(text).toMatch(/One frame inside the page/)
    expect(text.match(/The page can read it before you send the form, key by key/g)).toHaveLength(1)
    await preview.setSize(360, 740)
    await preview.screenshot(join(pictures, 'narrow.png'))
    if (kind === 'chromium') expect(await findings(preview)).toEqual([])
    // The window may be gone before the key comes up again.
    await preview.press('Escape').catch(() => undefined)
    await poll('Escape to close it', async () => ((await preview.isClosed()) ? true : null))
    await shut(browser, page)
  })

  it('asks again where the form changed, and sends nothing where the page went away', async () => {
    const page = await open('/order')
    const preview = await press(`${base}/order`)
    await preview.waitForText(/Fill 5 fields/)
    await new Promise((resolve) => setTimeout(resolve, 600))
    await page.evaluate(
      `document.getElementById('mail').setAttribute('autocomplete', 'name'), document.getElementById('code').remove()`,
    )
    await preview.click(fill)
    await preview.waitForText(/The form changed while you looked/)
    expect(await page.evaluate(STANDS)).toMatchObject({ name: '', street: '' })
    await page.goto(`${base}/pay`)
    await preview.waitForText(/The page went away/)
    await shut(browser, preview, page)
  })

  it('asks again where the form is sent elsewhere than it was, and names the other site', async () => {
    const page = await open('/order')
    const preview = await press(`${base}/order`)
    expect(await preview.waitForText(/Fill 5 fields/)).not.toMatch(/sends what it holds/)
    await new Promise((resolve) => setTimeout(resolve, 600))
    await page.evaluate(`document.querySelector('form').action = 'https://other.example/take'; null`)
    await preview.click(fill)
    const text = await preview.waitForText(/The form changed while you looked/)
    expect(text).toMatch(/sends what it holds to\s+other\.example/)
    expect(await page.evaluate(STANDS)).toMatchObject({ name: '', street: '', mail: '' })
    await pressUntil(preview, fill.name, /5 fields filled in/)
    await board.evaluate(`location.hash = '#/ledger'`)
    await board.waitForText(/it sends to\s+other\.example/)
    await shut(browser, preview, page)
  })

  it('asks again where a button would send the form elsewhere', async () => {
    const page = await open('/order')
    const preview = await press(`${base}/order`)
    await preview.waitForText(/Fill 5 fields/)
    await new Promise((resolve) => setTimeout(resolve, 600))
    await page.evaluate(
      `document.querySelector('form').insertAdjacentHTML('beforeend', '<button formaction="https://other.example/">Buy</button>'); null`,
    )
    await preview.click(fill)
    expect(await preview.waitForText(/The form changed while you looked/)).toMatch(/to\s+other\.example/)
    expect(await page.evaluate(STANDS)).toMatchObject({ name: '', street: '', mail: '' })
    await shut(browser, preview, page)
  })

  it('asks again where the words beside a field changed, and not where the page says what is wrong with one', async () => {
    const page = await open('/table')
    const preview = await press(`${base}/table`)
    await preview.waitForText(/Fill 2 fields/)
    await new Promise((resolve) => setTimeout(resolve, 600))
    await page.evaluate(`document.querySelector('td').textContent = 'Postcode'; null`)
    await preview.click(fill)
    await preview.waitForText(/The form changed while you looked/)
    expect(await page.evaluate(STANDS)).toEqual({ f1: '', f2: '' })
    await page.evaluate(
      `for (const one of document.querySelectorAll('input')) one.insertAdjacentHTML('afterend', '<span role="alert">This is needed</span>'); null`,
    )
    await pressUntil(preview, fill.name, /2 fields filled in/)
    expect(await page.evaluate(STANDS)).toEqual({ f1: ADA.postcode, f2: ADA.email })
    await shut(browser, preview, page)
  })

  it.each([
    ['hidden', `document.getElementById('mail').style.display = 'none'`],
    [
      'covered',
      `document.body.insertAdjacentHTML('beforeend', '<div id="sheet" style="position:absolute;background:#fff"></div>');
      (({ left, top, width, height }) => Object.assign(document.getElementById('sheet').style, {
        left: left + scrollX + 'px', top: top + scrollY + 'px', width: width + 'px', height: height + 'px',
      }))(document.getElementById('mail').getBoundingClientRect())`,
    ],
  ])('writes nothing into a field that was %s after the preview opened', async (_, hide) => {
    const page = await open('/order')
    const preview = await press(`${base}/order`)
    await preview.waitForText(/Fill 5 fields/)
    await new Promise((resolve) => setTimeout(resolve, 600))
    const before = (await filledLines()).length
    await page.evaluate(`${hide}; null`)
    await preview.click(fill)
    await preview.waitForText(/The form changed while you looked[\s\S]*Fill 4 fields/)
    expect(await page.evaluate(STANDS)).toMatchObject({ name: '', street: '', mail: '' })
    await pressUntil(preview, fill.name, /4 fields filled in/)
    expect(await page.evaluate(STANDS)).toMatchObject({ name: ADA.name, street: ADA.street, mail: '' })
    const lines = await poll('the line of the ledger', async () => {
      const now = await filledLines()
      return now.length > before ? now : null
    })
    expect(lines).toHaveLength(before + 1)
    expect(lines[0]).toMatch(/You filled your name and address into a form/)
    await shut(browser, preview, page)
  })

  it('writes nothing into a field that the page hides while it is filled, and counts it as empty', async () => {
    const page = await open('/hides')
    const preview = await press(`${base}/hides`)
    await preview.waitForText(/Fill 5 fields/)
    await new Promise((resolve) => setTimeout(resolve, 600))
    await preview.click(fill)
    const text = await preview.waitForText(/fields? filled in/)
    expect(text).toMatch(/4 fields filled in/)
    expect(text).toMatch(/One field did not take it/)
    expect(text).toMatch(/E-mail\s*:\s*It can no longer be seen/)
    expect(await page.evaluate(STANDS)).toMatchObject({ name: ADA.name, street: ADA.street, mail: '' })
    await shut(browser, preview, page)
  })

  it('leaves a field that throws or writes something else, and says so', async () => {
    const page = await open('/odd')
    const preview = await press(`${base}/odd`)
    await preview.waitForText(/Fill 5 fields/)
    await new Promise((resolve) => setTimeout(resolve, 600))
    await preview.click(fill)
    const text = await preview.waitForText(/fields? filled in/)
    expect(text).toMatch(/did not take it/)
    await preview.screenshot(join(pictures, 'left.png'))
    expect(await page.evaluate(`document.getElementById('mail').value`)).toBe(ADA.email)
    await shut(browser, preview, page)
  })

  it('unlocks in the same window', async () => {
    await board.click({ role: 'button', name: 'Lock' })
    const page = await open('/order')
    // The dashboard shows its door now, and is still a page of ours.
    const preview = await press(`${base}/order`)
    await preview.fill(common.passphrase, PASSPHRASE)
    await preview.click(common.unlock)
    await preview.waitForText(/Fill 5 fields/, { timeout: 30_000 })
    await shut(browser, preview, page)
  })

  it('keeps what was typed', async () => {
    const page = await open('/order')
    await page.fill('#name', 'Grace Hopper')
    await page.fill('#mail', 'grace@navy.example')
    await page.fill('#pass', 'never to be read')
    const preview = await press(`${base}/order`, 'save')
    const text = await preview.waitForText(/grace|Name/)
    expect(text).not.toMatch(/never to be read/)
    await preview.click({ role: 'button', name: /^Keep name/ })
    await preview.waitForText(/Name: kept in your vault/)
    await preview.screenshot(join(pictures, 'save.png'))
    board = await openDashboard(browser, 'my-data')
    await board.waitForText(/Grace Hopper/)
    await shut(browser, preview, page)
  })

  it('attaches a document', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'selfstead-file-'))
    const path = join(folder, 'licence.pdf')
    await writeFile(path, '%PDF-1.4 a paper')
    await board.evaluate(`location.hash = '#/my-data/add/documents'`)
    await board.fill({ field: 'Title', within: 'dialog[open]' }, 'Club card')
    await board.fill({ field: /^Kind/, within: 'dialog[open]' }, 'membership')
    await board.setFiles('dialog[open] input[type=file]', [path])
    await board.click({ role: 'button', name: 'Keep', within: 'dialog[open]' })
    await poll('the document to be kept', async () =>
      (await board.count('dialog[open]')) === 0 ? true : null,
    )
    const page = await open('/files')
    const preview = await press(`${base}/files`, 'attach')
    expect(await preview.waitForText(/Club card/)).not.toMatch(/Left alone/)
    await preview.click({ role: 'radio', name: /Club card/ })
    await preview.screenshot(join(pictures, 'attach.png'))
    await new Promise((resolve) => setTimeout(resolve, 600))
    await preview.click({ role: 'button', name: 'Attach' })
    await preview.waitForText(/The document is in the form of/)
    const got = `(async () => { const [file] = document.getElementById('file').files; return [file.name, await file.text()] })()`
    expect(await page.evaluate(got)).toEqual(['licence.pdf', '%PDF-1.4 a paper'])
    await shut(browser, preview, page)
  })

  it('says that a field for files within a frame is not reached', async () => {
    const page = await open('/framed')
    const preview = await press(`${base}/framed`, 'attach')
    const text = await preview.waitForText(/There is no field for a file on this page/)
    expect(text).toMatch(/Left alone\s+One frame inside the page/)
    await shut(browser, preview, page)
  })
})
