import { createBuffers } from '@/lib/base/buffers'
import { type Bytes, fromBase64Url, toBase64Url } from '@/lib/base/bytes'
import type { Action } from '@/lib/grants/request'
import { CHUNK_BYTES } from '@/lib/protocol/site'
import {
  type CollectionAnswer,
  type CollectionLine,
  type Of,
  type Reaching,
  tooMuch,
  typeError,
  type Visit,
} from '@/lib/services/desk'
import type { Disclosing } from '@/lib/services/disclosing'
import { reach } from '@/lib/services/reach'
import type { Session } from '@/lib/services/session'
import type { Uploads } from '@/lib/services/uploads'

/** A page that goes on and on is told of anew. */
const MOST_TOLD = 1_000
/** What a record that names an attachment takes beside it, with room to spare. */
const NAMING = 1_024
/** As many parts as an SDK has on their way at once. */
const MOST_IDLE = 5

export interface CarryingEdges {
  readonly session: Pick<Session, 'forCommit'>
  readonly uploads: Uploads
  readonly disclosing: Disclosing
  readonly reaching: Reaching
}

/** Attachments on their way, part by part: into a locker, and out of one or of a shared document. */
export interface Carrying {
  download(line: CollectionLine, desk: Visit, origin: string, call: Of<'download'>): Promise<CollectionAnswer>
  upload(line: CollectionLine, desk: Visit, origin: string, call: Of<'upload'>): Promise<CollectionAnswer>
  chunk(line: CollectionLine, call: Of<'chunk'>): Promise<CollectionAnswer>
  /** The page wants a call no more, or what came of an `upload`. */
  cancel(line: CollectionLine, target: string): Promise<void>
}

export function createCarrying({ session, uploads, disclosing, reaching }: CarryingEdges): Carrying {
  const cancelled = new Set<string>()
  const buffers = createBuffers(CHUNK_BYTES, MOST_IDLE)
  /** Attachments whose reading is written, and those where it is being written, by line. */
  const opened = new WeakMap<CollectionLine, Map<string, Promise<unknown>>>()

  /** A buffer for a part in clear, of which nothing is left in it. @param used of its bytes at most. */
  async function within<Answer>(used: number, work: (buffer: Bytes) => Promise<Answer>): Promise<Answer> {
    const buffer = buffers.take()
    try {
      return await work(buffer)
    } finally {
      buffer.fill(0, 0, used)
      buffers.give(buffer)
    }
  }

  async function download(
    line: CollectionLine,
    desk: Visit,
    origin: string,
    call: Of<'download'>,
  ): Promise<CollectionAnswer> {
    const { grant, collection, record: id, field } = call
    const told = opened.get(line) ?? new Map<string, Promise<unknown>>()
    opened.set(line, told)
    let key = ''
    let isReplaced = false
    const look = () =>
      disclosing.disclose(desk, origin, call, ({ shelf }, reader) => {
        const record = shelf.find(reader, id)
        const bytes = record && shelf.bytes(record, field)
        isReplaced = call.attachment !== undefined && (bytes?.id ?? call.attachment) !== call.attachment
        if (!record || !bytes || isReplaced) return null
        key = JSON.stringify([grant, collection, id, bytes.id])
        // One line for a whole attachment: the part that comes first tells of all of it.
        return { value: bytes, records: told.has(key) ? [] : [record] }
      })
    // Parts are asked for several at a time; those that come while the line is written wait for it.
    const asked = JSON.stringify([grant, collection, id, field, call.attachment ?? null])
    const before = told.get(asked)
    const tell = async () => {
      const held = await look()
      if (held) {
        if (told.size > MOST_TOLD) told.clear()
        told.set(key, Promise.resolve())
      }
      return held
    }
    const mine = before ? before.catch(() => undefined).then(tell) : tell()
    if (!before) told.set(asked, mine)
    const held = await mine.finally(() => {
      if (told.get(asked) === mine) told.delete(asked)
    })
    if (isReplaced) return REPLACED
    if (!held) return null
    return within(held.size, async (buffer) => {
      const part = await held.part(call.index, buffer)
      return part && { ok: { data: toBase64Url(part), of: Math.max(1, Math.ceil(held.size / CHUNK_BYTES)) } }
    })
  }

  async function upload(
    line: CollectionLine,
    desk: Visit,
    origin: string,
    call: Of<'upload'>,
  ): Promise<CollectionAnswer> {
    const look = () =>
      (['create', 'update'] as const)
        .map((action: Action) => reach(reaching(desk), desk.vault, origin, call, action, desk.here))
        .find((one) => one !== null)
    const found = look()
    if (!found) return null
    if (found.kind === 'shared') return typeError('collection: attachments are kept in lockers only')
    const { collection } = found.granted
    const { size } = call
    await uploads.dropEnded()
    // Asked about before all of it is sent, and not when it is to be named.
    const more = { bytes: size + NAMING, records: 0 }
    const fitting = desk.rooms.reserve(collection, more)
    fitting?.release()
    const room = fitting && desk.rooms.reserve(collection, { bytes: size, records: 0 })
    if (!room) return { full: desk.rooms.question(collection, more) }
    // By what this context knows: parts come faster than a store can be asked.
    const stands = async () => {
      const held = await session.forCommit()
      return held?.vault === desk.vault && (await held.stands) && look() !== undefined
    }
    const id = await uploads.begin(line, call, desk.vault, collection, room, stands)
    if (id === null) room.release()
    if (id !== null && cancelled.delete(call.id)) {
      await uploads.drop(line, id)
      return null
    }
    return id === null ? tooMuch('Too many attachments are on their way at once.') : { ok: { upload: id } }
  }

  async function chunk(line: CollectionLine, call: Of<'chunk'>): Promise<CollectionAnswer> {
    return within(call.data.length, async (buffer) => {
      const bytes = fromBase64Url(call.data, buffer)
      if (!bytes) return typeError('data: is not base64url')
      const received = await uploads.add(line, call.upload, call.index, bytes)
      return received === null ? null : { ok: { received } }
    })
  }

  return {
    download,
    upload,
    chunk,
    async cancel(line, target) {
      // An upload that is only beginning looks for itself here.
      cancelled.add(target)
      if (cancelled.size > MOST_TOLD) cancelled.delete(cancelled.values().next().value as string)
      await uploads.drop(line, target)
    },
  }
}

/** The record names another attachment than the one that was asked for. */
const REPLACED: CollectionAnswer = {
  error: { name: 'InvalidStateError', message: 'The attachment was replaced.' },
}
