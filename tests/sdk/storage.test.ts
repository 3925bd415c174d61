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

it('gives every text back as it was, whatever its length, or refuses it', async () => {
  const { collection } = await open()
  const storage = localStorageLike(collection)
  const driver = unstorageDriver(collection)
  const long = 'x'.repeat(30_000)
  // As JSON the last one is six times as long as it is, and larger than a record.
  for (const text of [
    '\ufeffshort',
    `\ufeff${long}`,
    `${long}\ufeff`,
    `${long}\u{1f600}`,
    '\0'.repeat(20_000),
  ]) {
    await storage.setItem('a', text)
    await driver.setItem('b', text)
    expect([await storage.getItem('a'), await driver.getItem('b')].map((one) => one === text)).toEqual([
      true,
      true,
    ])
  }
  expect((await collection.get('a'))?.value).toHaveProperty('bytes')
  for (const text of ['short\ud800', `${long}\ud800`, `\udc00${long}`]) {
    await expect(storage.setItem('c', text)).rejects.toBeInstanceOf(TypeError)
    await expect(driver.setItem('c', text)).rejects.toBeInstanceOf(TypeError)
    await expect(driver.setItemRaw('c', text)).rejects.toBeInstanceOf(TypeError)
  }
  expect(await storage.keys()).toEqual(['a', 'b'])
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

/** `collection`, with the signal of every call written down. */
function witnessed(collection: Collection) {
  const signals: unknown[] = []
  const proxy = new Proxy(collection, {
    get(target, name) {
      const member = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...given: readonly unknown[]) => {
        if (name !== 'addEventListener') signals.push((given.at(-1) as { readonly signal?: unknown }).signal)
        return member.apply(target, given)
      }
    },
  })
  return { signals, collection: proxy }
}

const LONG = 'x'.repeat(30_000)

it('hands the signal of each call on, whatever else stands in its options', async () => {
  const { collection } = await open()
  const { signals, collection: seen } = witnessed(collection)
  const local = localStorageLike(seen)
  const driver = unstorageDriver(seen)
  // As `unstorage` hands them on.
  const { signal } = new AbortController()
  const options = { signal, removeMeta: true }
  const calls: readonly (() => Promise<unknown>)[] = [
    () => local.setItem('a', '1', options),
    () => local.setItem('a', '2', options),
    () => local.getItem('a', options),
    () => local.keys(options),
    () => local.removeItem('a', options),
    () => driver.setItem('b', LONG, options),
    () => driver.setItemRaw('c', new Uint8Array(3), options),
    () => driver.hasItem('b', options),
    () => driver.getItem('b', options),
    () => driver.getItemRaw('c', options),
    () => driver.getMeta('c', options),
    () => driver.getKeys('', options),
    () => driver.removeItem('c', options),
    () => driver.clear('', options),
    () => local.clear(options),
  ]
  for (const [index, call] of calls.entries()) {
    signals.length = 0
    await call()
    expect(signals.length, `call ${index}`).toBeGreaterThan(0)
    expect(new Set(signals), `call ${index}`).toEqual(new Set([signal]))
  }
  const aborted = { signal: AbortSignal.abort() }
  for (const call of [
    () => local.setItem('a', '1', aborted),
    () => local.keys(aborted),
    () => driver.getItem('b', aborted),
    () => driver.clear('', aborted),
  ])
    await expect(call()).rejects.toMatchObject({ name: 'AbortError' })
})

it('reads what is kept as bytes no longer than the signal lets it', async () => {
  const { collection } = await open()
  const local = localStorageLike(collection)
  await local.setItem('long', LONG)
  const abort = new AbortController()
  const found = await collection.get('long')
  // Aborted between the record and its bytes.
  const late = new Proxy(collection, {
    get: (target, name) =>
      name === 'get'
        ? async () => {
            abort.abort()
            return found
          }
        : Reflect.get(target, name),
  })
  const read = localStorageLike(late).getItem('long', { signal: abort.signal })
  await expect(read).rejects.toMatchObject({ name: 'AbortError' })
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
