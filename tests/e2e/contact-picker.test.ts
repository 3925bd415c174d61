import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addRecord, allow, deny, openDashboard } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { launch } from '../support/browsers/launch'
import { poll } from '../support/browsers/polling'
import { button } from '../support/browsers/selectors'
import { type Outcome, outcomeOf, type ProbeSite, run, serveProbe, startOf } from '../support/probe-site'
import { extensionFor, KINDS } from './browsers'
import { readyProfile } from './ready'

/** As sites of telephones ask for it. */
const DETECT = `'contacts' in navigator && 'ContactsManager' in window`
const select = (properties: string, options = ''): string =>
  `return await navigator.contacts.select(${properties}${options && `, ${options}`})`

/** A site without encryption, on this machine and not of it. */
const PLAIN = 'plain.example'

/** What a page can see of us: every name on its window that a page without the extension has not. */
const NAMES = `JSON.stringify(Object.getOwnPropertyNames(window).filter((name) => /contacts?$|^contact|selfstead/i.test(name)).sort())`

/**
 * A page that takes away what scripts commonly use, as hostile and careless pages do, calls `select`, and gives all of it back
 * when it has its answer: the browser's driver needs it too, and does not look at the page meanwhile.
 */
const PATCHED = `{
  const back = []
  const patch = (owner, name, descriptor) => {
    const before = Object.getOwnPropertyDescriptor(owner, name)
    Object.defineProperty(owner, name, { configurable: true, ...descriptor })
    back.push(() => before ? Object.defineProperty(owner, name, before) : delete owner[name])
  }
  const broken = { value: () => { throw new Error('patched') } }
  const mallory = { get: () => ({ contacts: [{ value: { name: 'Mallory' } }] }), set() {} }
  patch(UserActivation.prototype, 'isActive', { get: () => false })
  patch(MessagePort.prototype, 'postMessage', { value(message) { window.stolen = message } })
  patch(MessageEvent.prototype, 'data', { get: () => ({ id: 'x' }) })
  patch(Object.prototype, 'picked', mallory)
  patch(Object.prototype, 'error', { get: () => ({ name: 'NotAllowedError' }), set() {} })
  patch(String.prototype, 'split', broken)
  for (const name of ['Promise', 'TypeError', 'MessageChannel', 'Uint8Array', 'postMessage']) patch(window, name, { value: undefined })
  for (const name of ['call', 'apply', 'bind']) patch(Function.prototype, name, broken)
  patch(Array.prototype, Symbol.iterator, broken)
  const done = (got) => { for (let at = 0; at < back.length; at++) back[at](); window.got = got }
  const answer = navigator.contacts.select({ [Symbol.iterator]: function* () { yield 'name' } })
  answer.then((all) => done(JSON.stringify(all)), (error) => done(error.name))
}`

