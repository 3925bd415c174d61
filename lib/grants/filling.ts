/** What the rules and refusals of the person's leave of a form they fill themselves. */
import { coversClaim } from '@/lib/grants/covers'
import type { Refusal } from '@/lib/grants/grant'
import { coversOrigin } from '@/lib/grants/refusals'
import type { Rule } from '@/lib/grants/rule'
import { isWithin } from '@/lib/grants/rules'
import type { Form } from '@/lib/records/form'

export interface FillLimits {
  readonly rules: readonly Rule[]
  readonly refusals: readonly Refusal[]
}

/**
 * Forms of a claim that may go into a page of this origin; empty where a rule or a lasting no of the person's keeps it back.
 * That a site asked too often does not count: here nobody asks.
 */
export function fillable(
  claim: string,
  forms: readonly Form[],
  origin: string,
  { rules, refusals }: FillLimits,
): readonly Form[] {
  const isRefused =
    rules.some((rule) => rule.kind === 'refuse-always' && rule.origin === origin) ||
    refusals.some(
      (refusal) =>
        refusal.cause === 'person' &&
        coversOrigin(refusal, origin) &&
        (refusal.claims === null || refusal.claims.some((said) => coversClaim(said, claim))),
    )
  return isRefused ? [] : forms.filter((form) => isWithin({ claim, form }, rules))
}
