import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chromium } from '@playwright/test'
import { findBrowser } from '../../scripts/lib/find-browser.mjs'
import { launchChromium } from '../support/browsers/chromium'
import { freshProfile } from '../support/browsers/permitted-profile'
import { compared, type Figure } from './figure'

const ROUNDS = 60

const fields = Array.from(
  { length: 200 },
  (_, at) =>
    `<p><label>Field ${at} <input name="field-${at}" autocomplete="${at % 2 ? 'email' : 'name'}"></label></p>`,
).join('')
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Form</title><form>${fields}</form>`

/** Loads of a page with a form, with the extension as it is installed and without it, in turn: without a gesture there is nothing of ours. */
export async function loads(extension: string): Promise<readonly Figure[]> {
  const found = findBrowser('chromium')
  if (!found) throw new Error('There is no Chromium.')
  const server = createServer((_, response) =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
      .end(PAGE),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const installed = await launchChromium({ extension, profile: await freshProfile('chromium') })
  const without = await chromium.launchPersistentContext(await freshProfile('chromium'), {
    executablePath: found.path,
    viewport: { width: 1280, height: 800 },
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: [
      '--no-sandbox',
      '--headless=new',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
    ],
  })
  try {
    const TOOK = `new Promise((done) => setTimeout(() => {
      const [{ loadEventEnd, startTime }] = performance.getEntriesByType('navigation')
      done(loadEventEnd - startTime)
    }))`
    const [ours, bare] = [await installed.open(url), await without.newPage()]
    await bare.goto(url)
    const times: { readonly ours: number[]; readonly bare: number[] } = { ours: [], bare: [] }
    for (let round = 0; round < ROUNDS; round++) {
      await ours.reload()
      times.ours.push(Number(await ours.evaluate(TOOK)))
      await bare.reload()
      times.bare.push(Number(await bare.evaluate(TOOK)))
    }
    return [
      compared(
        'load of a page with a form, no gesture',
        times.ours,
        { name: 'without the extension', values: times.bare },
        1.05,
      ),
    ]
  } finally {
    await installed.close()
    await without.close()
    server.closeAllConnections()
    server.close()
  }
}
