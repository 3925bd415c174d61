import { type Concept, isIgnored } from '@/lib/forms/concept'
import type { Atom } from '@/lib/forms/words/words'
import { become, type Field, headingOf, is, isClaimed, starts } from './field'

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
export function settlePersons(fields: readonly Field[], before: readonly Field[]): void {
  const isOther = othersIn(fields, before)
  settleSections(fields, isOther)
  settleGuests(fields)
  /** What the names of a further person's controls begin with: `author[2]`. */
  const further = new Set<string>()
  /** The lowest number each pattern of names came with, and what it was taken for. */
  const first = new Map<
    string,
    { readonly number: number; readonly concept: Concept | null; readonly at: number }
  >()
  for (const [at, field] of fields.entries()) {
    if (isClaimed(field)) continue
    if (isOther(field) && field.concept !== null && !isIgnored(field.concept) && !isEmployer(field)) {
      become(field, null, 'of another person')
      continue
    }
    const beginning = beginningOf(field.evidence.described.name)
    if (
      beginning !== '' &&
      further.has(beginning) &&
      is(field, ...REACHED, ...PLACES, 'country', 'organization')
    ) {
      become(field, null, 'of a further person')
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
    ) {
      become(field, null, 'of a further person')
      if (beginning !== '') further.add(beginning)
    }
  }
}

/** Where somebody works is theirs, though its telephone and its address are the firm's. */
const isEmployer = (field: Field): boolean =>
  is(field, 'organization', 'organization-title') &&
  !field.evidence.someone &&
  field.evidence.around.has('company')

/**
 * Who is another person than the one who fills the form. Where a programmer's word would make all of them others, it is what the
 * form is about: `partner_email`.
 */
function othersIn(fields: readonly Field[], before: readonly Field[]): (field: Field) => boolean {
  const asked = fields.filter((field) => is(field, ...NAMES, ...REACHED))
  // Each of several persons may have a form of their own.
  const later = before.some((field) => is(field, ...NAMES))
  const alone =
    !later && !asked.some(({ evidence }) => !evidence.someone && !evidence.within && !evidence.coded)
  // What stands over everybody is what the form is about: “Find a doctor”.
  const about =
    !later &&
    !asked.some(({ evidence }) => evidence.around.has('opponent')) &&
    asked.length > 1 &&
    asked.every(({ evidence }) => evidence.within) &&
    headingsOf(asked).size === 1
  return ({ evidence }) =>
    evidence.someone || (evidence.within && !about && !isAccount(evidence)) || (evidence.coded && !alone)
}

const headingsOf = (fields: readonly Field[]): ReadonlySet<string> =>
  new Set(
    fields.map(
      ({ evidence }) => evidence.described.labels.findLast(({ from }) => from === 'heading')?.text ?? '',
    ),
  )

const NAMES: readonly Concept[] = ['name', 'whole-name', 'given-name', 'given?', 'family-name', 'family?']
const PLACES: readonly Concept[] = ['address', 'street', 'street-address', 'address-line1', 'postal-code']

interface Section {
  readonly heading: string | undefined
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
    else sections.push({ called, heading: headingOf(field), fields: [field] })
  }
  return sections
}

/**
 * Who asks for a name again under another heading asks about someone else, whatever the heading says in whatever language: whom to call,
 * who pays, whose dog it is. With a purpose, a word for who fills the form, or the first postal address it may be the same one's.
 */
function settleSections(fields: readonly Field[], isOther: (field: Field) => boolean): void {
  const named = new Set<Concept>()
  const asked = new Set<Concept>()
  let placed = false
  const sections = sectionsOf(fields)
  const parent = sections.findIndex((section) => isOfParent(section, sections))
  const reached = sections.findIndex(({ fields }) =>
    fields.some((field) => is(field, 'email', 'tel') && !isOther(field)),
  )
  // Who cannot be reached and whose parent can is the child.
  const childhood = isUnder(sections, reached, parent) ? parent : 0
  let child: string | undefined
  for (const [at, { fields: section, heading }] of sections.entries()) {
    const own = section.filter((field) => !isOther(field))
    const next = sections.slice(at + 1)
    const names = own.filter((field) => is(field, ...NAMES) && !isOfPayer(field))
    const places = own.some((field) => is(field, ...PLACES))
    const address = own.some(({ evidence }) => evidence.around.has('address'))
    const once = own.some((field) => is(field, ...REACHED) && asked.has(field.concept as Concept))
    const again =
      names.some((field) => isNamedIn(field, named)) &&
      !(places && (!placed || address)) &&
      // Nobody before could be reached: whom to write to is who fills the form.
      !(at === reached && !placed && !next.some(({ fields }) => fields.some((field) => is(field, ...NAMES))))
    const first =
      (names.length > 0 || (heading !== undefined && heading === child)) &&
      ((isOfRole(section) &&
        !section.some(({ evidence }) => evidence.around.has('self')) &&
        next.some(isOfSelf)) ||
        at < childhood)
    if (first) child = heading
    if (own.some((field) => is(field, 'cc-number', 'cc-csc'))) {
      if (again && !places) namedOnCard(names)
    } else if (first || (again && !section.some((field) => isOfOneself(field, once)))) {
      for (const field of own)
        if (field.concept !== null && !isIgnored(field.concept) && !starts(field, 'cc-') && !isOfPayer(field))
          become(field, null, 'of a person asked for under another heading')
    } else {
      for (const { concept } of names) if (concept) named.add(concept)
      for (const field of own)
        if (named.size > 0 && is(field, ...REACHED)) asked.add(field.concept as Concept)
      placed ||= places
    }
  }
}

