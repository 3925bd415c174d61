import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filesOf } from '../../scripts/lib/page-files.mjs'

interface Module {
  readonly isEntry?: boolean
  readonly imports?: readonly string[]
  readonly later?: readonly string[]
}

type Modules = { readonly [id: string]: Module }

function files(modules: Modules): ReadonlyMap<string, string> {
  return filesOf({
    getModuleIds: () => Object.keys(modules),
    getModuleInfo(id: string) {
      const found = modules[id]
      if (!found) return null
      const { isEntry = false, imports = [], later = [] } = found
      return { isEntry, importedIds: imports, dynamicallyImportedIds: later }
    },
  })
}

function reached(modules: Modules, from: string, withLater: boolean): ReadonlySet<string> {
  const seen = new Set([from])
  for (const id of seen)
    for (const next of [...(modules[id]?.imports ?? []), ...((withLater && modules[id]?.later) || [])])
      seen.add(next)
  return seen
}

const among = (file: string, of: ReadonlyMap<string, string>) =>
  [...of].flatMap(([id, its]) => (its === file ? [id] : []))

describe('which file of the pages a module goes to', () => {
  const SITE: Modules = {
    'prompt.html': { isEntry: true, imports: ['prompt/main'] },
    'popup.html': { isEntry: true, imports: ['popup/main'] },
    'prompt/main': { imports: ['button', 'words'], later: ['unlock'] },
    'popup/main': { imports: ['button', 'words'] },
    button: { imports: ['words'] },
    words: {},
    unlock: { imports: ['words', 'argon2'] },
    argon2: {},
  }

  it('is one for what the same pages need at their start', () => {
    const of = files(SITE)
    expect(of.get('button')).toBe(of.get('words'))
    expect(of.get('prompt/main')).not.toBe(of.get('popup/main'))
    expect(of.get('prompt/main')).not.toBe(of.get('words'))
  })

  it('is left to the bundler for pages themselves, and for what is only loaded later', () => {
    const of = files(SITE)
    for (const id of ['prompt.html', 'popup.html', 'unlock', 'argon2']) expect(of.has(id)).toBe(false)
  })

  it('is another where a further page may load it later, so that this one never runs what starts the first', () => {
    const of = files({
      ...SITE,
      'popup/main': { imports: ['button'], later: ['row'] },
      row: { imports: ['dial'] },
      'prompt/main': { imports: ['button', 'dial'] },
      dial: {},
    })
    expect(of.get('dial')).not.toBe(of.get('prompt/main'))
  })

  const graphs = fc.integer({ min: 2, max: 4 }).chain((pages) => {
    const ids = Array.from({ length: 14 }, (_, at) => `m${at}`)
    const some = fc.subarray(ids, { maxLength: 4 })
    return fc.array(fc.record({ imports: some, later: some }), { minLength: 14, maxLength: 14 }).map(
      (modules): Modules =>
        Object.fromEntries(
          modules.map((one, at) => [
            `m${at}`,
            {
              ...one,
              isEntry: at < pages,
              imports: one.imports.filter((id) => Number(id.slice(1)) >= pages),
              later: one.later.filter((id) => Number(id.slice(1)) >= pages),
            },
          ]),
        ),
    )
  })

  it('makes no page load more at its start, nor ever what it cannot reach', () => {
    fc.assert(
      fc.property(graphs, (modules) => {
        const of = files(modules)
        for (const [page, { isEntry }] of Object.entries(modules)) {
          if (!isEntry) continue
          const [first, all] = [reached(modules, page, false), reached(modules, page, true)]
          for (const id of all)
            for (const brought of among(of.get(id) ?? '', of)) {
              expect(all.has(brought)).toBe(true)
              if (first.has(id)) expect(first.has(brought)).toBe(true)
            }
        }
      }),
    )
  })

  it('makes no two files need each other', () => {
    fc.assert(
      fc.property(graphs, (modules) => {
        const of = files(modules)
        const needs = (id: string) => of.get(id) ?? `alone ${id}`
        const graph: Modules = Object.fromEntries(
          [...new Set(Object.keys(modules).map(needs))].map((file) => [
            file,
            {
              imports: Object.keys(modules)
                .filter((id) => needs(id) === file)
                .flatMap((id) => (modules[id]?.imports ?? []).map(needs)),
            },
          ]),
        )
        for (const [id, one] of of)
          for (const [other, another] of of) {
            const isMutual =
              reached(graph, one, false).has(another) && reached(graph, another, false).has(one)
            if (one === another || !isMutual) continue
            throw new Error(`${id} in ${one} and ${other} in ${another} need each other`)
          }
      }),
    )
  })
})
