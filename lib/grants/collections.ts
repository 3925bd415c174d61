/** Collections asked for against collections granted: what stands, what is new, and which grant a site works by. */
import type { Instant } from '@/lib/base/time'
import type { StandingCollection, StandingGrant } from '@/lib/grants/grant'
import { liveGrants } from '@/lib/grants/live'
import type { Action, CollectionRequest } from '@/lib/grants/request'
import { fullName } from '@/lib/records/locker-name'

/** A collection asked for, and the one grant that covers all of it. */
export interface CoveredCollection {
  readonly request: CollectionRequest
  readonly standing: StandingGrant
  readonly granted: StandingCollection
}

/**
 * A collection asked for, whole and as asked, of which something does not stand yet. A grant for it covers all that the
 * person allows of it by itself, so that no two grants ever have to be read as one.
 */
export interface MissingCollection extends CollectionRequest {
  /** What of it is new; empty lists where nothing is. Fields are null for a locker. */
  readonly fresh: { readonly actions: readonly Action[]; readonly fields: readonly string[] | null }
  /** What stands of it already, in the grant that covers most. */
  readonly standing: StandingCollection | null
}

export interface CollectionDifference {
  readonly covered: readonly CoveredCollection[]
  readonly missing: readonly MissingCollection[]
}

/**
 * What of `asked` the live grants cover, and what is new. Every collection is in exactly one of the two. What is to be
 * picked is always asked about: that the person picks is what was asked for.
 */
export function collectionDifference(
  asked: readonly CollectionRequest[],
  live: readonly StandingGrant[],
): CollectionDifference {
  const covered: CoveredCollection[] = []
  const missing: MissingCollection[] = []
  for (const request of asked) {
    const able = request.most === undefined ? newestFirst(live) : []
    const found = able.flatMap((standing) => {
      const granted = standing.collections?.find(({ collection }) => collection === request.collection)
      return granted ? [{ request, standing, granted, lacks: lackOf(request, granted) }] : []
    })
    const whole = found.find(({ lacks }) => sizeOf(lacks) === 0)
    if (whole) {
      covered.push({ request, standing: whole.standing, granted: whole.granted })
      continue
    }
    const [nearest] = found.sort((a, b) => sizeOf(a.lacks) - sizeOf(b.lacks))
    const { actions, fields } = request
    missing.push({
      ...request,
      fresh: nearest ? nearest.lacks : { actions, fields },
      standing: nearest?.granted ?? null,
    })
  }
  return { covered, missing }
}

/**
 * The collection as a site may use it through a grant, for one action: the grant's own, or where that one does not allow
 * the action, the newest of the origin's other live grants that does. Always one grant's and never two put together,
 * so that no record is seen with the fields of another grant. Null alike for a grant that is not live or not the
 * origin's, a collection that is not in it, and an action that is not allowed.
 * @param collection by its name in the vault.
 * @param now the later of the clock and the latest time ever seen.
 */
export function collectionFor(
  grants: readonly StandingGrant[],
  origin: string,
  grant: string,
  collection: string,
  action: Action,
  now: Instant,
): StandingCollection | null {
  const live = liveGrants(grants, origin, now)
  const named = live.find((standing) => standing.grant.id === grant)
  if (!named) return null
  for (const { collections } of [named, ...newestFirst(live)]) {
    const found = collections?.find((one) => one.collection === collection && one.actions.includes(action))
    if (found) return found
  }
  return null
}

/** Whether some live grant of the origin holds the collection, by the site's own name for it. */
export function standsAsCollection(name: string, live: readonly StandingGrant[], origin: string): boolean {
  const collection = fullName(name, origin)
  return live.some(({ collections }) => collections?.some((one) => one.collection === collection))
}

function lackOf(request: CollectionRequest, granted: StandingCollection): MissingCollection['fresh'] {
  return {
    actions: request.actions.filter((action) => !granted.actions.includes(action)),
    fields: request.fields?.filter((field) => !granted.fields?.includes(field)) ?? null,
  }
}

function sizeOf({ actions, fields }: MissingCollection['fresh']): number {
  return actions.length + (fields?.length ?? 0)
}

function newestFirst(grants: readonly StandingGrant[]): readonly StandingGrant[] {
  return [...grants].sort((a, b) => b.grant.created - a.grant.created)
}
