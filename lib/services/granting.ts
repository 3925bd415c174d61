/** What one yes of the person's becomes: the grant, what is committed with it, and what the site hears of its collections. */
import type { Instant } from '@/lib/base/time'
import { askedCollections } from '@/lib/grants/asked'
import type { GrantedCollections } from '@/lib/grants/choose'
import type { Grant, GrantedClaim, GrantedCollection } from '@/lib/grants/grant'
import type { PendingRequest, SiteRequest } from '@/lib/grants/request'
import type { Rule } from '@/lib/grants/rule'
import { applyRules } from '@/lib/grants/rules'
import { picking } from '@/lib/grants/standing'
import type { AnsweredCollection } from '@/lib/protocol/site'
import { siteName } from '@/lib/records/locker-name'
import type { RecordState, Stamp } from '@/lib/records/record'

/** What the person gave, checked against what was asked. */
export interface Given extends GrantedCollections {
  readonly claims: readonly GrantedClaim[]
}

export type GrantTerm = Pick<Grant, 'mode' | 'ends' | 'session'>

/** The grant of what was given. */
export function grantOf(
  id: string,
  { origin, request, hash }: PendingRequest,
  { claims, collections }: Given,
  term: GrantTerm,
  created: Instant,
): Grant {
  return {
    id,
    origin,
    claims,
    ...(collections.length > 0 && { collections }),
    withheld: [
      ...request.claims
        .map(({ claim }) => claim)
        .filter((claim) => !claims.some((one) => one.claim === claim)),
      ...askedCollections(request, origin)
        .map(({ collection }) => collection)
        .filter((collection) => !collections.some((one) => one.collection === collection)),
    ],
    purpose: request.purpose,
    ...(request.retention !== undefined && { retention: request.retention }),
    created,
    ...term,
    requestHash: hash,
    ...(request.nonce !== undefined && { nonce: request.nonce }),
  }
}

/**
 * Whether the rules of this very moment leave all of a grant to be given: one that was made while the prompt was open is
 * kept as well.
 */
export function isWithinRules(
  { claims, collections = [], mode, ends, created, origin }: Grant,
  request: SiteRequest,
  rules: readonly Rule[],
): boolean {
  const within = applyRules(request, origin, rules)
  if (within.refuse) return false
  const asked = askedCollections(within.request, origin)
  const lasts = (ends ?? Number.POSITIVE_INFINITY) - created
  return (
    (mode === 'once' || within.longest === null || lasts <= within.longest) &&
    claims.every(({ claim, form }) =>
      within.request.claims.some(
        (one) => one.claim === claim && (form === 'full' ? !one.withoutFull : one.accepts.includes(form)),
      ),
    ) &&
    collections.every(({ collection, fields }) =>
      asked.some(
        (one) =>
          one.collection === collection && (fields?.every((field) => one.fields?.includes(field)) ?? true),
      ),
    )
  )
}

/** Records in one change: many at a time merge fast, and all at once would not fit into one segment. */
const AT_ONCE = 200

/** The changes that show what was picked to the grant's site. */
export function pickRecords(
  grant: string,
  picks: Given['picks'],
  stamp: () => Stamp,
): readonly RecordState[] {
  const changes: RecordState[] = []
  for (let from = 0; from < picks.length; from += AT_ONCE) {
    const some = picks
      .slice(from, from + AT_ONCE)
      .map(({ collection, record }) => picking(grant, collection, record, true, stamp()))
    const [first] = some
    if (first) changes.push({ ...first, fields: Object.assign({}, ...some.map(({ fields }) => fields)) })
  }
  return changes
}

/** Collections as the site calls them, each once, what is new first. */
export function answeredCollections(
  collections: readonly Omit<GrantedCollection, 'newToo'>[],
  origin: string,
): readonly AnsweredCollection[] {
  const seen = new Set<string>()
  return collections.flatMap(({ collection, actions, fields }) => {
    if (seen.has(collection)) return []
    seen.add(collection)
    return [{ collection: siteName(collection, origin), actions, fields }]
  })
}

/** The end as a site is told it; null: until revoked, or with the browser. */
export function expiryOf({ mode, created, ends }: Grant): string | null {
  const at = mode === 'once' ? created : ends
  return at === null ? null : new Date(at).toISOString()
}
