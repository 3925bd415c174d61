import { createStorage, type Driver } from 'unstorage'
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

it('is taken by unstorage itself, under a base and without one', async () => {
  const { mock, collection } = await open()
  const storage = createStorage({ driver: unstorageDriver(collection) })
  await storage.setItem('user:ada', { name: 'Ada', born: 1815 })
  await storage.setItem('user:grace', 'Grace')
  await storage.setItemRaw('picture', new Uint8Array([0, 127, 255]))
  expect(await storage.getItem('user:ada')).toEqual({ name: 'Ada', born: 1815 })
  expect(await storage.getItems(['user:ada', 'user:grace', 'none'])).toEqual([
    { key: 'user:ada', value: { name: 'Ada', born: 1815 } },
    { key: 'user:grace', value: 'Grace' },
    { key: 'none', value: null },
  ])
  expect(await storage.getItemRaw('picture')).toEqual(new Uint8Array([0, 127, 255]))
  expect(await storage.hasItem('user:ada')).toBe(true)
  expect(await storage.getKeys()).toEqual(['user:ada', 'user:grace', 'picture'])
  expect(await storage.getKeys('user')).toEqual(['user:ada', 'user:grace'])
  expect(await storage.getMeta('picture')).toMatchObject({ size: 3 })

  const heard: string[] = []
  const unwatch = await storage.watch((event, key) => heard.push(`${event} ${key}`))
  await mock.edit('app:kv', 'user:grace', { text: '"Hopper"' })
  await expect.poll(() => heard).toContain('update user:grace')
  expect(await storage.getItem('user:grace')).toBe('Hopper')
  await unwatch()

  await storage.removeItem('user:ada')
  expect(await storage.hasItem('user:ada')).toBe(false)

  const mounted = createStorage().mount('vault', unstorageDriver(collection))
  await mounted.setItem('vault:theme', 'dark')
  expect(await mounted.getItem('vault:theme')).toBe('dark')
  expect(await mounted.getKeys('vault')).toEqual(['vault:user:grace', 'vault:picture', 'vault:theme'])
  expect(await storage.getItem('theme')).toBe('dark')
  await mounted.clear('vault')
  expect(await storage.getKeys()).toEqual([])
  await storage.dispose()
})
