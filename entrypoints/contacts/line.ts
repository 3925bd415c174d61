/** One request over the site protocol (docs/PROTOCOL.md), as a page with the SDK makes it. */
import {
  after,
  Bytes,
  Channel,
  close,
  dataOf,
  fill,
  forget,
  Later,
  origin,
  own,
  Problem,
  post,
  send,
  setListener,
} from './natives'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** 128 random bits in base64url, of whose last digit only two count. */
function newId(): string {
  const bytes = fill(new Bytes(22))
  let id = ''
  for (let at = 0; at < 22; at++) id += ALPHABET[(bytes[at] as number) & (at < 21 ? 63 : 48)]
  return id
}

/**
 * Sends one request.
 * @returns the `ok` of its answer; undefined for every kind of no.
 * @throws InvalidStateError where there is no answer to be had: another question of this site waits, or nobody is there.
 */
export function ask(request: object): Promise<unknown> {
  return new Later((resolve, reject) => {
    const { port1: port, port2 } = new Channel()
    const hello = { id: newId(), verb: 'hello' }
    const call = { id: newId(), verb: 'request', request }
    let isGreeted = false
    let missed = 0
    let timer: ReturnType<typeof setTimeout>

    function end(problem: unknown, ok?: unknown): void {
      forget(timer)
      close(port)
      if (problem && problem !== 'NotAllowedError') reject(new Problem('Failed', 'InvalidStateError'))
      else resolve(ok)
    }

    /** Asks the bridge for a sign of life once a second, and gives up after five in vain. */
    function beat(): void {
      if (missed++ === 5) end('silence')
      else {
        send(port, hello)
        timer = after(beat, 1_000)
      }
    }

    setListener(port, (event) => {
      const data = dataOf(event)
      const id = own(data, 'id')
      missed = 0
      if (id === call.id) end(own(own(data, 'error'), 'name'), own(data, 'ok'))
      else if (!isGreeted && id === hello.id) {
        isGreeted = true
        send(port, call)
      }
    })
    // To the page's own window, where the bridge listens. The browser asks a list for its iterator, which for an array is the page's.
    const ports = function* () {
      yield port2
    }
    post({ selfstead: 1 }, origin, ports() as never)
    beat()
  })
}
