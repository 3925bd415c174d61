import { readdirSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from '../support/browsers/browser'
import { launch } from '../support/browsers/launch'
import { permittedProfile } from '../support/browsers/permitted-profile'
import { type LyingServer, startLyingServer } from '../support/servers/lying'
import { extensionFor, KINDS } from './browsers'

/** Every way in which a page can send something, with an address of its own each. Resolves when all have come to an end. */
const attempts = (address: string): string => `(async () => {
  const ended = (thing) => new Promise((resolve) => { thing.onload = thing.onerror = thing.onclose = resolve })
  const quietly = async (work) => { try { await work() } catch {} }
  await Promise.all([
    quietly(() => fetch('${address}/fetch', { method: 'PUT', body: 'a', mode: 'no-cors' })),
    quietly(() => fetch('${address}/get', { mode: 'no-cors' })),
    quietly(() => { const request = new XMLHttpRequest(); request.open('GET', '${address}/xhr'); request.send(); return ended(request) }),
    quietly(() => ended(new WebSocket('${address.replace('http', 'ws')}/socket'))),
    quietly(() => { const source = new EventSource('${address}/events'); return ended(source).then(() => source.close()) }),
    quietly(() => navigator.sendBeacon('${address}/beacon', 'a')),
    quietly(() => ended(Object.assign(new Image(), { src: '${address}/image' }))),
  ])
})()`

/** Every page that was built: one that is added is here by itself. */
const pagesOf = (extension: string): readonly string[] =>
  readdirSync(extension, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .sort()

describe.each(KINDS)('the network in %s', (kind) => {
  const extension = extensionFor(kind)
  let browser: Browser
  let profile: string
  let server: LyingServer
  beforeAll(async () => {
    server = await startLyingServer()
    // Even with every site allowed.
    profile = await permittedProfile(kind, extension)
    browser = await launch(kind, { extension, profile })
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
    if (profile) await rm(profile, { recursive: true, force: true })
  })

  it('is closed by each page itself, before it loads anything', () => {
    const pages = pagesOf(extension)
    expect(pages).toContain('preview.html')
    for (const name of pages) {
      const [head] = readFileSync(join(extension, name), 'utf8').split(/<(?:script|link|style|body)\b/)
      expect(head?.replaceAll('&#39;', "'"), name).toContain(
        `<meta http-equiv="Content-Security-Policy" content="connect-src 'none'">`,
      )
    }
  })

  it.each(pagesOf(extension))('is closed to %s', async (name) => {
    const page = await browser.extensionPage(name)
    await page.evaluate(attempts(server.address))
    expect(server.asked).toEqual([])
    await page.close()
  })

  it('is open to the background, for the places where copies are kept', async () => {
    // As lib/replicas asks: with what would need the other side's leave, were there no host permission.
    const given = `('${server.address}/place', { method: 'PROPFIND', headers: { authorization: 'Basic YTpi', depth: '1' }, credentials: 'omit', redirect: 'manual', cache: 'no-store' })`
    if (kind === 'chromium')
      await browser.inspectBackground('Runtime.evaluate', { expression: `fetch${given}`, awaitPromise: true })
    else {
      // The browser asks for what a real click wants; its preference says yes.
      const page = await browser.extensionPage('dashboard.html')
      const wanted = `browser.permissions.request({ origins: ['http://127.0.0.1/*'] })`
      await page.evaluate(`globalThis.asked = new Promise((resolve) => {
        addEventListener('click', () => resolve(${wanted}), { once: true })
      }), null`)
      await page.pressAt(5, 5)
      expect(await page.evaluate('globalThis.asked')).toBe(true)
      await page.evaluate(
        `browser.runtime.getBackgroundPage().then((background) => background.fetch${given}).then(() => null)`,
      )
    }
    expect(server.asked).toEqual(['PROPFIND /place'])
  })
})
