/**
 * What happens to a request, decided without looking at a single value: presence of a live grant is the only
 * authority, and empty means nothing.
 */
import type { Instant } from '@/lib/base/time'
import { type CoveredClaim, difference, sameTerms } from '@/lib/grants/difference'
import type { GrantedClaim, Refusal, StandingGrant } from '@/lib/grants/grant'
import { coversOrigin } from '@/lib/grants/refusals'
import type { ClaimRequest, SiteRequest } from '@/lib/grants/request'
import { parseClaim } from '@/lib/records/claims'

export interface DecisionInput {
  readonly origin: string
  readonly request: SiteRequest
  /** Of any origin and in any state: only live ones of this origin count. */
  readonly grants: readonly StandingGrant[]
  readonly refusals: readonly Refusal[]
  /** The later of the clock and the latest time ever seen. */
  readonly now: Instant
}

export type Decision =
  /** Everything asked for stands. `grants` are those that answer, each with only the claims it answers. */
  | {
      readonly kind: 'allow'
      readonly grants: readonly StandingGrant[]
      readonly claims: readonly GrantedClaim[]
      /** Refused optional claims: the site learns their names, never why. */
      readonly withheld: readonly string[]
    }
  /** The person is asked about `missing` only. */
  | {
      readonly kind: 'ask'
      readonly standing: readonly GrantedClaim[]
      /** The grants behind `standing`, as in `allow`. */
      readonly grants: readonly StandingGrant[]
      readonly missing: readonly ClaimRequest[]
      readonly withheld: readonly string[]
    }
  | { readonly kind: 'refuse' }

/**
 * A refusal is stronger than a grant. A refused claim that the site requires refuses the whole request; a refused
 * optional one is left out without a word, and when nothing is left there is nothing to ask.
 */
export function decide({ origin, request, grants, refusals, now }: DecisionInput): Decision {
  const standing = refusals.filter(
    (refusal) => coversOrigin(refusal, origin) && (refusal.until === null || now < refusal.until),
  )
  if (standing.some((refusal) => refusal.claims === null)) return { kind: 'refuse' }

  const asked: ClaimRequest[] = []
  const withheld: string[] = []
  for (const claim of request.claims) {
    if (!standing.some((refusal) => refusesClaim(refusal, claim.claim))) asked.push(claim)
    else if (claim.required) return { kind: 'refuse' }
    else withheld.push(claim.claim)
  }
  if (asked.length === 0) return { kind: 'refuse' }

  const live = liveGrants(grants, origin, now).filter((grant) => sameTerms(grant, request))
  const { covered, missing } = difference(asked, live)
  const claims = covered.map(({ granted }) => granted)
  const answering = grantsAnswering(covered)
  return missing.length === 0
    ? { kind: 'allow', grants: answering, claims, withheld }
    : { kind: 'ask', standing: claims, grants: answering, missing, withheld }
}

/** Grants of exactly this origin that stand at `now`. */
export function liveGrants(
  grants: readonly StandingGrant[],
  origin: string,
  now: Instant,
): readonly StandingGrant[] {
  return grants.filter(
    ({ grant, state }) =>
      grant.origin === origin && state === 'granted' && (grant.ends === null || now < grant.ends),
  )
}

/** What `query` answers: whether each claim stands in some form. Says nothing of values, records or refusals. */
export function isGranted(
  claims: readonly string[],
  grants: readonly StandingGrant[],
  origin: string,
  now: Instant,
): boolean {
  const live = liveGrants(grants, origin, now)
  return (
    claims.length > 0 &&
    claims.every((name) => live.some(({ claims: granted }) => granted.some(({ claim }) => claim === name)))
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

/**
 * A refused claim without prefixes covers the name under every prefix; one with prefixes covers those. Sections are
 * left aside: a site makes them up, and a made-up one must not get around a no.
 */
function refusesClaim(refusal: Refusal, name: string): boolean {
  if (refusal.claims === null) return true
  if (refusal.claims.includes(name)) return true
  const asked = parseClaim(name)
  if (!asked) return true
  return refusal.claims.some((text) => {
    const no = parseClaim(text)
    if (no === null || no.name !== asked.name) return false
    return (
      (no.purposeOf === null || no.purposeOf === asked.purposeOf) &&
      (no.place === null || no.place === asked.place)
    )
  })
}

function grantsAnswering(covered: readonly CoveredClaim[]): readonly StandingGrant[] {
  const byGrant = new Map<string, { standing: StandingGrant; claims: GrantedClaim[] }>()
  for (const { standing, granted } of covered) {
    const found = byGrant.get(standing.grant.id)
    if (found) found.claims.push(granted)
    else byGrant.set(standing.grant.id, { standing, claims: [granted] })
  }
  return [...byGrant.values()].map(({ standing, claims }) => ({ ...standing, claims }))
}
