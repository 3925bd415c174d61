import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import * as index from '@/lib/sdk/index'
import * as mock from '@/lib/sdk/mock'
import * as storage from '@/lib/sdk/storage'
import * as verify from '@/lib/sdk/verify'

const root = join(import.meta.dirname, '..', '..')
const readme = readFileSync(join(root, 'lib', 'sdk', 'README.md'), 'utf8')
const fences = [...readme.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(
  ([, , file, code = '']) => ({
    file,
    lines: code
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  }),
)

it('shows what the examples do, line by line and in their order', () => {
  const taken = fences.filter(({ file }) => file !== undefined)
  expect(taken.length).toBeGreaterThan(5)
  for (const { file = '', lines } of taken) {
    const source = readFileSync(join(root, file), 'utf8')
      .split('\n')
      .map((line) => line.trim())
    let at = -1
    const missing = lines.filter((line) => {
      const found = source.findIndex((one, index) => index > at && one === line)
      if (found >= 0) at = found
      return found < 0
    })
    expect(missing, file).toEqual([])
  }
})

it('imports only what the package has', () => {
  const parts: { readonly [path: string]: object } = {
    selfstead: index,
    'selfstead/mock': mock,
    'selfstead/storage': storage,
    'selfstead/verify': verify,
  }
  const imports = [...readme.matchAll(/import \{([^}]+)\} from '([^']+)'/g)]
  expect(imports.map(([, , path]) => path).sort()).toEqual(Object.keys(parts).sort())
  for (const [, names = '', path = ''] of imports)
    for (const name of names.split(',')) expect(Object.keys(parts[path] ?? {}), path).toContain(name.trim())
})
