// @ts-check
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const TABLE = /const apiMetadata = (\{[\s\S]*?\n {6}\});/

/**
 * The polyfill brings a table of every interface a browser may give to an extension, with each one's methods. What no file of
 * `lib/platform` names is left out of it, 5 KB in each context; what is not in the table is handed through as it is.
 *
 * @param {string} root
 */
export function lessPolyfill(root) {
  const used = usedNames(root)
  return {
    name: 'less-polyfill',
    /** @param {string} code @param {string} id */
    transform(code, id) {
      if (!/webextension-polyfill[\\/]dist[\\/]browser-polyfill(\.min)?\.js/.test(id)) return null
      const table = TABLE.exec(code)?.[1]
      if (!table) throw new Error('the table of webextension-polyfill looks different from what it was')
      return code.replace(
        TABLE,
        () => `const apiMetadata = ${JSON.stringify(named(JSON.parse(table), used))};`,
      )
    },
  }
}

/** @typedef {{ readonly [name: string]: Table | number | boolean }} Table */

/**
 * The table's part whose names are used. What stands about one method (`minArgs` and the like) stays whole.
 *
 * @param {Table} table
 * @param {ReadonlySet<string>} used
 * @returns {Table}
 */
function named(table, used) {
  if ('minArgs' in table) return table
  const parts = Object.entries(table).flatMap(([name, part]) =>
    used.has(name) && typeof part === 'object' ? [[name, named(part, used)]] : [],
  )
  return Object.fromEntries(parts)
}

/** @param {string} root @returns {ReadonlySet<string>} names behind a dot in `lib/platform`, where alone `browser.` may stand. */
function usedNames(root) {
  const folder = join(root, 'lib', 'platform')
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'))
  const names = files.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/\.(\w+)/g)].map(([, found]) => found ?? ''),
  )
  return new Set(names)
}
