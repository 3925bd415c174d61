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

/**
 * The log lies in a database under its own name until that one can no longer be read. Then it goes on in one under the next name
 * (`selfstead-2`); the damaged one stays where it is, and is not looked at again.
 */
export function databaseName(name: string, nth: number): string {
  return nth === 1 ? name : `${name}-${nth}`
}

/** Which of them is the newest there is, from 1. */
export async function newestDatabase(name: string): Promise<number> {
  const exists = await knownDatabases()
  let nth = 1
  while (await exists(databaseName(name, nth + 1))) nth++
  return nth
}

/** Firefox lists nothing where one file is damaged enough: then each is tried. */
async function knownDatabases(): Promise<(name: string) => boolean | Promise<boolean>> {
  const listed = await indexedDB.databases().catch(() => null)
  if (listed === null) return isThere
  const names = new Set(listed.map((each) => each.name))
  return (name) => names.has(name)
}

/** Whether there is such a database, also one that cannot be opened. None is made. */
function isThere(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    let made = false
    const opening = indexedDB.open(name)
    opening.onupgradeneeded = () => {
      made = true
      opening.transaction?.abort()
    }
    opening.onsuccess = () => {
      opening.result.close()
      resolve(true)
    }
    opening.onerror = () => resolve(!made)
  })
}

/** Has every connection to a database closed, in this context and others, and leaves the database as it is. */
export function part(name: string): Promise<void> {
  return new Promise((resolve) => {
    const opening = indexedDB.open(name, VERSION + 1)
    opening.onupgradeneeded = () => opening.transaction?.abort()
    opening.onsuccess = () => {
      opening.result.close()
      resolve()
    }
    opening.onerror = () => resolve()
  })
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
