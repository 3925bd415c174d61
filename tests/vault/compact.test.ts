import { expect, test } from 'vitest'
import { fromUtf8 } from '@/lib/base/bytes'
import { open as openSeal } from '@/lib/crypto/seal'
import { deriveLogKeys } from '@/lib/vault/log-keys'
import { decodeFrames, parseLogName } from '@/lib/vault/mirror'
import type { Vault } from '@/lib/vault/vault'
import { verifyVault } from '@/lib/vault/verify'
import type { MemoryDevice } from '@/tests/support/memory-places'
import { rawRows } from '@/tests/vault/raw'
import { change, held, newVault, open, put, ROOT } from '@/tests/vault/support'

async function compacted(vault: Vault, device: MemoryDevice, segments: number): Promise<void> {
  const end = Date.now() + 20_000
  while (vault.health().segments > segments && Date.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 50))
  await vault.mirrored()
  expect(vault.health().segments).toBeLessThanOrEqual(segments)
  expect(device.sentinel?.generation).toBe(vault.health().generation)
}

/** Everything readable with the key, in the database and in the mirror. */
async function allText(device: MemoryDevice): Promise<string> {
  const { segments } = deriveLogKeys(ROOT)
  const rows = [...(await rawRows(device.database)).map(({ bytes }) => bytes)]
  for (const [name, bytes] of device.files)
    if (parseLogName(name)) rows.push(...decodeFrames(bytes).map((frame) => frame.bytes))
  return rows
    .map((bytes) =>
      fromUtf8(
        openSeal(segments, bytes.subarray(0, 88), bytes.subarray(88))?.map((byte) => byte & 0x7f) ??
          new Uint8Array(0),
      ),
    )
    .join()
}

test('many single commits become few segments, with the same records and a whole chain', async () => {
  const { device, vault } = await newVault()
  for (let at = 0; at < 300; at++) await put(vault, `r${at}`, `value ${at}`)
  await compacted(vault, device, 10)
  await put(vault, 'after', 'later')
  for (const vaultNow of [vault, await open(device)]) {
    expect(vaultNow.all('contact')).toHaveLength(301)
    expect(held(vaultNow, 'r250')).toBe('value 250')
    expect(await verifyVault(vaultNow)).toMatchObject({ intact: true })
  }
  await vault.mirrored()
  vault.close()
  await device.dropDatabase()
  const refilled = await open(device)
  expect(refilled.all('contact')).toHaveLength(301)
  expect(await verifyVault(refilled)).toMatchObject({ intact: true })
  expect(refilled.health().damaged).toEqual([])
})

test('a context that slept through a compaction follows', async () => {
  const { device, vault } = await newVault()
  const other = await open(device)
  for (let at = 0; at < 300; at++) await put(vault, `r${at}`, at)
  await compacted(vault, device, 10)
  await other.refresh()
  await put(other, 'mine', true)
  await vault.refresh()
  expect(other.all('contact')).toEqual(vault.all('contact'))
  expect(await verifyVault(other)).toMatchObject({ intact: true })
})

test('what was erased leaves database and mirror', async () => {
  const { device, vault } = await newVault()
  await put(vault, 'keep', 'KEPT-CANARY')
  await put(vault, 'gone', 'ERASED-CANARY')
  await put(vault, 'other', 'x'.repeat(40_000))
  await vault.commit(() => [
    { collection: 'contact', id: 'old', fields: { value: [{ value: 'OLD-CANARY', stamp: vault.stamp() }] } },
  ])
  await vault.commit(() => {
    const stamp = vault.stamp()
    return [{ ...change('old', stamp, 'NEW-CANARY'), floors: { value: stamp } }]
  })
  await vault.commit(() => [{ collection: 'contact', id: 'gone', fields: {}, erased: vault.stamp() }])
  expect(await allText(device)).toContain('ERASED-CANARY')
  await vault.mirrored()
  await compacted(vault, device, 3)
  const text = await allText(device)
  expect(text).toContain('KEPT-CANARY')
  expect(text).toContain('NEW-CANARY')
  expect(text).not.toContain('ERASED-CANARY')
  expect(text).not.toContain('OLD-CANARY')
  const again = await open(device)
  expect(again.get('contact', 'gone')).toBeNull()
  expect(await verifyVault(again)).toMatchObject({ intact: true })
})

test('a compaction that never reached the mirror leaves the mirror as good as before', async () => {
  const { device, vault } = await newVault()
  for (let at = 0; at < 300; at++) await put(vault, `r${at}`, at)
  await vault.mirrored()
  device.before = (call) => {
    if (call === 'mirror.write') throw new DOMException('broken', 'UnknownError')
  }
  const end = Date.now() + 20_000
  while (vault.health().segments > 10 && Date.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 50))
  expect(vault.health().mirrored).toBe(false)
  vault.close()
  device.before = () => {}
  await device.dropDatabase()
  const again = await open(device)
  expect(again.all('contact')).toHaveLength(300)
  expect(await verifyVault(again)).toMatchObject({ intact: true })
})
