import { afterEach, expect, test, vi } from 'vitest'
import { change, newVault, put } from '@/tests/vault/support'

/** What the transactions that write were asked to wait for, from the call on. */
function watched() {
  const asked: (string | undefined)[] = []
  const { transaction } = IDBDatabase.prototype
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
    this: IDBDatabase,
    stores,
    mode,
    options,
  ) {
    if (mode === 'readwrite') asked.push(options?.durability)
    return transaction.call(this, stores, mode, options)
  })
  return asked
}

afterEach(() => {
  vi.restoreAllMocks()
})

test('a commit waits for the disk', async () => {
  const { vault } = await newVault()
  const asked = watched()
  await put(vault, 'a', 'Ada')
  expect(asked).toEqual(['strict'])
})

test('one that may be relaxed does not, unless one beside it does', async () => {
  const { vault } = await newVault()
  const asked = watched()
  const relaxed = () => vault.commit(() => [change('a', vault.stamp(), 'Ada')], { durability: 'relaxed' })
  await relaxed()
  expect(asked).toEqual(['relaxed'])
  asked.length = 0
  await Promise.all([relaxed(), put(vault, 'b', 'Byron'), relaxed()])
  expect(asked).toEqual(['strict'])
})

test('what is packed waits for it too: the segments it stands for go in the same step', async () => {
  const { vault } = await newVault()
  for (let n = 0; n < 4; n++) await put(vault, 'a', n)
  await vault.commit(() => [{ collection: 'contact', id: 'a', fields: {}, erased: vault.stamp() }])
  const asked = watched()
  await vault.inside.pack()
  expect(asked.length).toBeGreaterThan(0)
  expect(new Set(asked)).toEqual(new Set(['strict']))
})
