import { expect, it } from 'vitest'
import type { Collection } from '@/lib/sdk/collection-types'
import { createMock } from '@/lib/sdk/mock'
import { localStorageLike, unstorageDriver } from '@/lib/sdk/storage'

async function open() {
  const mock = createMock({})
  const grant = await (await mock.discover())?.request({
    purpose: { text: 'Keep your settings' },
    collections: { 'app:kv': { actions: ['read', 'create', 'update', 'delete'] } },
  })
  return { mock, collection: grant?.collection('app:kv') as Collection }
}

it('is shaped as localStorage', async () => {
  const { collection } = await open()
  const storage = localStorageLike(collection)
  expect(await storage.getItem('a')).toBeNull()
  await storage.setItem('a', '1')
  await storage.setItem('a', '2')
  await storage.setItem('long', 'é'.repeat(40_000))
  expect([await storage.getItem('a'), (await storage.getItem('long'))?.length]).toEqual(['2', 40_000])
  await storage.setItem('long', 'short')
  expect(await storage.getItem('long')).toBe('short')
  expect(await storage.keys()).toEqual(['a', 'long'])
  await storage.removeItem('a')
  await storage.removeItem('a')
  expect(await storage.getItem('a')).toBeNull()
  await storage.clear()
  expect(await storage.keys()).toEqual([])
  for (const key of ['', 'x'.repeat(201), 'a\0', '\ud800'])
    await expect(storage.setItem(key, 'x')).rejects.toBeInstanceOf(TypeError)
})

it('writes the same key from many places at once', async () => {
  const { collection } = await open()
  const storage = localStorageLike(collection)
  await Promise.all(Array.from({ length: 10 }, (_, n) => storage.setItem('k', String(n))))
  expect(await storage.keys()).toEqual(['k'])
})

/** As far as `unstorage` calls it (unstorage 1.x, `Driver`). */
interface Driver {
  hasItem(key: string, options: object): Promise<boolean> | boolean
  getItem(key: string, options?: object): unknown
  setItem?(key: string, value: string, options: object): Promise<void> | void
  getItemRaw?(key: string, options: object): unknown
  setItemRaw?(key: string, value: unknown, options: object): Promise<void> | void
  removeItem?(key: string, options: object): Promise<void> | void
  getKeys(base: string, options: object): Promise<string[]> | string[]
  clear?(base: string, options: object): Promise<void> | void
  getMeta?(key: string, options: object): unknown
  watch?(callback: (event: 'update' | 'remove', key: string) => void): unknown
}

it('is a driver of unstorage', async () => {
  const { mock, collection } = await open()
  const driver: Driver = unstorageDriver(collection)
  await driver.setItem?.('a:b', 'x', {})
  await driver.setItemRaw?.('a:raw', new Uint8Array([1, 2, 255]), {})
  await driver.setItem?.('c', 'y', {})
  expect(await driver.hasItem('a:b', {})).toBe(true)
  expect(await driver.getItem('a:b')).toBe('x')
  expect(await driver.getItemRaw?.('a:raw', {})).toEqual(new Uint8Array([1, 2, 255]))
  expect(await driver.getItemRaw?.('c', {})).toEqual(new Uint8Array([121]))
  expect(await driver.getMeta?.('a:raw', {})).toEqual({ size: 3 })
  expect(await driver.getMeta?.('none', {})).toBeNull()
  expect(await driver.getKeys('a:', {})).toEqual(['a:b', 'a:raw'])
  await expect(driver.setItemRaw?.('a', 7, {})).rejects.toBeInstanceOf(TypeError)
  const heard: string[] = []
  const stop = (await driver.watch?.((event, key) => heard.push(`${event} ${key}`))) as () => void
  await mock.edit('app:kv', 'c', { text: 'z' })
  await mock.edit('app:kv', 'c', null)
  await expect.poll(() => heard).toEqual(['update c', 'remove c'])
  stop()
  await driver.clear?.('a:', {})
  expect(await driver.getKeys('', {})).toEqual([])
})
