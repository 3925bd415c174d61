import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADA, addRecord, allow, makeVault, openDashboard, PASSPHRASE } from '../support/actions'
import { findings } from '../support/axe'
import type { Browser, Page } from '../support/browsers/browser'
import { launch } from '../support/browsers/launch'
import { permittedProfile } from '../support/browsers/permitted-profile'
import { poll } from '../support/browsers/polling'
import { button, common, field } from '../support/browsers/selectors'
import { serveNamed } from '../support/named-sites'
import { begin, outcomeOf, type ProbeSite, serveProbe } from '../support/probe-site'
import { extensionFor, KINDS } from './browsers'

const RECORDS: readonly (readonly [kind: string, fields: { readonly [label: string]: string }])[] = [
  ['names', { 'Full name': ADA.name }],
  ['addresses', { Label: 'Home', Country: 'GB', 'Street address': ADA.street, 'Town or city': ADA.town }],
  ['emails', { 'E-mail': ADA.email }],
  ['phones', { Phone: '+44 20 7946 0018' }],
  ['dates', { Kind: 'birthday', Date: '1985-12-10' }],
  ['cards', { 'Card number': '4242 4242 4242 4242', 'Valid until': '05/30' }],
  ['documents', { Kind: 'passport', Number: '925665416' }],
  ['contacts', { 'Full name': 'Charles Babbage' }],
  ['notes', { Title: 'Locker at the baths' }],
]

/** Goes on with Tab until the focus is on such an element: what cannot be reached this way is not there for everybody. */
async function focus(page: Page, selector: string, text = ''): Promise<void> {
  const there = `document.activeElement.matches(${JSON.stringify(selector)}) && document.activeElement.textContent.includes(${JSON.stringify(text)})`
  await poll(`the focus on ${selector}`, async () => {
    if (await page.evaluate(there)) return true
    await page.press('Tab')
    return null
  })
}

async function allowByKeys(prompt: Page): Promise<void> {
  await prompt.waitFor('.allow:not([aria-disabled])')
  await focus(prompt, '.allow')
  // The key that closes the window may lose its own answer.
  await prompt.press('Enter').catch(() => null)
  await poll('the prompt to close', async () => ((await prompt.isClosed()) ? true : null))
}

const ROUTES = ['my-data', 'sites', 'who-has-what', 'ledger', 'devices', 'transfer', 'security'] as const

