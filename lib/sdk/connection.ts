/**
 * One page's line to the extension: a `MessagePort` that the bridge took, the calls that wait on it, and what is done
 * when it dies without a word (the extension was updated or switched off and on).
 *
 * Nobody but the bridge can answer on the port, but anybody may have posted anything: every message is judged.
 */
import { aborted, malformed, wireError } from '@/lib/sdk/errors'

/** What the connection needs of a window. The mock brings its own. */
export interface Page {
  postMessage(message: unknown, targetOrigin: string, transfer: Transferable[]): void
  addEventListener(type: string, listener: () => void, options?: boolean): void
  removeEventListener(type: string, listener: () => void, options?: boolean): void
  readonly location: { readonly origin: string }
}

export interface Connection {
  /** Looks for the extension. @returns false when `timeout` milliseconds brought no answer. */
  find(timeout: number, signal?: AbortSignal): Promise<boolean>
  /** Sends a call and waits for its `ok`. */
  call(verb: string, members: object, signal?: AbortSignal): Promise<unknown>
  /** Hands everything that is said unasked to `listener`, and `{ event: 'lost' }` when the line was cut. Nothing of it was looked at. */
  listen(listener: Listener): void
  /** Hands `message` to every listener, as if it had been said. */
  tell: Listener
}

export type Listener = (message: { readonly [member: string]: unknown }) => void

interface Call {
  readonly message: object
  readonly resolve: (ok: unknown) => void
  readonly reject: (error: unknown) => void
  sent: number
}

/** How often one call is sent before it is given up. */
const MAX_SENT = 5
/** How long a new port is looked for when the old one died. */
const REVIVE = 5_000
/** Hello is said again at once when one of these may have brought the extension, or the gesture it waits for. */
const OCCASIONS = ['focus', 'pointerup', 'keyup']
/** A timer that is to be longer goes off at once. */
export const LONGEST_TIMER = 2_147_483_647

/** 128 random bits as 22 characters of base64url. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, 22)
}

/**
 * @param beat milliseconds between two signs of life while a call waits; three without an answer mean the port is dead.
 */
export function createConnection(page: Page, newChannel: () => MessageChannel, beat = 1_000): Connection {
  const waiting = new Map<string, Call>()
  const listeners: Listener[] = []
  const seekers = new Set<() => void>()
  let port: MessagePort | null = null
  let missed = 0
  let _beating: ReturnType<typeof setTimeout> | undefined
  let reviving = false

  // --- Finding -------------------------------------------------------------------------------------------------

  /** Ends of channels nobody has answered yet. The answer to an early one may come late, from a background just waking. */
  let knocked: MessagePort[] = []
  let knocking: ReturnType<typeof setTimeout> | undefined
  let pause = 0
  let lastKnock = Number.NEGATIVE_INFINITY

  function knock(): void {
    clearTimeout(knocking)
    pause = Math.min(pause * 2 || 50, 2_000)
    knocking = setTimeout(knock, pause)
    const now = performance.now()
    if (now - lastKnock < 20) return
    lastKnock = now
    if (port && missed < 2) {
      missed++
      port.postMessage({ id: newId(), verb: 'hello' })
      return
    }
    const { port1, port2 } = newChannel()
    const id = newId()
    port1.onmessage = ({ data }) => {
      if (data?.id === id && 'ok' in data) adopt(port1)
    }
    knocked.push(port1)
    if (knocked.length > 8) knocked.shift()?.close()
    page.postMessage({ selfstead: 1 }, page.location.origin, [port2])
    port1.postMessage({ id, verb: 'hello' })
  }

  const onOccasion = (): void => {
    pause = 0
    knock()
  }

  function stopKnocking(): void {
    clearTimeout(knocking)
    for (const occasion of OCCASIONS) page.removeEventListener(occasion, onOccasion, true)
    for (const end of knocked) if (end !== port) end.close()
    knocked = []
  }

  function find(timeout: number, signal?: AbortSignal): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        seekers.delete(found)
        if (seekers.size === 0) stopKnocking()
      }
      const found = (): void => {
        leave()
        resolve(true)
      }
      const abort = (): void => {
        leave()
        reject(signal?.reason)
      }
      const timer =
        timeout <= LONGEST_TIMER
          ? setTimeout(() => {
              leave()
              resolve(false)
            }, timeout)
          : undefined
      signal?.addEventListener('abort', abort)
      if (seekers.size === 0)
        for (const occasion of OCCASIONS) page.addEventListener(occasion, onOccasion, true)
      seekers.add(found)
      onOccasion()
    })
  }

  // --- Living --------------------------------------------------------------------------------------------------

  function adopt(fresh: MessagePort): void {
    if (port === fresh) return
    port?.close()
    port = fresh
    fresh.onmessage = ({ data }) => {
      if (port === fresh) receive(data)
    }
    // Where browsers tell that the other end is gone, it need not be found out.
    fresh.addEventListener('close', () => {
      if (port === fresh) die()
    })
    alive()
    for (const call of waiting.values()) send(call)
  }

  function alive(): void {
    missed = 0
    for (const found of [...seekers]) found()
  }

  function die(): void {
    port?.close()
    port = null
    tell({ event: 'lost' })
    if (waiting.size > 0) void revive()
  }

  async function revive(): Promise<void> {
    if (reviving) return
    reviving = true
    const found = await find(REVIVE)
    reviving = false
    if (!found) giveUp()
  }

  function giveUp(): void {
    for (const call of [...waiting.values()]) call.reject(aborted('Selfstead went away'))
  }

  function keepBeating(): void {
    _beating ??= setTimeout(() => {
      _beating = undefined
      if (!port || waiting.size === 0) return
      if (++missed > 3) return die()
      port.postMessage({ id: newId(), verb: 'hello' })
      keepBeating()
    }, beat)
  }

  // A document that goes away asks no more; one that comes back from the cache finds the line cut.
  page.addEventListener('pagehide', () => {
    giveUp()
    die()
  })

  // --- Calls ---------------------------------------------------------------------------------------------------

  function send(call: Call): void {
    if (!port) return void revive()
    if (++call.sent > MAX_SENT) {
      call.reject(aborted('Selfstead went away'))
      return
    }
    port.postMessage(call.message)
    keepBeating()
  }

  function receive(data: unknown): void {
    if (typeof data !== 'object' || data === null) return
    const message = data as Parameters<Listener>[0]
    const { id } = message
    alive()
    if ('event' in message) tell(message)
    const call = typeof id === 'string' ? waiting.get(id) : undefined
    if (!call) return
    if ('ok' in message) call.resolve(message.ok)
    else call.reject('error' in message ? wireError(message.error) : malformed())
  }

  function call(verb: string, members: object, signal?: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = newId()
      const leave = (): void => {
        waiting.delete(id)
        signal?.removeEventListener('abort', abort)
      }
      const abort = (): void => {
        leave()
        port?.postMessage({ id: newId(), verb: 'cancel', target: id })
        reject(signal?.reason)
      }
      const made: Call = {
        message: { id, verb, ...members },
        resolve(ok) {
          leave()
          resolve(ok)
        },
        reject(error) {
          leave()
          reject(error)
        },
        sent: 0,
      }
      signal?.addEventListener('abort', abort)
      waiting.set(id, made)
      send(made)
    })
  }

  function tell(message: Parameters<Listener>[0]): void {
    for (const listener of listeners) listener(message)
  }

  return { find, call, listen: (listener) => void listeners.push(listener), tell }
}
