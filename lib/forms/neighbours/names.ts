import { become, type Field, headingOf, is, isAmbiguous, isClaimed, speaksOf } from './field'

/** How far apart the two halves of a name stand at most. */
const REACH = 2
/** A salutation needs no wider box, in CSS pixels. */
const WIDE = 400

/** First and last names, where one of them is called just “name” or “first”. */
export function joinNames(fields: readonly Field[], language: string): void {
  for (const field of fields) if (is(field, 'whole-name')) field.concept = 'name'
  fields.forEach((field, at) => {
    if (!isAmbiguous(field) || isClaimed(field) || !isReadAsName(field)) return
    const near = fields.slice(Math.max(0, at - REACH), at + REACH + 1)
    if (!near.some((other) => is(other, 'given-name', 'family-name', 'given?', 'family?')))
      become(field, 'name', 'read as a name, and no half of one beside it', 0.75)
  })
  persons(fields)
  born(fields)
  fields.forEach((field, at) => {
    const near = fields.slice(Math.max(0, at - REACH), at + REACH + 1).filter((other) => other !== field)
    half(field, near)
    card(field, near)
    title(field, fields.slice(at + 1, at + 3), fields.slice(Math.max(0, at - 3), at))
  })
  alone(fields, language)
  numbered(fields, language)
  // Those with a half named “name” come last: their other half may just have been found.
  fields.forEach((field, at) => {
    if (!is(field, 'name') || isClaimed(field) || isFull(field)) return
    const near = fields
      .slice(Math.max(0, at - REACH), at + REACH + 1)
      .filter((other) => other !== field && samePerson(other, field))
    const [given, family] = [
      near.some((other) => is(other, 'given-name')),
      near.some((other) => is(other, 'family-name')),
    ]
    if (given && !family) become(field, 'family-name', 'beside a first name', 0.85)
    if (family && !given) become(field, 'given-name', 'beside a last name', 0.85)
  })
  farHalves(fields)
  inColumns(fields)
  claimedNames(fields)
  wholes(fields)
  // A company's name over two lines: the second has what does not fit into the first.
  const company = fields.findIndex((field) => is(field, 'organization'))
  for (const field of company < 0 ? [] : fields.slice(company + 1))
    if (is(field, 'organization') && field.evidence.own.has('second-one') && !isClaimed(field))
      become(field, null, 'a second line for a company')
  // “Nom de famille” and “nom d’usage”: who asks for two wants another beside the first.
  fields.forEach((field, at) => {
    const before = fields[at - 1]
    if (
      is(field, 'family-name') &&
      before &&
      is(before, 'family-name') &&
      !isClaimed(field) &&
      hasOtherText(field, before) &&
      !isAgain(field)
    )
      become(field, null, 'another last name beside the first')
  })
  for (const field of fields)
    if (is(field, 'second-surname'))
      become(field, null, 'the second of two last names, which no claim holds alone')
}

/** Who was asked for a first and a last name is asked for all of it again to sign, to pay or to be sent something; else it is another's. */
function wholes(fields: readonly Field[]): void {
  const halves = fields.findIndex((field) => is(field, 'given-name', 'family-name'))
  for (const field of halves < 0 ? [] : fields.slice(halves + 1))
    if (
      is(field, 'name') &&
      !isClaimed(field) &&
      field.evidence.purposeOf === null &&
      !speaksOf(field, 'self')
    )
      become(field, null, 'a whole name behind its halves')
}

/** In columns the last name may stand in the row below: who asks for one asks for the first name with a bare “name” before it. */
function farHalves(fields: readonly Field[]): void {
  const [only, another] = fields.filter((field) => is(field, 'name'))
  const last = fields.findIndex((field) => is(field, 'family-name'))
  const between = only ? last - fields.indexOf(only) : 0
  if (!only || another || between <= 0 || between > COLUMNS) return
  if (isClaimed(only) || isFull(only) || fields.some((field) => is(field, 'given-name'))) return
  if (
    headingOf(only) === headingOf(fields[last] as Field) &&
    isHeaded(only) &&
    isHeaded(fields[last] as Field)
  )
    become(only, 'given-name', 'above a last name', 0.75)
}

