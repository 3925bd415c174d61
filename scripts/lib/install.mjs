// @ts-check
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findBrowser } from './find-browser.mjs'
import { run } from './run.mjs'
import { say } from './say.mjs'

/** @typedef {'chromium' | 'firefox' | 'firefox-arabic' | 'display' | 'window-manager' | 'age' | 'unzip' | 'swift' | 'apache' | 'rclone'} Tool */

/** @param {string} command */
export function hasCommand(command) {
  try {
    execFileSync(process.platform === 'win32' ? 'where' : 'which', [command], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/**
 * Whether the system brought Firefox's Arabic language pack. Packs that a person adds lie in their own profile, where no
 * test looks.
 *
 * @param {import('./find-browser.mjs').FoundBrowser | null} firefox
 */
export function hasArabicPack(firefox) {
  if (!firefox) return false
  const own = dirname(realpathSync(firefox.path))
  // What lies in /usr/bin can be a script that starts the browser elsewhere.
  const homes = own === '/usr/bin' ? ['/usr/lib/firefox-esr', '/usr/lib/firefox'] : [own]
  return homes
    .map((home) => join(home, 'browser', 'extensions'))
    .some((packs) => existsSync(packs) && readdirSync(packs).some((name) => name.startsWith('langpack-ar@')))
}

/** @type {{ readonly [tool in Tool]: { readonly present: () => boolean, readonly debian: () => readonly string[], readonly macos: string, readonly windows: string } }} */
const TOOLS = {
  chromium: {
    present: () => findBrowser('chromium') !== null,
    debian: () => ['chromium'],
    macos: 'brew install --cask chromium',
    windows: 'winget install Hibbiki.Chromium',
  },
  firefox: {
    present: () => findBrowser('firefox') !== null,
    debian: () => [isUbuntu() ? 'firefox' : 'firefox-esr'],
    macos: 'brew install --cask firefox',
    windows: 'winget install Mozilla.Firefox',
  },
  // Only Debian has the packs as packages of their own; where there is none, the tests of Firefox in Arabic are left out.
  'firefox-arabic': {
    present: () => !isDebian() || isUbuntu() || hasArabicPack(findBrowser('firefox')),
    debian: () => ['firefox-esr-l10n-ar'],
    macos: '',
    windows: '',
  },
  display: {
    present: () => process.platform !== 'linux' || hasCommand('Xvfb'),
    debian: () => ['xvfb'],
    macos: '',
    windows: '',
  },
  'window-manager': {
    present: () => process.platform !== 'linux' || (hasCommand('openbox') && hasCommand('xdotool')),
    debian: () => ['openbox', 'xdotool'],
    macos: '',
    windows: '',
  },
  age: {
    present: () => hasCommand('age'),
    debian: () => ['age'],
    macos: 'brew install age',
    windows: 'winget install FiloSottile.age',
  },
  unzip: {
    present: () => hasCommand('unzip'),
    debian: () => ['unzip'],
    macos: 'brew install unzip',
    windows: 'winget install GnuWin32.UnZip',
  },
  // Servers to keep copies on, for the tests of replicas: none of them starts anything by being installed.
  swift: {
    present: () => existsSync('/usr/lib/python3/dist-packages/swift/proxy/server.py'),
    debian: () => ['python3-swift'],
    macos: '',
    windows: '',
  },
  apache: {
    present: () => existsSync('/usr/sbin/apache2') && existsSync('/usr/lib/apache2/modules/mod_dav_fs.so'),
    debian: () => ['apache2-bin'],
    macos: '',
    windows: '',
  },
  rclone: {
    present: () => hasCommand('rclone'),
    debian: () => ['rclone'],
    macos: 'brew install rclone',
    windows: 'winget install Rclone.Rclone',
  },
}

/** Whether a tool is on this machine. @param {Tool} tool */
export const hasTool = (tool) => TOOLS[tool].present()

function osRelease() {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : ''
}

function isDebian() {
  return /^(ID|ID_LIKE)=.*\b(debian|ubuntu)\b/m.test(osRelease()) && hasCommand('apt-get')
}

function isUbuntu() {
  return /^ID=ubuntu$/m.test(osRelease())
}

/**
 * Makes sure the tools are there: on Debian and Ubuntu as root by apt-get, elsewhere by printing the one line that installs
 * them. Nothing is touched when nothing is missing.
 *
 * @param {readonly Tool[]} tools
 * @returns {Promise<boolean>} false when something is still missing; it was said what
 */
export async function installMissing(tools) {
  const missing = tools.filter((tool) => !TOOLS[tool].present())
  if (missing.length === 0) return true
  if (isDebian()) {
    const packages = missing.flatMap((tool) => TOOLS[tool].debian())
    const line = `apt-get install -y --no-install-recommends ${packages.join(' ')}`
    if (process.getuid?.() !== 0) {
      say(
        `Missing: ${missing.join(', ')}. This line installs it:\n\n    sudo apt-get update && sudo ${line}\n`,
      )
      return false
    }
    say(`Installing ${packages.join(', ')} with apt-get …`)
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    const update = await run('apt-get', ['update', '-q'], { env })
    const install =
      update.code === 0
        ? await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { env })
        : update
    const still = missing.filter((tool) => !TOOLS[tool].present())
    if (still.length > 0) say(`${install.output.slice(-2000)}\nStill missing: ${still.join(', ')}.`)
    return still.length === 0
  }
  const lines = missing.map((tool) =>
    process.platform === 'darwin'
      ? TOOLS[tool].macos
      : process.platform === 'win32'
        ? TOOLS[tool].windows
        : `# install ${TOOLS[tool].debian().join(' ')} with your package manager`,
  )
  // What a system has no package for is only named.
  const known = lines.filter(Boolean)
  if (known.length === 0) say(`Missing, and not to be had here: ${missing.join(', ')}.`)
  else say(`Missing: ${missing.join(', ')}. This installs it:\n\n    ${known.join(' && ')}\n`)
  return false
}
