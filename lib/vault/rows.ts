import { SEGMENTS } from '@/lib/vault/connect'
import type { Row, RowKey } from '@/lib/vault/database'
import { readEach, readKeys } from '@/lib/vault/salvage'

/** All rows of generations after `since`; one that cannot be read has no bytes. */
export async function readRows(database: IDBDatabase, since: number): Promise<readonly Row[]> {
  const keys = await readKeys(database, SEGMENTS, generationsAfter(since))
  const values = await readEach(database, SEGMENTS, keys)
  return keys.map((key, at) => rowOf(key, values[at]))
}

export function rowOf(key: IDBValidKey, value: unknown): Row {
  const [generation, index] = key as unknown as RowKey
  return { generation, index, bytes: bytesOf(value) ?? new Uint8Array(0) }
}

function generationsAfter(since: number): IDBKeyRange {
  return IDBKeyRange.lowerBound([since + 1])
}

export function requestRows(transaction: IDBTransaction, since: number): () => readonly Row[] {
  const segments = transaction.objectStore(SEGMENTS)
  const range = generationsAfter(since)
  const keys = segments.getAllKeys(range)
  const values = segments.getAll(range)
  return () => keys.result.map((key, at) => rowOf(key, values.result[at]))
}

export function bytesOf(value: unknown): Uint8Array | null {
  return value instanceof Uint8Array ? value : null
}
