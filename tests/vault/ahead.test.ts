import { expect, test } from 'vitest'
import { createReadAhead } from '@/lib/vault/ahead'
import { createVault, examineVault, openVault } from '@/lib/vault/open'
import { verifyVault } from '@/lib/vault/verify'
import { memoryDevice } from '@/tests/support/memory-places'
import { held, newVault, open, put, ROOT, SLOTS, VAULT_ID } from '@/tests/vault/support'

test('what is read ahead is what an examination finds, and opens as if it were read now', async () => {
  const { device, vault } = await newVault()
  await put(vault, 'a', 'Ada')
  await vault.mirrored()
  const places = device.context()
  const reading = createReadAhead(places)
  expect(await reading.start()).toEqual(await examineVault(places))
  const ahead = await reading.take()
  expect(ahead?.log?.rows).toHaveLength(1)
  const again = await openVault(places, { root: ROOT, vaultId: VAULT_ID, ahead })
  expect(held(again, 'a')).toBe('Ada')
  expect(again.health()).toMatchObject({ generation: 2, segments: 1, damaged: [], repairs: [] })
})

test('what was written after it was read is followed', async () => {
  const { device, vault } = await newVault()
  await put(vault, 'grant', 'standing')
  await vault.mirrored()
  const places = device.context()
  const reading = createReadAhead(places)
  await reading.start()
  const ahead = await reading.take()
  await put(vault, 'grant', 'revoked')
  const again = await openVault(places, { root: ROOT, vaultId: VAULT_ID, ahead })
  await again.refresh()
  expect(held(again, 'grant')).toBe('revoked')
  expect(await verifyVault(again)).toMatchObject({ intact: true })
})

test('a decision on what was read ahead sees what was written since', async () => {
  const { device, vault } = await newVault()
  await put(vault, 'grant', 'standing')
  const places = device.context()
  const reading = createReadAhead(places)
  await reading.start()
  const ahead = await reading.take()
  const again = await openVault(places, { root: ROOT, vaultId: VAULT_ID, ahead })
  await put(vault, 'grant', 'revoked')
  let seen: unknown
  await again.commit((state) => {
    seen = state.get('contact', 'grant')?.fields.value?.[0]?.value
    return []
  })
  expect(seen).toBe('revoked')
})

test('it is given away once, not when it is old, and of another vault it is not used', async () => {
  const { device, vault } = await newVault()
  await put(vault, 'a', 1)
  let time = 0
  const reading = createReadAhead({ ...device.context(), now: () => time })
  expect(await reading.take()).toBeNull()
  await reading.start()
  expect(await reading.take()).not.toBeNull()
  expect(await reading.take()).toBeNull()
  await reading.start()
  time += 30_000
  expect(await reading.take()).toBeNull()

  await reading.start()
  const ahead = await reading.take()
  const other = memoryDevice()
  const made = await createVault(other.context(), {
    vaultId: 'AAECAwQFBgcICQoLDA0OEA',
    root: ROOT,
    slots: SLOTS,
  })
  made.close()
  const opened = await openVault(other.context(), { vaultId: 'AAECAwQFBgcICQoLDA0OEA', root: ROOT, ahead })
  expect(opened.all('contact')).toEqual([])
})

test('what was damaged when it was read is mended at the opening', async () => {
  const { device, vault } = await newVault()
  await put(vault, 'a', 'Ada')
  await vault.mirrored()
  vault.close()
  const places = device.context()
  const reading = createReadAhead(places)
  await reading.start()
  const ahead = await reading.take()
  const rows = (ahead?.log?.rows ?? []).map((row) => ({ ...row, bytes: row.bytes.map((byte) => byte ^ 1) }))
  const log = ahead?.log ? { ...ahead.log, rows } : null
  const again = await openVault(places, {
    root: ROOT,
    vaultId: VAULT_ID,
    ahead: ahead && { ...ahead, log },
  })
  expect(held(again, 'a')).toBe('Ada')
  expect(again.health().damaged).toEqual([])
  expect(held(await open(device), 'a')).toBe('Ada')
})
