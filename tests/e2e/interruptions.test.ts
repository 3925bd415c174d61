import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ADA, addRecord, allow, openDashboard } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { poll } from '../support/browsers/polling'
import { prompt } from '../support/browsers/selectors'
import { LYING } from '../support/lying-blobs'
import { begin, outcomeOf, type ProbeSite, run, serveProbe } from '../support/probe-site'
import { KINDS } from './browsers'
import { launchReady } from './ready'

const ASK = `
  const vault = await selfstead.discover({ timeout: 5000 })
  if (!vault) throw new Error('not found')
  window.grant = await vault.request({ purpose: { text: 'Send a letter' }, claims: { email: { required: true } }, access: { for: 'P1D' } })
  return grant.data`

describe.each(KINDS)('what may happen between two steps, in %s', (kind) => {
  let site: ProbeSite
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    site = await serveProbe()
    // Firefox stops the background by itself after this time; Chromium’s is stopped by hand.
    browser = await launchReady(kind, { backgroundIdle: 500 })
    const board = await openDashboard(browser)
    await addRecord(board, 'emails', { 'E-mail': ADA.email })
    await board.close()
    page = await browser.open(site.url)
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  const stopBackground = async (): Promise<void> => {
    if (kind === 'chromium') await browser.stopBackground()
    else await new Promise((resolve) => setTimeout(resolve, 1500))
  }

  it('closing the window refuses, as Deny does', async () => {
    await begin(page, 'ask', ASK)
    const window = await browser.waitForPage('prompt.html')
    await window.waitFor(prompt.deny)
    await window.close()
    expect(await outcomeOf(page, 'ask')).toMatchObject({ error: 'NotAllowedError' })
  })

  it('Allow reaches the page although the background was stopped while the prompt was open', async () => {
    await page.reload()
    await begin(page, 'ask', ASK)
    const window = await browser.waitForPage('prompt.html')
    await window.waitFor(prompt.allow)
    await stopBackground()
    await allow(browser)
    expect(await outcomeOf(page, 'ask')).toEqual({ value: { email: ADA.email } })
  })

  it('a read is answered by a background that had been stopped', async () => {
    await stopBackground()
    expect(await run(page, `return await grant.read(['email'])`)).toEqual({ value: { email: ADA.email } })
  })

  it('an upload that it cut begins anew and comes back byte for byte', async () => {
    // By itself: a gesture counts for five seconds, and a background that was stopped may take as long on a busy machine.
    await run(page, 'window.vault = await selfstead.discover({ timeout: 20_000 })')
    // A locker of its own each time, so that the person is asked when this is tried again.
    const name = `app:files-${Date.now()}`
    await begin(
      page,
      'files',
      `const grant = await vault.request({
         purpose: { text: 'Keep your files' },
         collections: { '${name}': { actions: ['read', 'create'], required: true } },
         access: { for: 'P1D' } })
       window.files = grant.collection('${name}')`,
    )
    await allow(browser).catch(async (error: unknown) => {
      throw new Error(`no prompt: ${JSON.stringify(await outcomeOf(page, 'files', { timeout: 1_000 }))}`, {
        cause: error,
      })
    })
    expect(await outcomeOf(page, 'files')).not.toHaveProperty('error')
    // Not before: a page that asks has to be in front.
    const inside = await browser.extensionPage('icon/16.png')
    await begin(
      page,
      'up',
      `const bytes = new Uint8Array(40_000_000).map((_, at) => at * 7)
       const done = files.create({ file: new Blob([bytes]) }, { id: 'whole', signal: AbortSignal.timeout(120_000) })
       await new Promise((go) => Object.assign(window, { go }))
       // Nothing is said meanwhile, so that Firefox stops the background.
       for (const until = Date.now() + 3_000; Date.now() < until; );
       await done
       const { file } = (await files.get('whole')).value
       const back = new Uint8Array(await (await file.blob({ signal: AbortSignal.timeout(120_000) })).arrayBuffer())
       return back.length === bytes.length && back.every((byte, at) => byte === bytes[at])`,
    )
    const before = kind === 'chromium' ? 3 : 0
    await poll('the first bytes to lie there', async () =>
      ((await inside.evaluate(LYING)) as readonly string[]).length > before ? true : null,
    )
    if (kind === 'chromium') await browser.stopBackground()
    await page.evaluate('go(); null')
    expect(await outcomeOf(page, 'up', { timeout: 150_000 })).toEqual({ value: true })
    // Those of the first attempt lie there until they are swept.
    const ids = ((await inside.evaluate(LYING)) as readonly string[]).map((key) => key.split(/[,.]/)[0])
    expect(new Set(ids.filter((id) => !id?.startsWith('blob-'))).size).toBe(2)
    await inside.close()
  })

  it('a locked vault is opened in the prompt, and the request goes on', async () => {
    const board = await openDashboard(browser)
    await board.click({ role: 'button', name: 'Lock' })
    await board.waitForText(/locked/i)
    await board.close()
    await page.reload()
    // Another kind of purpose: what stands was not given for it, so the person is asked.
    await begin(page, 'ask', ASK.replace("'Send a letter'", "'Send a letter', type: 'research'"))
    await allow(browser, { unlock: true })
    const outcome = await outcomeOf(page, 'ask')
    expect(outcome.error).toBeUndefined()
    await poll('a value', async () => (outcome.value ? true : null))
  })
})
