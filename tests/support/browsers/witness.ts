import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../../../scripts/lib/run.mjs'
import type { RawPage } from './driven-page'
import { pause } from './polling'

const FOLDER = join(root, '.checks', 'failures')
let last = 0

/** What the page shows, as text: its address, its words, what stands in its fields, and who has the keyboard. */
const SHOWN = `(() => {
  const nameOf = (element) => element === null ? 'nothing' : [element.localName, element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent?.slice(0, 40) ?? ''].join(' ')
  const fields = [...document.querySelectorAll('input, select, textarea')].map((field) => nameOf(field) + ' = ' + (/checkbox|radio/.test(field.type) ? field.checked : JSON.stringify(field.value)))
  return [
    location.pathname + location.hash + ', ' + document.readyState + ', ' + document.visibilityState + ', focus ' + document.hasFocus() + ' on ' + nameOf(document.activeElement),
    'says: ' + (document.body?.innerText ?? '').replace(/\\n+/g, ' | ').slice(0, 600),
    ...(fields.length > 0 ? ['holds: ' + fields.join(', ').slice(0, 400)] : []),
  ].join('\\n  ')
})()`

/** Runs `work`; when it fails, its error also says what the page showed then, and where a picture of it lies. */
export async function witnessed<T>(raw: RawPage, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    throw new Error(`${said}\n  ${await account(raw)}`, { cause: error })
  }
}

/** A page that is gone, or hangs, is described as such. */
async function account(raw: RawPage): Promise<string> {
  const late = pause(5000).then(() => 'the page does not answer')
  const seen = await Promise.race([late, raw.evaluate(SHOWN).then(String)]).catch(String)
  const shown = [seen, ...raw.said().map((line) => `console: ${line}`)].join('\n  ')
  const file = join(FOLDER, `${process.pid}-${++last}.png`)
  await mkdir(FOLDER, { recursive: true })
  const pictured = await Promise.race([
    pause(5000).then(() => false),
    raw.screenshot(file).then(
      () => true,
      () => false,
    ),
  ])
  return pictured ? `${shown}\n  picture: ${file}` : shown
}
