import type { Concept } from '@/lib/forms/concept'
import { become, type Field, headingOf, is, isClaimed } from './field'

const NAMES: readonly Concept[] = ['name', 'whole-name', 'given-name', 'given?', 'family-name', 'family?']
const PLACES: readonly Concept[] = [
  'address',
  'street',
  'street-address',
  'address-line1',
  'address-line2',
  'address-level1',
  'address-level2',
  'address-level3',
  'postal-code',
  'country',
  'house-number',
]
const REACHED: readonly Concept[] = ['email', 'tel', 'bday']

/** What a person has one of: a second telephone or e-mail address may be theirs as well. */
const ONCE: readonly Concept[] = [
  ...NAMES,
  ...PLACES.filter((concept) => concept !== 'address-line2' && concept !== 'house-number'),
  'bday',
]

/**
 * What is asked for once more is one's own a second time only where the form says so: in the same words, for a purpose, or in a part
 * about who fills it.
 */
export function settleAgain(fields: readonly Field[]): void {
  ofContacts(fields)
  modified(fields)
  listed(fields)
  elsewhere(fields)
  calledOtherwise(fields)
}

/** What a programmer calls something that is none of ours is not what the form asks for elsewhere: `issue_state` beside `state`. */
function calledOtherwise(fields: readonly Field[]): void {
  const asked = new Set<Concept>()
  const isPlain = (field: Field): boolean => !isCalledOtherwise(field)
  for (const field of fields) {
    const { concept } = field
    if (concept === null || !is(field, ...NAMES, ...PLACES, ...REACHED)) continue
    const isOther = !isPlain(field) && !isClaimed(field) && !field.evidence.own.has('self')
    // Somebody's name or number is theirs only behind one of one's own; a place is a thing's wherever it stands.
    const again = is(field, ...PLACES)
      ? isOther && fields.some((other) => other.concept === concept && isPlain(other))
      : asked.has(concept) && (is(field, ...NAMES) || isOfSomeone(field))
    if (isOther && again) become(field, null, 'asked for elsewhere, and called something else')
    else asked.add(concept)
  }
}

/** `kin` is who is called in an emergency, and the beginning of a Greek mobile. */
const isOfSomeone = ({ evidence: { own, described } }: Field): boolean =>
  own.has('someone') && described.name.length > SHORT

const SHORT = 3

/** `dep` is a dependant and a department. */
const isCalledOtherwise = (field: Field): boolean =>
  field.evidence.votes.some(
    ({ concept, from }) => concept === 'none' && (from === 'name' || from === 'id'),
  ) && !(is(field, ...PLACES) && field.evidence.own.has('someone'))

/**
 * “First name of the contact person” behind a first name, and “Address of the parent” beside an address: the one without such a word is
 * one's own.
 */
function ofContacts(fields: readonly Field[]): void {
  const isPlain = (field: Field): boolean => !isOfContact(field) && !field.evidence.own.has('guardian')
  fields.forEach((field, at) => {
    const { own, purposeOf } = field.evidence
    if (isClaimed(field) || purposeOf !== null || own.has('self')) return
    const asked = isOfContact(field)
      ? is(field, ...HALVES, 'email', 'tel')
      : own.has('guardian') && is(field, ...PLACES, 'email', 'tel')
    const isNamed = fields.slice(0, at).some((other) => is(other, ...NAMES) && isPlain(other))
    const isSame = (other: Field): boolean =>
      is(other, 'email', 'tel') ? other.concept === field.concept : is(field, ...HALVES, ...PLACES)
    if (asked && isNamed && fields.some((other) => isPlain(other) && isSame(other)))
      become(field, null, 'of a contact person or a parent')
  })
}

const HALVES: readonly Concept[] = ['given-name', 'given?', 'family-name', 'family?']

const isOfContact = ({ evidence }: Field): boolean => evidence.own.has('contact')

/** “Town” and “Town of matriculation”: the one with a word nobody knows is of something else. */
function modified(fields: readonly Field[]): void {
  fields.forEach((field, at) => {
    if (!is(field, ...ONCE) || !isModified(field) || isClaimed(field)) return
    const plain = fields.some(
      (other, where) =>
        other.concept === field.concept &&
        !isModified(other) &&
        // Side by side they are two boxes for one thing.
        Math.abs(where - at) > 1 &&
        other.evidence.purposeOf === field.evidence.purposeOf,
    )
    if (plain) become(field, null, 'asked for beside it in words that are known')
  })
}

const isModified = ({ evidence }: Field): boolean => evidence.strange

/** A table that asks for what stands before it in boxes of their own is a list of others: branches, references. */
function listed(fields: readonly Field[]): void {
  const asked = new Set<Concept>()
  for (const field of fields) {
    if (field.concept === null || !is(field, ...NAMES, ...PLACES, ...REACHED)) continue
    if (!isInTable(field)) asked.add(field.concept)
    else if (asked.has(field.concept) && !isClaimed(field)) become(field, null, 'asked for again in a table')
  }
}

const isInTable = ({ evidence }: Field): boolean =>
  evidence.described.labels.some(({ from }) => from === 'header')

/** A part of a form that asks for nobody's name, and for nothing that was not asked for before, is about something else. */
function elsewhere(fields: readonly Field[]): void {
  const asked = new Set<Concept>()
  for (const section of sectionsOf(fields)) {
    const ours = section.filter((field) => is(field, ...NAMES, ...PLACES, ...REACHED))
    const again = ours.every(({ concept }) => concept !== null && asked.has(concept))
    if (again && isElsewhere(section, ours))
      for (const field of ours) become(field, null, 'asked for again under a heading of something else')
    else for (const { concept } of ours) if (concept !== null) asked.add(concept)
  }
}

/** A heading that speaks of one of these is about who fills the form, or asks for the thing itself. */
const OF_ONESELF = ['self', 'context', 'address', 'company', 'card', 'confirm', 'phone', 'email'] as const

function isElsewhere(section: readonly Field[], ours: readonly Field[]): boolean {
  const [first] = section
  return (
    first !== undefined &&
    isHeaded(first) &&
    !OF_ONESELF.some((atom) => first.evidence.around.has(atom)) &&
    !ours.some((field) => is(field, ...NAMES)) &&
    // A telephone alone is another of one's own: at work, at night.
    !ours.every((field) => is(field, 'tel')) &&
    !section.some((field) => isClaimed(field) || field.evidence.purposeOf !== null)
  )
}

const isHeaded = (field: Field): boolean =>
  headingOf(field) !== undefined || field.evidence.described.labels.some(({ from }) => from === 'legend')

/** Parts of a form, by the heading and the frames they stand under. */
function sectionsOf(fields: readonly Field[]): readonly (readonly Field[])[] {
  const sections: Field[][] = []
  let called: string | undefined
  for (const field of fields) {
    const own = field.evidence.described.labels
      .filter(({ from }) => from === 'heading' || from === 'legend')
      .map(({ text }) => text)
      .join(' | ')
    if (own === called) sections.at(-1)?.push(field)
    else sections.push([field])
    called = own
  }
  return sections
}
