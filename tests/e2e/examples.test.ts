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

  it('and revoked, the notes are closed', async () => {
    const board = await openDashboard(browser)
    await revoke(board, served.url)
    await state(first, 'revoked')
    await board.close()
  })
})
