import { openDB, unwrap } from 'idb'
import { nameOf, VaultError } from '@/lib/vault/errors'

export const SEGMENTS = 'segments'
export const META = 'meta'
export const ASIDE = 'aside'
export const BLOBS = 'blobs'
const STORES = [SEGMENTS, META, ASIDE, BLOBS]

/** Version 2 has the store `blobs` beside those of version 1, which stay as they are. */
const VERSION = 2

/**
 * What a database answers whose file was damaged. Seen in Firefox 153: opening ends with UnknownError, or gives a database
 * without its stores; reading a value ends its transaction with AbortError, or is never answered (lib/vault/transact.ts). Chromium's
 * NotReadableError is a value that lay in a file of its own, which is gone.
 */
const DAMAGE = [
  'UnknownError',
  'AbortError',
  'DataError',
  'DataCloneError',
  'NotReadableError',
  'NotFoundError',
]

export function isDamage(error: unknown): boolean {
  return DAMAGE.includes(nameOf(error instanceof VaultError ? error.cause : error))
}

/** Opens a database with the stores of the log, and makes it where there is none. */
export async function connect(name: string, drop: () => void): Promise<IDBDatabase> {
  const database = await openDB(name, VERSION, {
    upgrade(made, before) {
      if (before < 1) {
        made.createObjectStore(SEGMENTS)
        made.createObjectStore(META)
        made.createObjectStore(ASIDE, { autoIncrement: true })
      }
      if (before < 2) made.createObjectStore(BLOBS)
    },
    blocking: drop,
    terminated: drop,
  })
  if (STORES.every((store) => database.objectStoreNames.contains(store))) return unwrap(database)
  database.close()
  throw new DOMException('stores are missing', 'NotFoundError')
}
