import type { Concept } from '@/lib/forms/concept'
import { become, type Field, is, isClaimed } from './field'

/** What belongs to one person and is asked again for the next. */
const PERSONAL: readonly Concept[] = [
  'name',
  'whole-name',
  'given-name',
  'family-name',
  'additional-name',
  'honorific-prefix',
  'honorific-suffix',
  'given?',
  'family?',
  'title?',
  'sex',
  'nickname',
  'bday',
  'bday-day',
  'bday-month',
  'bday-year',
  'tel',
  'email',
]
const REPEATED: readonly Concept[] = [
  'name',
  'whole-name',
  'given-name',
  'family-name',
  'honorific-prefix',
  'bday',
  'sex',
]

/** Other people's data are none of ours: the second passenger's, the child's, those of whom to call in an emergency. */
export function settlePersons(fields: readonly Field[]): void {
  /** The lowest number each pattern of names came with, and what it was taken for. */
  const first = new Map<string, { readonly number: number; readonly concept: Concept | null }>()
  for (const field of fields) {
    if (isClaimed(field)) continue
    if (field.evidence.someone && is(field, ...PERSONAL)) {
      become(field, null, 'of another person')
      continue
    }
    const numbered = numberIn(field.evidence.described.name || field.evidence.described.id)
    if (!numbered || !is(field, ...REPEATED)) continue
    const known = first.get(numbered.pattern)
    if (!known) first.set(numbered.pattern, { number: numbered.number, concept: field.concept })
    else if (
      known.concept === field.concept &&
      numbered.number > known.number &&
      field.evidence.described.type !== 'radio'
    )
      become(field, null, 'of a further person')
  }
}

function numberIn(name: string): { readonly pattern: string; readonly number: number } | null {
  const found = /\d+/.exec(name)
  if (!found) return null
  return {
    pattern: name.replace(/\d+/g, '#'),
    number: Number.parseInt(name.match(/\d+(?!.*\d)/)?.[0] ?? found[0], 10),
  }
}
