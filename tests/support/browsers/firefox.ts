import { type ChildProcess, spawn } from 'node:child_process'
import { access, mkdir, readdir, readFile, realpath, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { zipSync } from 'fflate'
import { findBrowser } from '../../../scripts/lib/find-browser.mjs'
import { type Bidi, connectBidi, type Params, remoteToJson } from './bidi'
import { type Browser, ENGLISH, type LaunchOptions, type Page } from './browser'
import { createPage, type RawPage } from './driven-page'
import { chooseInFirefox } from './menu'
import { pause, poll } from './polling'
import { pressInFirefox } from './shortcut'

/** The fixed address of the extension in test profiles, and of those loaded beside it. */
const uuidOf = (nth: number): string => `5e1f57ea-d000-4000-8000-${String(nth + 1).padStart(12, '0')}`
const UUID = uuidOf(0)

/** Keys that WebDriver names by private-use code points. */
const KEYS: { readonly [key: string]: string } = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Backspace: '\uE003',
  Delete: '\uE017',
  Space: ' ',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Home: '\uE011',
  End: '\uE010',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Meta: '\uE03D',
}

async function addonId(extension: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(extension, 'manifest.json'), 'utf8'))
  return manifest.browser_specific_settings.gecko.id
}

/** The folder as one zip: only packed extensions stay installed, with their storage, over a restart. */
async function packFolder(folder: string): Promise<Uint8Array> {
  const files: { [path: string]: Uint8Array } = {}
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files[relative(folder, path).replaceAll('\\', '/')] = await readFile(path)
  }
  return zipSync(files, { level: 1 })
}

function preferences(ids: readonly string[], downloads: string, options: LaunchOptions): string {
  const values: { readonly [name: string]: string | number | boolean } = {
    'extensions.webextensions.uuids': JSON.stringify(
      Object.fromEntries(ids.map((id, nth) => [id, uuidOf(nth)])),
    ),
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    'extensions.autoDisableScopes': 0,
    'xpinstall.signatures.required': false,
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.page': 0,
    'browser.startup.homepage_override.mstone': 'ignore',
    'browser.aboutwelcome.enabled': false,
    'browser.tabs.warnOnClose': false,
    'browser.warnOnQuit': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'datareporting.healthreport.uploadEnabled': false,
    'toolkit.telemetry.enabled': false,
    'app.update.auto': false,
    'app.normandy.enabled': false,
    'extensions.update.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'remote.active-protocols': 1,
    ...(options.forPerson
      ? {}
      : {
          // What the machine itself speaks does not matter. A language other than English needs its pack (Debian: firefox-esr-l10n-…).
          'intl.locale.requested': options.language ?? ENGLISH,
          // The browser's own question about sites is answered with yes, unless a test answers it.
          'extensions.webextOptionalPermissionPrompts': options.asks === true,
          'dom.disable_open_during_load': false,
          'browser.download.folderList': 2,
          'browser.download.dir': downloads,
          'browser.download.useDownloadDir': true,
          'browser.download.always_ask_before_handling_new_types': false,
          'browser.download.alwaysOpenPanel': false,
          'layout.css.prefers-color-scheme.content-override': options.scheme === 'dark' ? 0 : 1,
        }),
    ...(options.plainHost ? { 'network.dns.localDomains': options.plainHost } : {}),
    ...(options.backgroundIdle ? { 'extensions.background.idle.timeout': options.backgroundIdle } : {}),
  }
  return Object.entries(values)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('')
}

async function startProcess(
  path: string,
  options: LaunchOptions,
): Promise<{ readonly child: ChildProcess; readonly endpoint: string }> {
  const child = spawn(
    path,
    [
      ...(options.headed ? [] : ['--headless']),
      '--profile',
      options.profile,
      '--no-remote',
      '--remote-debugging-port',
      '0',
      '--remote-allow-system-access',
      'about:blank',
    ],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
      env: {
        ...process.env,
        MOZ_CRASHREPORTER_DISABLE: '1',
        MOZ_WIDTH: '1280',
        MOZ_HEADLESS_WIDTH: '1280',
        MOZ_HEADLESS_HEIGHT: '900',
        ...(options.display ? { DISPLAY: options.display } : {}),
      },
    },
  )
  const endpoint = await new Promise<string>((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => reject(new Error(`Firefox did not start: ${said.slice(-600)}`)), 60_000)
    child.stderr?.on('data', (chunk) => {
      said += chunk
      const match = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(said)
      if (match?.[1]) {
        clearTimeout(timer)
        resolve(match[1])
      }
    })
    child.once('exit', (code) => reject(new Error(`Firefox ended with ${code}: ${said.slice(-600)}`)))
  })
  return { child, endpoint }
}

