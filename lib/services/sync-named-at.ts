import { blobIdsOf } from '@/lib/records/blobs'
import { tipOf } from '@/lib/services/sync-tips'
import type { DeepVault } from '@/lib/vault/deep'

/** The first of this device's changes that names one of these attachments; infinite where none does. */
export type NamedAt = (ids: ReadonlySet<string>) => Promise<number>

/** Its chain is gone through once, and then what is new of it. */
export function createNamedAt(vault: DeepVault): NamedAt {
  const namedAt = new Map<string, number>()
  let searched = 0
  let searchedOf = vault.device

  return async (ids) => {
    const tip = tipOf(vault)
    // Under a new id all have other numbers.
    if (searchedOf !== vault.device) {
      namedAt.clear()
      searched = 0
      searchedOf = vault.device
    }
    if (searched < tip) {
      // A packed stretch begins before what was searched: the lower of two numbers is the careful one.
      const after = new Map([[vault.device, searched]])
      for await (const { first, changes } of vault.chains.changesBehind(after, vault.device))
        for (const id of changes.flatMap(blobIdsOf)) if (!namedAt.has(id)) namedAt.set(id, first)
      searched = tip
    }
    return Math.min(Number.POSITIVE_INFINITY, ...[...ids].flatMap((id) => namedAt.get(id) ?? []))
  }
}