/** Who is asked for a name again beside a card is asked for what stands on it. */
function namedOnCard(names: readonly Field[]): void {
  for (const field of names)
    if (!isClaimed(field) && is(field, 'given-name', 'given?'))
      become(field, 'cc-given-name', 'beside a card')
    else if (!isClaimed(field) && is(field, 'family-name', 'family?'))
      become(field, 'cc-family-name', 'beside a card')
    else if (!isClaimed(field)) become(field, 'cc-name', 'beside a card')
}

/** Under a heading for one of several persons: the owner, the friend. */
const isOfRole = (section: readonly Field[]): boolean =>
  section.some(({ evidence }) => evidence.around.has('role') && !evidence.around.has('context'))

/** The same part, or a later one under the same heading. */
const isUnder = (sections: readonly Section[], at: number, parent: number): boolean =>
  at === parent ||
  (at > parent &&
    parent >= 0 &&
    sections[at]?.heading !== undefined &&
    sections[at]?.heading === sections[parent]?.heading)

/** Under a heading for a parent, who can be reached, whatever frames there are below it. */
function isOfParent(section: Section, sections: readonly Section[]): boolean {
  const { heading } = section
  const fields = sections
    .filter((other) => other === section || (heading !== undefined && other.heading === heading))
    .flatMap((other) => other.fields)
  return (
    fields.some(({ evidence }) => evidence.around.has('guardian')) &&
    fields.some((field) => is(field, ...NAMES)) &&
    fields.some((field) => is(field, 'email', 'tel'))
  )
}

/** Under a heading for who fills the form. */
const isOfSelf = ({ fields }: Section): boolean =>
  fields.some(
    (field) => field.evidence.around.has('self') && !field.evidence.within && is(field, ...NAMES),
  ) && !isOfRole(fields)

const HALVES: readonly Concept[] = ['given-name', 'given?', 'family-name', 'family?']
const WHOLES: readonly Concept[] = ['name', 'whole-name']

/** The same of a name was asked for, or the whole of this half, or a half of this whole. */
function isNamedIn({ concept }: Field, named: ReadonlySet<Concept>): boolean {
  if (concept === null) return false
  const others = HALVES.includes(concept) ? WHOLES : HALVES
  return named.has(concept) || others.some((other) => named.has(other))
}

/** The holder of an account or a card is who fills the form. */
const isOfPayer = (field: Field): boolean => isAccount(field.evidence) || starts(field, 'cc-')
const isAccount = ({ own }: Field['evidence']): boolean => own.has('self') && own.has('full')

const SETS_APART: readonly Atom[] = ['someone', 'thing', 'guardian', 'role']

/** Speaks of a purpose, or of who fills the form. */
function isOfOneself(field: Field, again: boolean): boolean {
  const { purposeOf, around } = field.evidence
  if (isClaimed(field) || purposeOf !== null || is(field, 'password', 'comment')) return true
  if (SETS_APART.some((atom) => around.has(atom))) return false
  // The first passenger may be who booked; who has a telephone of their own is not.
  return around.has('context') ? !again : around.has('self')
}

const REACHED: readonly Concept[] = ['email', 'tel', 'bday', 'sex']

const ASIDE: readonly Atom[] = ['context', 'guardian']

/** “Guest name” behind a name of one's own is a guest's, and “Parent's e-mail” a parent's. */
function settleGuests(fields: readonly Field[]): void {
  const isOfRole = ({ evidence }: Field): boolean => ASIDE.some((atom) => evidence.own.has(atom))
  // Where parents are asked for by their name, who learns is another.
  if (fields.some((field) => field.evidence.own.has('guardian') && is(field, ...NAMES)))
    for (const field of fields)
      if (
        field.evidence.role &&
        !field.evidence.own.has('guardian') &&
        is(field, ...NAMES, ...REACHED) &&
        !isClaimed(field)
      )
        become(field, null, 'of a child')
  const own = fields.findIndex(
    (field) => is(field, 'given-name', 'family-name', 'name', 'whole-name') && !isOfRole(field),
  )
  if (own < 0 || !isAllAt(fields, own)) return
  let guest = false
  for (const field of fields.slice(own + 1))
    if (!isClaimed(field))
      if (guest && is(field, ...REACHED) && isOfRole(field)) become(field, null, 'of a guest')
      else if (
        (is(field, ...NAMES) && isOfRole(field)) ||
        (is(field, ...REACHED) && (field.evidence.role || field.evidence.own.has('guardian')))
      ) {
        guest ||= is(field, ...NAMES) && !field.evidence.own.has('guardian')
        become(field, null, 'of a guest')
      }
}

/** The name is that of no role, and no other part of it is. */
const isAllAt = (fields: readonly Field[], at: number): boolean =>
  !fields.slice(0, at).some((field) => is(field, ...NAMES))

/** Something names it beside its number. */
const hasText = ({ evidence }: Field): boolean =>
  evidence.described.labels.some(({ from }) => from !== 'heading' && from !== 'legend')

/** Up to its number, where a word follows: `author[2]` of `author[2][email]`. */
const beginningOf = (name: string): string => /^(.*\p{L}.*?\d+)[^\d\p{L}]+\p{L}/u.exec(name)?.[1] ?? ''

function numberIn(name: string): { readonly pattern: string; readonly number: number } | null {
  const found = /\d+/.exec(name)
  if (!found) return null
  return {
    pattern: name.replace(/\d+/g, '#'),
    number: Number.parseInt(name.match(/\d+(?!.*\d)/)?.[0] ?? found[0], 10),
  }
}
