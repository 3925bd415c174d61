// @ts-check
// npm run forms -- FILE.html …: what the matcher thinks of each control, one JSON line a control. Errors go to stderr.
// npm run forms -- --table [PART]: how well it does on the made forms. `--wrong` lists what it got wrong in `develop`.
import { resolve } from 'node:path'
import { ensureDependencies } from './lib/dependencies.mjs'
import { openFormsBrowser } from './lib/forms-browser.mjs'
import { loadTypeScript } from './lib/typescript.mjs'

const HELP = `npm run forms -- FILE.html …   what the matcher thinks of each control: one JSON line a control
                               {file, selector, name, confidence, why, …}; name is an autofill
                               field name, null or "ignored"
npm run forms -- --table       how well it does on the made forms: develop and held-out
npm run forms -- --wrong       what it gets wrong in develop, one JSON line a control
`
/** Files at once: more tabs than this do not make two cores faster. */
const TABS = 4
/** Files that are tried again at most: a call has to end. */
const MOST_LATE = 2
/** What is pressed or never shown has no line. */
const SILENT = new Set(['hidden', 'submit', 'button', 'reset', 'image'])

if (process.argv.includes('--table') || process.argv.includes('--wrong')) {
  await ensureDependencies()
  const { judge, table } = await import('./lib/forms-table.mjs')
  if (process.argv.includes('--wrong')) {
    const wrong = (await judge('develop')).filter(({ expected, found }) => expected !== found)
    for (const one of wrong) process.stdout.write(`${JSON.stringify(one)}\n`)
  } else
    for (const part of /** @type {const} */ (['develop', 'held-out']))
      if (process.argv.includes(part) || !process.argv.some((one) => ['develop', 'held-out'].includes(one)))
        process.stdout.write(`## ${part}\n\n${table(await judge(part))}\n`)
  process.exit(0)
}
const files = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
if (files.length === 0) {
  process.stderr.write(HELP)
  process.exit(1)
}
await ensureDependencies()
const { match } = await loadTypeScript('lib/forms/match.ts')
const browser = await openFormsBrowser(TABS)
let broken = 0
/** @type {Map<number, string>} */
const done = new Map()
let printed = 0
/** Lines come in the order of the files. @param {number} at @param {string} lines */
function print(at, lines) {
  done.set(at, lines)
  for (let next = done.get(printed); next !== undefined; next = done.get(printed)) {
    process.stdout.write(next)
    done.delete(printed++)
  }
}

/** @param {import('../lib/forms/description').PageDescription} page */
const isGarbled = ({ controls }) =>
  controls.some(({ labels }) => labels.some(({ text }) => text.includes('\ufffd')))

/** Those that took too long beside others, and are tried once more alone. */
/** @type {number[]} */
const late = []

/** @param {number} at @param {boolean} alone */
async function answer(at, alone) {
  const file = files[at] ?? ''
  try {
    const { page, selectors } = await browser.describe(resolve(file))
    const lines = match(page)
      .map(
        (/** @type {import('../lib/forms/description').FieldMatch} */ found, /** @type {number} */ index) => {
          const described = page.controls[index]
          if (!described || SILENT.has(described.type)) return ''
          const { name, confidence, why, part, purposeOf } = found
          return `${JSON.stringify({ file, selector: selectors[index], name, confidence, why, ...(part && { part }), ...(purposeOf && { purposeOf }) })}\n`
        },
      )
      .join('')
    if (page.controls.length === 0) process.stderr.write(`${file}: no form controls\n`)
    if (isGarbled(page))
      process.stderr.write(`${file}: some of its text is in another encoding than it says, and is not read\n`)
    if (page.cut) process.stderr.write(`${file}: more controls than are described\n`)
    print(at, lines)
  } catch (error) {
    const message = String(error instanceof Error ? error.message.split('\n')[0] : error)
    if (!alone && late.length < MOST_LATE && /timeout|took longer/i.test(message)) {
      late.push(at)
      return
    }
    broken++
    process.stderr.write(`${file}: ${message}\n`)
    print(at, '')
  }
}

await Promise.all(files.map((_, at) => answer(at, false)))
for (const at of late) await answer(at, true)
await browser.close()
process.exitCode = broken > 0 ? 1 : 0
