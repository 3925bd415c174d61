import { coversOrigin, standingRefusals } from '@/lib/grants/refusals'
import { standingRules } from '@/lib/grants/rules'
import type { Vault } from '@/lib/vault/vault'

/** True where the person refuses all that this origin asks, so that it is not asked either whether they want this. */
export function isOfferRefused(vault: Vault, origin: string, now: number): boolean {
  return (
    standingRefusals(vault, now).some(
      (refusal) => refusal.claims === null && coversOrigin(refusal, origin),
    ) || standingRules(vault).some((rule) => rule.kind === 'refuse-always' && rule.origin === origin)
  )
}
