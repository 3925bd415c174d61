import type { StandingGrant } from '@/lib/grants/grant'

/** Collections a claim can come from whose values need the passphrase again before each release. */
const SENSITIVE: ReadonlySet<string> = new Set(['cards', 'documents'])

/** Whether any of these grants holds something sensitive. */
export function holdsSensitive(grants: readonly StandingGrant[]): boolean {
  return grants.some(({ claims }) => claims.some(({ collection }) => SENSITIVE.has(collection)))
}

/**
 * Grants as they count right now: what is sensitive stands only while the passphrase was given just now, so that each
 * release of it is asked for again.
 */
export function withoutSensitive(grants: readonly StandingGrant[], fresh: boolean): readonly StandingGrant[] {
  if (fresh || !holdsSensitive(grants)) return grants
  return grants.map((one) => ({
    ...one,
    claims: one.claims.filter(({ collection }) => !SENSITIVE.has(collection)),
  }))
}
