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
  readonly vault: Vault
  readonly collection: string
  readonly attachment: Attachment
  readonly writer: BlobWriter
  readonly room: Reservation
  /** Whether the vault is open and what allowed it to begin still does. */
  readonly stands: () => Promise<boolean>
  received: number
  next: number
  /** Parts are stored one after the other. */
  last: Promise<unknown>
  done: boolean
}

/** What pages are sending. In memory: a stopped background has none, and what was stored of them is swept. */
export interface Uploads {
  /**
   * @param owner the page's line; what it did not finish and use goes with it.
   * @param call what it asks for, under its own id.
   * @param stands asked anew before each part is stored. @returns null when too many are open.
   */
  begin(
    owner: object,
    call: Attachment,
    vault: Vault,
    collection: string,
    room: Reservation,
    stands: () => Promise<boolean>,
  ): Promise<string | null>
  /**
   * @returns how many bytes are there; null for a part that is not the next, of a wrong size, or of nobody's upload, and for
   * one of an upload that does not stand any more: that one is gone then.
   */
  add(owner: object, upload: string, index: number, bytes: Uint8Array): Promise<number | null>
  /** What a finished upload became, for a record of this collection. */
  finished(owner: object, upload: string, collection: string): Attachment | null
  /** The page wants it no more. @param target the upload, or the call that began it; all of the page's where it is gone. */
  drop(owner: object, target?: string): Promise<void>
  /** Those that a commit on its way names: it may be allowed by another grant than they began with. */
  readonly naming: Set<string>
  /** A commit names it: it is the record's now. */
  adopted(upload: string): void
  /** What does not stand any more goes, and its room is given back. Not what is just being named. */
  dropEnded(): Promise<void>
}

export function createUploads(): Uploads {
  const open = new Map<string, Upload>()
  const naming = new Set<string>()

  async function drop(id: string, upload: Upload): Promise<void> {
    open.delete(id)
    upload.room.release()
    await upload.last.catch(() => undefined)
    await (upload.done ? upload.vault.blobs.remove([id]) : upload.writer.discard())
  }

  return {
    naming,

    async begin(owner, { id: call, size, type, name }, vault, collection, room, stands) {
      const own = [...open.values()].filter((upload) => upload.owner === owner)
      if (own.length >= MAX_OPEN) return null
      const writer = await vault.blobs.begin()
      const upload: Upload = {
        owner,
        call,
        vault,
        collection,
        attachment: { id: writer.id, size, type, name },
        writer,
        room,
        stands,
        received: 0,
        next: 0,
        last: Promise.resolve(),
        done: false,
      }
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
        // In its turn: one that does not stand takes none of those behind it, whatever is allowed by then.
        if (!open.has(id) || !(await upload.stands())) return false
        await upload.writer.append(bytes)
        if (isLast) await upload.writer.finish()
        return true
      })
      upload.last = step
      let isStored = false
      try {
        isStored = await step
        upload.done = isStored && isLast
      } finally {
        if (!isStored && open.has(id)) await drop(id, upload)
      }
      return open.has(id) ? index * CHUNK_BYTES + bytes.length : null
    },

    finished(owner, id, collection) {
      const upload = open.get(id)
      return upload?.done && upload.owner === owner && upload.collection === collection
        ? upload.attachment
        : null
    },

    async drop(owner, target) {
      const own = [...open].filter(
        ([id, upload]) =>
          upload.owner === owner && (target === undefined || id === target || upload.call === target),
      )
      await Promise.all(own.map((one) => drop(...one)))
    },

    adopted(id) {
      const upload = open.get(id)
      open.delete(id)
      upload?.room.release()
    },

    async dropEnded() {
      // What cannot be removed of it now, the sweep finds.
      for (const [id, upload] of [...open])
        if (!(await upload.stands()) && open.has(id) && !naming.has(id))
          void drop(id, upload).catch(() => undefined)
    },
  }
}
