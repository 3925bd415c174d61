import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { addRecord, openDashboard, PASSPHRASE } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { pause, poll } from '../support/browsers/polling'
import { button, common } from '../support/browsers/selectors'
import { pressFor, pressUntil, shut } from '../support/filling/gesture'
import { holdings, ledgerLines } from '../support/filling/given'
import { deep, stateOf, typeInto } from '../support/filling/made-site'
import { addPapers, type Paper, PLACE, pdf, photograph } from '../support/filling/papers'
import { KINDS } from './browsers'
import { type FillSites, serveFillSites } from './fill-sites/serve'
import type { FillSite } from './fill-sites/site'
import { SITES } from './fill-sites/sites'
import { launchReady } from './ready'

/** What a person typed into the made sites is kept, and their papers go into the fields for files. */

/** Where a site can be typed into in a way that is the person's own: its e-mail field, or a name or a town. */
const typed = ({ name, fields }: FillSite) => {
  const texts = {
    email: `${name}@typed.example`,
    name: `Grace ${name.replaceAll('-', ' ')}`,
    'address-level2': `Port ${name.replaceAll('-', ' ')}`,
  }
  for (const claim of ['email', 'name', 'address-level2'] as const) {
    const field = fields.find((one) => one.claim === claim)
    if (field) return { selector: field.selector, text: texts[claim] }
  }
  return null
}

const TYPED = SITES.flatMap((site) => {
  const into = typed(site)
  return into === null ? [] : [[site.name, site, into] as const]
})
const FILES = SITES.flatMap((site) => (site.files ?? []).map((file) => [site.name, site, file] as const))

/** Which of the two papers a field of this site is for. */
const isForPicture = (accept: string): boolean => accept.includes('image') || accept.includes('.jp')

