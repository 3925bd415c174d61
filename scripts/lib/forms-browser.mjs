// @ts-check
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'
import { build } from 'vite'
import { findBrowser } from './find-browser.mjs'
import { root } from './run.mjs'

/** @typedef {{ readonly page: import('../../lib/forms/description').PageDescription, readonly selectors: readonly string[], readonly expected: readonly (string | null)[] }} DescribedFile */
/** @typedef {{ readonly describe: (file: string) => Promise<DescribedFile>, readonly close: () => Promise<void> }} FormsBrowser */

/** Longest time for one file, in milliseconds. */
const LIMIT = 20_000

/** What is put into the page, as one script. */
export async function formsScript() {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { '@': root } },
    build: {
      target: 'es2022',
      write: false,
      minify: false,
      rolldownOptions: { input: `${root}/scripts/lib/forms-page.ts`, output: { format: 'iife' } },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  const chunk = output && 'output' in output ? output.output[0] : null
  if (chunk?.type !== 'chunk') throw new Error('nothing was built')
  return chunk.code
}

/**
 * A headless Chromium that describes files. The scripts of a page do not run, and it reaches neither the network nor another file.
 *
 * @param {number} tabs how many files at once
 * @returns {Promise<FormsBrowser>}
 */
export async function openFormsBrowser(tabs) {
  const found = findBrowser('chromium')
  if (!found) throw new Error('There is no Chromium. SELFSTEAD_CHROME names one.')
  const script = await formsScript()
  const browser = await chromium.launch({
    executablePath: found.path,
    headless: true,
    args: [
      '--no-sandbox',
      '--host-resolver-rules=MAP * ~NOTFOUND',
      '--disable-gpu',
      '--blink-settings=imagesEnabled=false',
    ],
  })
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 1280, height: 900 },
  })
  context.setDefaultTimeout(LIMIT)
  /** @type {Set<string>} */
  const allowed = new Set()
  await context.route('**/*', (route) => {
    const request = route.request()
    const page = request.frame().parentFrame() === null && request.isNavigationRequest()
    return page && allowed.has(request.url()) ? route.continue() : route.abort()
  })
  /** @type {import('@playwright/test').Page[]} */
  const idle = []
  /** @type {((page: import('@playwright/test').Page) => void)[]} */
  const waiting = []
  for (let at = 0; at < tabs; at++) idle.push(await context.newPage())
  const take = () => {
    const page = idle.pop()
    return page
      ? Promise.resolve(page)
      : new Promise((/** @type {(page: import('@playwright/test').Page) => void} */ done) =>
          waiting.push(done),
        )
  }
  /** @param {import('@playwright/test').Page} page */
  const give = (page) => {
    const next = waiting.shift()
    if (next) next(page)
    else idle.push(page)
  }
  return {
    async describe(file) {
      let page = await take()
      const url = pathToFileURL(file).href
      allowed.add(url)
      try {
        await page.goto(url, { waitUntil: 'domcontentloaded', timeout: LIMIT })
        const described = page.evaluate(`${script};describeForms()`)
        return /** @type {DescribedFile} */ (await within(described, LIMIT))
      } catch (error) {
        // A page that hangs is not used again.
        void page.close().catch(() => undefined)
        page = await context.newPage()
        throw error
      } finally {
        allowed.delete(url)
        give(page)
      }
    },
    close: () => browser.close(),
  }
}

/**
 * @template Value
 * @param {Promise<Value>} work
 * @param {number} limit milliseconds
 * @returns {Promise<Value>}
 */
async function within(work, limit) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${limit} ms`)), limit)
  })
  try {
    return /** @type {Value} */ (await Promise.race([work, late]))
  } finally {
    clearTimeout(timer)
  }
}
