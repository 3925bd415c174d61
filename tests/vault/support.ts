import { expect } from 'vitest'
import type { Json } from '@/lib/base/json'
import type { RecordState, Stamp } from '@/lib/records/record'
import { type DeepVault, deepVault } from '@/lib/vault/deep'
import { createVault, openVault } from '@/lib/vault/open'
import type { Vault } from '@/lib/vault/vault'
import { verifyVault } from '@/lib/vault/verify'
import { type MemoryDevice, memoryDevice } from '@/tests/support/memory-places'
import { settle } from '@/tests/support/settle'

/** What `closedVault` holds, each three times as its value. */
export const IDS = ['a', 'b', 'c', 'd', 'e']
export const VAULT_ID = 'AAECAwQFBgcICQoLDA0ODw'
export const ROOT = new Uint8Array(32).fill(7)
export const SLOTS = new Uint8Array(100).fill(3)

export async function newVault(
  device: MemoryDevice = memoryDevice(),
): Promise<{ device: MemoryDevice; vault: DeepVault }> {
  return {
    device,
    vault: deepVault(await createVault(device.context(), { vaultId: VAULT_ID, root: ROOT, slots: SLOTS })),
  }
}

export async function open(device: MemoryDevice): Promise<DeepVault> {
  return deepVault(await openVault(device.context(), { vaultId: VAULT_ID, root: ROOT }))
}

export function change(id: string, stamp: Stamp, value: Json, collection = 'contact'): RecordState {
  return { collection, id, fields: { value: [{ value, stamp }] } }
}

/** Commits one value under `id`. */
export function put(vault: Vault, id: string, value: Json, collection = 'contact') {
  return vault.commit(() => [change(id, vault.stamp(), value, collection)])
}

export function held(vault: Vault, id: string, collection = 'contact'): Json | undefined {
  return vault.get(collection, id)?.fields.value?.[0]?.value
}

/** What runs by itself after a commit or a closing has come to its end. */
export const settled = () => settle(60)

/** A vault of five commits, mirrored and closed. */
export async function closedVault(): Promise<MemoryDevice> {
  const { device, vault } = await newVault()
  for (const id of IDS) await put(vault, id, id.repeat(3))
  await vault.mirrored()
  vault.close()
  await settled()
  return device
}

/** Opens it and looks that all of `closedVault` is there, and its chain whole. */
export async function expectWhole(device: MemoryDevice): Promise<void> {
  const vault = await open(device)
  for (const id of IDS) expect(held(vault, id)).toBe(id.repeat(3))
  expect(vault.health().damaged).toEqual([])
  expect(await verifyVault(vault)).toMatchObject({ intact: true, segments: 5 })
  vault.close()
  await settled()
}