// Colours, names and roles are the same in both browsers; one of them is enough.
describe.skipIf(!KINDS.includes('chromium'))('axe finds nothing serious', () => {
  let site: ProbeSite
  let named: Awaited<ReturnType<typeof serveNamed>>
  let browser: Browser
  const extension = extensionFor('chromium')

  beforeAll(async () => {
    site = await serveProbe()
    named = await serveNamed(site.url)
    browser = await launch('chromium', {
      extension,
      profile: await permittedProfile('chromium', extension),
      namedPort: named.port,
    })
  })
  afterAll(async () => {
    await browser?.close()
    await named?.close()
    await site?.close()
  })

  async function ask(request: string): Promise<Page> {
    return await say(site.url, `return (await vault.request(${request})).data`)
  }

  async function say(url: string, body: string): Promise<Page> {
    const page = await browser.open(url)
    await begin(page, 'ask', `const vault = await selfstead.discover({ timeout: 5000 }); ${body}`)
    return page
  }

  /** The prompt for what a page of that name says, looked at, and closed. */
  async function inPrompt(host: string, body: string, look: (prompt: Page) => Promise<void>): Promise<void> {
    const page = await say(`https://${host}/probe`, body)
    await look(await browser.waitForPage('prompt.html'))
    // What the page does with its answer is done before it goes.
    await outcomeOf(page, 'ask')
    await page.close()
  }

  async function onBoard(route: string, look: (page: Page) => Promise<void>): Promise<void> {
    const page = await openDashboard(browser, route)
    await page.waitFor({ role: 'heading' })
    await look(page)
    await page.close()
  }

  it('welcome, first screen', async () => {
    const page = await browser.extensionPage('welcome.html')
    await page.waitForText(/\S/)
    expect(await findings(page)).toEqual([])
    await page.close()
  })

  it('welcome, where a vault comes from another device', async () => {
    const page = await browser.extensionPage('welcome.html')
    await focus(page, 'button', 'I have Selfstead on another device')
    await page.press('Enter')
    await page.waitFor(field('Invitation as text'))
    expect(await findings(page)).toEqual([])
    await page.fill(field('Invitation as text'), 'selfstead-device:1:no')
    await page.press('Tab')
    await focus(page, 'button', 'Continue')
    await page.press('Enter')
    await page.waitForText(/Part of this invitation is missing/)
    expect(await findings(page)).toEqual([])
    await focus(page, 'input[value=invitation]')
    await page.press('ArrowRight')
    await page.waitFor(field(/^Recovery words/))
    expect(await findings(page)).toEqual([])
    await page.close()
  })

  it('welcome, last screen', async () => {
    expect(await findings(await makeVault(browser))).toEqual([])
  })

  it.each(ROUTES)('dashboard with nothing in it, %s', (route) =>
    onBoard(route, async (page) => expect(await findings(page)).toEqual([])),
  )

  it('every record’s form, empty and filled', () =>
    onBoard('my-data', async (page) => {
      for (const [kind, fields] of RECORDS) {
        await page.evaluate(`location.hash = '#/my-data/add/${kind}'`)
        await page.waitFor(field('Label', 'dialog[open]'))
        expect(await findings(page), kind).toEqual([])
        await page.press('Escape')
        await addRecord(page, kind, fields)
        await page.click(`a[href^="#/my-data/${kind}/"]`)
        await page.waitFor(button('Keep changes'))
        expect(await findings(page), kind).toEqual([])
        await page.press('Escape')
      }
    }))

  it('the prompt, with every choice open', async () => {
    const page = await ask(
      `{ purpose: { text: 'Send order 1234' }, claims: { name: { required: true }, email: { required: true, accepts: ['alias'] }, 'cc-number': {}, organization: {}, tel: { reason: 'Only if the courier must call' } }, retention: 'P1Y' }`,
    )
    const prompt = await browser.waitForPage('prompt.html')
    await prompt.waitForText(/What would leave/)
    expect(await findings(prompt)).toEqual([])
    await prompt.evaluate(`for (const one of document.querySelectorAll('.give-open')) one.click()`)
    await prompt.click({ role: 'radio', name: 'Custom' })
    expect(await findings(prompt)).toEqual([])
    await allow(browser)
    expect((await outcomeOf(page, 'ask')).error).toBeUndefined()
    await page.close()
  })

  it('the popup over a site that has something, and over none', async () => {
    const page = await browser.open(site.url)
    await onBoard('my-data', async (board) => {
      await board.evaluate(`chrome.tabs.query({ url: '*://127.0.0.1/*' }).then(async ([tab]) => {
        await chrome.tabs.update(tab.id, { active: true })
        await chrome.tabs.create({ url: chrome.runtime.getURL('popup.html'), active: false, windowId: tab.windowId })
        return null
      })`)
      const popup = await browser.waitForPage('popup.html')
      await popup.waitForText(/What it may read/)
      await popup.setSize(360, 600)
      expect(await findings(popup)).toEqual([])
      await popup.close()
    })
    await page.close()
    const alone = await browser.extensionPage('popup.html')
    await alone.waitForText(/cannot ask/)
    expect(await findings(alone)).toEqual([])
    await alone.close()
  })

  it.each(ROUTES)('dashboard of a person with a site, %s', (route) =>
    onBoard(route, async (page) => expect(await findings(page)).toEqual([])),
  )

  it('the prompt of collections, with a list of records to choose from, by keys alone', () =>
    inPrompt(
      'notes.example',
      `window.grant = await vault.request({ purpose: { text: 'Invite your friends' }, access: { for: 'P30D' }, retention: 'P30D', collections: {
         contacts: { actions: ['read', 'update'], fields: ['name', 'email'], required: true, reason: 'For the invitations' },
         'app:notes': { actions: ['read', 'create', 'update', 'delete'], required: true } } })
       await grant.collection('app:notes').create({ title: 'Shopping', scan: new File(['x'], 'scan.pdf', { type: 'application/pdf' }) })`,
      async (prompt) => {
        await prompt.waitForText(/0 of 1 chosen/)
        expect(await findings(prompt)).toEqual([])
        await focus(prompt, '[role=listbox]')
        await prompt.press('End')
        await prompt.press('Space')
        await prompt.waitForText(/1 of 1 chosen/)
        // What has the focus is named by the list and seen in it.
        expect(
          await prompt.evaluate(
            `document.getElementById(document.activeElement.getAttribute('aria-activedescendant')).getAttribute('aria-selected')`,
          ),
        ).toBe('true')
        expect(await findings(prompt)).toEqual([])
        await allowByKeys(prompt)
      },
    ))

  it('the prompt of a locker that is full, answered by keys alone', () =>
    inPrompt(
      'notes.example',
      `window.grant = await vault.request({ purpose: { text: 'Invite your friends' }, collections: { 'app:notes': { actions: ['read', 'create', 'update', 'delete'], required: true } }, access: { for: 'P30D' }, retention: 'P30D' })
       await grant.collection('app:notes').create({ title: 'Large', scan: new File([new Uint8Array(50 * 1024 * 1024)], 'scan.bin') })`,
      async (prompt) => {
        await prompt.waitForText(/does not fit into the locker of/)
        expect(await findings(prompt)).toEqual([])
        // Allow is reached by Tab as everywhere; what is pressed has the focus from the beginning.
        await prompt.waitFor('.allow:not([aria-disabled])')
        expect(await prompt.evaluate('document.activeElement.textContent')).toBe('Deny')
        await prompt.press('Enter').catch(() => null)
        await poll('the prompt to close', async () => ((await prompt.isClosed()) ? true : null))
      },
    ))

  it('the prompt of an offer, kept by keys alone', () =>
    inPrompt(
      'post.example',
      `await vault.offer({ collection: 'addresses', purpose: { text: 'As the post office writes it' },
         fields: { country: 'GB', 'street-address': '12 St James’s Square', 'postal-code': 'SW1Y 4JH', 'address-level2': 'London' } })`,
      async (prompt) => {
        await prompt.waitForText(/It offers something/)
        expect(await findings(prompt)).toEqual([])
        await focus(prompt, 'textarea')
        await prompt.press('End')
        await prompt.press('a')
        await allowByKeys(prompt)
      },
    ))

  it('the prompt of another’s locker, of a name that looks like another’s, and of a rule', async () => {
    await onBoard('security', async (board) => {
      await focus(board, 'main button', 'Add a rule')
      await board.press('Enter')
      await board.waitFor('dialog[open] select')
      expect(await findings(board)).toEqual([])
      await board.fill(field('What should hold'), 'longest')
      await board.fill(field('Days at most'), '0')
      await board.press('Enter')
      await board.waitForText(/whole number/)
      expect(await findings(board)).toEqual([])
      await board.fill(field('Days at most'), '7')
      await board.press('Enter')
      await board.waitForText(/No grant lasts longer than 7 days/)
      expect(await findings(board)).toEqual([])
    })
    await inPrompt(
      'n0tes.example',
      `await vault.request({ purpose: { text: 'Edit your notes' }, access: { for: 'P30D' }, collections: { 'app:notes@https://notes.example': { actions: ['read', 'update'], required: true } } })`,
      async (prompt) => {
        await prompt.waitForText(/This is not .?notes\.example/)
        await prompt.waitForText(/Nothing you allow lasts longer/)
        expect(await findings(prompt)).toEqual([])
        await prompt.close()
      },
    )
  })

  it('a locker, its dialogs, the records that were chosen, and a nearer end', () =>
    onBoard('my-data', async (page) => {
      await page.click({ role: 'link', name: /1 document/ })
      await page.click(button(/Shopping/))
      await page.waitForText(/scan\.pdf/)
      expect(await findings(page)).toEqual([])
      for (const name of ['Delete all documents', 'Change room']) {
        await page.click(button(name))
        await page.waitFor('dialog[open]')
        expect(await findings(page), name).toEqual([])
        await page.press('Escape')
      }
      await page.evaluate(`location.hash = '#/sites/${encodeURIComponent('https://notes.example')}'`)
      await page.waitForText(/What you allowed/)
      expect(await findings(page)).toEqual([])
      for (const name of [/^Choose records/, /^End earlier/]) {
        await page.click(button(name))
        await page.waitFor('dialog[open]')
        expect(await findings(page), String(name)).toEqual([])
        await page.press('Escape')
      }
      await page.click(button(/^Revoke this grant/))
      await page.click(button(/to erase what it got/))
      await page.waitFor('dialog[open] textarea')
      expect(await findings(page)).toEqual([])
      await page.press('Escape')
    }))

  it('a place is added by keys alone, up to what is wrong with it', () =>
    onBoard('devices', async (page) => {
      await focus(page, 'main button', 'Add a place')
      await page.press('Enter')
      await page.waitFor('dialog[open] input')
      expect(await findings(page)).toEqual([])
      await focus(page, 'dialog[open] input[type=radio]')
      await page.press('ArrowDown')
      await focus(page, 'dialog[open] button', 'Continue')
      await page.press('Enter')
      await page.waitFor(field('Address of the folder', 'dialog[open]'))
      expect(await findings(page)).toEqual([])
      await page.press('Enter')
      await page.waitForText(/Fill this in/)
      // Where it is wrong the focus is.
      expect(await page.evaluate(`document.activeElement.getAttribute('aria-invalid')`)).toBe('true')
      expect(await findings(page)).toEqual([])
      await page.press('Escape')
      expect(await page.evaluate(`document.activeElement.textContent`)).toBe('Add a place')
    }))

  it('the picture is walked with arrow keys, and its table is reached and read by keys', () =>
    onBoard('who-has-what', async (page) => {
      await focus(page, '.map-node')
      await page.press('ArrowRight')
      expect(await page.evaluate(`document.activeElement.dataset.side`)).toBe('site')
      await page.waitForText(/has \d+ things? of yours/)
      expect(await findings(page)).toEqual([])
      await focus(page, 'input[value=picture]')
      await page.press('ArrowRight')
      await page.waitFor('table')
      await focus(page, '.table-frame')
      await page.press('Tab')
      expect(await page.evaluate(`document.activeElement.closest('th')?.scope`)).toBe('row')
    }))

  it('one site, the table, a verified ledger and the dialogs of Security', () =>
    onBoard(`sites/${encodeURIComponent(new URL(site.url).origin)}`, async (page) => {
      await page.waitForText(/What it holds/)
      expect(await findings(page)).toEqual([])
      await page.evaluate(`location.hash = '#/who-has-what'`)
      await page.click({ role: 'radio', name: 'Table' })
      expect(await findings(page)).toEqual([])
      await page.evaluate(`location.hash = '#/ledger'`)
      await page.click(button('Verify'))
      await page.waitForText(/The ledger is whole/)
      expect(await findings(page)).toEqual([])
      await page.evaluate(`location.hash = '#/security'`)
      await page.click(button('Change passphrase'))
      expect(await findings(page)).toEqual([])
      await page.press('Escape')
      await page.click(button('Replace recovery phrase'))
      await page.fill(field(/passphrase/i, 'dialog[open]'), PASSPHRASE)
      await page.click(button('Make new words'))
      await page.waitForText(/shown once/, { timeout: 60_000 })
      expect(await findings(page)).toEqual([])
    }))

  it('locked: the dashboard, the words instead, the popup and the prompt', async () => {
    const popup = await browser.extensionPage('popup.html')
    await popup.click(common.lock)
    await popup.waitForText(/locked/)
    expect(await findings(popup)).toEqual([])
    await popup.close()
    const board = await browser.extensionPage('dashboard.html')
    await board.waitForText(/locked/)
    expect(await findings(board)).toEqual([])
    await board.click(button('Use the recovery phrase'))
    await board.waitFor(field('New passphrase'))
    expect(await findings(board)).toEqual([])
    await board.close()
    const page = await ask(`{ purpose: { text: 'Send order 1234' }, claims: { name: {} } }`)
    const prompt = await browser.waitForPage('prompt.html')
    await prompt.waitForText(/locked/)
    expect(await findings(prompt)).toEqual([])
    await prompt.close()
    await page.close()
  })
})
