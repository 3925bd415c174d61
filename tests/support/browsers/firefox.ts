import { type ChildProcess, spawn } from 'node:child_process'
import { access, mkdir, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findBrowser } from '../../../scripts/lib/find-browser.mjs'
import { type Bidi, connectBidi, remoteToJson } from './bidi'
import type { Browser, LaunchOptions, Page } from './browser'
import { createPage } from './driven-page'
import { createRawPage } from './firefox-page'
import { addonId, packFolder, preferences, UUID, uuidOf } from './firefox-profile'
import { openTab } from './firefox-tab'
import { chooseInFirefox, pressInPopupOfFirefox } from './menu'
import { poll, within } from './polling'
import { createSaid, type Said } from './said'
import { pressInFirefox } from './shortcut'

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
 * not: there it is temporary, and its storage is kept by preference. Gives whether it is there at the next start.
 */
async function install(bidi: Bidi, archive: string, folder: string): Promise<boolean> {
  const packed = { extensionData: { type: 'archivePath', path: archive }, 'moz:permanent': true }
  try {
    await bidi.send('webExtension.install', packed)
    return true
  } catch {
    await bidi.send('webExtension.install', { extensionData: { type: 'path', path: folder } })
    return false
  }
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )

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
  const consoles = new Map<string, Said>()
  const consoleOf = (context: string): Said => {
    const known = consoles.get(context) ?? createSaid()
    consoles.set(context, known)
    return known
  }
  const handedOut = new Set<string>()
  const requests: { url: string; from: string }[] = []
  const adopt = (context: string, url: string): { readonly page: Page; url: string } => {
    const known = pages.get(context)
    if (known) return known
    const entry = {
      page: createPage(createRawPage(bidi, context, { downloads, said: consoleOf(context).lines })),
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
  bidi.on('log.entryAdded', ({ level, text, source }) => {
    const { context } = source as { readonly context?: string }
    if (context) consoleOf(context).add(`${level}: ${text}`)
  })
  bidi.on('network.fetchError', ({ context, errorText, request }) => {
    const { url } = request as { readonly url: string }
    if (context) consoleOf(String(context)).add(`${url}: ${errorText}`)
  })
  await bidi.send('session.subscribe', {
    events: [
      'log.entryAdded',
      'network.fetchError',
      'browsingContext.navigationCommitted',
      'browsingContext.contextCreated',
      'network.beforeRequestSent',
    ],
  })
  const archive = join(options.profile, 'extension.xpi')
  const permanent = join(options.profile, 'permanent')
  const isFirst = !(await isThere(archive))
  // To be installed once more is an update to the browser, which drops what was registered.
  if (!options.installed || !(await isThere(permanent))) {
    await writeFile(archive, await packFolder(extension))
    if (await install(bidi, archive, extension)) await writeFile(permanent, '')
  }
  for (const path of others)
    await bidi.send('webExtension.install', { extensionData: { type: 'path', path } })

  const base = `moz-extension://${UUID}/`
  const open = async (url: string): Promise<Page> => {
    const context = await openTab(bidi, url, (made) => {
      adopt(made, url)
      handedOut.add(made)
    })
    return adopt(context, url).page
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
  await poll('a window of Firefox', async () => ((await list()).length > 0 ? true : null))
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
    await within('Firefox to close', exited)
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
    pressInPopup: (tabs) => pressInPopupOfFirefox(bidi, options.display ?? process.env.DISPLAY ?? '', tabs),
    chooseInMenu: (entry) => chooseInFirefox(bidi, entry.words),
    stopBackground: async () => {
      throw new Error('set the preference extensions.background.idle.timeout instead')
    },
    updateExtension: async () => {
      await install(bidi, archive, extension)
    },
    inspectBackground: async () => {
      throw new Error('Firefox has no inspector for it')
    },
    kill: async () => {
      killGroup()
      await within('Firefox to be gone', exited)
      bidi.close()
      process.removeListener('exit', killGroup)
    },
    close,
  }
}
