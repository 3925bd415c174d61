// @ts-check
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const TABLE = /const apiMetadata = (\{[\s\S]*?\n {6}\});/

/**
 * The polyfill brings a table of every interface a browser may give to an extension. An interface that no
 * file of `lib/platform` names is left out of it, 3.4 KB in each context; what is not in the table is handed through as it is.
 *
 * @param {string} root
 */
export function lessPolyfill(root) {
  const used = usedInterfaces(root)
  return {
    name: 'less-polyfill',
    /** @param {string} code @param {string} id */
    transform(code, id) {
      if (!/webextension-polyfill[\\/]dist[\\/]browser-polyfill(\.min)?\.js/.test(id)) return null
      const table = TABLE.exec(code)?.[1]
      if (!table) throw new Error('the table of webextension-polyfill looks different from what it was')
      const kept = Object.entries(JSON.parse(table)).filter(([name]) => used.has(name))
      return code.replace(TABLE, () => `const apiMetadata = ${JSON.stringify(Object.fromEntries(kept))};`)
    },
  }
}

/** @param {string} root @returns {ReadonlySet<string>} names after `browser.` in `lib/platform`, where alone it may stand. */
function usedInterfaces(root) {
  const folder = join(root, 'lib', 'platform')
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts'))
  const names = files.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/\bbrowser\.(\w+)/g)].map(
      ([, found]) => found ?? '',
    ),
  )
  return new Set(names)
}
