import type { Json } from '@/lib/base/json'
import type { RecordState, Stamp } from '@/lib/records/record'
import { createVault, openVault } from '@/lib/vault/open'
import type { Vault } from '@/lib/vault/vault'
import { type MemoryDevice, memoryDevice } from '@/tests/support/memory-places'

export const VAULT_ID = 'AAECAwQFBgcICQoLDA0ODw'
export const ROOT = new Uint8Array(32).fill(7)
export const SLOTS = new Uint8Array(100).fill(3)

export async function newVault(
  device: MemoryDevice = memoryDevice(),
): Promise<{ device: MemoryDevice; vault: Vault }> {
  return {
    device,
    vault: await createVault(device.context(), { vaultId: VAULT_ID, root: ROOT, slots: SLOTS }),
  }
}

export function open(device: MemoryDevice): Promise<Vault> {
  return openVault(device.context(), { vaultId: VAULT_ID, root: ROOT })
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
