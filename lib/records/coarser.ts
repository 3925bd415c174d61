/** Coarser forms: answers that tell less, computed here so that the precise value never leaves. */
import { claimValue } from '@/lib/records/answers'
import { type Answer, hasForm, type ParsedClaim } from '@/lib/records/claims'
import { isAtLeast, parseDate } from '@/lib/records/dates'
import type { Form } from '@/lib/records/form'
import type { RecordView } from '@/lib/records/record'
import { textOf } from '@/lib/records/view'

export interface CoarserContext {
  /** The day it is where the person is, `YYYY-MM-DD`. */
  readonly today: string
  /** What stands behind the `+` of an alias: letters, digits and hyphens, another one for each origin. */
  readonly aliasTag: string
}

/**
 * The answer to a claim in one form, and the fields it was made of. `full` gives the value itself.
 * @returns null when the claim has no such form, or the record does not tell (a birth date without a year, an address
 * without a region): never something more precise instead.
 */
export function coarsen(
  claim: ParsedClaim,
  form: Form,
  view: RecordView,
  context: CoarserContext,
): Answer | null {
  if (!hasForm(claim.claim, form) || view.collection !== claim.collection) return null
  switch (form) {
    case 'full':
      return claimValue(claim, view)
    case 'city':
      return field(view, 'address-level2')
    case 'region':
      return field(view, 'address-level1')
    case 'country':
      return field(view, 'country')
    case 'given-name':
      return claimValue({ ...claim, name: 'given-name' }, view)
    case 'alias':
      return made(view, 'email', (email) => aliasOf(email, context.aliasTag))
    case 'last:3':
      return lastThree(view)
    case 'year':
      return fromBirthday(view, (date) => parseDate(date)?.year ?? null)
    default:
      return fromBirthday(view, (date) => isAtLeast(date, Number(form.slice('over:'.length)), context.today))
  }
}

/**
 * `ada@example.org` and `shop-4f2` give `ada+shop-4f2@example.org` (RFC 5233 subaddressing): it reaches the same mailbox
 * and shows who passed it on. An address that has a tag gets the other one instead. @returns null when there is no room
 * for it in 64 octets before the `@` (RFC 5321 §4.5.3.1.1) or the tag is not one.
 */
export function aliasOf(email: string, tag: string): string | null {
  const at = email.lastIndexOf('@')
  const local = email.slice(0, Math.max(0, at)).split('+')[0]
  if (!local || !/^[a-z0-9-]{1,32}$/i.test(tag) || local.length + 1 + tag.length > 64) return null
  return `${local}+${tag}${email.slice(at)}`
}

function field(view: RecordView, name: string): Answer | null {
  return made(view, name, (text) => text)
}

/** The last three digits of a number long enough that they do not tell all of it. */
function lastThree(view: RecordView): Answer | null {
  return made(view, 'tel', (tel) => {
    const digits = tel.replace(/\D/g, '')
    return digits.length >= 7 ? digits.slice(-3) : null
  })
}

function fromBirthday(view: RecordView, make: (date: string) => number | boolean | null): Answer | null {
  return textOf(view, 'kind') === 'birthday' ? made(view, 'date', make) : null
}

function made(view: RecordView, name: string, make: (text: string) => Answer['value']): Answer | null {
  const text = textOf(view, name)
  const value = text === null ? null : make(text)
  return value === null ? null : { value, fields: [name] }
}