describe.each(KINDS)('keeping and attaching in %s', (kind) => {
  let browser: Browser
  let sites: FillSites
  let board: Page
  let photo: Uint8Array
  let unlocked = 0
  const CARD: Paper = { title: 'Club card', kind: 'membership', file: 'card.pdf', bytes: pdf('member 12') }
  const PASS: Paper = { title: 'Passport', kind: 'passport', file: 'pass.pdf', bytes: pdf('925665416') }

  const open = async (site: FillSite): Promise<Page> => {
    const page = await browser.open(sites.at(site.name))
    if (site.before) await page.click(site.before)
    await page.waitFor('main')
    return page
  }

  beforeAll(async () => {
    sites = await serveFillSites()
    browser = await launchReady(kind)
    board = await openDashboard(browser)
    unlocked = Date.now()
    await addRecord(board, 'emails', { 'E-mail': 'ada@lovelace.example' })
    photo = await photograph(board)
    await addPapers(board, [
      CARD,
      PASS,
      { title: 'Portrait', kind: 'membership', file: 'portrait.jpg', bytes: photo },
    ])
  })
  afterEach(async () => {
    const left = (await browser.pages()).filter(({ url }) => /preview\.html|127\.0\.0\.1/.test(url))
    await shut(browser, ...left.map(({ page }) => page))
  })
  afterAll(async () => {
    await browser?.close()
    await sites?.close()
  })

  it('there are enough of them', () => {
    expect(TYPED.length).toBeGreaterThanOrEqual(12)
    expect(FILES.length).toBeGreaterThanOrEqual(12)
  })

  it.each(TYPED)('what was typed into %s is kept', async (_name, site, { selector, text }) => {
    const page = await open(site)
    await typeInto(page, selector, text)
    const preview = await pressFor(browser, board, sites.at(site.name), 'save')
    await poll('what was typed', async () => {
      const values = await preview.evaluate(
        `[...document.querySelectorAll('input')].map(({ value }) => value)`,
      )
      return (values as readonly string[]).includes(text) ? true : null
    })
    await preview.click(button(/^Keep /))
    await preview.waitForText(/kept in your vault/)
    await shut(browser, preview, page)
  })

  it('what was kept is in the vault, with the site it came from', async () => {
    await board.evaluate(`location.hash = '#/my-data'`)
    // Another page kept them: this one hears of the last a moment later.
    await poll('everything that was kept', async () => {
      const said = await board.text('main')
      const missing = TYPED.filter(([, , { text }]) => !said.includes(text)).map(([name]) => name)
      if (missing.length > 0) throw new Error(`without ${missing}`)
      return true
    })
    await board.click({ role: 'link', name: /vue-commande@typed\.example/ })
    await board.waitForText(new RegExp(new URL(sites.at('vue-commande')).host))
    await board.press('Escape')
  })

  it.each(FILES)('a document goes into %s', async (_name, site, { selector, state, multiple }) => {
    const page = await open(site)
    const accept = String(await page.evaluate(`${deep(selector)}.accept`))
    const isPicture = isForPicture(accept)
    const preview = await pressFor(browser, board, sites.at(site.name), 'attach')
    const title = isPicture ? 'Portrait' : CARD.title
    await preview.waitForText(new RegExp(title))
    if (isPicture && !/pdf/.test(accept)) expect(await preview.text('main')).not.toContain(CARD.title)
    await preview.click({ role: multiple ? 'checkbox' : 'radio', name: new RegExp(title) })
    await pressUntil(preview, 'Attach', /The document is in the form of/)
    await poll('the site to have it', async () => {
      const held = String((await stateOf(page))[state] ?? '')
      if (held === (isPicture ? 'portrait.jpg image/jpeg' : 'card.pdf application/pdf')) return true
      throw new Error(`it has ${held}`)
    })
    await shut(browser, preview, page)
  })

  it('each of them stands in the ledger and in Who has what, and nothing else does', async () => {
    const lines = await ledgerLines(board)
    const held = await holdings(board)
    const attached = lines.filter((line) => /You put a document into a form of/.test(line))
    expect(attached).toHaveLength(FILES.length)
    for (const [name] of FILES) {
      const { host } = new URL(sites.at(name))
      expect(
        attached.filter((line) => line.includes(host)),
        name,
      ).toHaveLength(1)
      const here = held.filter(({ site }) => site.includes(host))
      expect(
        here.map(({ ways }) => ways),
        name,
      ).toEqual(['by attaching it to a form'])
      expect(here[0]?.value).toMatch(/^(?:Club card|Portrait)/)
    }
    // What was typed went nowhere; where it came from is noted.
    for (const [name] of TYPED) {
      const { host } = new URL(sites.at(name))
      expect(
        lines.filter((line) => line.includes(host) && !attached.includes(line)),
        name,
      ).toHaveLength(1)
    }
    expect(held).toHaveLength(FILES.length)
  })

  /** The file a site holds, as bytes. */
  const bytesIn = async (page: Page, selector: string): Promise<Buffer> =>
    Buffer.from(
      String(
        await page.evaluate(`(async () => {
          const bytes = new Uint8Array(await ${selector}.files[0].arrayBuffer())
          return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))
        })()`),
      ),
      'base64',
    )
  const sizeIn = (page: Page, selector: string): Promise<unknown> =>
    page.evaluate(`createImageBitmap(${selector}.files[0]).then(({ width, height }) => [width, height])`)

  it('a smaller copy of a photograph tells neither place nor more than can be read', async () => {
    const page = await browser.open(sites.at('react-checkout'))
    const input = deep('#photo')
    const preview = await pressFor(browser, board, sites.at('react-checkout'), 'attach')
    await preview.click({ role: 'radio', name: /Portrait/ })
    await pressUntil(preview, 'Attach', /The document is in the form of/)
    const copy = await bytesIn(page, input)
    expect(await sizeIn(page, input)).toEqual([1600, 1200])
    expect(copy.includes('Exif')).toBe(false)
    expect(copy.includes(PLACE)).toBe(false)
    expect(copy.length).toBeLessThan(photo.length)
    await preview.click(button('Undo'))
    await preview.waitForText(/as it was/)
    expect(await page.evaluate(`${input}.files.length`)).toBe(0)
    await shut(browser, preview, page)
  })

  it('and the photograph itself goes in where the person wants that', async () => {
    const page = await browser.open(sites.at('react-checkout'))
    const preview = await pressFor(browser, board, sites.at('react-checkout'), 'attach')
    await preview.click({ role: 'radio', name: /Portrait/ })
    await preview.click({ role: 'checkbox', name: /Give a smaller copy/ })
    await pressUntil(preview, 'Attach', /The document is in the form of/)
    expect(Buffer.compare(await bytesIn(page, deep('#photo')), Buffer.from(photo))).toBe(0)
    await shut(browser, preview, page)
  })

  it('several documents go into a field that takes several', async () => {
    const page = await browser.open(sites.at('svelte-prenota'))
    const preview = await pressFor(browser, board, sites.at('svelte-prenota'), 'attach')
    for (const title of ['Club card', 'Portrait'])
      await preview.click({ role: 'checkbox', name: new RegExp(title) })
    await pressUntil(preview, 'Attach', /The documents are in the form of/)
    expect((await stateOf(page)).documenti).toEqual(['card.pdf application/pdf', 'portrait.jpg image/jpeg'])
    await shut(browser, preview, page)
  })

  it('a passport needs the passphrase again, and goes in whole', async () => {
    // The passphrase counts for two minutes after it was given.
    await pause(Math.max(0, unlocked + 121_000 - Date.now()))
    const page = await browser.open(sites.at('preact-afspraak'))
    const preview = await pressFor(browser, board, sites.at('preact-afspraak'), 'attach')
    await preview.click({ role: 'radio', name: /Passport/ })
    await preview.waitForText(/give the passphrase once more/)
    expect(await preview.evaluate(`document.querySelector('.allow').ariaDisabled`)).toBe('true')
    await preview.fill(common.passphrase, PASSPHRASE)
    await preview.click(button('Confirm'))
    await pressUntil(preview, 'Attach', /The document is in the form of/)
    expect((await bytesIn(page, deep('#verwijsbrief'))).toString()).toContain('925665416')
    await shut(browser, preview, page)
  })
})
