import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveExamples } from '../../scripts/serve-examples.mjs'
import { addRecord, allow, openDashboard, revoke } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { poll } from '../support/browsers/polling'
import { button, field } from '../support/browsers/selectors'
import { KINDS } from './browsers'
import { launchReady } from './ready'

/** The state an example says it is in. */
async function state(page: Page, wanted: string): Promise<void> {
  await poll(`the example to be ${wanted}`, async () => {
    const now = await page.evaluate('document.getElementById("status").dataset.state')
    if (now === wanted) return true
    throw new Error(`it is ${now}: ${await page.text('#status')}`)
  })
}

describe.each(KINDS)('the examples in %s', (kind) => {
  let served: Awaited<ReturnType<typeof serveExamples>>
  let browser: Browser
  let first: Page

  beforeAll(async () => {
    served = await serveExamples({})
    browser = await launchReady(kind)
    const board = await openDashboard(browser)
    await addRecord(board, 'contacts', { 'Full name': 'Ada Lovelace', 'E-mail': 'ada@mail.example' })
    await addRecord(board, 'contacts', { 'Full name': 'Grace Hopper', 'E-mail': 'grace@mail.example' })
    await board.close()
  })
  afterAll(async () => {
    await browser?.close()
    await served?.close()
  })

  const write = async (page: Page, title: string, text: string): Promise<void> => {
    await page.click(button('New note'))
    await page.fill(field('Title'), title)
    await page.fill(field('Text'), text)
    await page.click(button('Save note'))
    await state(page, 'saved')
  }
  const listed = (page: Page, title: string) =>
    poll(`“${title}” in the list`, async () => ((await page.text('#list')).includes(title) ? true : null))

  it('notes are kept in the vault, and a second tab stays together with the first', async () => {
    first = await browser.open(`${served.url}/notes/`)
    await first.click(button('Open my notes'))
    await allow(browser)
    await state(first, 'open')
    await write(first, 'Perry', 'Two bottles')
    await listed(first, 'Perry')

    const second = await browser.open(`${served.url}/notes/`)
    await second.click(button('Open my notes'))
    await state(second, 'open')
    await listed(second, 'Perry')
    await write(second, 'Honey', 'One jar')
    await listed(first, 'Honey')

    await first.click(button('Honey'))
    await second.click(button('Honey'))
    await second.fill(field('Text'), 'Two jars')
    await second.click(button('Save note'))
    await state(second, 'saved')
    await first.fill(field('Text'), 'Three jars')
    await first.click(button('Save note'))
    await state(first, 'conflict')
    expect(await first.text('#status')).toContain('Two jars')
    await first.click(button('Save note'))
    await state(first, 'saved')
    await second.close()
  })

  it('a second editor on another origin works on the first one’s locker, when the person says so', async () => {
    const locker = `app:notes@${served.url}`
    const editor = await browser.open(`${served.other}/editor/?locker=${encodeURIComponent(locker)}`)
    await editor.click(button('Open it'))
    const window = await browser.waitForPage('prompt.html')
    await window.waitForText(/127\.0\.0\.1/)
    await allow(browser)
    await state(editor, 'open')
    await editor.fill(field('Honey'), 'From the editor')
    await editor.evaluate('document.activeElement.blur()')
    await state(editor, 'saved')
    await first.click(button('Honey'))
    await poll('the note as the editor wrote it', async () =>
      (await first.evaluate('document.querySelector("#note textarea").value')) === 'From the editor'
        ? true
        : null,
    )
    await editor.close()
  })

  it('the contact picker gets those that were picked', async () => {
    const page = await browser.open(`${served.other}/contacts/`)
    await page.click(button('Pick from my contacts'))
    const window = await browser.waitForPage('prompt.html')
    await window.click({ role: 'option', name: /Grace/ })
    await allow(browser)
    await state(page, 'received')
    const shown = await page.text('#contacts')
    expect(shown).toContain('Grace Hopper')
    expect(shown).toContain('grace@mail.example')
    expect(shown).not.toContain('Ada')
    await page.close()
  })

  it('the age gate learns that somebody is 18 or older, and no date', async () => {
    const board = await openDashboard(browser)
    await addRecord(board, 'dates', { Kind: 'birthday', Date: '1990-12-10' })
    await board.close()
    const page = await browser.open(`${served.url}/age-gate/`)
    await page.click(button(/^Answer with Selfstead/))
    const window = await browser.waitForPage('prompt.html')
    expect(await window.waitForText(/18/)).not.toContain('1990')
    await allow(browser)
    await state(page, 'inside')
    expect(await page.text('#got')).toBe('All we learned is that you are 18 or older.')
    expect(await page.count({ role: 'heading', name: 'Welcome to the cellar' })).toBe(1)
    await page.close()
  })

  it('the inspector writes down each call, what came of it, and each event', async () => {
    const page = await browser.open(`${served.url}/inspector/`)
    const logged = async (kind: string, what: RegExp) =>
      poll(`${kind} ${what} in the log`, async () => {
        const lines = (await page.evaluate(
          `[...document.querySelectorAll('#log li[data-kind=${kind}]')].map((item) => item.innerText)`,
        )) as string[]
        return lines.some((line) => what.test(line)) ? true : null
      })
    await page.click(button('Query'))
    await logged('error', /query: InvalidStateError/)
    await page.click(button('Discover'))
    await logged('ok', /a vault/)
    await page.click(button('Query'))
    await logged('ok', /query[\s\S]*prompt/)
    await page.fill(
      field('Request as JSON'),
      JSON.stringify({
        purpose: { text: 'See how Selfstead answers' },
        claims: { bday: { required: true, accepts: ['over:18'] } },
        access: { for: 'P1D' },
      }),
    )
    await page.click(button('Request'))
    await logged('call', /request/)
    await allow(browser)
    await logged('ok', /over:18/)
    expect(await page.text('#state')).toBe('granted')
    await page.fill(field(/^Claims/), '')
    await page.click(button('Read'))
    await logged('ok', /^read[\s\S]*over:18/)
    await page.click(button('Revoke'))
    await logged('event', /change[\s\S]*revoked/)
    await page.click(button('Read'))
    await logged('error', /read: NotAllowedError/)
    await page.evaluate(`document.querySelector('details').open = true`)
    await page.click(button('Send'))
    await logged('raw', /TypeError/)
    await page.close()
  })

  it('and revoked, the notes are closed', async () => {
    const board = await openDashboard(browser)
    await revoke(board, served.url)
    await state(first, 'revoked')
    await board.close()
  })
})

describe.each(KINDS)('the shop in %s, where no site may ask', (kind) => {
  it('is a checkout like every other', async () => {
    const served = await serveExamples({})
    const browser = await launchReady(kind, { letAll: false })
    try {
      const page = await browser.open(`${served.url}/shop/`)
      const order = {
        'E-mail, for the confirmation': 'ada@lovelace.example',
        Name: 'Ada Lovelace',
        Street: '12 St James’s Square',
        Town: 'London',
        Country: 'United Kingdom',
      }
      for (const [label, text] of Object.entries(order)) await page.fill(field(label), text)
      expect(await page.count(button('Fill with Selfstead'))).toBe(0)
      await page.click({ role: 'checkbox', name: /18 or older/ })
      await page.click(button(/^Place order/))
      await state(page, 'ordered')
      expect(await page.text('#status')).toContain('on its way to Ada Lovelace')
      // It goes on looking, and says nothing of it.
      expect(await page.count(button('Fill with Selfstead'))).toBe(0)
    } finally {
      await browser.close()
      await served.close()
    }
  })
})
