import type { Json } from '@/lib/base/json'
import type { OfferView } from '@/lib/protocol/app'
import type { FieldProblems, FieldValues } from '@/lib/records/prepare'

/** What the person makes of an offer before it is kept. */
export interface OfferDraft {
  /** Texts as typed, by field; an empty one is not taken over. */
  readonly fields: { readonly [field: string]: string }
  readonly label: string
  /** Into the record that is there, or as a new one. */
  readonly into: 'beside' | 'new'
  readonly problems: FieldProblems
}

export const NO_DRAFT: OfferDraft = { fields: {}, label: '', into: 'new', problems: {} }

export function draftOf({ fields, beside }: OfferView): OfferDraft {
  return {
    fields: Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, String(value)])),
    label: beside?.label ?? '',
    into: beside ? 'beside' : 'new',
    problems: {},
  }
}

export type FieldOutcome = 'new' | 'changed' | 'same' | 'left'

/** How one field stands beside what the person has; `left`: emptied here, so nothing of it is taken over. */
export function outcomeOf({ beside }: OfferView, { fields, into }: OfferDraft, field: string): FieldOutcome {
  const typed = (fields[field] ?? '').trim()
  if (typed === '') return 'left'
  const held = into === 'beside' ? heldText(beside, field) : ''
  if (held === '') return 'new'
  return held === typed ? 'same' : 'changed'
}

/** What the person has in a field, as text; empty for nothing. */
export function heldText(beside: OfferView['beside'], field: string): string {
  const value: Json = beside && Object.hasOwn(beside.fields, field) ? (beside.fields[field] ?? null) : null
  return value === null ? '' : String(value)
}

/** Whether there is anything to keep. */
export function hasSomething({ fields }: OfferDraft): boolean {
  return Object.values(fields).some((text) => text.trim() !== '')
}

/** What a form of the person's own would be given: the texts that are there, over the record they go into. */
export function wishOf(
  { collection, beside, dialledIn }: OfferView,
  { fields, into, label }: OfferDraft,
): {
  readonly collection: string
  readonly change: FieldValues
  readonly before: FieldValues
  readonly label: string
  readonly country: string | null
} {
  const typed = Object.entries(fields).filter(([, text]) => text.trim() !== '')
  const before = into === 'beside' ? (beside?.fields ?? {}) : {}
  return { collection, change: Object.fromEntries(typed), before, label, country: dialledIn }
}
