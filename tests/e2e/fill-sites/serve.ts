import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, relative } from 'node:path'
import { compile } from 'svelte/compiler'
import { build, type Plugin } from 'vite'
import { root } from '../../../scripts/lib/run.mjs'
import { hugePage } from './huge'

/** The made sites, built as real sites are and served on this machine. Built once for each state of their sources. */
export interface FillSites {
  /** Each at an origin of its own, so that what one was given is told from what another was: 127.0.0.1 with a port for each. */
  readonly at: (name: string) => string
  /** Bodies that were sent to `/collect`, at either origin. */
  readonly collected: () => readonly string[]
  close(): Promise<void>
}

const SOURCES = join(root, 'tests', 'e2e', 'fill-sites')
const TYPES: { readonly [ending: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

export async function serveFillSites(): Promise<FillSites> {
  const built = await buildOnce()
  const collected: string[] = []
  let other = ''
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://site')
    if (pathname === '/collect' || pathname === '/sent') {
      let body = ''
      for await (const chunk of request) body += chunk
      collected.push(body)
      response.writeHead(200, { 'content-type': TYPES['.html'] }).end('<!doctype html><title>Sent</title>')
      return
    }
    const path = pathname.endsWith('/') ? `${pathname}index.html` : pathname
    const found =
      path === '/huge/index.html' ? hugePage() : await readFile(join(built, path)).catch(() => null)
    if (found === null || path.includes('..')) {
      response.writeHead(404).end()
      return
    }
    const type = TYPES[extname(path)] ?? 'application/octet-stream'
    response
      .writeHead(200, { 'content-type': type, 'cache-control': 'no-store' })
      .end(extname(path) === '.html' ? String(found).replaceAll('OTHER', other) : found)
  }
  const names = (await readdir(SOURCES, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const ports = new Map<string, number>()
  const servers: Server[] = []
  for (const name of ['huge', 'elsewhere', ...names.map((entry) => entry.name)]) {
    const server = createServer((request, response) => void answer(request, response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    ports.set(name, (server.address() as AddressInfo).port)
    servers.push(server)
  }
  other = `http://localhost:${ports.get('elsewhere')}`
  return {
    at: (name) => `http://127.0.0.1:${ports.get(name)}/${name}/`,
    collected: () => collected,
    close: async () => {
      await Promise.all(
        servers.map((server) => {
          const closed = new Promise<void>((resolve) => server.close(() => resolve()))
          server.closeAllConnections()
          return closed
        }),
      )
    },
  }
}

async function buildOnce(): Promise<string> {
  const folder = join(root, '.checks', 'fill-sites')
  const target = join(folder, await fingerprint())
  if (await stat(target).catch(() => null)) return target
  const making = `${target}.${process.pid}`
  await mkdir(folder, { recursive: true })
  await buildInto(making)
  await rename(making, target).catch(() => rm(making, { recursive: true, force: true }))
  return target
}

/** Of everything the build reads: the sources of the sites, and the versions of what they are made with. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(join(root, 'package-lock.json')))
  const entries = await readdir(SOURCES, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  for (const path of paths.sort()) hash.update(relative(SOURCES, path)).update(await readFile(path))
  return hash.digest('hex').slice(0, 16)
}

async function buildInto(folder: string): Promise<void> {
  const entries = await readdir(SOURCES, { recursive: true })
  const pages = entries.filter((path) => path.endsWith('.html')).map((path) => join(SOURCES, path))
  // Frameworks and bundler ask the environment which of their builds is wanted; a test runner says `test`.
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  await build({
    root: SOURCES,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    define: {
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    resolve: { alias: { vue: 'vue/dist/vue.esm-bundler.js' } },
    plugins: [svelte()],
    build: { outDir: folder, target: 'es2022', rollupOptions: { input: pages } },
  }).finally(() => {
    process.env.NODE_ENV = before
  })
}

const svelte = (): Plugin => ({
  name: 'svelte-files',
  transform: {
    filter: { id: /\.svelte$/ },
    handler: (code, id) => {
      const { js } = compile(code, { filename: id, generate: 'client', css: 'injected' })
      return { code: js.code, map: { mappings: '' } }
    },
  },
})
