import { expect, test } from 'vitest'
import { verifyVault } from '@/lib/vault/verify'
import { change, held, newVault, open, put } from '@/tests/vault/support'

test('10,000 records in one commit are split over segments and read back whole', async () => {
  const { device, vault } = await newVault()
  const value = { text: 'x'.repeat(330) }
  await vault.commit(() => Array.from({ length: 10_000 }, (_, at) => change(`r${at}`, vault.stamp(), value)))
  await vault.mirrored()
  vault.close()
  const again = await open(device)
  expect(again.all('contact')).toHaveLength(10_000)
  expect(held(again, 'r9999')).toEqual(value)
  expect(again.health().segments).toBeLessThan(100)
  await put(again, 'one-more', 1)
  expect(await verifyVault(again)).toMatchObject({ intact: true, entries: 10_001 })
})
