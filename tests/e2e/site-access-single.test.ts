import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDisplay } from '../../scripts/lib/display.mjs'
import { hasCommand } from '../../scripts/lib/install.mjs'
import { addAda, allow, makeVault, openDashboard, openPopupOver } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { launch } from '../support/browsers/launch'
import { answerWithKeys, freshProfile } from '../support/browsers/permitted-profile'
import { poll } from '../support/browsers/polling'
import { button } from '../support/browsers/selectors'
import { begin, outcomeOf, type ProbeSite, run, serveProbe } from '../support/probe-site'
import { extensionFor, KINDS, withKeyForButton } from './browsers'

/** One site alone is let ask, and taken back, in the popup of the button in the toolbar; and what else is pressed there. */

const API = '(globalThis.browser ?? chrome)'
const HERE = 'http://127.0.0.1/*'

describe.each(KINDS)('the popup in %s', (kind) => {
  let site: ProbeSite
  let browser: Browser
  let ours: Page
  let page: Page
  let screen: { readonly name: string; readonly close: () => void } | null = null

  beforeAll(async () => {
    site = await serveProbe()
    // The button is pressed by real keys, and so is Chromium's question answered.
    if (hasCommand('xdotool')) screen = await openDisplay()
    browser = await launch(kind, {
      extension: await withKeyForButton(extensionFor(kind)),
      profile: await freshProfile(kind),
      ...(screen ? { headed: true, display: screen.name } : {}),
    })
    await makeVault(browser, { letAll: false })
    const board = await openDashboard(browser)
    await addAda(board)
    await board.close()
    ours = await browser.extensionPage('popup.html')
    page = await browser.open(site.url)
  })
  afterAll(async () => {
    await browser?.close()
    screen?.close()
    await site?.close()
  })

  const given = async (): Promise<unknown> =>
    ours.evaluate(`${API}.permissions.getAll().then(({ origins }) => origins)`)
  const registered = async (): Promise<unknown> =>
    ours.evaluate(
      `${API}.scripting.getRegisteredContentScripts({ ids: ['bridge'] }).then((all) => all.flatMap(({ matches }) => matches))`,
    )
  const finds = async (where: Page): Promise<boolean> =>
    (await run(where, 'return (await selfstead.discover({ timeout: 1000 })) !== null')).value === true

  const popupOver = (): Promise<Page> => openPopupOver(browser, ours, '*://127.0.0.1/*')

  it('lets one site ask, after the browser’s own question, and no other', async () => {
    expect(await given()).toEqual([])
    await browser.pressShortcut('Alt+Shift+S')
    // “Let 127.0.0.1 ask” is the first there is.
    await browser.pressInPopup(1)
    const answer = poll('the permission', async () => (String(await given()) === HERE ? true : null))
    await (kind === 'chromium' && screen ? answerWithKeys(screen.name, answer) : answer)
    await poll('the bridge', async () => (String(await registered()) === HERE ? true : null))
    await poll('Selfstead to be found by the page', async () => ((await finds(page)) ? true : null))
    const other = await browser.open(site.otherUrl)
    expect(await finds(other)).toBe(false)
    await other.close()
  })

  it('opens the prompt of what waits, by Answer', async () => {
    await begin(
      page,
      'ask',
      `const vault = await selfstead.discover({ timeout: 5000 })
       window.grant = await vault.request({ purpose: { text: 'Send order 1234' }, claims: { email: { required: true } }, access: { for: 'P30D' } })
       return window.grant.data`,
    )
    const prompt = await browser.waitForPage('prompt.html')
    await prompt.waitForText(/Send order 1234/)
    // It lies behind: what waits is answered from here.
    const popup = await popupOver()
    await popup.waitForText(/Waiting for you/)
    await popup.click(button(/^Answer/))
    await poll('the popup to leave', async () => ((await popup.isClosed()) ? true : null))
    await poll('the prompt to be in front', async () =>
      (await prompt.evaluate('document.hasFocus()')) === true ? true : null,
    )
    await allow(browser)
    expect((await outcomeOf(page, 'ask')).value).toMatchObject({ email: 'ada@lovelace.example' })
  })

  it('takes the grant back, by Revoke, for the very next read', async () => {
    expect((await run(page, `return await window.grant.read(['email'])`)).error).toBeUndefined()
    const popup = await popupOver()
    await popup.click(button('Revoke'))
    await popup.waitForText(/It gets nothing more/)
    expect((await run(page, `return await window.grant.read(['email'])`)).error).toBe('NotAllowedError')
    await popup.close()
  })

  it('takes back that the site may ask, by “Stop letting it ask”, and nothing reaches Selfstead any more', async () => {
    await browser.pressShortcut('Alt+Shift+S')
    // Behind the menu that refuses the site and the three ways to use a form.
    await browser.pressInPopup(5)
    await poll('the permission to end', async () => (String(await given()) === '' ? true : null))
    await poll('the bridge to end', async () => (String(await registered()) === '' ? true : null))
    await page.reload()
    expect(await finds(page)).toBe(false)
  })
})
