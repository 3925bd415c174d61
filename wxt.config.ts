import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'wxt'
import { drawings } from './scripts/lib/drawings.mjs'
import { pageFiles } from './scripts/lib/page-files.mjs'
import { lessPolyfill } from './scripts/lib/polyfill.mjs'
import { tighter } from './scripts/lib/tighter.mjs'

/**
 * Browsers pick a language by its folder. The stores and Chrome's list of languages know Portuguese only by country, so one
 * text goes out under both names; every other language goes out under its own.
 */
const FOLDERS: { readonly [language: string]: readonly string[] } = { pt: ['pt_BR', 'pt_PT'] }

/** The i18n module reads one file per language; we keep one per page. Each file owns its top-level keys, so joining is enough. */
function joinLocales(from: string, to: string): string {
  mkdirSync(to, { recursive: true })
  const written = readdirSync(from).flatMap((language) => {
    const parts = readdirSync(join(from, language)).sort()
    const text = parts.map((part) => readFileSync(join(from, language, part), 'utf8')).join('\n')
    const names = (FOLDERS[language] ?? [language]).map((folder) => `${folder}.yml`)
    for (const name of names) writeFileSync(join(to, name), text)
    return names
  })
  // A language that is no longer kept would otherwise stay in the build.
  for (const name of readdirSync(to)) if (!written.includes(name)) rmSync(join(to, name), { force: true })
  return to
}

/**
 * Content security policy of all that is ours. Only the background may connect, to the places where the person keeps copies;
 * every page forbids it to itself. `wasm-unsafe-eval` is needed for Argon2 in WebAssembly and allows nothing else.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  'connect-src https: http://localhost:* http://127.0.0.1:*',
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Each page, also one that is written tomorrow: nothing that it runs can send anything anywhere. */
const pagesWithoutNetwork = {
  name: 'pages-without-network',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: "connect-src 'none'" },
      injectTo: 'head-prepend' as const,
    },
  ],
}

/**
 * A script that is put into pages is its own `main` and nothing around it: WXT's frame for one writes the extension's word into
 * the page's console when it fails, and weighs 0.4 KB in every page.
 */
const scriptsWithoutFrame = {
  name: 'scripts-without-frame',
  transform(_: string, id: string) {
    const path = id.split('\0virtual:wxt-unlisted-script-entrypoint?')[1]
    return path && `import definition from ${JSON.stringify(path)}\nexport default definition.main()`
  },
}

/**
 * How a page loads one of its parts: the part's styles first. Vite's own way also looks ahead and knows nonces, which no page of
 * ours has, and weighs 1.4 KB more in each context.
 */
const partsWithStyles = {
  name: 'parts-with-styles',
  transform(_: string, id: string) {
    return id === '\0vite/preload-helper.js'
      ? `const style = (path) => {
           if (document.querySelector('link[href="/' + path + '"]')) return
           const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/' + path })
           document.head.append(link)
           return new Promise((done, fail) => Object.assign(link, { onload: done, onerror: fail }))
         }
         export const __vitePreload = async (load, styles = []) => {
           await Promise.all(styles.map(style))
           return load()
         }`
      : undefined
  },
}

/**
 * A script that is built by itself, as the background is, is one file: nothing can be loaded after its start, which a service
 * worker forbids anyway. What is loaded on demand elsewhere stays outside, and asking for it fails, as the code there expects.
 */
const nothingLater = () => {
  let isAlone = false
  return {
    name: 'nothing-later',
    enforce: 'pre' as const,
    configResolved(config: { readonly build: { readonly lib?: unknown } }) {
      isAlone = Boolean(config.build.lib)
    },
    resolveId(id: string, _: unknown, options: { readonly kind?: string }) {
      return isAlone && options.kind === 'dynamic-import' ? { id, external: true } : null
    },
  }
}

const SOURCES = [
  '.ci',
  'components',
  'docs',
  'entrypoints',
  'examples',
  'lib',
  'locales',
  'public',
  'scripts',
  'tests',
]

export default defineConfig({
  modules: ['@wxt-dev/i18n/module'],
  manifestVersion: 3,
  imports: false,
  i18n: {
    localesDir: joinLocales(
      join(import.meta.dirname, 'locales'),
      join(import.meta.dirname, '.wxt', 'locales'),
    ),
  },
  targetBrowsers: ['chrome', 'firefox'],
  outDirTemplate: '{{browser}}-mv{{manifestVersion}}{{modeSuffix}}',
  zip: {
    // A list of what goes in: a profile or a build that lies about in the folder must never reach a store with the sources.
    excludeSources: ['**'],
    includeSources: [
      '*.{json,ts,md}',
      'LICENSE',
      '.{npmrc,gitignore}',
      ...SOURCES.map((folder) => [folder, '**'].join('/')),
    ],
  },
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['storage', 'unlimitedStorage', 'scripting', 'activeTab', 'alarms', 'idle', 'contextMenus'],
    optional_host_permissions: ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'],
    content_security_policy: { extension_pages: policy },
    commands: {
      'fill-form': {
        suggested_key: { default: 'Alt+Shift+F' },
        description: '__MSG_extension_fill__',
      },
    },
    incognito: 'not_allowed',
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'selfstead@selfstead.org',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '120', externally_connectable: { ids: [], matches: [] } }),
  }),
  vite: () => ({
    plugins: [
      nothingLater(),
      drawings(import.meta.dirname),
      pageFiles(),
      scriptsWithoutFrame,
      partsWithStyles,
      pagesWithoutNetwork,
      lessPolyfill(import.meta.dirname),
      tighter(),
    ],
    build: {
      target: 'es2022',
      modulePreload: false,
      assetsInlineLimit: 0,
      // The public suffix list is one constant of 80 KB; copied into each place that reads it, it would weigh twice.
      rolldownOptions: { optimization: { inlineConst: false } },
    },
  }),
})
