import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { findBrowser } from '../../../scripts/lib/find-browser.mjs'
import type { BrowserKind, LaunchOptions } from './browser'
import { launchFirefox } from './firefox'

export interface OpenBrowser {
  /** Resolves when the person closed the browser. */
  readonly ended: Promise<void>
  close(): Promise<void>
}

/**
 * Opens a browser as a person would meet it: it asks its own questions and saves files where it always does. Nothing drives it
 * once the extension is loaded.
 */
export async function openForPerson(
  kind: BrowserKind,
  options: LaunchOptions,
  url: string,
): Promise<OpenBrowser> {
  await mkdir(options.profile, { recursive: true })
  return kind === 'firefox' ? await openFirefox(options, url) : await openChromium(options, url)
}

async function openFirefox(options: LaunchOptions, url: string): Promise<OpenBrowser> {
  const browser = await launchFirefox({ ...options, headed: true, forPerson: true })
  await browser.open(url)
  return { ended: browser.ended, close: () => browser.close() }
}

async function openChromium(options: LaunchOptions, url: string): Promise<OpenBrowser> {
  const found = findBrowser('chromium')
  if (!found) throw new Error('no Chromium or Chrome found')
  const extension = await realpath(options.extension)
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
    await rm(join(options.profile, name), { force: true })
  const child = spawn(
    found.path,
    [
      `--user-data-dir=${await realpath(options.profile)}`,
      '--no-first-run',
      '--no-default-browser-check',
      ...(process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : []),
      ...(found.isGoogleChrome
        ? ['--remote-debugging-pipe', '--enable-unsafe-extension-debugging']
        : [`--load-extension=${extension}`]),
      url,
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
  if (found.isGoogleChrome) await loadOverPipe(child, extension)
  const end = (): void => {
    try {
      if (child.pid) process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGTERM')
    } catch {
      // already gone
    }
  }
  process.once('exit', end)
  return {
    ended,
    close: async () => {
      end()
      await ended
      process.removeListener('exit', end)
    },
  }
}

/** Google's Chrome takes an unpacked extension over the DevTools pipe only: JSON messages, each ended by a zero byte. */
async function loadOverPipe(child: ChildProcess, path: string): Promise<void> {
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable]
  await new Promise<void>((resolve, reject) => {
    let said = ''
    output.on('data', (chunk) => {
      said += chunk
      for (const message of said.split('\0').slice(0, -1)) {
        const { id, error } = JSON.parse(message)
        if (id !== 1) continue
        if (error) reject(new Error(`the extension was not loaded: ${error.message}`))
        else resolve()
      }
      said = said.slice(said.lastIndexOf('\0') + 1)
    })
    input.write(`${JSON.stringify({ id: 1, method: 'Extensions.loadUnpacked', params: { path } })}\0`)
  })
}
