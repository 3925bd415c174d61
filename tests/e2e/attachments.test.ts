import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allow, openDashboard } from '../support/actions'
import type { Browser, Page } from '../support/browsers/browser'
import { poll } from '../support/browsers/polling'
import { LYING } from '../support/lying-blobs'
import { begin, outcomeOf, type ProbeSite, run, serveProbe } from '../support/probe-site'
import { KINDS } from './browsers'
import { launchReady } from './ready'

const FILES = `
  const vault = await selfstead.discover({ timeout: 5000 }); if (!vault) throw new Error('not found')
  const grant = await vault.request({
    purpose: { text: 'Keep your films' },
    collections: { 'app:films': { actions: ['read', 'create', 'update', 'delete'], required: true } },
    access: { for: 'P30D' } })
  window.films = grant.collection('app:films')
  // No question that nobody answers, and no loss, is waited for without end.
  window.within = () => AbortSignal.timeout(120_000)
  window.hash = async (of) => String(new Uint8Array(await crypto.subtle.digest('SHA-256', of)))
  window.random = (length) => {
    const bytes = new Uint8Array(length)
    for (let at = 0; at < length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536))
    return bytes
  }`

/** Longer than a page gives one way of 50 MB, shorter than a test may take. */
const SLOW = { timeout: 150_000 }

describe.each(KINDS)('large attachments in %s', (kind) => {
  let site: ProbeSite
  let browser: Browser
  let page: Page
  let inside: Page

  beforeAll(async () => {
    site = await serveProbe()
    browser = await launchReady(kind)
    await (await openDashboard(browser)).close()
    inside = await browser.extensionPage('icon/16.png')
    page = await browser.open(site.url)
    await begin(page, 'ask', FILES)
    await allow(browser)
    expect(await outcomeOf(page, 'ask')).not.toHaveProperty('error')
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })

  const value = async (on: Page, body: string): Promise<unknown> => {
    const outcome = await run(on, body, SLOW)
    if (outcome.error) throw new Error(`${outcome.error}: ${outcome.message}`)
    return outcome.value
  }
  const lying = async () => (await inside.evaluate(LYING)) as readonly string[]

  it('50 MB come back byte for byte, at once and as a stream', async () => {
    const same = await value(
      page,
      `const bytes = random(50_000_000), wanted = await hash(bytes)
       await films.create({ film: new File([bytes], 'a.mp4', { type: 'video/mp4' }) }, { id: 'whole', signal: within() })
       const { film } = (await films.get('whole')).value
       const back = await film.blob({ signal: within() })
       const streamed = await new Response(film.stream()).arrayBuffer()
       return { size: film.size, type: back.type, blob: (await hash(await back.arrayBuffer())) === wanted, stream: (await hash(streamed)) === wanted }`,
    )
    expect(same).toEqual({ size: 50_000_000, type: 'video/mp4', blob: true, stream: true })
  })

  it('deleted, nothing of them is left', async () => {
    await value(page, `await films.delete('whole')`)
    await poll('the bytes to go', async () => ((await lying()).length === 0 ? true : null))
  })

  it('a tab closed in the middle of an upload leaves nothing, and its room is there again', async () => {
    const other = await browser.open(site.url)
    await value(other, FILES)
    await begin(other, 'up', `await films.create({ film: new Blob([random(50_000_000)]) }, { id: 'half' })`)
    await poll('the first bytes to lie there', async () => ((await lying()).length > 3 ? true : null))
    await other.close()
    await poll('them to go', async () => ((await lying()).length === 0 ? true : null))
    // No room for it if that of the other were still taken.
    const then = await value(
      page,
      `await films.create({ film: new Blob([random(50_000_000)]) }, { id: 'whole', signal: within() })
       const all = { count: await films.count(), half: await films.get('half') }
       await films.delete('whole')
       return all`,
    )
    expect(then).toEqual({ count: 1, half: null })
  })

  it('aborted in the middle, an upload leaves nothing, its room is there again, and a download ends', async () => {
    await begin(
      page,
      'up',
      `window.abort = new AbortController()
       await films.create({ film: new Blob([random(50_000_000)]) }, { id: 'half', signal: abort.signal })`,
    )
    await poll('the first bytes to lie there', async () => ((await lying()).length > 3 ? true : null))
    await page.evaluate('abort.abort()')
    expect(await outcomeOf(page, 'up', SLOW)).toMatchObject({ error: 'AbortError' })
    await poll('them to go', async () => ((await lying()).length === 0 ? true : null))
    const met = await value(
      page,
      `const bytes = random(30_000_000), wanted = await hash(bytes)
       await films.create({ film: new Blob([bytes]) }, { id: 'whole', signal: within() })
       const { film } = (await films.get('whole')).value
       const abort = new AbortController()
       setTimeout(() => abort.abort(), 50)
       const down = await film.blob({ signal: abort.signal }).then(() => 'done', (error) => error.name)
       const same = (await hash(await (await film.blob({ signal: within() })).arrayBuffer())) === wanted
       await films.delete('whole')
       return { down, same, half: await films.get('half') }`,
    )
    expect(met).toEqual({ down: 'AbortError', same: true, half: null })
  })

  it.runIf(kind === 'chromium')(
    'an upload goes on though the background is stopped in the middle',
    async () => {
      await poll('nothing to be left', async () => ((await lying()).length === 0 ? true : null))
      await begin(
        page,
        'up',
        `window.wanted = random(40_000_000)
       await films.create({ film: new Blob([wanted]) }, { id: 'again', signal: within() })
       const { film } = (await films.get('again')).value
       return (await hash(await (await film.blob({ signal: within() })).arrayBuffer())) === (await hash(wanted))`,
      )
      await poll('some bytes to lie there', async () => ((await lying()).length > 3 ? true : null))
      await browser.stopBackground()
      expect(await outcomeOf(page, 'up', SLOW)).toEqual({ value: true })
    },
  )
})
