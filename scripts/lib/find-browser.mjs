// @ts-check
import { execFileSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** @typedef {'chromium' | 'firefox'} BrowserKind */
/** @typedef {{ readonly kind: BrowserKind, readonly path: string, readonly version: string, readonly isGoogleChrome: boolean }} FoundBrowser */

/** Names on the search path, best first: Debian's Chromium takes `--load-extension`, Google's Chrome does not. */
const COMMANDS = {
  chromium: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'chrome',
    'microsoft-edge',
  ],
  firefox: ['firefox', 'firefox-esr', 'firefox-developer-edition', 'firefox-nightly'],
}

/** @returns {{ readonly [kind in BrowserKind]: readonly string[] }} */
function usualPlaces() {
  const home = process.env.HOME ?? ''
  if (process.platform === 'darwin') {
    const roots = ['/Applications', join(home, 'Applications')]
    return {
      chromium: roots.flatMap((root) => [
        join(root, 'Chromium.app/Contents/MacOS/Chromium'),
        join(root, 'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing'),
        join(root, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
        join(root, 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge'),
      ]),
      firefox: roots.flatMap((root) => [
        join(root, 'Firefox.app/Contents/MacOS/firefox'),
        join(root, 'Firefox Developer Edition.app/Contents/MacOS/firefox'),
        join(root, 'Firefox Nightly.app/Contents/MacOS/firefox'),
      ]),
    }
  }
  if (process.platform === 'win32') {
    const roots = [
      process.env.LOCALAPPDATA,
      process.env.PROGRAMFILES,
      process.env['PROGRAMFILES(X86)'],
    ].filter((root) => root !== undefined)
    return {
      chromium: roots.flatMap((root) => [
        join(root, 'Chromium\\Application\\chrome.exe'),
        join(root, 'Google\\Chrome\\Application\\chrome.exe'),
        join(root, 'Microsoft\\Edge\\Application\\msedge.exe'),
      ]),
      firefox: roots.flatMap((root) => [
        join(root, 'Mozilla Firefox\\firefox.exe'),
        join(root, 'Firefox Developer Edition\\firefox.exe'),
      ]),
    }
  }
  return {
    chromium: [
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/snap/bin/chromium',
      '/opt/google/chrome/chrome',
    ],
    firefox: ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox', '/opt/firefox/firefox'],
  }
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** @param {string} path */
function versionOf(path) {
  // On Windows a browser opens a window when asked for its version.
  if (process.platform === 'win32') return ''
  try {
    const said = execFileSync(path, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 20_000,
    })
    return said.trim()
  } catch {
    return ''
  }
}

/**
 * The browser to use: the one named by `SELFSTEAD_CHROME` or `SELFSTEAD_FIREFOX`, else the first found on the search path or
 * in the usual places of this system. Null when there is none.
 *
 * @param {BrowserKind} kind
 * @returns {FoundBrowser | null}
 */
export function findBrowser(kind) {
  const named = process.env[kind === 'chromium' ? 'SELFSTEAD_CHROME' : 'SELFSTEAD_FIREFOX']
  const onPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const candidates = named
    ? [named]
    : [
        ...COMMANDS[kind].flatMap((name) => onPath.map((folder) => join(folder, name))),
        ...usualPlaces()[kind],
      ]
  const path = candidates.find(isExecutable)
  if (!path) return null
  const version = versionOf(path)
  const isGoogleChrome =
    kind === 'chromium' &&
    (/Google Chrome|Microsoft Edge/.test(version) ||
      /Google.Chrome|google-chrome|msedge|microsoft-edge/i.test(path)) &&
    !/for Testing/.test(version + path)
  return { kind, path, version, isGoogleChrome }
}
