import { afterEach, expect, test } from 'vitest'
import { setAside } from '@/lib/vault/aside'
import { databaseName } from '@/lib/vault/connect'
import { examineVault } from '@/lib/vault/open'
import { type MemoryDevice, memoryDevice } from '@/tests/support/memory-places'
import { rawBlobs, rawRows, rawWrite } from '@/tests/vault/raw'
import { held, newVault, open, put } from '@/tests/vault/support'

/*
 * A damaged database as Firefox leaves it (tests/e2e/faults.test.ts has the real ones): it cannot be opened, has lost its stores,
 * gives no result for a value, forgets what it is given, or takes nothing any more.
 */

const IDS = ['a', 'b', 'c', 'd', 'e']
let undo: (() => void)[] = []
afterEach(() => {
  for (const step of undo) step()
  undo = []
})

async function closedVault(): Promise<MemoryDevice> {
  const { device, vault } = await newVault()
  for (const id of IDS) await put(vault, id, id.repeat(3))
  await vault.mirrored()
  vault.close()
  await settled()
  return device
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 60))

async function expectWhole(device: MemoryDevice): Promise<void> {
  const vault = await open(device)
  for (const id of IDS) expect(held(vault, id)).toBe(id.repeat(3))
  expect(vault.health().damaged).toEqual([])
  vault.close()
  await settled()
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

/** Opening ends with an error, as does listing. */
function unopenable(name: string): void {
  replace(IDBFactory.prototype, 'open', (original) => {
    return function (this: IDBFactory, which: string, version?: number) {
      if (which === name) throw new DOMException('broken', 'UnknownError')
      return original.call(this, which, version)
    } as never
  })
  replace(IDBFactory.prototype, 'databases', () => async () => {
    throw new DOMException('broken', 'UnknownError')
  })
}

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

test('a database without its stores is left, and another is filled from the mirror', async () => {
  const device = await closedVault()
  await device.dropDatabase()
  await new Promise((resolve) => {
    const opening = indexedDB.open(device.database, 2)
    opening.onsuccess = () => resolve(opening.result.close())
  })
  expect(await examineVault(device.context())).toMatchObject({ state: 'present', refilled: 5 })
  await expectWhole(device)
  expect(await rawRows(databaseName(device.database, 2))).toHaveLength(5)
})

test('a database that cannot be opened is left, also where nothing can be listed; what is written then stays', async () => {
  const device = await closedVault()
  unopenable(device.database)
  const vault = await open(device)
  await put(vault, 'f', 'fff')
  await vault.mirrored()
  vault.close()
  await settled()
  const again = await open(device)
  expect(held(again, 'f')).toBe('fff')
  expect(await again.verify()).toMatchObject({ intact: true })
  again.close()
  await settled()
  await expectWhole(device)
})

test('where no other copy tells of a vault, none is made in its place', async () => {
  const device = memoryDevice()
  unopenable(device.database)
  await expect(examineVault(device.context())).rejects.toMatchObject({ code: 'unreachable' })
  for (const step of undo.splice(0)) step()
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(
    databaseName(device.database, 2),
  )
})

test('a database that forgets what it is given is left', async () => {
  const device = await closedVault()
  await rawWrite(device.database, ({ meta }) => meta.delete('head'))
  await rawWrite(device.database, ({ segments }) => segments.clear())
  replace(IDBObjectStore.prototype, 'put', (original) => {
    return function (this: IDBObjectStore, value: unknown, key: IDBValidKey) {
      return isIn(this, device.database) ? this.get(key) : original.call(this, value, key)
    } as never
  })
  expect(await examineVault(device.context())).toMatchObject({ state: 'present', generation: 6 })
  await expectWhole(device)
})

test('a database that loses what it had when it is given something is left', async () => {
  const device = await closedVault()
  await rawWrite(device.database, ({ meta }) => meta.delete('slots'))
  replace(IDBObjectStore.prototype, 'put', (original) => {
    return function (this: IDBObjectStore, value: unknown, key: IDBValidKey) {
      if (isIn(this, device.database) && key === 'slots') this.delete('head')
      return original.call(this, value, key)
    } as never
  })
  expect(await examineVault(device.context())).toMatchObject({ state: 'present', generation: 6 })
  await expectWhole(device)
  expect((await indexedDB.databases()).map(({ name }) => name)).toContain(databaseName(device.database, 2))
})

test('a mirror that has less than it is called makes no database after another', async () => {
  const device = await closedVault()
  for (const name of [...device.files.keys()])
    if (name.includes('head')) device.files.set(name, Uint8Array.of(1))
  await rawWrite(device.database, ({ meta }) => meta.delete('head'))
  await examineVault(device.context())
  await examineVault(device.context())
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(
    databaseName(device.database, 2),
  )
})

test('a database that takes nothing any more is left in the middle, with all that lay in it and in no mirror', async () => {
  const device = await closedVault()
  const vault = await open(device)
  const other = await open(device)
  device.before = (call) => {
    if (call.startsWith('mirror')) throw new DOMException('broken', 'UnknownError')
  }
  await put(vault, 'f', 'fff')
  await rawWrite(device.database, ({ blobs }) => blobs.put(Uint8Array.of(1), ['attachment', 0]))
  replace(IDBObjectStore.prototype, 'put', (original) => {
    return function (this: IDBObjectStore, value: unknown, key: IDBValidKey) {
      if (isIn(this, device.database)) throw new DOMException('broken', 'UnknownError')
      return original.call(this, value, key)
    } as never
  })
  // Both find it so at once, and go on in the same one.
  await Promise.all([put(vault, 'g', 'ggg'), put(other, 'h', 'hhh')])
  for (const one of [vault, other]) {
    await one.refresh()
    expect(['f', 'g', 'h'].map((id) => held(one, id))).toEqual(['fff', 'ggg', 'hhh'])
  }
  expect(await rawBlobs(databaseName(device.database, 2))).toContainEqual({
    key: ['attachment', 0],
    value: Uint8Array.of(1),
  })
  expect((await indexedDB.databases()).map(({ name }) => name)).toContain(databaseName(device.database, 2))
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(
    databaseName(device.database, 3),
  )
  device.before = () => undefined
  vault.close()
  other.close()
})

test('what is left of a vault in its second database can be set aside', async () => {
  const device = await closedVault()
  unopenable(device.database)
  for (const name of [...device.files.keys()]) if (!name.includes('slots')) device.files.delete(name)
  expect(await examineVault(device.context())).toMatchObject({ state: 'lost', left: 0 })
  await setAside(device.context())
  expect(await examineVault(device.context())).toEqual({ state: 'none' })
})
