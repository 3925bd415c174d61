/* Databases as Firefox leaves them when a block's head is damaged (docs/decisions/vault-damage.md); another browser's errors likewise. */

import { expect } from 'vitest'
import { databaseName } from '@/lib/vault/connect'
import type { MemoryDevice } from '@/tests/support/memory-places'

let undo: (() => void)[] = []

/** Everything is as it was before. */
export function mendDatabases(): void {
  for (const step of undo.reverse()) step()
  undo = []
}

function replace<Target extends object, Key extends keyof Target>(
  target: Target,
  key: Key,
  make: (original: Target[Key]) => Target[Key],
): void {
  const original = target[key]
  target[key] = make(original)
  undo.push(() => {
    target[key] = original
  })
}

/** Every opening of this database ends with an error of this name. `times`: after so many it can be opened again. */
export function unopenable(name: string, error = 'UnknownError', times = Number.POSITIVE_INFINITY): void {
  let left = times
  replace(IDBFactory.prototype, 'open', (original) => {
    return function (this: IDBFactory, which: string, version?: number) {
      if (which !== name || left-- <= 0) return original.call(this, which, version)
      // A version it is beyond: a request that fails as a browser's does, later and with an event.
      return Object.defineProperty(original.call(this, which, 1), 'error', {
        get: () => new DOMException('broken', error),
        set: () => undefined,
      })
    } as never
  })
}

/** It can be read, and every transaction that puts anything ends with an error of this name. */
export function refusing(name: string, error = 'UnknownError'): void {
  replace(IDBObjectStore.prototype, 'put', (original) => {
    return function (this: IDBObjectStore, value: unknown, key: IDBValidKey) {
      if (this.transaction.db.name === name) throw new DOMException('broken', error)
      return original.call(this, value, key)
    } as never
  })
}

/** The database without its stores. */
export async function emptyOfStores(name: string): Promise<void> {
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = resolve
  })
  await new Promise((resolve) => {
    const opening = indexedDB.open(name, 2)
    opening.onsuccess = () => resolve(opening.result.close())
  })
}

export async function databaseNames(): Promise<readonly (string | undefined)[]> {
  return (await indexedDB.databases()).map(({ name }) => name)
}

/** The next database of a device's log. */
export const second = (device: MemoryDevice): string => databaseName(device.database, 2)

export async function expectNoSecond(device: MemoryDevice): Promise<void> {
  expect(device.ordinal).toBe(1)
  expect(await databaseNames()).not.toContain(second(device))
  expect([...device.files.keys()]).not.toContain('probe')
}

/** As a disk that takes no file. */
export function fullDisk(device: MemoryDevice): void {
  device.before = (call) => {
    if (call === 'mirror.write' || call === 'mirror.writeParts')
      throw new DOMException('no room', 'QuotaExceededError')
  }
}
