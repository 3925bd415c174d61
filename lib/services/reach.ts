import type { Instant } from '@/lib/base/time'
import { collectionFor } from '@/lib/grants/collections'
import type { StandingCollection, StandingGrant } from '@/lib/grants/grant'
import { liveGrants } from '@/lib/grants/live'
import { latestSeen } from '@/lib/grants/reader'
import type { Action } from '@/lib/grants/request'
import { standingRules, withinRules } from '@/lib/grants/rules'
import { standingGrants } from '@/lib/grants/standing'
import { fullName, isLocker } from '@/lib/records/locker-name'
import { lockerShelf } from '@/lib/services/locker-shelf'
import type { PairwiseNames } from '@/lib/services/pairwise'
import { type SharedShelf, sharedShelf } from '@/lib/services/shared-shelf'
import type { Shelf } from '@/lib/services/shelf'
import type { Vault, VaultReader } from '@/lib/vault/vault'

/** What a call names: a grant, and a collection as its site calls it. */
export interface Reaching {
  readonly grant: string
  readonly collection: string
}

/** What of the session a decision needs, read before any transaction. */
export interface Moment {
  readonly browserSession: string
  /** The passphrase was given just now. */
  readonly fresh: boolean
}

/** A collection a site may work in right now. */
export type Reached = {
  readonly granted: StandingCollection
  /** The grant that the call names. */
  readonly standing: StandingGrant
  /** The origin's live grants that hold the collection. */
  readonly grants: readonly string[]
  /** The later of the clock and the latest time ever seen. */
  readonly at: Instant
} & (
  | { readonly kind: 'locker'; readonly shelf: Shelf }
  | { readonly kind: 'shared'; readonly shelf: SharedShelf }
)

export interface ReachEdges {
  readonly vault: Vault
  readonly names: (origin: string) => PairwiseNames
  readonly now: () => Instant
  readonly newId: () => string
}

/**
 * The collection as the call's grant shows it, for one action; null alike for whatever keeps it from being there. Asked
 * anew for each call and inside each commit, so that what was taken back anywhere before is seen.
 */
export function reach(
  { vault, names, now, newId }: ReachEdges,
  state: VaultReader,
  origin: string,
  { grant, collection }: Reaching,
  action: Action,
  { browserSession, fresh }: Moment,
): Reached | null {
  const seen = latestSeen(vault)
  const at = Math.max(now(), seen)
  const rules = standingRules(state)
  const all = standingGrants(state, now(), browserSession, seen).map((one) => withinRules(one, rules))
  const granted = collectionFor(all, origin, grant, fullName(collection, origin), action, at)
  const standing = all.find((one) => one.grant.id === grant)
  if (!granted || !standing) return null
  const holding = liveGrants(all, origin, at).filter(({ collections }) =>
    collections?.some((one) => one.collection === granted.collection),
  )
  const common = { granted, standing, at, grants: holding.map((one) => one.grant.id) }
  const edges = { names: names(origin), now, newId }
  return isLocker(granted.collection)
    ? { ...common, kind: 'locker', shelf: lockerShelf(granted, { ...edges, blobs: vault.blobs }) }
    : { ...common, kind: 'shared', shelf: sharedShelf(granted, { ...edges, origin, fresh }) }
}
