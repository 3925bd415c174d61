// @ts-check
// npm start [-- --firefox] [--profile DIR] [--check]: a browser with Selfstead and the example shop. See --help.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from './lib/build.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { hasDisplay, openDisplay } from './lib/display.mjs'
import { findBrowser } from './lib/find-browser.mjs'
import { installMissing } from './lib/install.mjs'
import { root } from './lib/run.mjs'
import { bold, dim, say } from './lib/say.mjs'
import { loadTypeScript } from './lib/typescript.mjs'

const HELP = `npm start                     build, and open Chromium or Chrome with Selfstead and the example shop
npm start -- --firefox        the same in Firefox
npm start -- --profile DIR    keep the vault in DIR between runs
npm start -- --check          walk the main job unattended and say whether every step held
`

const values = readOptions()
if (values.help) {
  say(HELP)
  process.exit(0)
}

/** @type {'chromium' | 'firefox'} */
const kind = values.firefox ? 'firefox' : 'chromium'
const extension = join(root, '.output', values.firefox ? 'firefox-mv3' : 'chrome-mv3')

/** What was started here, ended in the opposite order however this process ends. @type {(() => unknown)[]} */
const endings = []
let ended = false
/** @param {number} code */
async function end(code) {
  if (ended) return
  ended = true
  for (const each of endings.reverse()) await Promise.resolve(each()).catch(() => undefined)
  process.exit(code)
}
process.on('SIGINT', () => void end(130))
process.on('SIGTERM', () => void end(143))
process.on('SIGHUP', () => void end(129))
// npm that is ended by a signal ends only the shell between us.
const parent = process.ppid
setInterval(() => process.ppid === parent || void end(143), 500).unref()

/** @type {import('./lib/install.mjs').Tool[]} */
const needed = [kind]
if (values.check ? kind === 'chromium' : !hasDisplay()) needed.push('display', 'window-manager')
if (!(await installMissing(needed))) process.exit(1)
await ensureDependencies()
if (!(await build([values.firefox ? 'firefox' : 'chrome', 'sdk']))) process.exit(1)

const { serveExamples } = await import('./serve-examples.mjs')
const examples = await serveExamples({})
endings.push(() => examples.close())

try {
  await (values.check ? check() : open())
} catch (error) {
  say(String(error instanceof Error ? (values.check ? error.stack : error.message) : error))
  await end(1)
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        firefox: { type: 'boolean', default: false },
        profile: { type: 'string' },
        check: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    say(`${error instanceof Error ? error.message : error}\n\n${HELP}`)
    process.exit(2)
  }
}

async function open() {
  const found = findBrowser(kind)
  const profile = values.profile
    ? resolve(values.profile)
    : await mkdtemp(join(tmpdir(), 'selfstead-profile-'))
  await mkdir(profile, { recursive: true })
  if (!values.profile) endings.push(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }))
  const screen = hasDisplay() ? null : await openDisplay()
  if (screen) endings.push(() => screen.close())
  const { openForPerson } = await loadTypeScript('tests/support/browsers/for-person.ts')
  const shop = new URL('/shop/', examples.url).href
  const browser = await openForPerson(
    kind,
    { extension, profile, ...(screen ? { display: screen.name } : {}) },
    { page: `welcome.html#shop=${examples.port}`, site: shop },
  )
  endings.push(() => browser.close())

  say('')
  say(bold(`${found?.version || found?.path} is open with Selfstead and the example shop.`))
  if (screen) {
    say(`There is no display here, so it runs on a screen that nobody sees (Xvfb ${screen.name}).`)
    say('To watch the main job without one, with pictures: npm start -- --check')
  }
  say('')
  say('What to do now')
  say('  1. In the tab “Selfstead”, make a vault and put your name, address and e-mail in.')
  say('  2. Let all sites ask, or open the shop and let this one ask from Selfstead’s button in the toolbar.')
  say(`  3. In the shop (${shop}), press “Fill with Selfstead” and decide what leaves.`)
  say('  4. Open the dashboard: the ledger shows what the shop got; revoke it there.')
  say('')
  say(
    dim(
      values.profile
        ? `Your vault stays in ${profile}.`
        : 'The vault is gone when this ends; keep it with: npm start -- --profile DIR',
    ),
  )
  say(dim('Ctrl-C ends the browser and the example sites.'))
  await browser.ended
  await end(0)
}

async function check() {
  const folder = join(root, '.checks', kind)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const { checkMainJob } = await loadTypeScript('tests/support/check.ts')
  const held = await checkMainJob({
    kind,
    extension,
    shop: new URL('/shop/', examples.url).href,
    folder,
    say,
  })
  say(`Pictures of each step: ${folder}`)
  await end(held ? 0 : 1)
}
