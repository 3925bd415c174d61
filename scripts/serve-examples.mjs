// @ts-check
// Serves examples/ and dist/sdk on this machine only. `node scripts/serve-examples.mjs [port]` prints the address.
import { createReadStream, existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(import.meta.dirname, '..')
const EXAMPLES = join(root, 'examples')
const SDK = join(root, 'dist', 'sdk')

/** @type {{ readonly [extension: string]: string }} */
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.map': 'application/json; charset=utf-8',
}

const HEADERS = {
  'content-security-policy': "default-src 'self'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** @typedef {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => void} Route */

/**
 * @param {{ readonly port?: number, readonly routes?: { readonly [path: string]: Route } }} [options] `port` 0 (default):
 *   any free one. `routes`: exact paths that tests answer themselves, headers included.
 * @returns {Promise<{ readonly url: string, readonly other: string, readonly port: number, readonly close: () => Promise<void> }>} `url`
 *   ends without a slash; `other` is the same under another origin, for a second site.
 */
export async function serveExamples({ port = 0, routes = {} } = {}) {
  const server = createServer((request, response) => {
    const path = pathOf(request.url ?? '/')
    const route = path === null || !Object.hasOwn(routes, path) ? undefined : routes[path]
    if (route) return route(request, response)
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return plain(response, 405, 'Method not allowed')
    if (path === '/') return page(response, index())
    const file = path === null ? null : fileFor(path)
    if (file === null) return plain(response, 404, 'Not found')
    if (statSync(file).isDirectory()) {
      response.writeHead(308, { ...HEADERS, location: `${path}/` }).end()
      return
    }
    response.writeHead(200, {
      ...HEADERS,
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    })
    if (request.method === 'HEAD') response.end()
    else createReadStream(file).pipe(response)
  })
  await new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(undefined))
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no address')
  return {
    url: `http://127.0.0.1:${address.port}`,
    other: `http://localhost:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** @param {string} url @returns {string | null} the decoded path; null when it is none */
function pathOf(url) {
  try {
    const path = decodeURIComponent(url.split(/[?#]/)[0] ?? '')
    return path.startsWith('/') && !path.includes('\0') && !path.includes('\\') ? path : null
  } catch {
    return null
  }
}

/** @param {string} path @returns {string | null} a file or folder that really lies inside what is served */
function fileFor(path) {
  const [base, rest] = path.startsWith('/sdk/') ? [SDK, path.slice(5)] : [EXAMPLES, path.slice(1)]
  if (rest.split('/').some((part) => part === '..' || part.startsWith('.'))) return null
  const wanted = join(base, rest.endsWith('/') ? `${rest}index.html` : rest)
  if (!existsSync(wanted)) return null
  const real = realpathSync(wanted)
  return real.startsWith(realpathSync(base) + sep) ? real : null
}

function index() {
  const names = readdirSync(EXAMPLES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(EXAMPLES, entry.name, 'index.html')))
    .map((entry) => entry.name)
    .sort()
  const items = names.map((name) => {
    const html = readFileSync(join(EXAMPLES, name, 'index.html'), 'utf8')
    const title = /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? name
    const about = /<meta name="description" content="([^"]*)"/.exec(html)?.[1] ?? ''
    return `<li><a href="/${name}/">${title}</a><p>${about}</p></li>`
  })
  return `<!doctype html><html lang="en" dir="ltr"><head><meta charset="utf-8"><title>Selfstead examples</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/base.css"></head><body class="narrow"><main><h1>Examples</h1>
<p class="quiet">Small sites that ask, and work without an answer.</p><ul class="examples">${items.join('')}</ul></main></body></html>`
}

/** @param {import('node:http').ServerResponse} response @param {string} html */
function page(response, html) {
  response.writeHead(200, { ...HEADERS, 'content-type': TYPES['.html'] }).end(html)
}

/** @param {import('node:http').ServerResponse} response @param {number} status @param {string} text */
function plain(response, status, text) {
  response.writeHead(status, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' }).end(`${text}\n`)
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { url } = await serveExamples({ port: Number(process.argv[2] ?? 8_787) })
  console.log(`${url}/`)
}
