import { afterEach, expect, test } from 'vitest'
import { examineVault } from '@/lib/vault/open'
import type { MemoryDevice } from '@/tests/support/memory-places'
import { rawRows } from '@/tests/vault/raw'
import { closedVault, expectWhole, held, IDS, open, put, settled } from '@/tests/vault/support'

/* A damaged database as Firefox leaves it (tests/e2e/faults.test.ts has the real ones): it gives no result for a value. */

let undo: (() => void)[] = []
afterEach(() => {
  for (const step of undo) step()
  undo = []
})

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

const isIn = (store: IDBObjectStore, database: string) => store.transaction.db.name === database

/** Values that have no result, though their transaction completes. */
function unreadable(database: string, store: string, keys: readonly IDBValidKey[]): void {
  const bad = new Set(keys.map(String))
  const concerns = (of: IDBObjectStore, key: unknown) =>
    isIn(of, database) && of.name === store && (key instanceof IDBKeyRange ? true : bad.has(String(key)))
  const silent = (request: IDBRequest): IDBRequest =>
    Object.defineProperty(request, 'result', {
      get() {
        throw new DOMException('no result', 'InvalidStateError')
      },
      set: () => undefined,
    })
  for (const method of ['get', 'getAll'] as const)
    replace(IDBObjectStore.prototype, method, (original) => {
      return function (this: IDBObjectStore, key: IDBValidKey & IDBKeyRange) {
        const request = original.call(this, key)
        const covers = method === 'get' ? concerns(this, key) : hits(key, keys) && concerns(this, key)
        return covers && bad.size > 0 ? silent(request) : request
      } as never
    })
  // What is written over can be read again.
  replace(IDBObjectStore.prototype, 'put', (original) => {
    return function (this: IDBObjectStore, value: unknown, key: IDBValidKey) {
      if (isIn(this, database) && this.name === store) bad.delete(String(key))
      return original.call(this, value, key)
    } as never
  })
  replace(IDBObjectStore.prototype, 'delete', (original) => {
    return function (this: IDBObjectStore, key: IDBValidKey) {
      if (isIn(this, database) && this.name === store) bad.delete(String(key))
      return original.call(this, key)
    } as never
  })
}

const hits = (range: IDBKeyRange | undefined, keys: readonly IDBValidKey[]) =>
  keys.some((key) => !range || range.includes(key))

const firstKey = async (device: MemoryDevice) => (await rawRows(device.database))[0]?.key as IDBValidKey

test('a row that cannot be read is taken from the mirror', async () => {
  const device = await closedVault()
  unreadable(device.database, 'segments', [await firstKey(device)])
  const vault = await open(device)
  expect(vault.health().repairs).toContainEqual({ kind: 'segment-from-mirror', sequence: 1 })
  vault.close()
  await settled()
  await expectWhole(device)
})

test('a row that cannot be read, with no mirror, is named, and the rest opens', async () => {
  const device = await closedVault()
  const key = await firstKey(device)
  for (const name of [...device.files.keys()]) device.files.delete(name)
  unreadable(device.database, 'segments', [key])
  const vault = await open(device)
  expect(vault.health().damaged).toMatchObject([{ sequence: 1 }])
  expect(held(vault, 'a')).toBeUndefined()
  for (const id of IDS.slice(1)) expect(held(vault, id)).toBe(id.repeat(3))
  vault.close()
})

test.each(['head', 'slots', 'accepted'])('%s that cannot be read is put right', async (key) => {
  const device = await closedVault()
  unreadable(device.database, 'meta', [key])
  expect(await examineVault(device.context())).toMatchObject({ state: 'present', generation: 6 })
  await expectWhole(device)
})

test('a head that cannot be read, and none in the mirror, is made anew', async () => {
  const device = await closedVault()
  for (const name of [...device.files.keys()]) if (name.includes('head')) device.files.delete(name)
  unreadable(device.database, 'meta', ['head'])
  await expectWhole(device)
})

test('a database that leaves keys out takes nothing out of the mirror', async () => {
  const device = await closedVault()
  const vault = await open(device)
  replace(IDBObjectStore.prototype, 'getAllKeys', (original) => {
    return function (this: IDBObjectStore, range?: IDBKeyRange) {
      const some = this.name === 'segments' ? IDBKeyRange.lowerBound([7]) : range
      return original.call(this, some)
    } as never
  })
  await put(vault, 'f', 'fff')
  await vault.mirrored()
  vault.close()
  await settled()
  for (const step of undo.splice(0)) step()
  await device.dropDatabase()
  const again = await open(device)
  for (const id of [...IDS, 'f']) expect(held(again, id)).toBe(id.repeat(3))
  expect(again.health().damaged).toEqual([])
  again.close()
  await settled()
})
