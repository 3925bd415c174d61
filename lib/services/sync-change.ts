import type { Json } from '@/lib/base/json'
import type { RecordState } from '@/lib/records/record'
import type { DeepVault } from '@/lib/vault/deep'

/** What is said of one record in the log of replication itself: each field with a stamp of its own. */
export function changeOf(
  vault: DeepVault,
  collection: string,
  id: string,
  fields: { readonly [field: string]: Json },
): RecordState {
  const at = Object.entries(fields).map(([field, value]) => [field, [{ value, stamp: vault.stamp() }]])
  return { collection, id, fields: Object.fromEntries(at) }
}
