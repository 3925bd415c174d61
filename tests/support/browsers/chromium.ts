import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type BrowserContext, chromium, type JSHandle, type Page as PlaywrightPage } from '@playwright/test'
import { findBrowser } from '../../../scripts/lib/find-browser.mjs'
import { type Browser, ENGLISH, type LaunchOptions, type Page } from './browser'
import { createPage, type RawPage } from './driven-page'
import { chooseOnScreen, keysOnScreen } from './menu'
import { pause, poll, within } from './polling'
import { createSaid } from './said'
import { pressOnScreen } from './shortcut'
import { inspectWorker } from './worker-inspector'

const execute = promisify(execFile)

/** The id Chromium gives to an unpacked extension: SHA-256 of its path, in the letters a to p. */
export async function unpackedExtensionId(folder: string): Promise<string> {
  const hash = createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 32)
  return [...hash].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join('')
}

function createRawPage(page: PlaywrightPage, downloads: string): RawPage {
  const said = createSaid()
  page.on('console', (message) => said.add(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => said.add(String(error)))
  page.on('requestfailed', (request) => said.add(`${request.url()}: ${request.failure()?.errorText}`))
  return {
    said: said.lines,
    evaluate: (expression) => page.evaluate(expression),
    goto: async (url) => {
      await page.goto(url)
    },
    reload: async () => {
      await page.reload()
    },
    clickAt: (x, y) => page.mouse.click(x, y),
    menuAt: (x, y) => page.mouse.click(x, y, { button: 'right' }),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    hold: async (key, times) => {
      // Playwright calls every further press of a key that is down a repetition, as the keyboard does.
      for (let at = 0; at < times; at++) await page.keyboard.down(key)
      await page.keyboard.up(key)
    },
    pressAt: (x, y, times) => page.mouse.click(x, y, { clickCount: times }),
    setFiles: async (expression, files) => {
      const handle: JSHandle = await page.evaluateHandle(expression)
      const element = handle.asElement()
      if (!element) throw new Error('no file field')
      await element.setInputFiles([...files])
    },
    download: async (action, timeout) => {
      const [download] = await Promise.all([page.waitForEvent('download', { timeout }), action()])
      const file = join(downloads, download.suggestedFilename())
      await download.saveAs(file)
      return file
    },
    screenshot: async (file) => {
      await page.screenshot({ path: file, animations: 'disabled' })
    },
    setSize: (width, height) => page.setViewportSize({ width, height }),
    close: () => page.close(),
    isClosed: async () => page.isClosed(),
  }
}

/** Starts Chromium (or Chrome) with the extension loaded. Google's Chrome takes it over the DevTools pipe only. */
export async function launchChromium(options: LaunchOptions): Promise<Browser> {
  const found = findBrowser('chromium')
  if (!found) throw new Error('no Chromium or Chrome found')
  const extension = await realpath(options.extension)
  const loaded = [extension, ...(options.alsoLoad ?? [])].join(',')
  const language = options.language ?? ENGLISH
  const downloads = join(options.profile, 'saved-files')
  await mkdir(downloads, { recursive: true })
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
    await rm(join(options.profile, name), { force: true })
  const context: BrowserContext = await chromium.launchPersistentContext(options.profile, {
    executablePath: found.path,
    headless: !options.headed,
    viewport: options.headed ? null : { width: 1280, height: 800 },
    colorScheme: options.scheme ?? 'light',
    locale: language,
    ...(options.scale ? { deviceScaleFactor: options.scale } : {}),
    acceptDownloads: true,
    env: {
      ...(process.env as Record<string, string>),
      ...(options.display ? { DISPLAY: options.display } : {}),
      // What the machine itself speaks does not matter: on Linux the variable decides, elsewhere the argument.
      LANGUAGE: language,
    },
    ignoreDefaultArgs: ['--disable-extensions', '--disable-back-forward-cache'],
    args: [
      '--no-first-run',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(options.headed ? [] : ['--headless=new', '--disable-gpu']),
      ...(options.namedPort
        ? [`--host-resolver-rules=MAP *:443 127.0.0.1:${options.namedPort}`, '--ignore-certificate-errors']
        : []),
      ...(options.plainHost ? [`--host-resolver-rules=MAP ${options.plainHost} 127.0.0.1`] : []),
      ...(options.camera
        ? [
            '--use-fake-device-for-media-stream',
            '--use-fake-ui-for-media-stream',
            `--use-file-for-fake-video-capture=${options.camera}`,
          ]
        : []),
      `--lang=${language}`,
      ...(found.isGoogleChrome
        ? ['--enable-unsafe-extension-debugging']
        : [`--disable-extensions-except=${loaded}`, `--load-extension=${loaded}`]),
    ],
  })
  const browser = context.browser()
  const session = browser && (await within('the inspector of Chromium', browser.newBrowserCDPSession()))
  let id = await unpackedExtensionId(extension)
  if (found.isGoogleChrome && session) {
    const load = session.send as (method: string, parameters: object) => Promise<unknown>
    id = (
      (await load.call(session, 'Extensions.loadUnpacked', { path: extension })) as { readonly id: string }
    ).id
  }
  const base = `chrome-extension://${id}/`
  const otherBases = await Promise.all(
    (options.alsoLoad ?? []).map(
      async (folder) => `chrome-extension://${await unpackedExtensionId(folder)}/`,
    ),
  )
  const pages = new Map<PlaywrightPage, Page>()
  const requests: { url: string; from: string }[] = []
  const handedOut = new WeakSet<PlaywrightPage>()
  context.on('request', (request) => {
    const worker = request.serviceWorker()
    let from = worker?.url() ?? ''
    if (!worker) {
      try {
        from = request.frame().url()
      } catch {
        from = request.url()
      }
    }
    requests.push({ url: request.url(), from })
  })
  const wrap = (page: PlaywrightPage): Page => {
    const known = pages.get(page)
    if (known) return known
    const made = createPage(createRawPage(page, downloads))
    pages.set(page, made)
    return made
  }
  const open = async (url: string): Promise<Page> => {
    const page = await within('a new tab', context.newPage())
    handedOut.add(page)
    await page.goto(url)
    return wrap(page)
  }
  return {
    kind: 'chromium',
    version: `Chromium ${browser?.version() ?? ''}`,
    profile: options.profile,
    extensionBase: base,
    otherBases,
    open,
    extensionPage: (path) => open(base + path),
    waitForPage: (prefix, wait) =>
      poll(
        `page ${prefix}`,
        async () => {
          const page = context
            .pages()
            .findLast(
              (each) =>
                !handedOut.has(each) &&
                each.url().startsWith(/^[a-z-]+:/.test(prefix) ? prefix : base + prefix),
            )
          if (!page) throw new Error(`open: ${context.pages().map((each) => each.url())}`)
          await page.waitForLoadState('domcontentloaded')
          return wrap(page)
        },
        wait?.timeout,
      ),
    pages: async () => context.pages().map((page) => ({ url: page.url(), page: wrap(page) })),
    requests: () => requests,
    beforeScripts: async (source) => {
      await context.addInitScript(source)
    },
    ended: new Promise((resolve) => context.once('close', () => resolve())),
    refuseQuestion: (isRefused) => escapeDialog(options.display ?? process.env.DISPLAY ?? '', isRefused),
    pressShortcut: (keys) => pressOnScreen(options.display ?? process.env.DISPLAY ?? '', keys),
    pressInPopup: async (tabs) => {
      // The popup is the browser's window, which no driver of pages sees.
      await pause(1_500)
      const display = options.display ?? process.env.DISPLAY ?? ''
      await keysOnScreen(display, ...Array.from({ length: tabs }, () => 'Tab'), 'Return')
    },
    chooseInMenu: (entry) => chooseOnScreen(options.display ?? process.env.DISPLAY ?? '', entry.place),
    stopBackground: async () => {
      // Only a page of the extension may speak of its worker.
      const page = await within('a tab of the extension', context.newPage())
      await page.goto(`${base}manifest.json`)
      const inspector = await context.newCDPSession(page)
      await within('the inspector of workers', inspector.send('ServiceWorker.enable'))
      await within('the background to stop', inspector.send('ServiceWorker.stopAllWorkers'))
      await page.close()
    },
    updateExtension: async () => {
      // What the browser's own page of extensions does when “Reload” is pressed. Outside its developer mode an unpacked
      // extension would be switched off and not come back.
      const page = await within('a new tab', context.newPage())
      await page.goto('chrome://extensions')
      await page.evaluate(`chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })`)
      const reload = page.evaluate(
        `chrome.developerPrivate.reload(${JSON.stringify(id)}, { failQuietly: true })`,
      )
      await within('the extension to be loaded again', reload)
      // Its pages are refused for a moment more.
      await poll('the extension to be there again', async () => {
        await page.goto(`${base}icon/16.png`)
        return true
      })
      await page.close()
    },
    inspectBackground: (method, params) => {
      if (!session) throw new Error('no inspector')
      return within(`the background’s answer to ${method}`, inspectWorker(session, base, method, params))
    },
    kill: async () => {
      killProfileOwner(options.profile)
      await within('Chromium to be gone', context.close()).catch(() => undefined)
    },
    close: () =>
      within('Chromium to close', context.close()).catch((error) => {
        killProfileOwner(options.profile)
        throw error
      }),
  }
}

/** The question is drawn by the browser itself, where no driver reaches: a real Escape closes it, which refuses. */
async function escapeDialog(display: string, isRefused: () => Promise<boolean>): Promise<void> {
  await poll('the refusal', async () => {
    await pause(1500)
    if (await isRefused()) return true
    await execute('xdotool', ['key', 'Escape'], { env: { ...process.env, DISPLAY: display } })
    return null
  })
}

/** Ends the browser whose main process was started with this profile; its children die with it. */
function killProfileOwner(profile: string): void {
  const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8', maxBuffer: 16_777_216 }).split(
    '\n',
  )
  for (const line of lines) {
    const match = /^\s*(\d+) (.*)$/.exec(line)
    if (match?.[2]?.includes(`--user-data-dir=${profile}`) && !match[2].includes('--type='))
      process.kill(Number(match[1]), 'SIGKILL')
  }
}
