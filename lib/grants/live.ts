import type { Instant } from '@/lib/base/time'
import type { StandingGrant } from '@/lib/grants/grant'

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
