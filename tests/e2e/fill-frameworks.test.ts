import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from '../support/browsers/browser'
import { launch } from '../support/browsers/launch'
import { freshProfile } from '../support/browsers/permitted-profile'
import { poll } from '../support/browsers/polling'
import { buildHand, handFill, handLook, handUndo } from '../support/filling/hand-extension'
import { type SiteState, stateOf } from '../support/filling/made-site'
import { KINDS } from './browsers'
import { site as leaving } from './fill-sites/leaving/fields'
import { type FillSites, serveFillSites } from './fill-sites/serve'
import type { FillSite } from './fill-sites/site'
import { SITES } from './fill-sites/sites'

/** What each framework makes of a value that was written into its fields: asked of its own state, in both browsers. */

const expected = ({ fields }: FillSite): { readonly [key: string]: string } =>
  Object.fromEntries(fields.map(({ claim, state = claim, value, holds = value }) => [state, holds]))

/** Of the state, what was filled; numbers as text. */
const filled = (site: FillSite, state: SiteState): SiteState =>
  Object.fromEntries(Object.keys(expected(site)).map((key) => [key, String(state[key] ?? '')]))

describe.each(KINDS)('frameworks in %s', (kind) => {
  let browser: Browser
  let sites: FillSites

  beforeAll(async () => {
    sites = await serveFillSites()
    browser = await launch(kind, { extension: await buildHand(), profile: await freshProfile(kind) })
  })
  afterAll(async () => {
    await browser?.close()
    await sites?.close()
  })

  it.each(SITES.map((site) => [site.name, site] as const))('%s takes every value', async (name, site) => {
    const page = await browser.open(sites.at(name))
    if (site.before) await page.click(site.before)
    await page.waitFor('main')
    const done = await handFill(
      page,
      site.fields.map(({ selector, value }) => ({ selector, text: value })),
    )
    expect(done).toEqual(site.fields.map(() => 'kept'))
    const state = await poll('the state', async () => {
      const now = filled(site, await stateOf(page))
      return Object.values(now).some((value) => value === '') ? null : now
    }).catch(async () => filled(site, await stateOf(page)))
    expect(state).toEqual(expected(site))
    const undone = await handUndo(page)
    expect(undone).toEqual(site.fields.map(() => true))
    await poll('the state from before', async () => {
      const left = Object.entries(filled(site, await stateOf(page))).filter(([, value]) => value !== '')
      if (left.length > 0) throw new Error(`still there: ${JSON.stringify(left)}`)
      return true
    })
    await page.close()
  })

  it('sees no honeypot', async () => {
    const seen: string[] = []
    for (const { name, untouched = [], before } of SITES) {
      const page = await browser.open(sites.at(name))
      if (before) await page.click(before)
      const traps = untouched.filter((selector) => !/gift|notas|naiyou|tussenvoegsel/.test(selector))
      const why = await handLook(page, traps)
      seen.push(...traps.filter((_, at) => why[at] === null).map((trap) => `${name} ${trap}`))
      await page.close()
    }
    expect(seen).toEqual([])
  })

  it('leaves each field as a person does', async () => {
    for (const name of ['hook-form-anmeldung', 'angular-reserva']) {
      const site = SITES.find((one) => one.name === name)
      const page = await browser.open(sites.at(name))
      await handFill(
        page,
        (site?.fields ?? []).map(({ selector, value }) => ({ selector, text: value })),
      )
      const touched = await page.text('#touched')
      expect(touched).toContain(name.startsWith('hook') ? 'email geburtsdatum hausnummer' : 'true true')
      await page.close()
    }
  })

  it('fills what a page holds that goes away in the middle, and nothing where it went', async () => {
    const page = await browser.open(`${sites.at('leaving')}?after=input`)
    const fields = leaving.fields.map(({ selector, value }) => ({ selector, text: value }))
    // Nobody waits for the answer: Firefox keeps the page that asked frozen in its history, where it never comes.
    handFill(page, fields).catch(() => undefined)
    await poll('the next page', async () => ((await page.url()).includes('inner.html') ? true : null))
    expect(await page.evaluate(`document.querySelector('#name').value`)).toBe('')
    await page.close()
  })

  it('writes beside ten thousand fields and a label of a megabyte', async () => {
    const page = await browser.open(sites.at('huge'))
    const done = await handFill(page, [
      { selector: '#email', text: 'ada@lovelace.example' },
      { selector: '#name', text: 'Ada' },
      { selector: '[name=field-9999]', text: 'last' },
    ])
    expect(done).toEqual(['kept', 'kept', 'kept'])
    expect(await stateOf(page)).toEqual({ email: 'ada@lovelace.example', name: 'Ada' })
    await page.close()
  })

  it('says what was not written where a page resists', async () => {
    const page = await browser.open(sites.at('throwing'))
    const done = await handFill(page, [
      { selector: '#name', text: 'Ada' },
      { selector: '#town', text: 'London' },
      { selector: '#zip', text: 'SW1Y 4JH' },
      { selector: '#tel', text: '020' },
    ])
    expect(done).toEqual(['kept', 'kept', 'refused', 'gone'])
    await page.close()
  })
})
