import { type Concept, isIgnored } from '@/lib/forms/concept'
import { become, type Field, is, isClaimed, starts } from './field'

/** What is asked again for the next person. */
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
  settleSections(fields)
  settleGuests(fields)
  /** The lowest number each pattern of names came with, and what it was taken for. */
  const first = new Map<
    string,
    { readonly number: number; readonly concept: Concept | null; readonly at: number }
  >()
  for (const [at, field] of fields.entries()) {
    if (isClaimed(field)) continue
    if (field.evidence.someone && field.concept !== null && !isIgnored(field.concept)) {
      become(field, null, 'of another person')
      continue
    }
    const numbered = numberIn(field.evidence.described.name || field.evidence.described.id)
    if (!numbered || !is(field, ...REPEATED) || !hasText(field)) continue
    const known = first.get(numbered.pattern)
    if (!known) first.set(numbered.pattern, { number: numbered.number, concept: field.concept, at })
    else if (
      known.concept === field.concept &&
      numbered.number > known.number &&
      // Side by side they are two boxes for one name.
      at > known.at + 1 &&
      field.evidence.described.type !== 'radio'
    )
      become(field, null, 'of a further person')
  }
}

const NAMES: readonly Concept[] = ['name', 'whole-name', 'given-name', 'given?', 'family-name', 'family?']
/** What is asked of each person once. */
const ONCE: readonly Concept[] = ['email', 'tel', 'bday', 'number?']
const PLACES: readonly Concept[] = ['address', 'street', 'street-address', 'address-line1', 'postal-code']

interface Section {
  readonly called: string
  readonly fields: Field[]
}

/** Parts of a form, by the frame or the heading they stand under. */
function sectionsOf(fields: readonly Field[]): readonly Section[] {
  const sections: Section[] = []
  for (const field of fields) {
    const labels = field.evidence.described.labels
    const called = (['heading', 'legend'] as const)
      .map((wanted) => labels.findLast(({ from }) => from === wanted)?.text ?? '')
      .join(' | ')
    const last = sections.at(-1)
    if (last?.called === called) last.fields.push(field)
    else sections.push({ called, fields: [field] })
  }
  return sections
}

/**
 * Who asks for a name again under another heading, and for a telephone, an address for letters or a birthday again with it, asks about
 * someone else, whatever the heading says in whatever language: whom to call, who pays. With a postal address or a purpose it
 * may be the same person's.
 */
function settleSections(fields: readonly Field[]): void {
  const asked = new Set<Concept>()
  let named = false
  for (const { fields: section } of sectionsOf(fields)) {
    const own = section.filter((field) => !field.evidence.someone)
    const names = own.filter((field) => is(field, ...NAMES))
    const again = own.filter((field) => field.concept !== null && asked.has(field.concept))
    const other =
      named &&
      names.length > 0 &&
      again.length > 0 &&
      !section.some(
        (field) =>
          isClaimed(field) ||
          field.evidence.purposeOf !== null ||
          is(field, ...PLACES, 'password', 'comment') ||
          field.evidence.own.has('holder') ||
          (field.evidence.around.has('self') && !field.evidence.around.has('context')),
      )
    if (other)
      for (const field of [...names, ...again])
        become(field, null, 'of a person asked for under another heading')
    else {
      named ||= names.length > 0
      if (named) for (const field of own) if (is(field, ...ONCE)) asked.add(field.concept as Concept)
    }
  }
}

/** “Guest name” behind a name of one's own is a guest's. */
function settleGuests(fields: readonly Field[]): void {
  const isOfRole = (field: Field): boolean => field.evidence.own.has('context')
  const own = fields.findIndex(
    (field) => is(field, 'given-name', 'family-name', 'name', 'whole-name') && !isOfRole(field),
  )
  if (own < 0 || !isAllAt(fields, own)) return
  for (const field of fields.slice(own + 1))
    if (is(field, ...NAMES) && isOfRole(field) && !isClaimed(field)) become(field, null, 'of a guest')
}

/** The name is that of no role, and no other part of it is. */
const isAllAt = (fields: readonly Field[], at: number): boolean =>
  !fields.slice(0, at).some((field) => is(field, ...NAMES))

/** Something names it beside its number. */
const hasText = ({ evidence }: Field): boolean =>
  evidence.described.labels.some(({ from }) => from !== 'heading' && from !== 'legend')

function numberIn(name: string): { readonly pattern: string; readonly number: number } | null {
  const found = /\d+/.exec(name)
  if (!found) return null
  return {
    pattern: name.replace(/\d+/g, '#'),
    number: Number.parseInt(name.match(/\d+(?!.*\d)/)?.[0] ?? found[0], 10),
  }
}

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

/** The same part of a date stands directly before: then another date begins. */
const seenBefore = (fields: readonly Field[], field: Field, at: number): boolean =>
  fields.slice(Math.max(0, at - 2), at).some((other) => other.concept === field.concept)
