import { createServer, type Socket, connect as to } from 'node:net'

/** A line between a device and a place on this machine, as fast as one between two houses. */
export interface Line {
  /** `http://127.0.0.1:` and its own port. */
  readonly address: string
  close(): Promise<void>
}

/** @param address where it leads, on this machine. @param speed bits a second, each way, whoever shares it. */
export async function startLine(address: string, speed: number): Promise<Line> {
  const { port } = new URL(address)
  const open = new Set<Socket>()
  const [there, back] = [createLane(speed / 8), createLane(speed / 8)]
  const server = createServer((near) => {
    const far = to(Number(port), '127.0.0.1')
    for (const [from, into, lane] of [
      [near, far, there],
      [far, near, back],
    ] as const) {
      open.add(from)
      from.on('data', (chunk) => {
        from.pause()
        lane(chunk.length, () => {
          into.write(chunk)
          from.resume()
        })
      })
      from.on('end', () => lane(0, () => into.end()))
      from.on('error', () => into.destroy())
      from.on('close', () => open.delete(from))
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const own = server.address()
  if (own === null || typeof own === 'string') throw new Error('a line without a port')
  return {
    address: `http://127.0.0.1:${own.port}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** What goes one way, one after the other: `then` is called when `bytes` have passed. */
function createLane(bytesPerSecond: number) {
  let free = 0
  return (bytes: number, then: () => void): void => {
    free = Math.max(free, performance.now()) + (bytes / bytesPerSecond) * 1_000
    // A clock of whole milliseconds: what is early by less than one goes at once, and the next waits for it as well.
    const wait = free - performance.now()
    if (wait < 1) then()
    else setTimeout(then, wait)
  }
}
