import { expect, test } from 'vitest'
import { examineVault } from '@/lib/vault/open'
import { change, held, newVault, open, put, SLOTS, VAULT_ID } from '@/tests/vault/support'

test('what was committed is there after opening again', async () => {
  const { device, vault } = await newVault()
  await put(vault, 'a', 'Ada')
  await put(vault, 'b', { city: 'Turin' })
  vault.close()
  const again = await open(device)
  expect(held(again, 'a')).toBe('Ada')
  expect(held(again, 'b')).toEqual({ city: 'Turin' })
  expect(again.health()).toMatchObject({ generation: 3, segments: 2, records: 2, damaged: [], repairs: [] })
})

test('nothing is unlocked to see what stands here', async () => {
  const { device, vault } = await newVault()
  await put(vault, 'a', 1)
  await vault.mirrored()
  expect(await examineVault(device.context())).toMatchObject({
    state: 'present',
    vaultId: VAULT_ID,
    generation: 2,
    refilled: 0,
    slots: SLOTS,
  })
})

test('commits made at once share one segment, each with its own outcome', async () => {
  const { vault } = await newVault()
  const results = await Promise.allSettled([
    put(vault, 'a', 1),
    vault.commit(() => {
      throw new Error('mine alone')
    }),
    vault.commit((state) => [change('b', vault.stamp(), state.get('contact', 'a') !== null)]),
    vault.commit(() => []),
  ])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  expect(vault.health().segments).toBe(1)
  expect(held(vault, 'b')).toBe(true)
})

test('two contexts that write at once both see everything', async () => {
  const { device, vault: one } = await newVault()
  const two = await open(device)
  await Promise.all(
    Array.from({ length: 20 }, (_, at) => [put(one, `one-${at}`, at), put(two, `two-${at}`, at)]).flat(),
  )
  await Promise.all(
    [one, two].map((vault) =>
      Promise.all(
        Array.from({ length: 10 }, async () => {
          await vault.commit((state) => {
            const counter = Number(state.get('contact', 'counter')?.fields.value?.[0]?.value ?? 0)
            return [change('counter', vault.stamp(), counter + 1)]
          })
        }),
      ),
    ),
  )
  await one.refresh()
  await two.refresh()
  for (const vault of [one, two]) {
    expect(vault.all('contact')).toHaveLength(41)
    expect(held(vault, 'counter')).toBe(20)
    expect(await vault.verify()).toMatchObject({ intact: true })
  }
})
