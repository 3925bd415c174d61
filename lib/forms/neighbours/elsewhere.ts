import type { Concept } from '@/lib/forms/concept'
import { become, type Field, is, isClaimed } from './field'

const PLACES: readonly Concept[] = ['country', 'address-level1', 'address-level2', 'address-level3', 'place?']
const OF_AN_ADDRESS: readonly Concept[] = [
  'address',
  'street',
  'street-name',
  'street-address',
  'address-line1',
  'address-line2',
  'postal-code',
]
const OF_A_PERSON: readonly Concept[] = [
  'name',
  'whole-name',
  'given-name',
  'family-name',
  'given?',
  'family?',
  'email',
  'tel',
]

/** A country and a town among other things under a heading of their own, behind a whole address, are where something else is. */
export function settleElsewhere(fields: readonly Field[]): void {
  if (isSearch(fields))
    for (const field of fields)
      if (is(field, ...PLACES, 'postal-code') && !isClaimed(field)) become(field, null, 'where one looks')
  for (const field of fields)
    if (is(field, ...PLACES) && isAtBirth(field) && !isClaimed(field)) become(field, null, 'a place of birth')
  settleBeginnings(fields)
  let placed = false
  const sections = sectionsOf(fields)
  for (const section of sections) {
    if (isOfThing(section) && sections.some((other) => !isOfThing(other) && hasAddress(other))) {
      for (const field of section)
        if (is(field, ...PLACES, ...OF_AN_ADDRESS) && !isClaimed(field))
          become(field, null, 'where a thing is')
      continue
    }
    const places = section.filter((field) => is(field, ...PLACES))
    const ours = section.some((field) => is(field, ...OF_AN_ADDRESS, ...OF_A_PERSON) || isForAPurpose(field))
    const strange = section.filter(({ concept }) => concept === null || concept === 'none')
    if (
      placed &&
      !ours &&
      strange.length > 1 &&
      places.some((field) => is(field, 'country', 'address-level2'))
    )
      for (const field of places) if (!isClaimed(field)) become(field, null, 'a place of something else')
    placed ||= places.length > 0 && section.some((field) => is(field, 'street', 'address', 'street-address'))
  }
}

/** Under “Date and place of birth”. */
const isAtBirth = ({ evidence: { around } }: Field): boolean =>
  around.has('birthplace') && !around.has('address') && !around.has('self')

/** `study_city` behind a `study_country` that people read as none of theirs is where that is. */
function settleBeginnings(fields: readonly Field[]): void {
  const others = new Set(
    fields.flatMap((field) =>
      is(field, 'none') && field.evidence.votes.some(isCodeOfPlace) ? beginningOf(field) : [],
    ),
  )
  others.delete('')
  for (const field of fields)
    if (is(field, ...PLACES) && others.has(beginningOf(field)) && !isClaimed(field))
      become(field, null, 'where something else is')
}

const isCodeOfPlace = ({ concept, from }: Field['evidence']['votes'][number]): boolean =>
  (from === 'name' || from === 'id') && (PLACES.includes(concept) || concept === 'address-level2')

/** The word before the first mark, where one follows: `study` of `study_city`. */
const beginningOf = ({ evidence: { described } }: Field): string =>
  /^(\p{L}{3,})[_.[-]/u.exec(described.name || described.id)?.[1] ?? ''

/** “City, state or ZIP” in a form that asks for nobody and no street. */
function isSearch(fields: readonly Field[]): boolean {
  const others = fields.filter(({ evidence }) => !evidence.double)
  return (
    others.length < fields.length && !others.some((field) => is(field, ...OF_A_PERSON, 'street', 'address'))
  )
}

const hasAddress = (section: readonly Field[]): boolean =>
  section.some((field) => is(field, 'street', 'address', 'street-address'))

/** Under a heading that names a thing, and with nobody in it. */
const isOfThing = (section: readonly Field[]): boolean =>
  section.every(
    (field) => field.evidence.around.has('thing') && !is(field, ...OF_A_PERSON) && !isForAPurpose(field),
  )

const isForAPurpose = ({ evidence }: Field): boolean => evidence.purposeOf !== null

const calledOf = ({ evidence }: Field): string =>
  evidence.described.labels
    .filter(({ from }) => from === 'heading' || from === 'legend')
    .map(({ text }) => text)
    .join(' | ')

function sectionsOf(fields: readonly Field[]): readonly (readonly Field[])[] {
  const sections: Field[][] = []
  let called: string | undefined
  for (const field of fields) {
    const own = calledOf(field)
    if (own === called) sections.at(-1)?.push(field)
    else sections.push([field])
    called = own
  }
  return sections
}
