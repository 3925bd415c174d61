// @ts-check
import { accessSync, constants, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { chromium } from '@playwright/test'
import { build } from 'vite'
import { findBrowser } from './find-browser.mjs'
import { root } from './run.mjs'

/** @typedef {{ readonly page: import('../../lib/forms/description').PageDescription, readonly selectors: readonly string[], readonly expected: readonly (string | null)[] }} DescribedFile */
/** @typedef {{ readonly describe: (file: string) => Promise<DescribedFile>, readonly close: () => Promise<void> }} FormsBrowser */

/** Longest time for one file, in milliseconds. */
const LIMIT = 20_000

/**
 * What is put into the page, as one script.
 *
 * @param {string} entry from the root of the repository
 */
export async function formsScript(entry = 'scripts/lib/forms-page.ts') {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    resolve: { alias: { '@': root } },
    build: {
      target: 'es2022',
      write: false,
      minify: true,
      rolldownOptions: { input: `${root}/${entry}`, output: { format: 'iife' } },
    },
  })
  const [output] = Array.isArray(built) ? built : [built]
  const chunk = output && 'output' in output ? output.output[0] : null
  if (chunk?.type !== 'chunk') throw new Error('nothing was built')
  return chunk.code
}

/** Nothing is loaded, framed or run: a saved page refers to much that is elsewhere, and styles of its own are all it keeps. */
const ALONE = "default-src 'none'; style-src 'unsafe-inline'"

/** How far into a page browsers look for its own word on its encoding. */
const PRESCAN = 1024

/** A saved page that sends its visitors elsewhere where scripts do not run would be gone before it is read. */
const REFRESH = /(http-equiv\s*=\s*["']?\s*)refresh/gi

/**
 * What is served of a file. A saved page whose server once said its encoding says none itself: where it is UTF-8, that is said for it,
 * for a browser would take it for Latin-1. Any other is left to the browser's guess.
 *
 * @param {string} file
 */
async function pageOf(file) {
  const written = await readFile(file)
  const text = written.toString('latin1')
  const bytes = REFRESH.test(text) ? Buffer.from(text.replace(REFRESH, '$1unused'), 'latin1') : written
  REFRESH.lastIndex = 0
  const marked = bytes.length > 1 && (bytes[0] === 0xfe || bytes[0] === 0xff)
  // ISO-2022-JP is plain bytes with signs to shift.
  const shifts = bytes.includes(0x1b)
  if (marked || shifts || /charset\s*=/i.test(text.slice(0, PRESCAN))) return { bytes, type: 'text/html' }
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { bytes, type: 'text/html; charset=utf-8' }
  } catch {
    return { bytes, type: 'text/html' }
  }
}

/**
 * Serves files to this machine only, each under an address that is asked for; as bytes, so that a page's own word on its encoding
 * holds.
 */
async function serveFiles() {
  /** @type {Map<string, string>} */
  const files = new Map()
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '')
    if (file === undefined) {
      response.writeHead(404).end()
      return
    }
    pageOf(file).then(
      ({ bytes, type }) => {
        response.writeHead(200, { 'content-type': type, 'content-security-policy': ALONE })
        response.end(bytes)
      },
      () => response.destroy(),
    )
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return {
    /** @param {string} file */
    add(file) {
      accessSync(file, constants.R_OK)
      if (!statSync(file).isFile()) throw new Error('no file')
      const path = `/${files.size + 1}`
      files.set(path, file)
      return `http://127.0.0.1:${port}${path}`
    },
    close: () => server.close(),
  }
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
  const served = await serveFiles()
  const browser = await chromium.launch({
    executablePath: found.path,
    headless: true,
    args: ['--no-sandbox', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1', '--disable-gpu'],
  })
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 1280, height: 900 },
  })
  context.setDefaultTimeout(LIMIT)
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
      try {
        await page.goto(served.add(file), { waitUntil: 'domcontentloaded', timeout: LIMIT })
        const described = page.evaluate(`${script};describeForms()`)
        return /** @type {DescribedFile} */ (await within(described, LIMIT))
      } catch (error) {
        // A page that hangs is not used again.
        void page.close().catch(() => undefined)
        page = await context.newPage()
        throw error
      } finally {
        give(page)
      }
    },
    async close() {
      served.close()
      await browser.close()
    },
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
