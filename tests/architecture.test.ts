import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/** docs/ARCHITECTURE.md as a test: who may import whom, and what the source may not contain. */

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

interface Room {
  /** Rooms whose values it may use; its own is always among them. */
  readonly rooms: readonly string[]
  /** Rooms of which it may know the types only. */
  readonly types?: readonly string[]
  /** npm packages, without the part after the name. */
  readonly packages: readonly string[]
}

const LOW = ['base', 'crypto', 'records', 'grants', 'ledger', 'exchange', 'protocol', 'forms', 'replication']

const ROOMS: { readonly [room: string]: Room } = {
  base: { rooms: [], packages: [] },
  crypto: { rooms: ['base'], packages: ['@noble/ciphers', '@noble/hashes', '@scure/bip39', 'hash-wasm'] },
  records: { rooms: ['base'], packages: ['valibot', 'libphonenumber-js', 'localized-address-format'] },
  grants: { rooms: ['base', 'records'], packages: ['valibot'] },
  ledger: { rooms: ['base', 'records', 'grants'], packages: ['valibot'] },
  forms: { rooms: ['base', 'records'], packages: ['valibot'] },
  exchange: {
    rooms: ['base', 'crypto', 'records', 'grants', 'ledger'],
    packages: ['valibot', 'age-encryption', 'fflate', '@noble/hashes'],
  },
  protocol: {
    rooms: ['base', 'records', 'grants', 'ledger', 'forms'],
    types: ['replication'],
    packages: ['valibot'],
  },
  replication: { rooms: ['base', 'crypto', 'records'], packages: [] },
  vault: { rooms: LOW, packages: ['idb', 'valibot'] },
  replicas: { rooms: LOW, packages: ['aws4fetch', '@rgrove/parse-xml', 'valibot'] },
  platform: { rooms: [...LOW, 'vault'], types: ['services'], packages: ['webextension-polyfill'] },
  services: {
    rooms: [...LOW, 'vault', 'replicas'],
    types: ['platform'],
    packages: ['tldts', 'minisearch', 'valibot'],
  },
  // What is used of base is bundled: the package itself depends on nothing.
  sdk: { rooms: ['base'], packages: [] },
}

/** Where a page of ours puts services and the browser together; nothing else in its room may. */
const COMPOSITION = 'lib/services/workspace.ts'

const PURE = ['base', 'crypto', 'records', 'grants', 'ledger', 'forms', 'exchange', 'protocol', 'replication']

interface Import {
  readonly from: string
  readonly typesOnly: boolean
}

/** Code without comments. Strings stay: nothing here looks for words that stand in texts. */
function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/[^\n]*/g, '$1')
}

