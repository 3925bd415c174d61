import { CHUNK_BYTES } from '@/lib/protocol/site'
import type { Attachment } from '@/lib/records/locker'
import type { Reservation } from '@/lib/services/locker-room'
import type { BlobWriter } from '@/lib/vault/blob-writer'
import type { Vault } from '@/lib/vault/vault'

/** Most attachments one page may have on their way at once. */
const MAX_OPEN = 8

/** An attachment of a site on its way into a locker. */
interface Upload {
  readonly owner: object
  /** Id of the call that began it. */
  readonly call: string
  readonly collection: string
  readonly attachment: Attachment
  readonly writer: BlobWriter
  readonly room: Reservation
  received: number
  next: number
  /** Parts are stored one after the other. */
  last: Promise<unknown>
  done: boolean
}

/** What pages are sending. In memory: a stopped background has none, and what was stored of them is swept. */
export interface Uploads {
  /** @param owner the page's line; what it did not finish and use goes with it. @returns null when too many are open. */
  begin(
    owner: object,
    call: string,
    vault: Vault,
    collection: string,
    wish: Omit<Attachment, 'id'>,
    room: Reservation,
  ): Promise<string | null>
  /** @returns how many bytes are there; null for a part that is not the next, of a wrong size, or of nobody's upload. */
  add(owner: object, upload: string, index: number, bytes: Uint8Array): Promise<number | null>
  /** What a finished upload became, for a record of this collection. */
  finished(owner: object, upload: string, collection: string): Attachment | null
  /** The page wants it no more. @param target the upload, or the call that began it. */
  drop(owner: object, target: string): Promise<void>
  /** A commit names it: it is the record's now. */
  adopted(upload: string): void
  /** The page is gone. */
  dropAll(owner: object): Promise<void>
}

export function createUploads(): Uploads {
  const open = new Map<string, Upload>()

  async function drop(
    id: string,
    upload: Upload,
    vaultOf?: (upload: Upload) => Promise<void>,
  ): Promise<void> {
    open.delete(id)
    upload.room.release()
    await upload.last.catch(() => undefined)
    await (upload.done ? vaultOf?.(upload) : upload.writer.discard())
  }

  const vaults = new WeakMap<Upload, Vault>()
  const removeStored = async (upload: Upload) => vaults.get(upload)?.blobs.remove([upload.writer.id])

  return {
    async begin(owner, call, vault, collection, { size, type, name }, room) {
      const own = [...open.values()].filter((upload) => upload.owner === owner)
      if (own.length >= MAX_OPEN) return null
      const writer = await vault.blobs.begin()
      const upload: Upload = {
        owner,
        call,
        collection,
        attachment: { id: writer.id, size, type, name },
        writer,
        room,
        received: 0,
        next: 0,
        last: Promise.resolve(),
        done: false,
      }
      vaults.set(upload, vault)
      open.set(writer.id, upload)
      if (size === 0) {
        await writer.finish()
        upload.done = true
      }
      return writer.id
    },

    async add(owner, id, index, bytes) {
      const upload = open.get(id)
      if (!upload || upload.owner !== owner || upload.done || index !== upload.next) return null
      const { size } = upload.attachment
      const left = size - upload.received
      if (bytes.length !== Math.min(CHUNK_BYTES, left)) return null
      upload.next++
      upload.received += bytes.length
      const isLast = upload.received === size
      const step = upload.last.then(async () => {
        await upload.writer.append(bytes)
        if (isLast) await upload.writer.finish()
      })
      upload.last = step
      try {
        await step
      } catch (error) {
        if (open.has(id)) await drop(id, upload)
        throw error
      }
      if (isLast) upload.done = true
      return index * CHUNK_BYTES + bytes.length
    },

    finished(owner, id, collection) {
      const upload = open.get(id)
      return upload?.done && upload.owner === owner && upload.collection === collection
        ? upload.attachment
        : null
    },

    async drop(owner, target) {
      const found = [...open].find(
        ([upload, { owner: its, call }]) => its === owner && (upload === target || call === target),
      )
      if (found) await drop(...found, removeStored)
    },

    adopted(id) {
      const upload = open.get(id)
      open.delete(id)
      upload?.room.release()
    },

    async dropAll(owner) {
      const own = [...open].filter(([, upload]) => upload.owner === owner)
      await Promise.all(own.map(([id, upload]) => drop(id, upload, removeStored)))
    },
  }
}
