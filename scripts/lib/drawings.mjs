// @ts-check
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Imports each icon from the file it stands in. By the one file that names all of them every page seems to need every icon that
 * any page shows, and would load them.
 *
 * @param {string} root of the repository
 */
export function drawings(root) {
  const folder = join(root, 'node_modules', 'lucide-preact', 'dist', 'esm')
  const all = readFileSync(join(folder, 'lucide-preact.mjs'), 'utf8')
  /** @type {Map<string, string>} */
  const files = new Map()
  for (const [, names, file] of all.matchAll(/^export \{([^}]+)\} from '(\.\/icons\/[\w-]+\.mjs)'/gm))
    for (const [, name] of (names ?? '').matchAll(/\bdefault as (\w+)/g))
      if (name && file) files.set(name, file)
  return {
    name: 'drawings',
    enforce: /** @type {const} */ ('pre'),
    /** @param {string} code @param {string} id */
    transform(code, id) {
      if (id.includes('node_modules') || !code.includes('lucide-preact')) return
      return code.replace(/^import \{([^}]+)\} from 'lucide-preact'$/gm, (_, /** @type {string} */ names) =>
        names
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '' && !name.startsWith('type '))
          .map((name) => {
            const file = files.get(name)
            if (!file) throw new Error(`lucide-preact has no file for ${name}`)
            return `import ${name} from ${JSON.stringify(join(folder, file))}`
          })
          .join(';'),
      )
    },
  }
}
