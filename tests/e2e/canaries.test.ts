import { randomInt } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COLLECTION_NAMES, collectionOf, type Field } from '@/lib/records/collections'
import { allow, makeVault, openDashboard, PASSPHRASE } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { launch } from '../support/browsers/launch'
import { permittedProfile } from '../support/browsers/permitted-profile'
import { pause, poll } from '../support/browsers/polling'
import { begin, outcomeOf } from '../support/probe-site'
import { extensionFor, KINDS } from './browsers'
import { type HostileSite, serveHostile } from './hostile/site'

/** What was typed, and where. */
interface Canary {
  readonly place: string
  /** As it can be found again: letters or digits that stand in no other place of the world. */
  readonly mark: string
}

const pick = (from: string, count: number): string =>
  Array.from({ length: count }, () => from[randomInt(from.length)]).join('')
const letters = (count = 24): string => pick('abcdefghijklmnopqrstuvwxyz', count)
const digits = (count: number): string => pick('123456789', count)

/** A number that a card could have: its last digit is the sum of the others (Luhn). */
function cardNumber(): string {
  const body = `4${digits(14)}`
  const sum = [...body].reduce((all, digit, at) => {
    const twice = Number(digit) * (at % 2 === 0 ? 2 : 1)
    return all + (twice > 9 ? twice - 9 : twice)
  }, 0)
  return body + String((10 - (sum % 10)) % 10)
}

/** What is typed into a field, and what of it is looked for; null where a field holds too little to be told apart. */
function typed({ kind, name }: Field): { readonly text: string; readonly mark: string } | null {
  const mark = letters()
  switch (kind) {
    case 'line':
      return name === 'cc-csc' ? null : name === 'postal-code' ? short(letters(12)) : short(mark)
    case 'text':
      return short(mark)
    case 'email':
      return { text: `${mark}@ada.example`, mark }
    case 'url':
      return { text: `https://ada.example/${mark}`, mark }
    case 'phone':
      return phone(digits(8))
    case 'digits':
      return null
    case 'card-number':
      return short(cardNumber())
    default:
      return null
  }
}
const short = (mark: string) => ({ text: mark, mark })
const phone = (rest: string) => ({ text: `+49 30 ${rest}`, mark: `30${rest}` })

/** Every file under a folder, but what a database keeps of the last start. */
async function files(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name))
}

/** Where any of the marks lies in any file, as UTF-8 or UTF-16. */
async function find(folder: string, canaries: readonly Canary[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const file of await files(folder)) {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0))
    const path = file.slice(folder.length + 1)
    for (const { place, mark } of canaries)
      if (bytes.includes(mark, 0, 'utf8') || bytes.includes(mark, 0, 'utf16le'))
        found.push(`${place} in ${path}`)
  }
  return found
}

/** The storage of our own extension. */
const isOurs = (path: string): boolean =>
  /^Default\/(IndexedDB\/chrome-extension|File System|Local Extension Settings|Sync Extension Settings)/.test(
    path,
  ) || /^storage\/default\/moz-extension/.test(path)