/** Two columns, one written after the other: the only name of a form that asks for one half of it elsewhere is the other half. */
function inColumns(fields: readonly Field[]): void {
  const asked = fields.filter((field) => is(field, 'name', 'given-name', 'family-name'))
  const only = asked.find((field) => is(field, 'name'))
  const half = asked.find((field) => !is(field, 'name'))
  if (!only || !half || asked.length > 2 || isClaimed(only) || isFull(only)) return
  if (headingOf(only) !== headingOf(half) || !samePerson(only, half)) return
  if (fields.indexOf(only) > fields.indexOf(half)) return
  if (only.evidence.strange || half.evidence.strange) return
  become(
    only,
    is(half, 'given-name') ? 'family-name' : 'given-name',
    'the other half is asked for elsewhere',
    0.7,
  )
}

/** How many boxes a table has between one row's and the same column's of the next at most. */
const COLUMNS = 6

const isHeaded = ({ evidence }: Field): boolean =>
  evidence.described.labels.some(({ from }) => from === 'header')

/** `autocomplete=name` is written over halves of names as well, where the other half stands beside; without one it is the whole. */
function claimedNames(fields: readonly Field[]): void {
  fields.forEach((field, at) => {
    if (field.evidence.claimed !== 'name' || isFull(field)) return
    const near = fields.slice(Math.max(0, at - REACH), at + REACH + 1).filter((other) => other !== field)
    const given = near.some((other) => is(other, 'given-name'))
    const family = near.some((other) => is(other, 'family-name'))
    if (is(field, 'name') && given && !family) become(field, 'family-name', 'beside a first name', 0.85)
    if (is(field, 'given-name') && !family && field.evidence.votes.every(isOfEither))
      become(field, 'name', 'no other half beside it', 0.85)
  })
}

/** «Имя» is a name and a first name; what a programmer calls a first name is none of both. */
const isOfEither = ({ concept, from }: Field['evidence']['votes'][number]): boolean =>
  concept === 'name' || (from !== 'name' && from !== 'id')

/** People read a name; a programmer's word is for a half of one, or for who uses the site. */
const isReadAsName = ({ evidence: { votes } }: Field): boolean => {
  const codes = votes.filter(({ from }) => from === 'name' || from === 'id')
  return (
    votes.some(({ concept, from }) => concept === 'whole-name' && from !== 'name' && from !== 'id') &&
    codes.every(({ concept }) => concept === 'given-name' || concept === 'family-name')
  )
}

/** “Patient” over a line to write in is the patient's name where a form asks for nobody's otherwise. */
function persons(fields: readonly Field[]): void {
  const named = fields.some((field) =>
    is(field, 'name', 'given-name', 'given?', 'family-name', 'family?', 'cc-name', 'search'),
  )
  const asked = fields.some((field) =>
    is(field, 'email', 'tel', 'bday', 'address', 'street', 'street-address'),
  )
  const [only, another] = fields.filter((field) => is(field, 'person?'))
  if (!only || another || named || !asked || only.evidence.described.type !== 'text') return
  become(only, 'name', 'who fills the form, and nobody is asked for by name', 0.65)
}

/** «Nom de naissance» is the last name where a form asks for no other. */
function born(fields: readonly Field[]): void {
  const other = fields.some((field) => is(field, 'family-name', 'family?', 'name', 'whole-name'))
  fields.forEach((field, at) => {
    if (!is(field, 'birth-name?')) return
    const near = fields.slice(Math.max(0, at - REACH), at + REACH + 1)
    const only = !other && near.some((one) => is(one, 'given-name', 'given?'))
    become(field, only ? 'family-name' : 'none', only ? 'the only last name' : 'a name at birth', 0.7)
  })
}

/** Where one word is a first name and a name, who asks for nothing else of it asks for the name. */
function alone(fields: readonly Field[], language: string): void {
  if (
    !/^(?:ru|uk|bg|cs|sk|el|hr|ro|sl|sr|th|tr|vi|zh)/i.test(language) ||
    !fields.some((field) => is(field, 'tel', 'email', 'bday', 'sex', 'street-address', 'address'))
  )
    return
  const names = fields.filter((field) =>
    is(field, 'given-name', 'family-name', 'additional-name', 'name', 'whole-name'),
  )
  const [only] = names
  const half = /^ro/i.test(language) ? 'family-name' : 'given-name'
  const isOnly =
    names.length === 1 || (/^zh/i.test(language) && !names.some((field) => is(field, 'family-name')))
  if (only && isOnly && is(only, half) && !isClaimed(only))
    become(only, 'name', 'nothing else of a name', 0.7)
}