/**
 * Packed and permanent where the browser takes unsigned extensions (ESR, Developer Edition, Nightly). Firefox's release does
 * not: there it is temporary, and its storage is kept by preference.
 */
async function install(bidi: Bidi, archive: string, folder: string): Promise<void> {
  const packed = { extensionData: { type: 'archivePath', path: archive }, 'moz:permanent': true }
  await bidi.send('webExtension.install', packed).catch(async () => {
    await bidi.send('webExtension.install', { extensionData: { type: 'path', path: folder } })
  })
}

function createRawPage(bidi: Bidi, context: string, downloads: string): RawPage {
  const send = (method: string, params: Params = {}): Promise<Record<string, unknown>> =>
    bidi.send(method, { context, ...params })
  const evaluateRaw = async (expression: string): Promise<unknown> => {
    const answer = await bidi.send('script.evaluate', {
      expression,
      target: { context },
      awaitPromise: true,
      userActivation: true,
      serializationOptions: { maxDomDepth: 0, maxObjectDepth: 50 },
    })
    if (answer.type === 'exception')
      throw new Error(String((answer.exceptionDetails as { readonly text?: string }).text))
    return answer.result
  }
  /** Keys and presses reach the tab in front. One behind it, where another tab came forward by itself, loses some of them. */
  const inFront = async (): Promise<void> => {
    const { result } = await bidi.send('script.evaluate', {
      expression: 'document.visibilityState',
      target: { context },
      awaitPromise: false,
    })
    if (remoteToJson(result) !== 'visible') await send('browsingContext.activate')
  }
  const perform = async (actions: Params): Promise<void> => {
    await inFront()
    await send('input.performActions', { actions: [actions] })
  }
  const keys = (actions: readonly { readonly type: string; readonly value: string }[]): Promise<void> =>
    perform({ type: 'key', id: 'keyboard', actions })
  const tap = (value: string): { type: string; value: string }[] => [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]
  return {
    evaluate: async (expression) => remoteToJson(await evaluateRaw(expression)),
    goto: async (url) => {
      await send('browsingContext.navigate', { url, wait: 'complete' })
    },
    reload: async () => {
      await send('browsingContext.reload', { wait: 'complete' })
    },
    clickAt: async (x, y) => {
      const actions = [
        { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]
      await perform({ type: 'pointer', id: 'mouse', actions })
    },
    menuAt: async (x, y) => {
      const actions = [
        { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
        { type: 'pointerDown', button: 2 },
        { type: 'pointerUp', button: 2 },
      ]
      await perform({ type: 'pointer', id: 'mouse', actions })
    },
    type: async (text) => {
      await keys([...text].flatMap((letter) => tap(letter === '\n' ? (KEYS.Enter ?? '') : letter)))
    },
    hold: async (key, times) => {
      const value = KEYS[key] ?? key
      // A key that is down and goes down again is a repetition (WebDriver, dispatch a keyDown action).
      await keys([
        ...Array.from({ length: times }, () => ({ type: 'keyDown', value })),
        { type: 'keyUp', value },
      ])
    },
    pressAt: async (x, y, times) => {
      const press = [
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]
      const actions = [
        { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
        ...Array.from({ length: times }, () => press).flat(),
      ]
      await perform({ type: 'pointer', id: 'mouse', actions })
    },
    press: async (key) => {
      const parts = key.split('+').map((part) => KEYS[part] ?? part)
      await keys([
        ...parts.map((value) => ({ type: 'keyDown', value })),
        ...parts.toReversed().map((value) => ({ type: 'keyUp', value })),
      ])
    },
    setFiles: async (expression, files) => {
      const element = (await evaluateRaw(expression)) as { readonly sharedId?: string }
      if (!element.sharedId) throw new Error('no file field')
      await send('input.setFiles', { element: { sharedId: element.sharedId }, files })
    },
    download: async (action, timeout) => {
      const before = new Set(await readdir(downloads))
      await action()
      return await poll(
        'a saved file',
        async () => {
          const names = (await readdir(downloads)).filter((name) => !before.has(name))
          const name = names.find((each) => !each.endsWith('.part'))
          if (!name || names.some((each) => each.endsWith('.part'))) return null
          const file = join(downloads, name)
          const { size } = await stat(file)
          await pause(100)
          return size > 0 && (await stat(file)).size === size ? file : null
        },
        timeout,
      )
    },
    screenshot: async (file) => {
      const { data } = await send('browsingContext.captureScreenshot', { origin: 'viewport' })
      await writeFile(file, Buffer.from(String(data), 'base64'))
    },
    setSize: async (width, height) => {
      await send('browsingContext.setViewport', { viewport: { width, height } })
    },
    close: async () => {
      await send('browsingContext.close')
    },
    // Firefox sends no event for a window that closes itself, so it is asked.
    isClosed: async () => {
      const { contexts } = await bidi.send('browsingContext.getTree', { maxDepth: 0 })
      return !(contexts as readonly { readonly context: string }[]).some((each) => each.context === context)
    },
  }
}

/** The question hangs from the browser's own window, which only its own scope can reach; its second button refuses. */
async function refuseDoorhanger(bidi: Bidi): Promise<void> {
  await poll('the question of Firefox', async () => {
    const { contexts } = await bidi.send('browsingContext.getTree', { maxDepth: 0, 'moz:scope': 'chrome' })
    for (const { context } of contexts as readonly { readonly context: string }[]) {
      const { result } = await bidi.send('script.evaluate', {
        expression: `(() => {
          const asked = globalThis.PopupNotifications?.panel?.querySelector('popupnotification[popupid="addon-webext-permissions"]')
          if (!asked || PopupNotifications.panel.state !== 'open') return false
          asked.secondaryButton.click()
          return true
        })()`,
        target: { context },
        awaitPromise: false,
      })
      if (remoteToJson(result) === true) return true
    }
    return null
  })
}

/** Starts Firefox with the extension installed, its storage kept in the profile over restarts. */
export async function launchFirefox(options: LaunchOptions): Promise<Browser> {
  const found = findBrowser('firefox')
  if (!found) throw new Error('no Firefox found')
  const extension = await realpath(options.extension)
  const downloads = join(options.profile, 'saved-files')
  await mkdir(downloads, { recursive: true })
  const others = await Promise.all((options.alsoLoad ?? []).map((folder) => realpath(folder)))
  const ids = await Promise.all([extension, ...others].map(addonId))
  await writeFile(join(options.profile, 'user.js'), preferences(ids, downloads, options))
  const { child, endpoint } = await startProcess(found.path, options)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const killGroup = (): void => {
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // already gone
    }
  }
  process.once('exit', killGroup)
  const bidi = await connectBidi(`${endpoint}/session`)
  const { capabilities } = await bidi.send('session.new', {
    capabilities: { alwaysMatch: { unhandledPromptBehavior: { default: 'ignore' } } },
  })
  const { browserVersion } = capabilities as { readonly browserVersion: string }

  const pages = new Map<string, { readonly page: Page; url: string }>()
  const handedOut = new Set<string>()
  const requests: { url: string; from: string }[] = []
  const adopt = (context: string, url: string): { readonly page: Page; url: string } => {
    const known = pages.get(context)
    if (known) return known
    const entry = {
      page: createPage(createRawPage(bidi, context, downloads)),
      url,
    }
    pages.set(context, entry)
    return entry
  }
  bidi.on('browsingContext.contextCreated', (event) => {
    if (event.parent === null) adopt(String(event.context), String(event.url))
  })
  bidi.on('network.beforeRequestSent', (event) => {
    const request = event.request as { readonly url: string }
    requests.push({ url: request.url, from: pages.get(String(event.context))?.url ?? '' })
  })
  bidi.on('browsingContext.navigationCommitted', (event) => {
    const entry = pages.get(String(event.context))
    if (entry) entry.url = String(event.url)
  })
  await bidi.send('session.subscribe', {
    events: [
      'browsingContext.navigationCommitted',
      'browsingContext.contextCreated',
      'network.beforeRequestSent',
    ],
  })
  const archive = join(options.profile, 'extension.xpi')
  const isFirst = await access(archive).then(
    () => false,
    () => true,
  )
  // To be installed once more is an update to the browser, which drops what was registered.
  if (isFirst || !options.installed) {
    await writeFile(archive, await packFolder(extension))
    await install(bidi, archive, extension)
  }
  for (const path of others)
    await bidi.send('webExtension.install', { extensionData: { type: 'path', path } })

  const base = `moz-extension://${UUID}/`
  const open = async (url: string): Promise<Page> => {
    for (let attempt = 1; ; attempt++) {
      const { context } = await bidi.send('browsingContext.create', { type: 'tab' })
      const entry = adopt(String(context), url)
      handedOut.add(String(context))
      try {
        await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' })
        return entry.page
      } catch (error) {
        // A tab is made in the window in front, which may be a prompt that was just answered and takes it along.
        if (attempt === 3 || !/^no such frame/.test((error as Error).message)) throw error
      }
    }
  }
  const list = async (): Promise<
    readonly { readonly context: string; readonly url: string; readonly page: Page }[]
  > => {
    const { contexts } = await bidi.send('browsingContext.getTree', { maxDepth: 0 })
    return (contexts as readonly { readonly context: string; readonly url: string }[]).map(
      ({ context, url }) => {
        const entry = adopt(context, url)
        entry.url = url
        return { context, url, page: entry.page }
      },
    )
  }
  // A new install opens welcome in front of everything, a moment after it: what a test opened before that would lie behind.
  if (isFirst && !options.forPerson) {
    const arrived = poll(
      'the page of a new install',
      async () => ((await list()).some(({ url }) => url.startsWith(base)) ? true : null),
      10_000,
    )
    await arrived.catch(() => undefined)
  }
  const close = async (): Promise<void> => {
    await bidi.send('browser.close').catch(() => undefined)
    bidi.close()
    const late = setTimeout(killGroup, 10_000)
    await exited
    clearTimeout(late)
    killGroup()
    process.removeListener('exit', killGroup)
  }
  return {
    kind: 'firefox',
    version: `Firefox ${browserVersion}`,
    profile: options.profile,
    extensionBase: base,
    otherBases: others.map((_, at) => `moz-extension://${uuidOf(at + 1)}/`),
    open,
    extensionPage: (path) => open(base + path),
    waitForPage: (prefix, wait) =>
      poll(
        `page ${prefix}`,
        async () => {
          const all = await list()
          const match = all.findLast(
            ({ context, url }) =>
              !handedOut.has(context) && url.startsWith(/^[a-z-]+:/.test(prefix) ? prefix : base + prefix),
          )
          if (!match) throw new Error(`open: ${all.map(({ url }) => url)}`)
          if ((await match.page.evaluate('document.readyState')) === 'loading') return null
          return match.page
        },
        wait?.timeout,
      ),
    pages: list,
    requests: () => requests,
    beforeScripts: async (source) => {
      await bidi.send('script.addPreloadScript', { functionDeclaration: `() => { ${source} }` })
    },
    ended: exited,
    refuseQuestion: async (isRefused) => {
      await refuseDoorhanger(bidi)
      await poll('the refusal', async () => ((await isRefused()) ? true : null))
    },
    pressShortcut: (keys) => pressInFirefox(bidi, keys),
    pressInPopup: async () => {
      throw new Error('no key opens the popup of Firefox without a screen')
    },
    chooseInMenu: (entry) => chooseInFirefox(bidi, entry.words),
    stopBackground: async () => {
      throw new Error('set the preference extensions.background.idle.timeout instead')
    },
    inspectBackground: async () => {
      throw new Error('Firefox has no inspector for it')
    },
    kill: async () => {
      killGroup()
      await exited
      bidi.close()
      process.removeListener('exit', killGroup)
    },
    close,
  }
}
