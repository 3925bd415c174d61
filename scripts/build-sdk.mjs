// @ts-check
// Builds the npm package `selfstead` into dist/sdk: one self-contained module per entry, with its types. An entry loads
// nothing but what it names with `import()`: the files of LAZY, at their first use.
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const root = join(import.meta.dirname, '..')
const out = join(root, 'dist', 'sdk')
/** Largest main entry, gzipped, in bytes. */
const LIMIT = 4_096
const ENTRIES = ['index', 'collections', 'storage', 'mock', 'mock-collections', 'verify']
const LAZY = ['collections', 'mock-collections']

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })

for (const entry of ENTRIES) {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { '@': root } },
    publicDir: false,
    plugins: [lazy()],
    build: {
      target: 'es2022',
      outDir: out,
      emptyOutDir: false,
      minify: true,
      lib: { entry: join(root, 'lib', 'sdk', `${entry}.ts`), formats: ['es'], fileName: entry },
      rollupOptions: { output: { entryFileNames: `${entry}.js`, minify: true } },
    },
  })
}

types()
copyFileSync(join(root, 'lib', 'sdk', 'README.md'), join(out, 'README.md'))
copyFileSync(join(root, 'LICENSE'), join(out, 'LICENSE'))
const { version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
writeFileSync(
  join(out, 'package.json'),
  `${JSON.stringify(
    {
      name: 'selfstead',
      version,
      description: 'Ask a person for their data, from their own vault, with their consent.',
      license,
      type: 'module',
      sideEffects: false,
      engines: { node: '>=20' },
      exports: {
        '.': { types: './index.d.ts', default: './index.js' },
        './collections': { types: './collections.d.ts', default: './collections.js' },
        './storage': { types: './storage.d.ts', default: './storage.js' },
        './mock': { types: './mock.d.ts', default: './mock.js' },
        './verify': { types: './verify.d.ts', default: './verify.js' },
        './package.json': './package.json',
      },
    },
    null,
    2,
  )}\n`,
)

for (const entry of ENTRIES) {
  const code = readFileSync(join(out, `${entry}.js`))
  const loaded = [
    ...code.toString().matchAll(/\bfrom\s*["'`]|\bimport\s*(?:\(\s*)?["'`]([^"'`]*)|\bimport\s*\(/g),
  ]
  if (loaded.some(([, path]) => !LAZY.some((name) => path === `./${name}.js`)))
    fail(`dist/sdk/${entry}.js imports something`)
  console.log(`dist/sdk/${entry}.js  ${code.length} bytes, ${gzipSync(code, { level: 9 }).length} gzipped`)
}
const size = gzipSync(readFileSync(join(out, 'index.js')), { level: 9 }).length
if (size > LIMIT) fail(`dist/sdk/index.js is ${size} bytes gzipped, ${size - LIMIT} more than it may be`)

/** Leaves `import('@/lib/sdk/…')` of a lazy file as an import of its own file beside the entry. @returns {import('vite').Plugin} */
function lazy() {
  return {
    name: 'lazy',
    enforce: 'pre',
    resolveDynamicImport(source) {
      const name = typeof source === 'string' ? source.replace('@/lib/sdk/', '') : ''
      return LAZY.includes(name) ? { id: `./${name}.js`, external: true } : null
    },
  }
}

/** Declarations of what the entries reach, with relative names so that they stand alone. */
function types() {
  const scratch = mkdtempSync(join(root, 'dist', 'types-'))
  try {
    const config = join(scratch, 'tsconfig.json')
    writeFileSync(
      config,
      JSON.stringify({
        compilerOptions: {
          target: 'ES2023',
          lib: ['ES2024', 'DOM', 'DOM.Iterable'],
          types: [],
          module: 'ESNext',
          moduleResolution: 'Bundler',
          strict: true,
          exactOptionalPropertyTypes: true,
          verbatimModuleSyntax: true,
          skipLibCheck: true,
          declaration: true,
          emitDeclarationOnly: true,
          stripInternal: true,
          rootDir: root,
          outDir: join(scratch, 'out'),
          paths: { '@/*': [`${root}/*`] },
        },
        files: ENTRIES.map((entry) => join(root, 'lib', 'sdk', `${entry}.ts`)),
      }),
    )
    execFileSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', config], {
      stdio: 'inherit',
    })
    const from = join(scratch, 'out', 'lib', 'sdk')
    const reached = new Set(ENTRIES)
    for (const name of reached) {
      const text = readFileSync(join(from, `${name}.d.ts`), 'utf8').replace(
        /(['"])@\/lib\/sdk\/([a-z-]+)\1/g,
        (_, quote, found) => {
          reached.add(found)
          return `${quote}./${found}.js${quote}`
        },
      )
      if (text.includes('@/')) fail(`the types of ${name} reach outside lib/sdk`)
      writeFileSync(join(out, `${name}.d.ts`), text)
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message)
  process.exit(1)
}
