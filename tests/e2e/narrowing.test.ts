import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addRecord, allow, openDashboard } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { poll } from '../support/browsers/polling'
import { button, field } from '../support/browsers/selectors'
import { begin, outcomeOf, type ProbeSite, run, serveProbe } from '../support/probe-site'
import { KINDS } from './browsers'
import { launchReady } from './ready'

const ASK = `const vault = await selfstead.discover({ timeout: 5000 }); if (!vault) throw new Error('not found');
  window.grant = await vault.request({
    purpose: { text: 'Invite your friends' },
    collections: { contacts: { actions: ['read', 'update'], fields: ['name', 'email', 'tel'], required: true } },
    access: { for: 'P90D' }, retention: 'P90D' })
  window.told = []
  grant.addEventListener('change', () => told.push(grant.state))
  window.contacts = grant.collection('contacts')`
const LIST = `const seen = []; for await (const { value } of contacts.list()) seen.push(value); return seen`

describe.each(KINDS)('taking parts of a grant back in %s', (kind) => {
  let site: ProbeSite
  let browser: Browser
  let page: Page
  let board: Page
  const list = async () => (await run(page, LIST)).value

  beforeAll(async () => {
    site = await serveProbe()
    browser = await launchReady(kind)
    board = await openDashboard(browser)
    for (const name of ['Ada', 'Grace'])
      await addRecord(board, 'contacts', { 'Full name': name, 'E-mail': `${name}@friends.example` })
    page = await browser.open(site.url)
    await begin(page, 'ask', ASK)
    const window = await browser.waitForPage('prompt.html')
    await window.click({ role: 'option', name: /Ada/ })
    await window.click({ role: 'option', name: /Grace/ })
    await allow(browser)
    expect(await outcomeOf(page, 'ask')).not.toHaveProperty('error')
    await board.evaluate(
      `location.hash = ${JSON.stringify(`#/sites/${encodeURIComponent(new URL(site.url).origin)}`)}`,
    )
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  it('what a site may change it changes, a telephone number too', async () => {
    const written = await run(
      page,
      `for await (const { id, value } of contacts.list()) if (value.name === 'Grace') {
         await contacts.update(id, { tel: '+44 20 7946 0018' })
         return (await contacts.get(id)).value.tel }`,
    )
    expect(written).toEqual({ value: '+442079460018' })
  })

  it('a field, an action and a record are gone for the site at once', async () => {
    expect(await list()).toHaveLength(2)
    await board.click(button('Revoke e-mail from contacts'))
    await poll('the field to be gone', async () =>
      JSON.stringify(await list()).includes('friends.example') ? null : true,
    )
    await board.click(button('Revoke change from contacts'))
    await poll('the action to be gone', async () => {
      const outcome = await run(
        page,
        `for await (const { id } of contacts.list()) return await contacts.update(id, { name: 'Other' })`,
      )
      return outcome.error === 'NotAllowedError' ? true : null
    })
    await board.click(button('Choose records: Contacts'))
    await board.click({ role: 'option', name: /^Ada/, within: 'dialog[open]' })
    await board.click(button('Keep choice'))
    await poll('the record to be gone', async () =>
      JSON.stringify(await list()) === '[{"name":"Grace","tel":"+442079460018"}]' ? true : null,
    )
  })

  it('a pause and a nearer end are told to the page', async () => {
    await board.click(button(/^Pause this grant/))
    await board.waitForText(/You paused it/)
    await poll('the pause', async () => ((await page.evaluate('grant.state')) === 'paused' ? true : null))
    await board.click(button(/^Resume this grant/))
    await board.click(button(/^End earlier/))
    await board.click(button('In 7 days', 'dialog[open]'))
    await board.click(button('End then'))
    await board.waitForText(/gave a grant of .* an earlier end/)
    const asked = Date.parse(String(await page.evaluate('grant.receipt.body.consent.ends')))
    await poll('the end', async () =>
      Date.parse(String(await page.evaluate('grant.expires'))) < asked ? true : null,
    )
    // A field and an action were taken before, which the page was told as well; not that there are records it no longer sees.
    const told = (await page.evaluate('told')) as readonly string[]
    expect(told.slice(told.indexOf('paused'))).toEqual(['paused', 'granted', 'granted'])
    expect(told.slice(0, told.indexOf('paused'))).toEqual(['granted', 'granted'])
  })

  it('after the end the site is written to, and the letter is a task', async () => {
    await board.click(button(/^Revoke this grant/))
    await board.click(button(/^Ask .* to erase what it got/))
    await board.waitFor(field('The letter'))
    const text = String(await board.evaluate(`document.querySelector('dialog textarea').value`))
    expect(text).toContain(new URL(site.url).origin)
    expect(text).toContain('Contacts')
    expect(text).toContain('Invite your friends')
    await board.fill(field('E-mail address of the site'), 'privacy@friends.example')
    const link = String(
      await board.evaluate(`document.querySelector('dialog a[href^="mailto:"]').getAttribute('href')`),
    )
    expect(link.startsWith('mailto:privacy@friends.example?subject=')).toBe(true)
    await board.download(() => board.click(button('Save as text')))
    await board.press('Escape')
    await board.evaluate(`location.hash = '#/sites'`)
    await board.waitForText(/should erase what it got/)
    await board.click(button(/^Answered/))
    await board.waitForText(/1 answered/)
  })

  it('a rule is made, refuses at once, and is lifted', async () => {
    await board.evaluate(`location.hash = '#/security'`)
    await board.click(button('Add a rule'))
    await board.fill(field('What should hold'), 'refuse-always')
    await board.fill(field('Address of the site'), 'shop')
    await board.click(button('Keep rule'))
    await board.waitForText(/no address of a site/)
    await board.fill(field('Address of the site'), site.url)
    await board.click(button('Keep rule'))
    await board.waitForText(/is refused every time/)
    expect(await run(page, ASK)).toMatchObject({ error: 'NotAllowedError' })
    await board.click(button(/^Lift this rule/))
    await board.waitForText(/No rules yet/)
  })
})
