/** What the person took out of a form stays out of it when the form becomes another one. */
import type { PageDescription } from '@/lib/forms/description'
import type { PlannedField } from '@/lib/forms/plan'

/** A page as it was, or is now, with what would be filled in it. */
export interface Seen {
  readonly page: PageDescription
  readonly fields: readonly PlannedField[]
}

/**
 * Numbers of controls mean others in another page: a field is the same by its signature, and one that was not there takes the place
 * of what the same claim was taken out of.
 * @param out numbers in the page as it was. @returns numbers in the page as it is.
 */
export function stillOut(out: ReadonlySet<number>, before: Seen, now: Seen): ReadonlySet<number> {
  const old = new Set(before.page.controls.map(({ signature }) => signature))
  const taken = before.fields.filter(({ control }) => out.has(control.control))
  const signatures = new Set(taken.map(({ control }) => control.signature))
  const claims = new Set(taken.map(({ claim }) => claim.claim))
  const isOut = ({ control, claim }: PlannedField) =>
    signatures.has(control.signature) || (claims.has(claim.claim) && !old.has(control.signature))
  return new Set(now.fields.filter(isOut).map(({ control }) => control.control))
}

/** What was put in beside the one field that was wanted: only what is surely the same. */
export function stillIn(put: ReadonlySet<number>, before: Seen, now: Seen): ReadonlySet<number> {
  const only = ({ page }: Seen, signature: string) =>
    page.controls.filter((control) => control.signature === signature).length === 1
  const same = before.page.controls
    .filter(({ control, signature }) => put.has(control) && only(before, signature) && only(now, signature))
    .map(({ signature }) => signature)
  const found = now.page.controls.filter(({ signature }) => same.includes(signature))
  return new Set(found.map(({ control }) => control))
}
