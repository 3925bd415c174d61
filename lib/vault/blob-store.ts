import { concatBytes } from '@/lib/base/bytes'
import type { LogDatabase } from '@/lib/vault/database'

/*
 * The store `blobs` of the database:
 *
 *   <blob id>                 when it was last written to, in milliseconds
 *   [<blob id>, index, part]  a sealed chunk, cut into parts of at most `PART` bytes
 *
 * Texts sort before arrays, so all times lie together before all chunks.
 */

/** Chromium moves values above 65,536 bytes out to files of their own, which makes writing four times as slow. */
const PART = 61_440

export interface SealedChunk {
  readonly index: number
  readonly bytes: Uint8Array
}

/** Sealed chunks of attachments in the database. Knows no key. All writes are relaxed: the commit that names them is not. */
export interface BlobStore {
  /** Puts chunks and notes the time. @throws VaultError `full`: then none of these was written. */
  put(id: string, chunks: readonly SealedChunk[], at: number): Promise<void>
  get(id: string, index: number): Promise<Uint8Array | null>
  /** The chunk with the highest index. */
  last(id: string): Promise<SealedChunk | null>
  /** Number of chunks that are there. */
  count(id: string): Promise<number>
  remove(ids: readonly string[]): Promise<void>
  /** All attachments of which anything is there, with the time each was last written to. */
  times(): Promise<ReadonlyMap<string, number>>
}

export function createBlobStore(database: LogDatabase): BlobStore {
  return {
    put: (id, chunks, at) =>
      database.withBlobs('readwrite', (blobs) => {
        for (const { index, bytes } of chunks) {
          blobs.delete(keysOf(id, index))
          for (let part = 0; part * PART < bytes.length; part++)
            blobs.put(bytes.slice(part * PART, (part + 1) * PART), [id, index, part])
        }
        blobs.put(at, id)
        return () => undefined
      }),
    get: (id, index) =>
      database.withBlobs('readonly', (blobs) => {
        const parts = blobs.getAll(keysOf(id, index))
        return () => joined(parts.result)
      }),
    last: (id) =>
      database.withBlobs('readonly', (blobs, after) => {
        const found: { readonly index: number; readonly parts: IDBRequest<unknown[]> }[] = []
        const newest = blobs.openKeyCursor(keysOf(id), 'prev')
        after(newest, () => {
          const key = newest.result?.key
          const index = Array.isArray(key) ? key[1] : null
          if (typeof index === 'number') found.push({ index, parts: blobs.getAll(keysOf(id, index)) })
        })
        return () => {
          const [last] = found
          const bytes = last && joined(last.parts.result)
          return bytes ? { index: last.index, bytes } : null
        }
      }),
    count: (id) =>
      database.withBlobs('readonly', (blobs) => {
        const keys = blobs.getAllKeys(keysOf(id))
        return () => new Set(keys.result.map((key) => (Array.isArray(key) ? key[1] : null))).size
      }),
    remove: async (ids) => {
      if (ids.length === 0) return
      await database.withBlobs('readwrite', (blobs) => {
        for (const id of ids) {
          blobs.delete(id)
          blobs.delete(keysOf(id))
        }
        return () => undefined
      })
    },
    times: () =>
      database.withBlobs('readonly', (blobs) => {
        const range = IDBKeyRange.upperBound([], true)
        const keys = blobs.getAllKeys(range)
        const values = blobs.getAll(range)
        return () => {
          const times = new Map<string, number>()
          for (const [at, key] of keys.result.entries()) {
            const time: unknown = values.result[at]
            if (typeof key === 'string') times.set(key, typeof time === 'number' ? time : 0)
          }
          return times
        }
      }),
  }
}

/** Keys of an attachment's chunks, or of one chunk's parts. Arrays sort after every number. */
function keysOf(id: string, ...index: readonly number[]): IDBKeyRange {
  return IDBKeyRange.bound([id, ...index], [id, ...index, []])
}

function joined(parts: readonly unknown[]): Uint8Array | null {
  const bytes = parts.filter((part) => part instanceof Uint8Array)
  return bytes.length > 0 && bytes.length === parts.length ? concatBytes(...bytes) : null
}
