import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { mayAsk } from '../browsers/leaks'

export interface Gate {
  /** Origin, without a slash at its end. */
  readonly origin: string
  /** Methods and paths that came, in order. */
  readonly asked: readonly string[]
  /** Whoever is held gets no answer until the gate is opened, and then none either. */
  isHeld: (method: string) => boolean
  /** Resolves when the next one is held. */
  held(): Promise<void>
  close(): Promise<void>
}

/** Stands before a server on this machine: passes on what comes as it is, counts it, and holds back what the test says. */
export async function startGate(to: string): Promise<Gate> {
  const target = new URL(to)
  const asked: string[] = []
  let hold = () => {}
  const pass = (from: IncomingMessage, back: ServerResponse): void => {
    const { method = '', url = '', headers } = from
    asked.push(`${method} ${url}`)
    back.on('error', () => {})
    if (gate.isHeld(method)) {
      from.resume()
      hold()
      return
    }
    const onward = request(
      { host: target.hostname, port: target.port, method, path: url, headers },
      (answer) => {
        back.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(back)
      },
    )
    // As it is without a gate: the line breaks.
    onward.on('error', () => back.destroy())
    from.pipe(onward)
  }
  const server = createServer(pass)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('no address')
  const gate: Gate = {
    origin: `http://127.0.0.1:${at.port}`,
    asked,
    isHeld: () => false,
    held: () =>
      new Promise((resolve) => {
        hold = resolve
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  mayAsk(gate.origin)
  return gate
}
