import { afterEach, expect, test } from 'vitest'
import { examineVault, openVault } from '@/lib/vault/open'
import type { Vault } from '@/lib/vault/vault'
import { verifyVault } from '@/lib/vault/verify'
import { type MemoryDevice, memoryDevice } from '@/tests/support/memory-places'
import { breakDatabaseCalls } from '@/tests/vault/break'
import { change, held, newVault, open, put, ROOT, VAULT_ID } from '@/tests/vault/support'

let mended = () => {}
afterEach(() => mended())

/** Writes until a call fails, remembering what was acknowledged; pairs are written in one commit. */
async function scenario(device: MemoryDevice, acknowledged: Set<string>): Promise<void> {
  let vault: Vault | null = null
  try {
    vault = await openVault(device.context(), { vaultId: VAULT_ID, root: ROOT })
    const writer = vault
    for (let at = 0; at < 4; at++) {
      await Promise.allSettled(
        [`p${at}`, `q${at}`].map(async (id) => {
          await writer.commit(() => [
            change(`${id}-left`, writer.stamp(), id),
            change(`${id}-right`, writer.stamp(), 'r'.repeat(at === 2 ? 60_000 : 10)),
          ])
          acknowledged.add(id)
        }),
      )
    }
    await writer.mirrored()
    await writer.refresh()
  } catch {
    // The failure is the point; what matters is what can be read afterwards.
  } finally {
    vault?.close()
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

async function expectSound(device: MemoryDevice, acknowledged: Set<string>): Promise<void> {
  expect(await examineVault(device.context())).toMatchObject({ state: 'present' })
  const vault = await open(device)
  for (const id of acknowledged) expect(held(vault, `${id}-left`)).toBe(id)
  for (const { id } of vault.all('contact')) {
    if (id.endsWith('-left')) expect(vault.get('contact', id.replace('-left', '-right'))).not.toBeNull()
    if (id.endsWith('-right')) expect(vault.get('contact', id.replace('-right', '-left'))).not.toBeNull()
  }
  expect(await verifyVault(vault)).toMatchObject({ intact: true })
  await put(vault, 'still', 'writable')
  await vault.mirrored()
  vault.close()
  await new Promise((resolve) => setTimeout(resolve, 5))
}

for (const sticky of [false, true]) {
  test(`any single call of mirror and sentinel may fail (${sticky ? 'for good' : 'once'})`, async () => {
    for (let fail = 0; ; fail++) {
      const { device, vault } = await newVault()
      await vault.mirrored()
      vault.close()
      const acknowledged = new Set<string>()
      let calls = 0
      device.before = () => {
        const at = calls++
        if (at === fail || (sticky && at > fail)) throw new DOMException('broken', 'UnknownError')
      }
      await scenario(device, acknowledged)
      device.before = () => {}
      await expectSound(device, acknowledged)
      if (calls <= fail) break
      if (fail > 200) throw new Error('never ran without a fault')
    }
  })

  test(`any single call of the database may fail (${sticky ? 'for good' : 'once'})`, async () => {
    for (const name of ['UnknownError', 'QuotaExceededError', 'AbortError']) {
      for (let fail = 0; ; fail++) {
        const { device, vault } = await newVault()
        await vault.mirrored()
        vault.close()
        const acknowledged = new Set<string>()
        const broken = breakDatabaseCalls((at) => at === fail || (sticky && at > fail), name)
        mended = broken.mend
        await scenario(device, acknowledged)
        broken.mend()
        await expectSound(device, acknowledged)
        if (broken.calls() <= fail) break
        if (fail > 400) throw new Error('never ran without a fault')
      }
    }
  })
}

test('without room nothing is written, the caller learns it, and everything can still be read', async () => {
  const { device, vault } = await newVault()
  await put(vault, 'a', 1)
  const broken = breakDatabaseCalls((_, call) => call === 'put', 'QuotaExceededError')
  mended = broken.mend
  await expect(put(vault, 'b', 2)).rejects.toMatchObject({ name: 'VaultFullError', code: 'full' })
  await vault.refresh()
  expect(held(vault, 'a')).toBe(1)
  expect(vault.get('contact', 'b')).toBeNull()
  broken.mend()
  await put(vault, 'b', 2)
  expect(held(await open(device), 'b')).toBe(2)
})

test('a value that fits no segment is refused alone', async () => {
  const { vault } = await newVault(memoryDevice())
  const results = await Promise.allSettled([put(vault, 'a', 'x'.repeat(70_000)), put(vault, 'b', 'small')])
  expect(results[0]).toMatchObject({ reason: { code: 'too-large' } })
  expect(results[1]).toMatchObject({ status: 'fulfilled' })
})
