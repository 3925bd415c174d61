import type { Bytes } from '@/lib/base/bytes'
import { ReplicaError } from '@/lib/replicas/replica'

/** The only file that may speak to the network: one request at a time, bounded in time and size, following nobody. */

/** As the global `fetch`, which it is but in tests. */
export type Fetch = (address: string, init: RequestInit) => Promise<Response>

export interface HttpOptions {
  readonly fetch?: Fetch
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** Milliseconds that may pass without a byte. */
  readonly silence?: number
  /** Milliseconds that one request may take in all, however steadily it drips. */
  readonly total?: number
}

export interface Question {
  readonly method: string
  readonly address: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Bytes
  /** Bytes of the answer that are read at most: more is a `wrong-answer`. */
  readonly most: number
  readonly signal: AbortSignal
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Bytes
}

/** @throws ReplicaError, or the reason of the signal. Any status but a redirect is an answer. */
export type Ask = (question: Question) => Promise<Answer>

/** Of an error's page no more is read: it is looked at for a code and never shown. */
const MOST_OF_AN_ERROR = 65_536
/** The slowest line, in bytes per millisecond, on which sending does not count as silence. */
const SLOWEST = 8

export function createAsk({
  fetch = (address, init) => globalThis.fetch(address, init),
  silence = 30_000,
  total = 300_000,
}: HttpOptions = {}): Ask {
  return async ({ method, address, headers = {}, body, most, signal }) => {
    signal.throwIfAborted()
    const lifetime = new AbortController()
    const end = () => lifetime.abort()
    signal.addEventListener('abort', end)
    // Nothing is heard while a body goes out.
    const sending = (body?.length ?? 0) / SLOWEST
    const whole = setTimeout(end, total + sending)
    let quiet = setTimeout(end, silence + sending)
    const heard = () => {
      clearTimeout(quiet)
      quiet = setTimeout(end, silence)
    }
    try {
      const response = await fetch(address, {
        method,
        headers,
        ...(body ? { body } : {}),
        signal: lifetime.signal,
        redirect: 'manual',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      })
      heard()
      const { status } = response
      // A browser shows a redirect that was not followed as one without a status.
      if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
        await discard(response)
        throw new ReplicaError('redirected')
      }
      const bytes =
        status < 400
          ? await readWhole(response, most, heard)
          : await readSome(response, MOST_OF_AN_ERROR, heard)
      return { status, headers: response.headers, bytes }
    } catch (error) {
      if (signal.aborted) throw signal.reason
      // Whatever the browser knows of the network stays with it: names, addresses, certificates.
      throw error instanceof ReplicaError ? error : new ReplicaError('unreachable')
    } finally {
      signal.removeEventListener('abort', end)
      clearTimeout(whole)
      clearTimeout(quiet)
    }
  }
}

/** @throws ReplicaError `wrong-answer` when there is more than `most`. */
async function readWhole(response: Response, most: number, heard: () => void): Promise<Bytes> {
  if (Number(response.headers.get('content-length') ?? 0) > most) {
    await discard(response)
    throw new ReplicaError('wrong-answer')
  }
  const { bytes, isWhole } = await readUpTo(response, most, heard)
  if (!isWhole) throw new ReplicaError('wrong-answer')
  return bytes
}

async function readSome(response: Response, most: number, heard: () => void): Promise<Bytes> {
  return (await readUpTo(response, most, heard)).bytes
}

async function readUpTo(response: Response, most: number, heard: () => void) {
  // As long as the server says it is; what is longer grows.
  let bytes = new Uint8Array(Math.min(most, Number(response.headers.get('content-length')) || 0))
  let length = 0
  let isWhole = true
  const reader = response.body?.getReader()
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    heard()
    isWhole = next.value.length <= most - length
    const part = next.value.subarray(0, most - length)
    if (length + part.length > bytes.length) {
      const longer = new Uint8Array(Math.min(most, 2 * (length + part.length)))
      longer.set(bytes)
      bytes = longer
    }
    bytes.set(part, length)
    length += part.length
    if (isWhole) continue
    await reader?.cancel().catch(() => {})
    break
  }
  return { bytes: length === bytes.length ? bytes : bytes.slice(0, length), isWhole }
}

async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => {})
}
