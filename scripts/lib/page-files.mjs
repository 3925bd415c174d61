// @ts-check

/** @typedef {{ readonly isEntry: boolean, readonly importedIds: readonly string[], readonly dynamicallyImportedIds: readonly string[] }} Info */
/** @typedef {{ getModuleIds(): Iterable<string>, getModuleInfo(id: string): Info | null }} Graph */

/**
 * What the same pages need at their start lies in one file. Left to itself the bundler makes a file of whatever the same parts
 * need, those that are loaded later counted as parts: a page was fifty files, and a window that opens asks for them while the browser is
 * busy with the window itself: a prompt stood there after 468–730 ms, and after 289–625 with nineteen, in turn. No page loads
 * more at its start by it, and none ever loads what it cannot reach.
 */
export function pageFiles() {
  let isAlone = false
  /** @type {ReadonlyMap<string, string>} */
  let files = new Map()
  return {
    name: 'page-files',
    /** @param {{ readonly build: { readonly lib?: unknown } }} config */
    configResolved({ build }) {
      // A script that is built by itself is one file anyway.
      isAlone = Boolean(build.lib)
    },
    /** @this {Graph} */
    buildEnd() {
      if (!isAlone) files = filesOf(this)
    },
    /** @param {object} options */
    outputOptions(options) {
      if (isAlone) return
      const name = (/** @type {string} */ id) => files.get(id) ?? null
      return { ...options, codeSplitting: { groups: [{ name, includeDependenciesRecursively: false }] } }
    },
  }
}

/**
 * The file of each module that some page needs at its start: one for those that the same pages need then, and the same others
 * may load later. Pages themselves are left out, as is what is only loaded later: the bundler knows best there.
 *
 * @param {Graph} graph
 * @returns {ReadonlyMap<string, string>}
 */
export function filesOf(graph) {
  const infos = new Map([...graph.getModuleIds()].map((id) => [id, graph.getModuleInfo(id)]))
  const pages = [...infos].flatMap(([id, info]) => (info?.isEntry ? [id] : [])).sort()
  const first = pages.map((page) => reached(page, ({ importedIds }) => importedIds))
  const all = pages.map((page) =>
    reached(page, ({ importedIds, dynamicallyImportedIds }) => [...importedIds, ...dynamicallyImportedIds]),
  )
  /** @type {Map<string, string>} */
  const names = new Map()
  /** @type {Map<string, string>} */
  const files = new Map()
  for (const id of [...infos.keys()].sort()) {
    const key = pages.map((_, at) => (first[at]?.has(id) ? 2 : all[at]?.has(id) ? 1 : 0)).join('')
    if (!key.includes('2') || pages.includes(id)) continue
    if (!names.has(key)) names.set(key, `part-${names.size + 1}`)
    files.set(id, names.get(key) ?? '')
  }
  return files

  /** @param {string} page @param {(info: Info) => readonly string[]} over */
  function reached(page, over) {
    const seen = new Set([page])
    for (const id of seen) {
      const info = infos.get(id)
      if (info) for (const next of over(info)) seen.add(next)
    }
    return seen
  }
}