describe.each(KINDS)('what is kept in %s', (kind) => {
  let site: HostileSite
  let browser: Browser
  let board: Page
  const canaries: Canary[] = []
  const granted = letters()

  beforeAll(async () => {
    site = await serveHostile()
    const extension = extensionFor(kind)
    browser = await launch(kind, { extension, profile: await permittedProfile(kind, extension) })
    // Whatever a page says to its console, from its first line on. Firefox does not run it in pages of extensions.
    await browser.beforeScripts(
      `globalThis.__said = []; for (const name of ['log', 'info', 'warn', 'error', 'debug']) { const real = console[name]; console[name] = (...all) => { __said.push(all.map(String).join(' ')); real.apply(console, all) } }`,
    )
    await makeVault(browser)
    board = await openDashboard(browser)
    // Tall enough for the longest editor: nothing has to be scrolled.
    await board.setSize(1280, 2400)
    canaries.push({ place: 'passphrase', mark: PASSPHRASE })
    await keep('emails', [{ label: 'email', text: `${granted}@ada.example` }])
    for (const collection of COLLECTION_NAMES) {
      // A second e-mail would make the prompt choose.
      if (collection === 'emails') continue
      await fillAll(collection)
    }
  })
  afterAll(async () => {
    await browser?.close().catch(() => undefined)
    await site?.close()
    if (browser) await rm(browser.profile, { recursive: true, force: true, maxRetries: 5 })
  })

  const dialog = 'dialog[open]'
  const begun = async (collection: string): Promise<void> => {
    await board.evaluate(`location.hash = ${JSON.stringify(`#/my-data/add/${collection}`)}`)
    await board.waitFor(`${dialog} form`)
    await board.evaluate(
      `document.querySelectorAll('${dialog} details').forEach((each) => { each.open = true })`,
    )
  }
  const kept = async (): Promise<void> => {
    await board.click({ role: 'button', name: 'Keep' })
    await poll('the record to be kept', async () => {
      if ((await board.count(dialog)) === 0) return true
      throw new Error((await board.text()).slice(0, 900))
    })
  }
  async function keep(
    collection: string,
    all: readonly { readonly label: string; readonly text: string }[],
  ): Promise<void> {
    await begun(collection)
    for (const { text } of all) await board.fill(`${dialog} input[type=email]`, text)
    await kept()
  }

  /** Sets a list or a date, which is not typed. */
  const set = (id: string, value: string): Promise<unknown> =>
    board.evaluate(
      `(() => { const element = document.getElementById(${JSON.stringify(id)}); Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value').set.call(element, ${JSON.stringify(value)}); for (const type of ['input', 'change']) element.dispatchEvent(new Event(type, { bubbles: true })) })()`,
    )

  /** Fills every field of a collection, in the order the editor shows them, with a mark of its own. */
  async function fillAll(collection: (typeof COLLECTION_NAMES)[number]): Promise<void> {
    await begun(collection)
    // Which field an input is, is told by its kind: the editor puts the same fields in an order that depends on the country.
    const shown = (await board.evaluate(
      `[...document.querySelectorAll('${dialog} input:not([hidden]), ${dialog} textarea, ${dialog} select')].map((element) => ({ id: element.id, tag: element.localName, type: element.type, label: element.labels?.[0]?.textContent ?? '', list: element.hasAttribute('list'), options: element.localName === 'select' ? [...element.options].map(({ value }) => value).filter(Boolean).slice(0, 1) : [] }))`,
    )) as readonly {
      readonly id: string
      readonly tag: string
      readonly type: string
      readonly label: string
      readonly list: boolean
      readonly options: readonly string[]
    }[]
    let filled = 0
    for (const { id, tag, type, label, list, options } of shown) {
      if (!id || type === 'file' || type === 'submit') continue
      if (tag === 'select') {
        if (/^(Kind|Type)/.test(label)) await set(id, options[0] ?? '')
        continue
      }
      const what = list ? short(letters()) : typed(guess(type, tag, label))
      if (type === 'date') {
        await set(id, '1990-04-01')
        continue
      }
      if (!what) continue
      // As an editor's own command types it: dozens of fields, some far down, would take minutes key by key.
      const done = await board.evaluate(
        `(() => { const element = document.getElementById(${JSON.stringify(id)}); element.focus(); element.select(); return document.execCommand('insertText', false, ${JSON.stringify(what.text)}) && element.value === ${JSON.stringify(what.text)} })()`,
      )
      expect([label, done]).toEqual([label, true])
      canaries.push({ place: `${collection}: ${label}`, mark: what.mark })
      filled++
    }
    // The label is one of them.
    expect([collection, filled]).toEqual([
      collection,
      expect.toSatisfy((count) => count > (collection === 'dates' ? 0 : 1)),
    ])
    await kept()
  }

  it('one granted canary reaches the site, and no other', async () => {
    // What a session store keeps of a page that still has an unsaved text in it.
    const page = await browser.open(`${site.here}/plain`)
    await begin(
      page,
      'ask',
      `window.selfstead ??= await import('/sdk/index.js'); const vault = await selfstead.discover({ timeout: 15000 })
       const grant = await vault.request({ purpose: { text: 'Send a letter' }, claims: { email: { required: true } }, access: { for: 'P1D' } })
       document.body.append(grant.data.email)
       await fetch('/report', { method: 'POST', body: JSON.stringify(grant.data) })
       return grant.data.email`,
    )
    await allow(browser)
    expect((await outcomeOf(page, 'ask')).value).toBe(`${granted}@ada.example`)
    expect(site.log.join('\n')).toContain(granted)
    const seen = [
      ...site.log,
      ...browser.requests().map(({ url }) => url),
      String(
        await page.evaluate(
          `document.documentElement.outerHTML + (globalThis.__said ?? []).join() + JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie + name`,
        ),
      ),
      String(
        await board.evaluate(
          `(globalThis.__said ?? []).join() + location.href + document.title + JSON.stringify({ ...localStorage, ...sessionStorage })`,
        ),
      ),
    ].join('\n')
    expect(canaries.filter(({ mark }) => seen.includes(mark))).toEqual([])
    // The control: this page keeps what it was given, so the search below must find it.
    await page.evaluate(`localStorage.setItem('kept', ${JSON.stringify(granted)})`)
    await page.evaluate(`localStorage.setItem('wide', ${JSON.stringify(`${granted}\u4e00`)})`)
  })

  it('nothing that was typed lies in any file of the profile, also not of a form that was left open', async () => {
    // Search, an editor that is not saved, and a passphrase half typed: a session store sees them as they stand.
    const open = letters()
    canaries.push({ place: 'an editor left open', mark: open })
    await begun('notes')
    await board.fill({ field: 'Title', within: dialog }, open)
    const search = letters()
    canaries.push({ place: 'search', mark: search })
    const second = await openDashboard(browser, 'my-data')
    await second.fill({ field: /Search/ }, search)
    const half = letters()
    canaries.push({ place: 'half a passphrase, shown', mark: half })
    const welcome = await browser.extensionPage('dashboard.html#/transfer')
    await welcome.fill({ field: 'Passphrase' }, half)
    await welcome.click({ role: 'button', name: /^Show/ })
    // Chromium writes its session seconds after a change, and what stands in a tab that lies in front.
    if (kind === 'chromium') await pause(6_000)
    // A closed tab is kept, too, to be opened again.
    const closed = letters()
    canaries.push({ place: 'an editor in a tab that was closed', mark: closed })
    const third = await openDashboard(browser, 'my-data/add/notes')
    await third.fill({ field: 'Title', within: dialog }, closed)
    // Firefox writes its session every fifteen seconds, and asks its tabs a moment before.
    await pause(kind === 'firefox' ? 17_000 : 3_000)
    await third.close()
    await pause(1500)
    await browser.close()

    const all = await find(browser.profile, canaries)
    expect(all).toEqual([])
    const control = await find(browser.profile, [{ place: 'granted', mark: granted }])
    expect(control.length).toBeGreaterThan(0)
    const port = new URL(site.here).port
    const asked = [`127.0.0.1:${port}`, `localhost:${port}`].map((mark) => ({ place: mark, mark }))
    const own = (await files(browser.profile))
      .map((file) => file.slice(browser.profile.length + 1))
      .filter(isOurs)
    expect(own.length).toBeGreaterThan(5)
    const told = await find(browser.profile, [...asked, { place: 'granted', mark: granted }])
    expect(told.filter((each) => isOurs(each.split(' in ')[1] ?? ''))).toEqual([])
    // The site's own storage holds what the site kept, and the site's origin stands where a browser keeps its history.
    expect(control.filter((each) => !/Local Storage|storage\/default\/http|\bls\b/.test(each))).toEqual([])
  })
})

/** The field an input stands for, by what the browser is told of it and what its label says. */
function guess(type: string, tag: string, label: string): Field {
  const [known] = COLLECTION_NAMES.flatMap((name) => collectionOf(name)?.fields ?? [])
  if (!known) throw new Error('no fields')
  const of = (kind: Field['kind'], name = ''): Field => ({ ...known, kind, name })
  if (tag === 'textarea') return of('text')
  if (type === 'email') return of('email')
  if (type === 'tel') return of('phone')
  if (/security code|extension|valid until|expires|language/i.test(label)) return of('digits')
  if (/card number/i.test(label)) return of('card-number')
  if (/post(al )?code|zip/i.test(label)) return of('line', 'postal-code')
  if (/web|photo|messag|picture|url/i.test(label)) return of('url')
  return of('line')
}
