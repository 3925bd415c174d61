/**
 * What happens to a request, decided without looking at a single value: presence of a live grant is the only
 * authority, and empty means nothing.
 */
import type { Instant } from '@/lib/base/time'
import { askedCollections } from '@/lib/grants/asked'
import {
  type CoveredCollection,
  collectionDifference,
  type MissingCollection,
  standsAsCollection,
} from '@/lib/grants/collections'
import { coveredFields, coversClaim } from '@/lib/grants/covers'
import { type CoveredClaim, difference, sameTerms } from '@/lib/grants/difference'
import type { GrantedClaim, Refusal, StandingCollection, StandingGrant } from '@/lib/grants/grant'
import { liveGrants } from '@/lib/grants/live'
import { coversOrigin } from '@/lib/grants/refusals'
import type { ClaimRequest, CollectionRequest, SiteRequest } from '@/lib/grants/request'
import type { Rule } from '@/lib/grants/rule'
import { applyRules, withinRules } from '@/lib/grants/rules'
import { parseClaim } from '@/lib/records/claims'

export { liveGrants } from '@/lib/grants/live'

export interface DecisionInput {
  readonly origin: string
  readonly request: SiteRequest
  /** Of any origin and in any state: only live ones of this origin count. */
  readonly grants: readonly StandingGrant[]
  readonly refusals: readonly Refusal[]
  /** What the person decided once for all requests. */
  readonly rules?: readonly Rule[]
  /** The later of the clock and the latest time ever seen. */
  readonly now: Instant
}

/** Collections are called by their names in the vault throughout. */
export type Decision =
  /** Everything asked for stands. `grants` are those that answer, each with only what it answers. */
  | {
      readonly kind: 'allow'
      readonly grants: readonly StandingGrant[]
      readonly claims: readonly GrantedClaim[]
      readonly collections: readonly StandingCollection[]
      /** Refused optional claims and collections: the site learns their names, never why. */
      readonly withheld: readonly string[]
    }
  /** The person is asked about `missing` and `missingCollections` only. */
  | {
      readonly kind: 'ask'
      readonly standing: readonly GrantedClaim[]
      readonly standingCollections: readonly StandingCollection[]
      /** The grants behind what stands, as in `allow`. */
      readonly grants: readonly StandingGrant[]
      readonly missing: readonly ClaimRequest[]
      readonly missingCollections: readonly MissingCollection[]
      readonly withheld: readonly string[]
      /** The longest a rule lets the new grant last, in milliseconds; null where none does. */
      readonly longest: number | null
      /** Rules that shaped the question. */
      readonly applied: readonly Rule[]
    }
  | { readonly kind: 'refuse' }

/**
 * A refusal is stronger than a grant, and so is a rule. A refused claim that the site requires refuses the whole request;
 * a refused optional one is left out without a word, and when nothing is left there is nothing to ask.
 */
export function decide({ origin, request, grants, refusals, rules = [], now }: DecisionInput): Decision {
  const standing = refusals.filter(
    (refusal) => coversOrigin(refusal, origin) && (refusal.until === null || now < refusal.until),
  )
  if (standing.some((refusal) => refusal.claims === null)) return { kind: 'refuse' }
  const within = applyRules(request, origin, rules)
  if (within.refuse) return { kind: 'refuse' }

  const claims = sorted(within.request.claims, (wish) =>
    standing.some((refusal) => refusesClaim(refusal, wish.claim)),
  )
  const collections = sorted(askedCollections(within.request, origin), (wish) =>
    standing.some((refusal) => refusesCollection(refusal, wish)),
  )
  const refused = [...claims.no, ...collections.no]
  if (refused.some(({ required }) => required)) return { kind: 'refuse' }
  if (claims.yes.length + collections.yes.length === 0) return { kind: 'refuse' }
  const withheld = [
    ...within.withheld,
    ...claims.no.map(({ claim }) => claim),
    ...collections.no.map(({ collection }) => collection),
  ]

  const live = within.askAlways
    ? []
    : liveGrants(grants, origin, now)
        .filter((grant) => sameTerms(grant, request))
        .map((grant) => withinRules(grant, rules))
  const ofClaims = difference(claims.yes, live)
  const ofCollections = collectionDifference(collections.yes, live)
  const answering = {
    grants: grantsAnswering(ofClaims.covered, ofCollections.covered),
    claims: ofClaims.covered.map(({ granted }) => granted),
    collections: ofCollections.covered.map(({ granted }) => granted),
  }
  if (ofClaims.missing.length + ofCollections.missing.length === 0)
    return { kind: 'allow', ...answering, withheld }
  return {
    kind: 'ask',
    standing: answering.claims,
    standingCollections: answering.collections,
    grants: answering.grants,
    missing: ofClaims.missing,
    missingCollections: ofCollections.missing,
    withheld,
    longest: within.longest,
    applied: within.applied,
  }
}

