import { request } from 'node:http'
import { createServer } from 'node:https'
import { selfSigned } from './certificate'

/**
 * Serves what stands at `to` under https as well, so that a browser launched with `hosts` sees it as `https://shop.example`: real
 * names, nothing outside this machine.
 */
export async function serveNamed(
  to: string,
): Promise<{ readonly port: number; readonly close: () => Promise<void> }> {
  const server = createServer(selfSigned(), (incoming, answer) => {
    const outgoing = request(
      new URL(incoming.url ?? '/', to),
      { method: incoming.method ?? 'GET' },
      (response) => {
        answer.writeHead(response.statusCode ?? 500, response.headers)
        response.pipe(answer)
      },
    )
    outgoing.once('error', () => answer.writeHead(502).end())
    incoming.pipe(outgoing)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no address')
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
