import type { LogDatabase } from '@/lib/vault/database'

/*
 * The store `blobs` of the database:
 *
 *   <blob id>           when it was last written to, in milliseconds
 *   [<blob id>, group]  up to `GROUP` sealed chunks, one after the other
 *
 * Texts sort before arrays, so all times lie together before all groups. Chromium keeps values above 65,536 bytes in files of
 * their own. For half a megabyte that is faster than many small values are, both ways; for single chunks it would be slower.
 */

/** Sealed chunks that lie together. The group `n` begins with the chunk `n * GROUP`. */
export interface SealedGroup {
  readonly group: number
  readonly bytes: Uint8Array
}

/** Sealed chunks of attachments in the database. Knows no key. All writes are relaxed: the disk has them with the next strict one. */
export interface BlobStore {
  /** Puts groups and notes the time. @throws VaultError `full`: then none of these was written. */
  put(id: string, groups: readonly SealedGroup[], at: number): Promise<void>
  get(id: string, group: number): Promise<Uint8Array | null>
  /** The last group there is. */
  last(id: string): Promise<SealedGroup | null>
  /** Number of groups that are there. */
  count(id: string): Promise<number>
  remove(ids: readonly string[]): Promise<void>
  /** All attachments of which anything is there, with the time each was last written to. */
  times(): Promise<ReadonlyMap<string, number>>
}

export function createBlobStore(database: LogDatabase): BlobStore {
  return {
    put: (id, groups, at) =>
      database.withBlobs('readwrite', (blobs) => {
        for (const { group, bytes } of groups) blobs.put(bytes, [id, group])
        blobs.put(at, id)
        return () => undefined
      }),
    get: (id, group) =>
      database.withBlobs('readonly', (blobs) => {
        const found = blobs.get([id, group])
        return () => bytesOf(found.result)
      }),
    last: (id) =>
      database.withBlobs('readonly', (blobs, after) => {
        const found: { readonly group: number; readonly value: IDBRequest<unknown> }[] = []
        const newest = blobs.openKeyCursor(groupsOf(id), 'prev')
        after(newest, () => {
          const key = newest.result?.key
          const group = Array.isArray(key) && key.length === 2 ? key[1] : null
          if (typeof group === 'number') found.push({ group, value: blobs.get([id, group]) })
        })
        return () => {
          const [last] = found
          const bytes = last && bytesOf(last.value.result)
          return bytes ? { group: last.group, bytes } : null
        }
      }),
    count: (id) =>
      database.withBlobs('readonly', (blobs) => {
        const number = blobs.count(groupsOf(id))
        return () => number.result
      }),
    remove: async (ids) => {
      if (ids.length === 0) return
      await database.withBlobs('readwrite', (blobs) => {
        for (const id of ids) {
          blobs.delete(id)
          blobs.delete(groupsOf(id))
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

/** Keys of an attachment's groups. Arrays sort after every number. */
function groupsOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []])
}

function bytesOf(value: unknown): Uint8Array | null {
  return value instanceof Uint8Array && value.length > 0 ? value : null
}
