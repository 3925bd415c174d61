import type { Concept } from '@/lib/forms/concept'
import { become, type Field, is, isClaimed, starts } from './field'

const OF_A_PERSON: readonly Concept[] = [
  'name',
  'given-name',
  'family-name',
  'additional-name',
  'honorific-prefix',
  'sex',
]
/** How far before a birthday its person's name stands at most. */
const REACH = 6

/** Nobody has two birthdays: who has the second one in a form is another person, name and all. */
export function settleBirthdays(fields: readonly Field[]): void {
  const dates = fields.filter((field) => starts(field, 'bday'))
  // A dog has one, too: its owner's is the other.
  if (dates.some((field) => !isOfThing(field)))
    for (const field of fields)
      if (isOfThing(field) && (starts(field, 'bday') || is(field, 'sex')) && !isClaimed(field))
        become(field, null, 'of a thing')
  let end = -1
  fields.forEach((field, at) => {
    if (!starts(field, 'bday')) return
    const goesOn = end === at - 1 && !is(field, 'bday') && !seenBefore(fields, field, at)
    if (end >= 0 && !goesOn && !isClaimed(field)) {
      for (const other of fields.slice(Math.max(end + 1, at - REACH), at))
        if (is(other, ...OF_A_PERSON) && !isClaimed(other))
          become(other, null, 'of a person with another birthday')
      become(field, null, 'a second birthday')
      return
    }
    end = at
  })
}

const isOfThing = ({ evidence }: Field): boolean => evidence.around.has('thing')

/** The same part of a date stands directly before: then another date begins. */
const seenBefore = (fields: readonly Field[], field: Field, at: number): boolean =>
  fields.slice(Math.max(0, at - 2), at).some((other) => other.concept === field.concept)
