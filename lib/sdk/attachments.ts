/** Bytes of records: up and down in parts, a few at a time, so that neither side holds more than those. */
import { type Bytes, fromBase64Url, toBase64Url } from '@/lib/base/bytes'
import { checkSignal } from '@/lib/sdk/check'
import type { Attachment } from '@/lib/sdk/collection-types'
import type { Connection } from '@/lib/sdk/connection'
import { malformed } from '@/lib/sdk/errors'
import type { Waiting } from '@/lib/sdk/types'

/** Bytes in one part, except the last. */
const PART = 524_288
/** Parts sent, or asked for, that were not answered yet. */
const WINDOW = 5
const MAX_SIZE = 50 * 1024 * 1024
/** Parts that are put together as they come, always in the same memory: the browser keeps large blobs elsewhere. */
const BATCH = 8
/** How often an upload begins again when what stopped in between took the first parts with it. */
const ATTEMPTS = 3

/** What a call about a collection says beside its own members. */
export interface Within {
  readonly connection: Connection
  readonly grant: string
  readonly collection: string
}

/** @returns the id of the upload, for a marker. @throws QuotaExceededError for more than 50 MiB. */
export async function upload(within: Within, blob: Blob, signal: AbortSignal): Promise<string> {
  if (blob.size > MAX_SIZE) throw new DOMException('An attachment is at most 50 MiB', 'QuotaExceededError')
  for (let attempt = 1; ; attempt++) {
    const begun = await begin(within, blob, signal)
    try {
      await sendParts(within.connection, begun, blob, signal)
      return begun
    } catch (error) {
      drop(within, begun)
      // A background that was stopped does not know the upload any more. Whether the grant stands, `upload` will tell.
      if (attempt === ATTEMPTS || signal.aborted || (error as Error).name !== 'NotAllowedError') throw error
    }
  }
}

async function begin(within: Within, blob: Blob, signal: AbortSignal): Promise<string> {
  const { connection, grant, collection } = within
  const name = blob instanceof File ? blob.name.toWellFormed().slice(0, 255).toWellFormed() : ''
  const type = blob.type.length <= 127 ? blob.type : ''
  const ok = await connection.call('upload', { grant, collection, size: blob.size, type, name }, signal)
  const id = Object(ok).upload
  if (typeof id !== 'string') throw malformed()
  return id
}

/** What no record will name is wanted no more. Nobody answers a `cancel`, so that it is not waited for. */
export function drop({ connection }: Within, upload: string): void {
  const ended = new AbortController()
  connection.call('cancel', { target: upload }, ended.signal).catch(() => {})
  ended.abort()
}

async function sendParts(connection: Connection, id: string, blob: Blob, outer: AbortSignal): Promise<void> {
  const ended = new AbortController()
  const signal = AbortSignal.any([outer, ended.signal])
  const sent: Promise<unknown>[] = []
  const failures: unknown[] = []
  const read = (index: number) => blob.slice(index * PART, (index + 1) * PART).arrayBuffer()
  try {
    let coming = read(0)
    for (let index = 0; index * PART < blob.size; index++) {
      const part = await coming
      // Read while the one before is on its way. What cannot be read is told when its turn comes.
      coming = read(index + 1)
      coming.catch(() => {})
      // Made into text while those before it are on their way.
      const data = toBase64Url(new Uint8Array(part))
      if (index >= WINDOW) await sent[index - WINDOW]
      signal.throwIfAborted()
      const answer = connection.call('chunk', { upload: id, index, data }, signal)
      // The first that fails ends the others, those before it too, and is what is told.
      answer.catch((error: unknown) => {
        failures.push(error)
        ended.abort()
      })
      sent.push(answer)
    }
    await Promise.all(sent)
  } catch (error) {
    ended.abort()
    await Promise.allSettled(sent)
    throw outer.aborted ? outer.reason : failures.length > 0 ? failures[0] : error
  }
}

export interface Marker {
  /** Another one for other bytes. */
  readonly id: string
  readonly size: number
  readonly type: string
  readonly name: string
}

/** Where each attachment came from: so that one can be handed back in an update of its own record. */
const places = new WeakMap<object, string>()

export function placeOf(value: object): string | undefined {
  return places.get(value)
}

export function place(within: Within, record: string, field: string): string {
  return JSON.stringify([within.grant, within.collection, record, field])
}

/** What stands in a value for `marker`. */
export function createAttachment(within: Within, record: string, field: string, marker: Marker): Attachment {
  const { id, size, type, name } = marker
  const parts = (signal?: AbortSignal, room?: () => Bytes) =>
    fetchParts(within, { record, field, attachment: id }, size, signal, room)
  const attachment: Attachment = Object.freeze({
    size,
    type,
    name,
    async blob(options?: Waiting): Promise<Blob> {
      const done: Blob[] = []
      const buffer = new Uint8Array(Math.min(size, BATCH * PART))
      let filled = 0
      for await (const part of parts(checkSignal(options), () => buffer.subarray(filled))) {
        filled += part.length
        if (filled < buffer.length) continue
        done.push(new Blob([buffer]))
        filled = 0
      }
      return new Blob([...done, buffer.subarray(0, filled)], { type })
    },
    stream(options?: Waiting): ReadableStream<Uint8Array<ArrayBuffer>> {
      const outer = checkSignal(options)
      const ended = new AbortController()
      const coming = parts(outer ? AbortSignal.any([outer, ended.signal]) : ended.signal)
      return new ReadableStream(
        {
          async pull(controller) {
            // Parts that came already are not read on after it.
            outer?.throwIfAborted()
            const { done, value } = await coming.next()
            if (done) controller.close()
            else controller.enqueue(value)
          },
          async cancel() {
            ended.abort()
            await coming.return()
          },
        },
        { highWaterMark: 0 },
      )
    },
  })
  places.set(attachment, place(within, record, field))
  return attachment
}

/** The parts in order, each laid into `room` where there is any, until the next is asked for. @throws InvalidStateError when another write replaced them, AbortError when they are not what the marker said. */
async function* fetchParts(
  { connection, grant, collection }: Within,
  named: { readonly record: string; readonly field: string; readonly attachment: string },
  size: number,
  outer?: AbortSignal,
  room?: () => Bytes,
): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
  const ended = new AbortController()
  const signal = outer ? AbortSignal.any([outer, ended.signal]) : ended.signal
  const of = Math.ceil(size / PART)
  const coming: Promise<unknown>[] = []
  let next = 0
  const ask = (): void => {
    if (next === of) return
    const answer = connection.call('download', { grant, collection, ...named, index: next++ }, signal)
    answer.catch(() => {})
    coming.push(answer)
  }
  try {
    while (next < WINDOW && next < of) ask()
    for (let index = 0; index < of; index++) {
      const { data, of: parts } = Object(await coming.shift()) as { readonly data?: unknown; of?: unknown }
      // Asked for before this one is read, so that nobody waits for that.
      ask()
      const bytes = typeof data === 'string' ? fromBase64Url(data, room?.()) : null
      if (parts !== of || bytes?.length !== Math.min(PART, size - index * PART)) throw malformed()
      yield bytes
    }
  } finally {
    ended.abort()
  }
}
