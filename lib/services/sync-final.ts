import { currentVersion } from '@/lib/records/merge'
import { stampedBy } from '@/lib/records/stamp'
import { DEVICES } from '@/lib/replication/devices'
import { type Situation, settled } from '@/lib/replication/plan'
import type { DeepVault } from '@/lib/vault/deep'

/**
 * Whether a removed device's chain ends for good where it seems to. Another one may have taken over more of it before it heard of
 * the removal, and moves the end when it next says how far it has everything: so not before all that stay have acknowledged a
 * snapshot that holds the removal.
 */
export async function isEndFinal(vault: DeepVault, situation: Situation, device: string): Promise<boolean> {
  const record = vault.get(DEVICES, device)
  const removal = record && currentVersion(record, 'removed')
  if (!removal) return false
  const remover = stampedBy(removal.stamp)
  for await (const { last, changes } of vault.chains.changesBehind(new Map(), remover))
    if (
      changes.some(({ collection, id, fields }) => collection === DEVICES && id === device && fields.removed)
    )
      return settled(situation).some(({ covers }) => (covers.get(remover) ?? 0) >= last)
  return false
}
