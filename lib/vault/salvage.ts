import { isDamage } from '@/lib/vault/connect'
import { transact } from '@/lib/vault/transact'

/*
 * Reads what a damaged database still gives. A value that cannot be read takes its whole transaction along, in Firefox also
 * where the error is held back, so each try is a transaction of its own; a range that fails is tried in halves.
 */

/** In place of a value that is there and cannot be read. */
export const UNREADABLE = Symbol('unreadable')

/** @throws whatever else than damage keeps it from being read. */
export async function readOne(
  database: IDBDatabase,
  store: string,
  key: IDBValidKey,
): Promise<unknown | typeof UNREADABLE> {
  return transact(database, [store], 'readonly', 'relaxed', (transaction) => {
    const found = transaction.objectStore(store).get(key)
    return () => found.result
  }).catch(unreadable)
}

/** All keys of a store within a range, in order. @throws where even these cannot be read. */
export function readKeys(
  database: IDBDatabase,
  store: string,
  range: IDBKeyRange | null = null,
): Promise<readonly IDBValidKey[]> {
  return transact(database, [store], 'readonly', 'relaxed', (transaction) => {
    const keys = transaction.objectStore(store).getAllKeys(range)
    return () => keys.result
  })
}

/** The value of each key, in the same order. `keys` are all there are between the first and the last. */
export async function readEach(
  database: IDBDatabase,
  store: string,
  keys: readonly IDBValidKey[],
): Promise<readonly (unknown | typeof UNREADABLE)[]> {
  if (keys.length === 0) return []
  if (keys.length === 1) return [await readOne(database, store, keys[0] as IDBValidKey)]
  const values = await transact(database, [store], 'readonly', 'relaxed', (transaction) => {
    const found = transaction.objectStore(store).getAll(IDBKeyRange.bound(keys[0], keys.at(-1)))
    return () => found.result as readonly unknown[]
  }).catch(unreadable)
  if (Array.isArray(values) && values.length === keys.length) return values
  const half = keys.length >> 1
  return [
    ...(await readEach(database, store, keys.slice(0, half))),
    ...(await readEach(database, store, keys.slice(half))),
  ]
}

function unreadable(error: unknown): typeof UNREADABLE {
  if (isDamage(error)) return UNREADABLE
  throw error
}
