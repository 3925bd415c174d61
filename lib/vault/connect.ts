import { openDB, unwrap } from 'idb'
import { nameOf, VaultError, vaultError } from '@/lib/vault/errors'

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

/** Whether it is a database's answer that will not come right by itself: it is damaged, or lacks stores. */
export function isBroken(error: unknown): boolean {
  if (!(error instanceof VaultError) || error.code !== 'unreachable') return false
  return ['UnknownError', 'NotFoundError'].includes(nameOf(error.cause))
}

/** `selfstead`, then `selfstead-2`. */
export function databaseName(first: string, ordinal: number): string {
  return ordinal === 1 ? first : `${first}-${ordinal}`
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
  return withStores(unwrap(database))
}

/** The same connection, if it has every store. @throws NotFoundError */
export function withStores(database: IDBDatabase): IDBDatabase {
  if (STORES.every((store) => database.objectStoreNames.contains(store))) return database
  database.close()
  throw new DOMException('stores are missing', 'NotFoundError')
}

/** Opens the database as it is, or gives null where there is none: one without its stores is never made. */
export function openExisting(name: string): Promise<IDBDatabase | null> {
  return new Promise((resolve, reject) => {
    let made = false
    const opening = indexedDB.open(name)
    opening.onupgradeneeded = () => {
      made = true
      opening.transaction?.abort()
    }
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => (made ? resolve(null) : reject(vaultError('unreachable', opening.error)))
  })
}

/** How long a context that does not answer may keep others from parting, in milliseconds. */
const PATIENCE = 2_000

/** Has every connection to a database closed, in this context and others, and leaves the database as it is. */
export function part(name: string): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE)
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    const opening = indexedDB.open(name, VERSION + 1)
    opening.onupgradeneeded = () => opening.transaction?.abort()
    opening.onsuccess = () => {
      opening.result.close()
      done()
    }
    opening.onerror = done
  })
}