describe.each(KINDS)('the contact picker in %s', (kind) => {
  let site: ProbeSite
  let browser: Browser
  let board: Page
  let page: Page
  let profile = ''

  const security = async (): Promise<void> => {
    await board.evaluate(`location.hash = '#/security'`)
    await board.waitForText(/Contact picker/)
  }
  const turnOn = async (): Promise<void> => {
    await security()
    await board.click(button('Turn on for all sites you let ask'))
    await board.waitForText(/It is on for all sites you let ask/)
  }
  const load = async (has: boolean): Promise<void> => {
    await poll('the picker to be there or not', async () => {
      await page.reload()
      await page.waitFor({ role: 'heading', name: 'Probe' })
      return (await page.evaluate(DETECT)) === has ? true : null
    })
  }
  const choose = async (...names: readonly string[]): Promise<string> => {
    const window = await browser.waitForPage('prompt.html')
    for (const name of names) await window.click({ role: 'option', name: new RegExp(name) })
    const text = await window.text()
    await allow(browser)
    return text
  }

  /** Has the page do something inside a click of the person's, and gives its outcome a name. */
  const press = async (name: string, body: string): Promise<void> => {
    await page.evaluate(`(() => {
      document.querySelector('#go')?.remove()
      const go = Object.assign(document.createElement('button'), { id: 'go', textContent: 'Pick' })
      go.onclick = () => { ${startOf(name, body)} }
      document.body.append(go)
    })(); null`)
    await page.click(button('Pick'))
  }
  const pressed = async (body: string): Promise<Outcome> => {
    await press('pressed', body)
    return await outcomeOf(page, 'pressed')
  }

  beforeAll(async () => {
    site = await serveProbe()
    profile = await readyProfile(kind)
    browser = await launch(kind, { extension: extensionFor(kind), profile, plainHost: PLAIN })
    board = await openDashboard(browser)
    await addRecord(board, 'contacts', {
      'Full name': 'Grace Hopper',
      'E-mail': 'grace@navy.example',
      Phone: '+44 20 7946 0018',
    })
    await addRecord(board, 'contacts', { 'Full name': 'Mary Somerville', 'E-mail': 'mary@stars.example' })
    page = await browser.open(site.url)
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  it('is not there before it is turned on: nothing of ours is on window', async () => {
    expect(await page.evaluate(DETECT)).toBe(false)
    const bare = JSON.parse(String(await page.evaluate(NAMES)))
    expect(bare.filter((name: string) => !/^ContactAddress$|^selfstead$/.test(name))).toEqual([])
  })

  it('is there once it is on, and looks as browsers make it look', async () => {
    await turnOn()
    await load(true)
    const seen = await page.evaluate(`(async () => ({
      tags: [String(navigator.contacts), String(ContactsManager.prototype)],
      same: navigator.contacts === navigator.contacts && navigator.contacts instanceof ContactsManager,
      names: [ContactsManager.name, ContactAddress.name, ContactsManager.prototype.select.name],
      lengths: [ContactsManager.length, ContactsManager.prototype.select.length, ContactsManager.prototype.getProperties.length],
      enumerable: [Object.keys(ContactsManager.prototype).sort(), Object.keys(window).includes('ContactsManager')],
      own: Object.getOwnPropertyNames(navigator.contacts),
      properties: await navigator.contacts.getProperties(),
      global: typeof window.contacts,
    }))()`)
    expect(seen).toEqual({
      tags: ['[object ContactsManager]', '[object ContactsManager]'],
      same: true,
      names: ['ContactsManager', 'ContactAddress', 'select'],
      lengths: [0, 1, 0],
      enumerable: [['getProperties', 'select'], false],
      own: [],
      properties: ['address', 'email', 'icon', 'name', 'tel'],
      global: 'undefined',
    })
    expect(await run(page, 'new ContactsManager()')).toMatchObject({ error: 'TypeError' })
    expect(await run(page, 'await ContactsManager.prototype.select(["name"])')).toMatchObject({
      error: 'TypeError',
    })
  })

  it('gives the one contact that was picked, what was asked of it and no more', async () => {
    await press('one', select(`['name', 'tel', 'icon']`))
    const text = await choose('Grace', 'Mary')
    expect(text).toContain('The page gave no reason.')
    expect(text).toContain('What you pick goes over once')
    expect(text).not.toContain('For how long')
    expect(await outcomeOf(page, 'one')).toEqual({
      value: [{ icon: [], name: ['Mary Somerville'], tel: [] }],
    })
  })

  it('gives several where several may be picked', async () => {
    await press('many', select(`['name', 'email', 'address']`, '{ multiple: true }'))
    await choose('Grace', 'Mary')
    const { value } = await outcomeOf(page, 'many')
    expect(value).toHaveLength(2)
    expect(value).toContainEqual({ address: [], email: ['grace@navy.example'], name: ['Grace Hopper'] })
  })

  it('a second call while one is open is an InvalidStateError, and cancelled is an empty list', async () => {
    await press('first', select(`['name']`))
    await browser.waitForPage('prompt.html')
    expect(await pressed(select(`['name']`))).toMatchObject({ error: 'InvalidStateError' })
    await deny(browser)
    expect(await outcomeOf(page, 'first')).toEqual({ value: [] })
  })

  it('wrong arguments are TypeErrors, and without a gesture there is a SecurityError', async () => {
    for (const properties of ['[]', `['emial']`, `'name'`, '7', ''])
      expect(await pressed(select(properties)), properties).toMatchObject({ error: 'TypeError' })
    expect(await pressed(select(`['name']`, '7'))).toMatchObject({ error: 'TypeError' })
    await page.evaluate(
      `void (window.late = new Promise((resolve) => setTimeout(resolve, 6500)).then(() => navigator.contacts.select(['name'])).catch((error) => error.name)); null`,
    )
    await new Promise((resolve) => setTimeout(resolve, 7_000))
    expect(await page.evaluate('window.late')).toBe('SecurityError')
  })

  it('is not in frames', async () => {
    const inFrame = await page.evaluate(`new Promise((resolve) => {
      const frame = document.createElement('iframe')
      frame.onload = () => resolve('contacts' in frame.contentWindow.navigator)
      frame.src = location.href
      document.body.append(frame)
    })`)
    expect(inFrame).toBe(false)
  })

  it('a page that patched its prototypes learns nothing and breaks nothing', async () => {
    await load(true)
    await press('patched', PATCHED)
    await choose('Grace')
    await poll('the answer', async () => ((await page.evaluate('window.got ?? null')) === null ? null : true))
    expect(await page.evaluate('window.got')).toBe('[{"name":["Grace Hopper"]}]')
    expect(await page.evaluate('typeof window.stolen')).toBe('undefined')
  })

  it('each pick is a disclosure in the ledger', async () => {
    await board.evaluate(`location.hash = '#/ledger'`)
    const text = await board.waitForText(/Contact/)
    expect(text).toContain(new URL(site.url).hostname)
  })

  it('is not there without encryption, also where it is on for all', async () => {
    const plain = await browser.open(site.url.replace('127.0.0.1', PLAIN))
    await plain.waitFor({ role: 'heading', name: 'Probe' })
    expect(await plain.evaluate('isSecureContext')).toBe(false)
    expect(await plain.evaluate(DETECT)).toBe(false)
    expect(JSON.parse(String(await plain.evaluate(NAMES)))).toEqual(
      expect.not.arrayContaining(['ContactsManager']),
    )
    await plain.close()
  })

  it('who was not picked is nowhere in the page, nor anything of it where scripts of ours keep what is not sealed', async () => {
    await load(true)
    await press('picked', `window.pickedNow = await navigator.contacts.select(['name'])`)
    await choose('Grace')
    await outcomeOf(page, 'picked')
    const there = String(
      await page.evaluate(`JSON.stringify([document.documentElement.outerHTML, { ...localStorage }, { ...sessionStorage },
        Object.getOwnPropertyNames(window).map((name) => { try { return JSON.stringify(window[name]) } catch { return '' } })])`),
    )
    expect(there).toContain('Grace Hopper')
    for (const canary of ['Mary Somerville', 'mary@stars.example', 'grace@navy.example', '7946'])
      expect(there).not.toContain(canary)
    const stored = String(
      await board.evaluate(
        `(globalThis.browser ?? chrome).storage.local.get().then((all) => JSON.stringify(all))`,
      ),
    )
    expect(stored).toContain('slots')
    for (const canary of ['Grace', 'Mary', 'contact', '127.0.0.1', 'picker'])
      expect(stored).not.toContain(canary)
  })

  // Chromium loads an unpacked extension anew at each start, which to its registrations is an update.
  it.runIf(kind === 'firefox')(
    'is there again after the browser was closed, and before the vault is opened',
    async () => {
      await browser.close()
      browser = await launch(kind, {
        extension: extensionFor(kind),
        profile,
        plainHost: PLAIN,
        installed: true,
      })
      page = await browser.open(site.url)
      await load(true)
      board = await openDashboard(browser)
    },
  )

  it('turned off, it is gone with the next load', async () => {
    await security()
    await board.click(button('Turn off'))
    await board.waitForText(/It is off for every site/)
    await load(false)
  })
})
