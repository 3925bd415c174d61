import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { mayAsk } from '../browsers/leaks'
import { selfSigned } from '../certificate'

export interface LyingServer {
  /** Without a slash at its end. */
  readonly address: string
  /** Methods and paths it was asked for, in order. */
  readonly asked: readonly string[]
  answer: (request: IncomingMessage, response: ServerResponse) => void
  close(): Promise<void>
}

const EXPIRED = '250601000000Z'

/** A server that says whatever the test tells it. `tls`: with a certificate that nobody vouches for, or one that is over as well. */
export async function startLyingServer({
  tls = false,
}: {
  readonly tls?: boolean | 'expired'
} = {}): Promise<LyingServer> {
  const asked: string[] = []
  const hear = (request: IncomingMessage, response: ServerResponse) => {
    asked.push(`${request.method} ${request.url}`)
    request.resume()
    // Who asks may have gone.
    response.on('error', () => {})
    self.answer(request, response)
  }
  const server = tls
    ? createTlsServer(selfSigned(tls === 'expired' ? EXPIRED : undefined), hear)
    : createServer(hear)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('no address')
  const self: LyingServer = {
    address: `${tls ? 'https' : 'http'}://127.0.0.1:${at.port}`,
    asked,
    answer: (_, response) => {
      response.end()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  mayAsk(self.address)
  return self
}
