// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/**
 * What a build may weigh and contain. A page's weight is what the browser loads before it runs the first line: its HTML's
 * scripts and everything they import statically, minified, not compressed. The background may weigh 250 KB of 1,024 bytes;
 * what it loads later, for people who have places, has a limit of its own (docs/decisions/replicas-budget.md).
 */
const LIMITS = {
  bridge: 2048,
  contacts: 4096,
  background: 250 * 1024,
  replication: 212 * 1024,
  page: 150_000,
}

/** Texts of each library that survive minifying. */
const MARKS = {
  polyfill: ['This script should only be loaded in a browser extension', 'webextension-polyfill'],
  age: ['age-encryption.org/v1/scrypt'],
  fflate: ['invalid zip data', 'unknown compression type'],
}

/** @typedef {{ readonly name: string, readonly value: string, readonly limit: string, readonly ok: boolean }} BudgetLine */

/** @param {string} code */
function staticImports(code) {
  const found = []
  const pattern =
    /(?:^|[;\n}\s])(?:import|export)\s*(?:[\w$*{][^"'`();]*?\bfrom\s*|\*\s*(?:as\s+[\w$]+\s*)?from\s*)?["']([^"'\n]+)["']/g
  for (const [, path] of code.matchAll(pattern))
    if (path?.startsWith('.') || path?.startsWith('/')) found.push(path)
  return found
}

/** @param {string} code */
function dynamicImports(code) {
  return [...code.matchAll(/\bimport\(\s*["'`]([^"'`]+)["'`]/g)].map(([, path]) => path ?? '')
}

/**
 * Files that are loaded with the given ones, themselves included: static imports only.
 *
 * @param {string} folder
 * @param {readonly string[]} from paths inside `folder`
 */
function closure(folder, from) {
  const seen = new Set()
  const open = [...from]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file) || !existsSync(join(folder, file))) continue
    seen.add(file)
    const code = readFileSync(join(folder, file), 'utf8')
    for (const path of staticImports(code)) {
      open.push(path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(file), path))
    }
  }
  return [...seen]
}

/** @param {string} folder @param {string} file */
function scriptsOfPage(folder, file) {
  const html = readFileSync(join(folder, file), 'utf8')
  return [...html.matchAll(/<script[^>]*\bsrc=["']([^"']+)["']/g)].map(([, path]) =>
    posix.join(posix.dirname(file), path ?? '').replace(/^\//, ''),
  )
}

/** Whether a page forbids itself to connect before anything in it can run. @param {string} html */
function forbidsNetwork(html) {
  const meta =
    /<meta http-equiv="Content-Security-Policy" content="connect-src (?:'|&#39;)none(?:'|&#39;)"\s*\/?>/.exec(
      html,
    )
  const first = /<(?:script|link|img|iframe|object|style)\b/.exec(html)
  return meta !== null && (first === null || meta.index < first.index)
}

/** @param {string} folder @param {readonly string[]} files */
const bytes = (folder, files) => files.reduce((sum, file) => sum + readFileSync(join(folder, file)).length, 0)

/** @param {string} folder @param {readonly string[]} files @param {readonly string[]} marks */
const containing = (folder, files, marks) =>
  files.filter((file) => {
    const code = readFileSync(join(folder, file), 'utf8')
    return marks.some((mark) => code.includes(mark))
  })

/** @param {number} value */
const inBytes = (value) => `${value.toLocaleString('en')} B`

/**
 * Measures one built extension.
 *
 * @param {string} folder e.g. `.output/chrome-mv3`
 * @returns {readonly BudgetLine[]}
 */
export function measureBuild(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  /** @type {BudgetLine[]} */
  const lines = []
  /** @param {string} name @param {number} value @param {number} limit */
  const weigh = (name, value, limit) =>
    lines.push({ name, value: inBytes(value), limit: `≤ ${inBytes(limit)}`, ok: value <= limit })
  /** @param {string} name @param {readonly string[]} bad @param {string} rule */
  const forbid = (name, bad, rule) =>
    lines.push({ name, value: bad.length ? bad.join(' ') : 'none', limit: rule, ok: bad.length === 0 })

  const bridge = existsSync(join(folder, 'bridge.js')) ? ['bridge.js'] : []
  lines.push({
    name: 'bridge',
    value: bridge.length ? inBytes(bytes(folder, bridge)) : 'missing',
    limit: `≤ ${inBytes(LIMITS.bridge)}`,
    ok: bridge.length > 0 && bytes(folder, bridge) <= LIMITS.bridge,
  })
  forbid(
    'bridge: imports and polyfill',
    [
      ...bridge.flatMap((file) => staticImports(readFileSync(join(folder, file), 'utf8'))),
      ...containing(folder, bridge, MARKS.polyfill),
    ],
    'none',
  )

  const contacts = ['contacts.js'].filter((file) => existsSync(join(folder, file)))
  weigh('contacts', bytes(folder, contacts), LIMITS.contacts)
  // In the page's own world: what it imports or declares the page would see.
  forbid(
    'contacts: imports, polyfill, globals',
    [
      ...contacts.flatMap((file) => staticImports(readFileSync(join(folder, file), 'utf8'))),
      ...containing(folder, contacts, [...MARKS.polyfill, 'chrome.', 'browser.']),
      ...contacts.filter((file) => !readFileSync(join(folder, file), 'utf8').startsWith('(')),
    ],
    'none',
  )

  const background = closure(folder, [manifest.background.service_worker ?? manifest.background.scripts[0]])
  weigh('background', bytes(folder, background), LIMITS.background)

  const replication = ['replication.js'].filter((file) => existsSync(join(folder, file)))
  weigh('replication', bytes(folder, replication), LIMITS.replication)

  const pages = readdirSync(folder).filter((file) => file.endsWith('.html'))
  const initial = new Map(pages.map((page) => [page, closure(folder, scriptsOfPage(folder, page))]))
  for (const [page, files] of initial) weigh(page.replace('.html', ''), bytes(folder, files), LIMITS.page)

  const heavy = [...MARKS.age, ...MARKS.fflate]
  const early = [background, ...initial.values()].flatMap((files) => containing(folder, files, heavy))
  forbid('age and fflate loaded at a start', [...new Set(early)], 'none')
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js'))
    .map((file) => file.replaceAll('\\', '/'))
  const lazy = scripts.flatMap((file) =>
    dynamicImports(readFileSync(join(folder, file), 'utf8')).map((path) =>
      posix.join(posix.dirname(file), path),
    ),
  )
  // A locker is exported as a zip, in a file of its own, without age.
  const foreign = (/** @type {string} */ file) => (/^chunks\/zip-/.test(file) ? MARKS.age : heavy)
  const strangers = [...new Set(lazy)].filter(
    (file) =>
      !/transfer/i.test(file) && containing(folder, closure(folder, [file]), foreign(file)).length > 0,
  )
  forbid('age and fflate brought by other than Transfer and exports', strangers, 'none')

  const policy = manifest.content_security_policy?.extension_pages ?? ''
  forbid(
    'manifest: content_scripts',
    (manifest.content_scripts ?? []).flatMap((/** @type {any} */ script) => script.js ?? ['css']),
    'none',
  )
  forbid('manifest: host_permissions', manifest.host_permissions ?? [], 'none')
  forbid(
    'manifest: web_accessible_resources',
    (manifest.web_accessible_resources ?? []).flatMap(
      (/** @type {any} */ entry) => entry.resources ?? [entry],
    ),
    'none',
  )
  const places = 'https: http://localhost:* http://127.0.0.1:*'
  const connects = /connect-src ([^;]*)/.exec(policy)?.[1] ?? 'missing'
  lines.push({ name: 'policy: connect-src', value: connects, limit: places, ok: connects === places })
  forbid(
    'pages that may connect',
    readdirSync(folder).filter(
      (file) => file.endsWith('.html') && !forbidsNetwork(readFileSync(join(folder, file), 'utf8')),
    ),
    'none',
  )
  return lines
}

/**
 * Prints the table of one build.
 *
 * @param {string} title
 * @param {readonly BudgetLine[]} lines
 * @param {(text: string) => void} print
 */
export function printBudget(title, lines, print) {
  const width = (/** @type {'name' | 'value'} */ key) => Math.max(...lines.map((line) => line[key].length))
  print(title)
  for (const line of lines) {
    print(
      `  ${line.ok ? '✓' : '✗'} ${line.name.padEnd(width('name'))}  ${line.value.padStart(width('value'))}  ${line.limit}`,
    )
  }
}
