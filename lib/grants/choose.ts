import { ok, type Result, refused } from '@/lib/base/result'
import type { GrantedClaim } from '@/lib/grants/grant'
import type { PromptLine } from '@/lib/grants/line'
import type { PendingRequest } from '@/lib/grants/request'
import type { Form } from '@/lib/records/form'

/** One ticked claim, as the prompt's answer carries it. */
export interface Choice {
  readonly claim: string
  readonly record: string
  readonly form: Form
}

/**
 * What the person chose, as claims to grant: nothing that was not asked, from no record that was not offered, in no form
 * that was not shown with a value. Required claims may be unticked too; the site then learns their names as withheld.
 * @param lines as `promptLines` gives them now, not as they were when the prompt was painted.
 * @returns the granted claims, or which choice does not hold.
 */
export function checkChoices(
  pending: Pick<PendingRequest, 'request'>,
  choices: readonly Choice[],
  lines: readonly PromptLine[],
): Result<readonly GrantedClaim[], string> {
  if (choices.length === 0) return refused('nothing is chosen')
  const granted: GrantedClaim[] = []
  const seen = new Set<string>()
  for (const { claim, record, form } of choices) {
    if (seen.has(claim)) return refused('a claim is chosen twice')
    seen.add(claim)
    const asked = pending.request.claims.find((one) => one.claim === claim)
    const line = lines.find((one) => one.claims.some((of) => of.claim === claim))
    if (!asked || !line) return refused('a claim was not asked for')
    if (form !== 'full' && !asked.accepts.includes(form)) return refused('a form was not asked for')
    const candidate = line.candidates.find((one) => one.record === record)
    if (!candidate) return refused('a record was not offered')
    const shown = candidate.forms.find((one) => one.form === form)
    if (!shown || !Object.hasOwn(shown.claims, claim) || shown.claims[claim] === null)
      return refused('a record has no such value')
    granted.push({ claim, collection: line.collection, record, form })
  }
  return ok(granted)
}

/** Names the site asked for and does not get, in its order. */
export function withheldOf(
  asked: readonly { readonly claim: string }[],
  granted: readonly { readonly claim: string }[],
): readonly string[] {
  return asked.map(({ claim }) => claim).filter((claim) => !granted.some((one) => one.claim === claim))
}
