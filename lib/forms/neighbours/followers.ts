import type { Concept } from '@/lib/forms/concept'
import { become, type Field, headingOf, is, isClaimed } from './field'

/** How far behind a person's name what reaches them stands at most. */
const REACH = 4

const REACHED: readonly Concept[] = ['tel', 'email', 'bday']

/** “Emergency contact”, “Relationship”, “Phone”: who was asked for a telephone before is asked for another person's. */
export function settleFollowers(fields: readonly Field[]): void {
  const named = fields.some((field) => is(field, ...NAMES))
  fields.forEach((field, at) => {
    const { around } = field.evidence
    if (is(field, ...REACHED) && around.has('thing') && !around.has('self') && !isClaimed(field)) {
      const before = fields.slice(0, at).filter((other) => other.concept === field.concept)
      if (
        before.some((other) => headingOf(other) !== headingOf(field) && !other.evidence.around.has('thing'))
      )
        become(field, null, 'of a thing')
    }
    if (!isOfOther(field)) return
    // Where nobody else is asked for by name, a birthday behind somebody's name is theirs.
    if (isNamed(field) && !named)
      for (const other of fields.slice(at + 1, at + 1 + REACH)) {
        if (headingOf(other) !== headingOf(field) || isClaimed(other)) break
        if (is(other, 'bday', 'sex')) become(other, null, 'behind another person')
        else if (other.concept !== null && !is(other, 'none')) break
      }
    for (const other of fields.slice(at + 1, at + 1 + REACH)) {
      if (headingOf(other) !== headingOf(field) || isClaimed(other)) return
      const known = fields.slice(0, at).some((before) => before.concept === other.concept)
      if (is(other, ...REACHED) && known) become(other, null, 'behind another person')
      else if (other.concept !== null && !is(other, 'none')) return
    }
  })
}

const NAMES: readonly Concept[] = ['name', 'whole-name', 'given-name', 'given?', 'family-name', 'family?']

/** Asks for a name, whoever's it is. */
const isNamed = ({ evidence: { own } }: Field): boolean =>
  own.has('first') || own.has('last') || own.has('name')

/** Read as another person, and not only called so by a programmer. */
const isOfOther = ({ evidence: { own, votes }, concept }: Field): boolean =>
  (concept === null || concept === 'none') &&
  own.has('someone') &&
  votes.some((vote) => vote.concept === 'none' && SAYING.has(vote.from))

const SAYING: ReadonlySet<string> = new Set([
  'label',
  'aria-label',
  'aria-labelledby',
  'preceding',
  'placeholder',
])
