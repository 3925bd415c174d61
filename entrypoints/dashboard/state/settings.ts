import type { Json } from '@/lib/base/json'
import type { Instant } from '@/lib/base/time'
import { currentValue } from '@/lib/records/merge'
import type { Vault, VaultReader } from '@/lib/vault/vault'

/** When a backup was last read back whole, and of which generation. Noted by the Transfer service. */
export interface Backup {
  readonly at: Instant
  readonly generation: number
}

const SETTINGS = '~settings'
const AUTO_LOCK = { id: 'session', field: 'autoLockMinutes', unset: 15 } as const
const BACKUP = { id: 'backup', field: 'verified' } as const

/** Minutes without a touch after which the vault locks; the session enforces it. */
export function autoLockMinutes(vault: VaultReader): number {
  const minutes = settingOf(vault, AUTO_LOCK.id, AUTO_LOCK.field)
  return typeof minutes === 'number' ? minutes : AUTO_LOCK.unset
}

export async function writeAutoLock(vault: Vault, minutes: number): Promise<void> {
  await vault.commit(() => [
    {
      collection: SETTINGS,
      id: AUTO_LOCK.id,
      fields: { [AUTO_LOCK.field]: [{ value: minutes, stamp: vault.stamp() }] },
    },
  ])
}

/** Read here and not through the Transfer service, so that only the Transfer page loads what that needs. */
export function lastBackup(vault: VaultReader): Backup | null {
  const note = settingOf(vault, BACKUP.id, BACKUP.field)
  if (typeof note !== 'object' || note === null || Array.isArray(note)) return null
  const { at, generation } = note as { readonly [member: string]: Json }
  return typeof at === 'number' && typeof generation === 'number' ? { at, generation } : null
}

function settingOf(vault: VaultReader, id: string, field: string): Json {
  const state = vault.get(SETTINGS, id)
  return state ? (currentValue(state, field) ?? null) : null
}
