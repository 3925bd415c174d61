import { blobIdsOf } from '@/lib/records/blobs'
import { type Naming, namingsOf } from '@/lib/replication/naming'
import type { DeepVault } from '@/lib/vault/deep'
import type { Touched } from '@/lib/vault/state'

/** What names each attachment, by its id; null while some of the log cannot be read. */
export type NamingsNow = () => ReadonlyMap<string, readonly Naming[]> | null

/**
 * All records are gone through for it, and again only where one changed that named any, or does now.
 * @param isAwaited whether anybody but who asks has to hear of that. @param changed called when one did.
 */
export function createNamings(vault: DeepVault, isAwaited: () => boolean, changed: () => void): NamingsNow {
  let namings: Map<string, Naming[]> | null = null
  const namers = new Set<string>()
  const keyOf = ({ collection, id }: Touched) => `${collection} ${id}`

  function isNaming(one: Touched): boolean {
    if (namers.has(keyOf(one))) return true
    const state = vault.get(one.collection, one.id)
    return state !== null && blobIdsOf(state).length > 0
  }

  vault.subscribe((touched) => {
    // Nothing was looked at yet that it could change: in a first download as long as it goes on.
    if (!namings && !isAwaited()) return
    if (!touched.some(isNaming)) return
    namings = null
    changed()
  })

  return () => {
    if (vault.health().damaged.length > 0) return null
    if (namings) return namings
    namings = new Map()
    namers.clear()
    for (const state of vault.each())
      for (const [blob, naming] of namingsOf(state)) {
        namings.set(blob, [...(namings.get(blob) ?? []), naming])
        namers.add(keyOf(state))
      }
    return namings
  }
}
