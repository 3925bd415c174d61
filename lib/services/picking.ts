/** What was picked: records of shared collections that go over with the answer of a `once` grant, and their lines. */
import type { Instant } from '@/lib/base/time'
import type { GrantedCollection } from '@/lib/grants/grant'
import type { SiteRecord } from '@/lib/protocol/site'
import type { RecordState, Stamp } from '@/lib/records/record'
import { recordsEntry } from '@/lib/services/disclosing'
import type { Given } from '@/lib/services/granting'
import type { PairwiseNames } from '@/lib/services/pairwise'
import { sharedShelf } from '@/lib/services/shared-shelf'
import type { VaultReader } from '@/lib/vault/vault'

export interface PickingEdges {
  readonly origin: string
  readonly grant: string
  readonly names: PairwiseNames
  /** The passphrase was given just now. */
  readonly fresh: boolean
  readonly now: () => Instant
  readonly newId: () => string
  readonly stamp: () => Stamp
}

export interface Picked {
  /** By the site's name of the collection; a collection of which nothing is there any more has an empty list. */
  readonly picked: { readonly [collection: string]: readonly SiteRecord[] }
  /** To be committed before anything of it leaves. */
  readonly records: readonly RecordState[]
  readonly entries: readonly string[]
}

/** The records that were picked, as they are in `state`, in the fields that were given. */
export function pickedRecords(
  state: VaultReader,
  collections: readonly GrantedCollection[],
  picks: Given['picks'],
  { grant, stamp, ...edges }: PickingEdges,
): Picked {
  const records: RecordState[] = []
  const entries: string[] = []
  const picked = collections.map((granted): [string, readonly SiteRecord[]] => {
    const { collection } = granted
    const chosen = new Set(picks.filter((one) => one.collection === collection).map(({ record }) => record))
    const shelf = sharedShelf({ ...granted, sees: (record) => chosen.has(record) }, edges)
    const there = shelf.all(state)
    if (there.length > 0) {
      const about = { id: edges.newId(), at: edges.now(), origin: edges.origin, grant, stamp }
      entries.push(about.id)
      records.push(recordsEntry(shelf, there, about))
    }
    return [collection, there.map(shelf.show)]
  })
  return { picked: Object.fromEntries(picked), records, entries }
}
