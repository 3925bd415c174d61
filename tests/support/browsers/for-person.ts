import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, realpath } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { findBrowser } from '../../../scripts/lib/find-browser.mjs'
import type { BrowserKind, LaunchOptions } from './browser'
import { unpackedExtensionId } from './chromium'
import { launchFirefox } from './firefox'
import { pause } from './polling'

export interface OpenBrowser {
  /** Resolves when the person closed the browser. */
  readonly ended: Promise<void>
  close(): Promise<void>
}

/** What stands open: a page of the extension, e.g. `welcome.html#shop=8787`, in front of a site. */
export interface Tabs {
  readonly page: string
  readonly site: string
}

/**
 * Opens a browser as a person would meet it: it asks its own questions and saves files where it always does. Nothing drives it
 * once the extension is loaded and both tabs are open.
 */
export async function openForPerson(
  kind: BrowserKind,
  options: LaunchOptions,
  tabs: Tabs,
): Promise<OpenBrowser> {
  await mkdir(options.profile, { recursive: true })
  return kind === 'firefox' ? await openFirefox(options, tabs) : await openChromium(options, tabs)
}

async function openFirefox(options: LaunchOptions, { page, site }: Tabs): Promise<OpenBrowser> {
  const browser = await launchFirefox({ ...options, headed: true, forPerson: true })
  await browser.open(site)
  // As `openExtension` below.
  const first = await browser.waitForPage(bare(page), OWN_PAGE).catch(() => null)
  await browser.extensionPage(page)
  await first?.close()
  for (const { url, page: tab } of await browser.pages()) if (url === 'about:blank') await tab.close()
  return { ended: browser.ended, close: () => browser.close() }
}

/** How long the extension may take until it opens a page by itself; in a profile that knows it, it opens none. */
const OWN_PAGE = { timeout: 4000 }

const bare = (page: string): string => page.split('#')[0] ?? page

async function openChromium(options: LaunchOptions, { page, site }: Tabs): Promise<OpenBrowser> {
  const found = findBrowser('chromium')
  if (!found) throw new Error('no Chromium or Chrome found')
  const extension = await realpath(options.extension)
  const id = await unpackedExtensionId(extension)
  const child = spawn(
    found.path,
    [
      `--user-data-dir=${await realpath(options.profile)}`,
      '--no-first-run',
      '--no-default-browser-check',
      ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
      '--remote-debugging-pipe',
      found.isGoogleChrome ? '--enable-unsafe-extension-debugging' : `--load-extension=${extension}`,
      site,
    ],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
      env: { ...process.env, ...(options.display ? { DISPLAY: options.display } : {}) },
    },
  )
  const ended = new Promise<void>((resolve, reject) => {
    child.once('exit', () => resolve())
    child.once('error', reject)
  })
  const end = (): void => {
    try {
      if (child.pid) process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGTERM')
    } catch {
      // already gone
    }
  }
  process.once('exit', end)
  await Promise.race([
    openExtension(openPipe(child), found.isGoogleChrome ? { load: extension } : { id }, page),
    // A second browser over one profile hands its tabs to the first and goes.
    ended.then(() => {
      throw new Error(`${found.path} ended at once. Is ${options.profile} open in another window?`)
    }),
  ])
  return {
    ended,
    close: async () => {
      end()
      await ended
      process.removeListener('exit', end)
    },
  }
}

/** Sends one command of the DevTools protocol and returns its result. */
type Send = (method: string, params?: object) => Promise<Record<string, unknown>>

/** The DevTools pipe: JSON messages, each ended by a zero byte. */
function openPipe(child: ChildProcess): Send {
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable]
  // What is written after the browser has gone is lost with it.
  input.on('error', () => undefined)
  const waiting = new Map<number, (answer: { result?: object; error?: { message: string } }) => void>()
  let said = ''
  output.setEncoding('utf8').on('data', (chunk) => {
    said += chunk
    const messages = said.split('\0')
    said = messages.pop() ?? ''
    for (const answer of messages.map((message) => JSON.parse(message))) waiting.get(answer.id)?.(answer)
  })
  let last = 0
  return (method, params = {}) =>
    new Promise((resolve, reject) => {
      const id = ++last
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id)
        if (error) reject(new Error(`${method}: ${error.message}`))
        else resolve({ ...result })
      })
      input.write(`${JSON.stringify({ id, method, params })}\0`)
    })
}

/**
 * Opens a page of the extension in place of the one that the extension opens by itself, which lacks what we have to tell it.
 * Google's Chrome takes an unpacked extension over the pipe only.
 */
async function openExtension(
  send: Send,
  extension: { readonly id: string } | { readonly load: string },
  page: string,
): Promise<void> {
  const id =
    'id' in extension ? extension.id : (await send('Extensions.loadUnpacked', { path: extension.load })).id
  const base = `chrome-extension://${id}/`
  const until = Date.now() + OWN_PAGE.timeout
  let first: string | undefined
  while (first === undefined && Date.now() < until) {
    const { targetInfos } = await send('Target.getTargets')
    const open = targetInfos as readonly { readonly targetId: string; readonly url: string }[]
    first = open.find(({ url }) => url.startsWith(base + bare(page)))?.targetId
    if (first === undefined) await pause(100)
  }
  await send('Target.createTarget', { url: base + page })
  if (first !== undefined) await send('Target.closeTarget', { targetId: first })
}