function sorted<Wish>(
  wishes: readonly Wish[],
  isRefused: (wish: Wish) => boolean,
): { readonly yes: readonly Wish[]; readonly no: readonly Wish[] } {
  return { yes: wishes.filter((wish) => !isRefused(wish)), no: wishes.filter(isRefused) }
}

/**
 * What `query` answers: whether each name stands, a claim in some form, a collection with some action. Says nothing of
 * values, records or refusals.
 */
export function isGranted(
  names: readonly string[],
  grants: readonly StandingGrant[],
  origin: string,
  now: Instant,
): boolean {
  const live = liveGrants(grants, origin, now)
  return (
    names.length > 0 &&
    names.every(
      (name) =>
        live.some(({ claims }) => claims.some(({ claim }) => claim === name)) ||
        standsAsCollection(name, live, origin),
    )
  )
}

/**
 * What a later `read` of one grant may release: the named claims, or all of them for null. Null when the grant is not
 * live, is another origin's, or a named claim does not stand in it: a read is answered whole or not at all.
 */
export function readableClaims(
  standing: StandingGrant | null,
  claims: readonly string[] | null,
  origin: string,
  now: Instant,
): readonly GrantedClaim[] | null {
  if (!standing || liveGrants([standing], origin, now).length === 0) return null
  if (claims === null) return standing.claims
  const found = standing.claims.filter(({ claim }) => claims.includes(claim))
  return claims.length > 0 && claims.every((name) => found.some(({ claim }) => claim === name)) ? found : null
}

function refusesClaim({ claims }: Refusal, name: string): boolean {
  return claims === null || parseClaim(name) === null || claims.some((no) => coversClaim(no, name))
}

/** A refusal of a claim is one of its field in the person's own collection too. */
function refusesCollection({ claims }: Refusal, { collection, fields }: CollectionRequest): boolean {
  return (
    claims === null ||
    claims.some(
      (no) =>
        no === collection || coveredFields(no, collection).some((field) => fields?.includes(field) ?? false),
    )
  )
}

function grantsAnswering(
  covered: readonly CoveredClaim[],
  coveredCollections: readonly CoveredCollection[],
): readonly StandingGrant[] {
  const byGrant = new Map<string, Answering>()
  const of = (standing: StandingGrant): Answering => {
    const known = byGrant.get(standing.grant.id)
    if (known) return known
    const fresh: Answering = { standing, claims: [], collections: [] }
    byGrant.set(standing.grant.id, fresh)
    return fresh
  }
  for (const { standing, granted } of covered) of(standing).claims.push(granted)
  for (const { standing, granted } of coveredCollections) of(standing).collections.push(granted)
  return [...byGrant.values()].map(({ standing, claims, collections }) => ({
    ...standing,
    claims,
    ...(standing.collections && { collections }),
  }))
}

interface Answering {
  readonly standing: StandingGrant
  readonly claims: GrantedClaim[]
  readonly collections: StandingCollection[]
}
