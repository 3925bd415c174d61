import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { drawings } from '../../scripts/lib/drawings.mjs'

const { transform } = drawings(fileURLToPath(new URL('../..', import.meta.url)))

describe('imports of icons', () => {
  it('go to the file of each', () => {
    const code = transform(
      "import { ChevronDown, Trash2 } from 'lucide-preact'\nuse(ChevronDown)",
      '/components/Menu.tsx',
    )
    const lines = code?.split(/[;\n]/) ?? []
    expect(lines[0]).toMatch(/^import ChevronDown from ".*\/icons\/chevron-down\.mjs"$/)
    expect(lines[1]).toMatch(/^import Trash2 from ".*\/icons\/trash\.mjs"$/)
    expect(lines.at(-1)).toBe('use(ChevronDown)')
  })

  it('lose their types, which no file has', () => {
    const code = transform(
      "import {\n  Ban,\n  type LucideIcon,\n} from 'lucide-preact'\n",
      '/components/Menu.tsx',
    )
    expect(code).toMatch(/^import Ban from ".*ban\.mjs"\n$/)
  })

  it('are refused where there is no such icon', () => {
    expect(() => transform("import { NoSuchIcon } from 'lucide-preact'\n", '/a.tsx')).toThrow('NoSuchIcon')
  })

  it('leave all else alone', () => {
    expect(transform("import { render } from 'preact'\n", '/a.tsx')).toBeUndefined()
    expect(transform("import { X } from 'lucide-preact'\n", '/node_modules/a/b.js')).toBeUndefined()
  })
})
