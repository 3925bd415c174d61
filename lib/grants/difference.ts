import { parseDuration } from '@/lib/base/time'
import { byCoarseness } from '@/lib/grants/coarseness'
import type { GrantedClaim, StandingGrant } from '@/lib/grants/grant'
import type { ClaimRequest, SiteRequest } from '@/lib/grants/request'

/** A claim asked for, and what stands for it already. */
export interface CoveredClaim {
  readonly request: ClaimRequest
  readonly standing: StandingGrant
  readonly granted: GrantedClaim
}

export interface Difference {
  readonly covered: readonly CoveredClaim[]
  readonly missing: readonly ClaimRequest[]
}

/** What of `claims` the live grants answer, and what is new. Every claim is in exactly one of the two. */
export function difference(claims: readonly ClaimRequest[], live: readonly StandingGrant[]): Difference {
  const covered: CoveredClaim[] = []
  const missing: ClaimRequest[] = []
  for (const request of claims) {
    const found = coverOf(request, live)
    if (found) covered.push(found)
    else missing.push(request)
  }
  return { covered, missing }
}

/**
 * Whether a granted form answers the request: the value itself always, a coarser form only where the site says that
 * it can work with it. A grant of `city` never answers a site that needs the street.
 */
export function answers(granted: GrantedClaim, request: ClaimRequest): boolean {
  return (
    granted.claim === request.claim &&
    (granted.form === 'full' ? !request.withoutFull : request.accepts.includes(granted.form))
  )
}

/**
 * Whether a grant was given for the like of this request: the same type of purpose, and no shorter a promise of
 * deletion than the one given for it. The words of a purpose may differ; they name an order, a visit, a day.
 */
export function sameTerms(
  standing: StandingGrant,
  request: Pick<SiteRequest, 'purpose' | 'retention'>,
): boolean {
  const { purpose, retention } = standing.grant
  return purpose.type === request.purpose.type && keptFor(request.retention) <= keptFor(retention)
}

/** The coarsest answer that stands; of equals the newest. */
function coverOf(request: ClaimRequest, live: readonly StandingGrant[]): CoveredClaim | null {
  let best: CoveredClaim | null = null
  for (const standing of live) {
    for (const granted of standing.claims) {
      if (!answers(granted, request)) continue
      if (best === null || isBetter(granted, standing, best)) best = { request, standing, granted }
    }
  }
  return best
}

function isBetter(granted: GrantedClaim, standing: StandingGrant, best: CoveredClaim): boolean {
  const coarser = byCoarseness(granted.form, best.granted.form)
  return coarser !== 0 ? coarser < 0 : standing.grant.created > best.standing.grant.created
}

function keptFor(retention: string | undefined): number {
  return retention === undefined
    ? Number.POSITIVE_INFINITY
    : (parseDuration(retention) ?? Number.POSITIVE_INFINITY)
}