const isAgain = (field: Field): boolean => field.evidence.own.has('confirm')

const isFull = (field: Field): boolean => {
  const { own, votes } = field.evidence
  return votes.some(({ concept }) => concept === 'whole-name') || (own.has('first') && own.has('last'))
}

/** Controls of two purposes stand beside each other where two addresses meet. */
const samePerson = (one: Field, other: Field): boolean =>
  one.evidence.purposeOf === other.evidence.purposeOf ||
  one.evidence.purposeOf === null ||
  other.evidence.purposeOf === null

/** “First” and “Last” under a common label. */
function half(field: Field, near: readonly Field[]): void {
  const inName = speaksOf(field, 'name')
  if (is(field, 'given?'))
    become(
      field,
      inName || near.some((other) => is(other, 'family?', 'family-name')) ? 'given-name' : null,
      'first of a name',
      0.8,
    )
  else if (is(field, 'family?'))
    become(
      field,
      inName || near.some((other) => is(other, 'given?', 'given-name')) ? 'family-name' : null,
      'last of a name',
      0.8,
    )
  else if (is(field, 'middle?'))
    become(
      field,
      near.some((other) => is(other, 'given?', 'given-name', 'family?', 'family-name'))
        ? 'additional-name'
        : null,
      'middle of a name',
      0.8,
    )
}

/** A name among a card's controls is the holder's. */
function card(field: Field, near: readonly Field[]): void {
  if (!is(field, 'name') || isClaimed(field)) return
  const { own, around } = field.evidence
  if (own.has('first') || own.has('last')) return
  const beside = near.filter((other) => is(other, 'cc-number', 'cc-exp', 'cc-exp-month', 'cc-csc')).length
  const elsewhere = near.some((other) =>
    is(other, 'given-name', 'family-name', 'email', 'street', 'address', 'tel'),
  )
  if (
    beside > 0 &&
    !elsewhere &&
    (around.has('card') ||
      own.has('card') ||
      beside > 1 ||
      near.every((other) => other.concept?.startsWith('cc-')))
  )
    become(field, 'cc-name', 'among the fields of a card', 0.8)
}

/** A title is a salutation where a name follows, and a position behind a name or before a company. */
function title(field: Field, next: readonly Field[], before: readonly Field[]): void {
  if (!is(field, 'title?') || isOfWork(field)) return
  const salutes = next.some((other) => is(other, 'given-name', 'family-name', 'name', 'given?', 'family?'))
  const { choices, described } = field.evidence
  const chosen =
    choices?.concept === 'honorific-prefix' || described.tag === 'select' || described.type === 'radio'
  if (salutes) {
    if (chosen || described.maxLength !== null || described.box.width < WIDE)
      become(field, 'honorific-prefix', 'before a name', 0.75)
    return
  }
  const works = next
    .slice(0, 1)
    .some((other) => is(other, 'organization', 'email', 'tel') || speaksOf(other, 'company'))
  const named = before.some((other) => is(other, 'family-name', 'name', 'organization'))
  if (!chosen && named && works) become(field, 'organization-title', 'behind a name', 0.7)
}

/** Only a programmer speaks of a title, and people read something that nobody knows. */
const isOfWork = ({ evidence: { strange, votes } }: Field): boolean =>
  strange && votes.every(({ from }) => from === 'name' || from === 'id')

/** `name1` and `name2` with one label: the family name comes first where people write it so. */
function numbered(fields: readonly Field[], language: string): void {
  if (!/^(?:ja|zh|ko|hu)/i.test(language)) return
  fields.forEach((field, at) => {
    const next = fields[at + 1]
    if (!is(field, 'name') || !next || !is(next, 'name') || isClaimed(field) || isClaimed(next)) return
    if (hasOtherText(field, next)) return
    become(field, 'family-name', 'first of two boxes for a name', 0.75)
    become(next, 'given-name', 'second of two boxes for a name', 0.75)
  })
}

const textOf = ({ evidence }: Field): string =>
  evidence.described.labels.find(
    ({ from }) => from !== 'heading' && from !== 'legend' && from !== 'placeholder',
  )?.text ?? ''

const hasOtherText = (field: Field, next: Field): boolean =>
  textOf(next) !== '' && textOf(next) !== textOf(field)