function importsOf(path: string): readonly Import[] {
  const code = withoutComments(read(path))
  const statements = code.matchAll(
    /^\s*(?:import|export)\s+(type\s+)?((?:[\w$*{][^'"`;=]*?\sfrom\s+)?)['"]([^'"]+)['"]/gm,
  )
  const dynamic = code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)
  return [
    ...[...statements].map(([, type, names, from]) => ({
      from: from ?? '',
      typesOnly: Boolean(type) || onlyTypes(names ?? ''),
    })),
    ...[...dynamic].map(([, from]) => ({ from: from ?? '', typesOnly: false })),
  ]
}

/** `{ type A, type B } from` is erased as well. */
function onlyTypes(names: string): boolean {
  const inner = /^\{([\s\S]*)\}\s+from\s+$/.exec(names)?.[1]
  return inner?.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type ')) ?? false
}

function resolved(path: string, from: string): string {
  if (from.startsWith('@/')) return from.slice(2)
  if (from.startsWith('.')) return posix.join(posix.dirname(path), from)
  return from
}

const packageOf = (from: string): string =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
const roomOf = (path: string): string => /^lib\/([^/]+)\//.exec(path)?.[1] ?? ''
/** Paths of the files in a folder, at any depth, whose name ends so. */
function sources(folder: string, ending: RegExp = /(?<!\.d)\.tsx?$/): readonly string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
    .filter((path) => ending.test(path))
    .sort()
}

const inLib = sources('lib')
const inEntrypoints = sources('entrypoints')
const inComponents = sources('components')
const shipped = [...inLib, ...inEntrypoints, ...inComponents]

describe('the import table', () => {
  it('knows every room under lib/', () => {
    expect([...new Set(inLib.map(roomOf))].filter((room) => !(room in ROOMS))).toEqual([])
  })

  it('is kept by every room', () => {
    const broken = inLib.flatMap((path) => {
      const name = roomOf(path)
      const room = ROOMS[name]
      if (!room) return [`${path}: unknown room`]
      return importsOf(path).flatMap(({ from, typesOnly }) => {
        const target = resolved(path, from)
        if (target.startsWith('lib/')) {
          const other = roomOf(target)
          const known = typesOnly || path === COMPOSITION
          const allowed =
            other === name || room.rooms.includes(other) || (known && room.types?.includes(other))
          return allowed ? [] : [`${path} → ${target}`]
        }
        return room.packages.includes(packageOf(from)) ? [] : [`${path} → ${from}`]
      })
    })
    expect(broken).toEqual([])
  })

  it('keeps components apart from what acts: types and pure words only', () => {
    const broken = inComponents.flatMap((path) =>
      importsOf(path).flatMap(({ from, typesOnly }) => {
        const target = resolved(path, from)
        const room = roomOf(target)
        const bad = target.startsWith('entrypoints/') || (room !== '' && !PURE.includes(room) && !typesOnly)
        return bad ? [`${path} → ${target}`] : []
      }),
    )
    expect(broken).toEqual([])
  })

  it('keeps contexts apart: no entrypoint imports from another', () => {
    const context = (path: string): string => path.split('/')[1] ?? ''
    const broken = inEntrypoints.flatMap((path) =>
      importsOf(path)
        .map(({ from }) => resolved(path, from))
        .filter((target) => target.startsWith('entrypoints/') && context(target) !== context(path))
        .map((target) => `${path} → ${target}`),
    )
    expect(broken).toEqual([])
  })

  it('lets nothing but lib/platform import webextension-polyfill, and nobody use wxt/browser', () => {
    const broken = shipped.flatMap((path) =>
      importsOf(path)
        .filter(
          ({ from }) =>
            (packageOf(from) === 'webextension-polyfill' && roomOf(path) !== 'platform') ||
            from.startsWith('wxt/browser') ||
            from === '#imports',
        )
        .map(({ from }) => `${path} → ${from}`),
    )
    expect(broken).toEqual([])
  })

  it('lets the bridge bring nothing along but types and WXT’s define', () => {
    const values = importsOf('entrypoints/bridge.ts')
      .filter(({ typesOnly }) => !typesOnly)
      .map(({ from }) => from)
    const brought = values.filter(
      (from) => from !== 'wxt/utils/define-unlisted-script' && from !== '@/lib/protocol/site',
    )
    expect(brought).toEqual([])
    // A module of constants: it may be inlined, but must not bring anything along itself.
    expect(importsOf('lib/protocol/site.ts').filter(({ typesOnly }) => !typesOnly)).toEqual([])
  })

  it('lets the contact picker’s script, which lies in pages’ own world, bring nothing along', () => {
    const files = inEntrypoints.filter((path) => path.startsWith('entrypoints/contacts/'))
    expect(files.length).toBeGreaterThan(3)
    const brought = files.flatMap((path) => importsOf(path).map(({ from }) => resolved(path, from)))
    expect(brought.filter((target) => !target.startsWith('entrypoints/contacts/'))).toEqual([])
    expect(files.flatMap((path) => /\b(?:chrome|browser)\./.exec(withoutComments(read(path))) ?? [])).toEqual(
      [],
    )
  })

  it('has no barrels inside lib/, but the one that is a package', () => {
    expect(inLib.filter((path) => path.endsWith('/index.ts'))).toEqual(['lib/sdk/index.ts'])
  })
})

const matching = (paths: readonly string[], pattern: RegExp): readonly string[] =>
  paths.flatMap((path) => {
    const found = pattern.exec(withoutComments(read(path)))
    return found ? [`${path}: ${found[0].trim()}`] : []
  })

describe('what the source may not contain', () => {
  const pure = inLib.filter((path) => PURE.includes(roomOf(path)))

  it('no clock, no chance and no browser in the pure rooms', () => {
    expect(
      matching(
        pure,
        /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.|\bMath\.random\b|\b(?:browser|chrome)\.\w|\bindexedDB\b|\bdocument\.\w|\bwindow\.\w/,
      ),
    ).toEqual([])
  })

  it('no browser.* or chrome.* outside lib/platform and the bridge', () => {
    // The bridge and the script that fills lie in pages, where the browser gives them these few interfaces and no more.
    const inPages = ['entrypoints/bridge.ts', 'entrypoints/fill/index.ts']
    const others = shipped.filter((path) => roomOf(path) !== 'platform' && !inPages.includes(path))
    expect(
      matching(
        others,
        /(?<![\w.'"@/-])(?:browser|chrome)\.(?:runtime|storage|tabs|windows|permissions|scripting|action|alarms|idle|i18n)\b/,
      ),
    ).toEqual([])
  })

  it('no markup made of strings, no code made of strings', () => {
    expect(
      matching(
        shipped,
        /\binnerHTML\b|\bouterHTML\b|\binsertAdjacentHTML\b|\bdangerouslySetInnerHTML\b|\bdocument\.write\b|\beval\(|\bnew Function\(/,
      ),
    ).toEqual([])
  })

  it('one way to the network: replicas, and there one file', () => {
    const ours = shipped.filter((path) => roomOf(path) !== 'sdk' && path !== 'lib/replicas/http.ts')
    expect(
      matching(
        ours,
        /(?<![\w.])fetch\(|\b(?:globalThis|window|self)\.fetch\b|\bXMLHttpRequest\b|\bnew WebSocket\b|\bEventSource\b|\bsendBeacon\b/,
      ),
    ).toEqual([])
  })

  it('no console: logs never carry values', () => {
    expect(matching(shipped, /(?<![\w.])console\.\w+/)).toEqual([])
  })

  it('no any, no enum, no non-null assertion in lib', () => {
    expect(
      matching(inLib, /:\s*any\b|\bas any\b|<any>|^\s*(?:export\s+)?(?:const\s+)?enum\s|\w\)?![.;,)]/m),
    ).toEqual([])
  })

  it('no file in lib over 400 lines', () => {
    expect(inLib.filter((path) => read(path).split('\n').length > 400)).toEqual([])
  })

  it('entrypoints only wire: index and main have at most 60 lines', () => {
    const wiring = inEntrypoints.filter((path) => /\/(?:index|main)\.tsx?$/.test(path))
    expect(wiring.length).toBeGreaterThan(4)
    expect(wiring.filter((path) => read(path).trimEnd().split('\n').length > 60)).toEqual([])
  })
})

describe('what is installed', () => {
  const manifest = JSON.parse(read('package.json'))
  const lock = JSON.parse(read('package-lock.json')).packages as {
    readonly [path: string]: { readonly version?: string }
  }

  it('at most 18 packages at run time and the three that places need, every version exact', () => {
    const forPlaces = ['@rgrove/parse-xml', 'aws4fetch', 'qr']
    const names = Object.keys(manifest.dependencies)
    expect(names).toEqual(expect.arrayContaining(forPlaces))
    expect(names.filter((name) => !forPlaces.includes(name)).length).toBeLessThanOrEqual(18)
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }) as [
      string,
      string,
    ][]
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  it('one Vite and one TypeScript', () => {
    for (const name of ['vite', 'typescript']) {
      expect(Object.keys(lock).filter((path) => path.endsWith(`node_modules/${name}`))).toEqual([
        `node_modules/${name}`,
      ])
    }
  })

  it('a line in docs/decisions for each package at run time', () => {
    const decisions = sources('docs/decisions', /\.md$/).map(read).join('\n')
    expect(Object.keys(manifest.dependencies).filter((name) => !decisions.includes(`\`${name}\``))).toEqual(
      [],
    )
  })
})

describe('what the browser is asked for', () => {
  const config = withoutComments(read('wxt.config.ts'))

  it('exactly these permissions', () => {
    const permissions = /\bpermissions: \[([^\]]*)\]/.exec(config)?.[1]
    expect(
      permissions
        ?.split(',')
        .map((each) => each.trim().replaceAll("'", ''))
        .sort(),
    ).toEqual(['activeTab', 'alarms', 'contextMenus', 'idle', 'scripting', 'storage', 'unlimitedStorage'])
  })

  it('no site at install: only optional ones, over https or on this device', () => {
    expect(config).not.toMatch(/(?<!optional_)host_permissions|content_scripts|web_accessible_resources/)
    const optional = /optional_host_permissions: \[([^\]]*)\]/.exec(config)?.[1]
    expect(optional?.split(',').map((each) => each.trim().replaceAll("'", ''))).toEqual([
      'https://*/*',
      'http://localhost/*',
      'http://127.0.0.1/*',
    ])
  })
})
