import type { Instant } from '@/lib/base/time'
import { currentValue } from '@/lib/records/merge'
import type { RecordState } from '@/lib/records/record'
import type { Vault, VaultReader } from '@/lib/vault/vault'

/** Where it stands that the recovery words were asked back. */
const NOTE = { collection: '~settings', id: 'recovery', field: 'proven' } as const

/** When three of the recovery words were asked back and right; null when that never was, or not of the words that count now. */
export function wordsProven(vault: VaultReader): Instant | null {
  const state = vault.get(NOTE.collection, NOTE.id)
  const at = state ? currentValue(state, NOTE.field) : null
  return typeof at === 'number' ? at : null
}

/** Notes that they were, or with null that there are new words nobody was asked for yet. */
export async function noteWords(vault: Vault, at: Instant | null): Promise<void> {
  await vault.commit(() => [
    {
      collection: NOTE.collection,
      id: NOTE.id,
      fields: { [NOTE.field]: [{ value: at, stamp: vault.stamp() }] },
    },
  ])
}

/** The words open the vault on this device, and no other: the note about them goes into no backup and comes from none. */
export function isAboutWords({ collection, id }: Pick<RecordState, 'collection' | 'id'>): boolean {
  return collection === NOTE.collection && id === NOTE.id
}
