import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { networkInterfaces } from 'node:os'
import { serveExamples } from '../../../scripts/serve-examples.mjs'
import { pagesFor } from './pages'

/** A server that writes down all it is told, under two origins that may ask and some that may not. */
export interface HostileSite {
  /** `http://127.0.0.1:port` and `http://localhost:port`, without a slash. */
  readonly here: string
  readonly other: string
  /** Plain http on hosts that are not this machine's two names. */
  readonly insecure: readonly string[]
  /** Every request it saw: method, address, headers and body as one text each. */
  readonly log: readonly string[]
  close(): Promise<void>
}

const ATTACK = readFileSync(new URL('attack.js', import.meta.url), 'utf8')

export async function serveHostile(): Promise<HostileSite> {
  const log: string[] = []
  const routes: { [path: string]: (request: IncomingMessage, response: ServerResponse) => void } = {}
  const answer =
    (type: string, text: string, headers: { readonly [name: string]: string } = {}) =>
    (request: IncomingMessage, response: ServerResponse): void => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () =>
        log.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)} ${body}`),
      )
      response
        .writeHead(200, { 'content-type': type, 'access-control-allow-origin': '*', ...headers })
        .end(text)
    }
  const served = await serveExamples({ routes })
  const other = `http://localhost:${served.port}`
  routes['/attack.js'] = answer('text/javascript; charset=utf-8', ATTACK)
  routes['/report'] = answer('text/plain', 'noted')
  for (const [path, { html, headers }] of Object.entries(pagesFor(served.url, other)))
    routes[path] = answer('text/html; charset=utf-8', html, { 'cache-control': 'private', ...headers })

  const open = createServer((request, response) => {
    const route = routes[request.url ?? '']
    if (route) route(request, response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => open.listen(0, '0.0.0.0', resolve))
  const address = open.address()
  const port = address && typeof address === 'object' ? address.port : 0
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((each) => each?.family === 'IPv4' && !each.internal)
  return {
    here: served.url,
    other,
    insecure: ['127.0.0.2', ...(outside ? [outside.address] : [])].map((host) => `http://${host}:${port}`),
    log,
    async close() {
      await served.close()
      open.closeAllConnections()
      await new Promise((resolve) => open.close(resolve))
    },
  }
}
