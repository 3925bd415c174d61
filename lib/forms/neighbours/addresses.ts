import type { Concept } from '@/lib/forms/concept'
import type { PageDescription } from '@/lib/forms/description'
import { wordsOfCode } from '@/lib/forms/text'
import type { Atom } from '@/lib/forms/words/words'
import { joinBareBoxes } from './bare-boxes'
import { settleStates, settleTowns } from './beside-places'
import { joinCounted } from './counted-lines'
import {
  become,
  type Field,
  hasWords,
  headingOf,
  is,
  isBare,
  isClaimed,
  isMute,
  isNamed,
  isNextOf,
  isSelect,
  lengthOf,
} from './field'
import { settleLevels } from './levels'
import { isCalledFirst, isLine, isPartOfBlock, isReadAs, PLACES } from './lines'
import { joinLists } from './place-lists'

/** Narrower boxes, in CSS pixels, are for something else than a line of an address. */
const WIDE = 120

/** A country alone in a form of its own is where a shop sends to, or the site's language. */
export function settleChooser(row: readonly Field[], page: PageDescription): void {
  const [only, another] = row
  if (
    page.controls.length > 1 &&
    only &&
    !another &&
    is(only, 'country') &&
    isSelect(only) &&
    only.evidence.described.form !== null
  )
    if (!isClaimed(only)) become(only, null, 'a country alone in a form')
}

/** Lines of an address: how many there are says what the first is called. */
export function joinAddresses(fields: readonly Field[], language: string): void {
  joinBareBoxes(fields, language)
  joinLists(fields)
  wholes(fields)
  onlyLines(fields)
  ends(fields)
  numbers(fields)
  joinCounted(fields, isLine)
  firsts(fields)
  crossings(fields)
  flats(fields)
  settleTowns(fields)
  settleStates(fields)
  for (let at = 0; at < fields.length; at++) {
    if (!isLine(fields[at])) continue
    let end = at + 1
    while (end < fields.length && goesOn(fields[end] as Field, fields[end - 1] as Field)) end++
    const block = fields.slice(at, end)
    units(block)
    lines(block)
    at = end - 1
  }
  apart(fields)
  details(fields)
  countries(fields)
  postalPieces(fields)
  settleLevels(fields)
}

const goesOn = (field: Field, before: Field): boolean =>
  !isForOther(field, before) && (isPartOfBlock(field) || isSecond(field) || isFurther(field, before))

/** “Shipping address” and “billing address” are two, though nothing stands between them. */
const isForOther = (field: Field, before: Field): boolean =>
  field.evidence.purposeOf !== null &&
  before.evidence.purposeOf !== null &&
  field.evidence.purposeOf !== before.evidence.purposeOf

/** A box without words behind a line, numbered as the second or the third. */
const isSecond = (field: Field): boolean =>
  isMute(field) &&
  !field.evidence.strange &&
  (field.evidence.own.has('second-one') || field.evidence.own.has('third-one')) &&
  field.evidence.described.tag === 'input' &&
  !['radio', 'checkbox'].includes(field.evidence.described.type)

/** A box without any word or name of its own behind one as wide. */
function isFurther(field: Field, before: Field): boolean {
  const [{ tag, type, box }, last] = [field.evidence.described, before.evidence.described]
  return (
    isMute(field) &&
    isBare(field) &&
    saysNoMore(field, before) &&
    tag === 'input' &&
    type === 'text' &&
    box.width > WIDE &&
    box.width === last.box.width
  )
}

/** A programmer's word for it that nobody knows would be one for something else. */
function saysNoMore(field: Field, before: Field): boolean {
  const [words, last] = [field, before].map(({ evidence: { described } }) =>
    wordsOfCode(`${described.name} ${described.id}`),
  )
  return (words ?? []).every((word) => !/^\p{L}{3,}$/u.test(word) || last?.includes(word))
}

/** Read as an address in a form without a street: the whole of it goes in, whatever place its attribute names. */
function wholes(fields: readonly Field[]): void {
  if (fields.some(isLine)) return
  const [only, another] = fields.filter((field) => is(field, 'address-level1', 'address-level2'))
  if (only && !another && isClaimed(only) && !isSelect(only) && isReadAs(only, 'address', 'street-address'))
    become(only, 'street-address', 'read as an address, against autocomplete')
  const places = fields.filter((field) => is(field, ...PLACES))
  const [place] = places
  if (place && places.length === 1 && is(place, 'address-level2') && !isClaimed(place) && !isSelect(place))
    if (isReadAs(place, 'address', 'street-address') && !isReadAs(place, 'address-level2'))
      become(place, 'street-address', 'read as an address, and nothing else of one')
}

/** An “address in detail” without any other line of it is the street, though a programmer calls it a detail. */
function onlyLines(fields: readonly Field[]): void {
  for (const field of fields)
    if (
      is(field, 'address-line2', 'unit') &&
      !isClaimed(field) &&
      (isReadAs(field, 'address') ||
        (field.evidence.own.has('address') && field.evidence.own.has('extra'))) &&
      !field.evidence.own.has('second-one') &&
      !fields.some((other) => other !== field && isPartOfBlock(other))
    )
      become(field, 'address', 'no other line of an address')
}

/** «Postadress» behind a street, over a short box and one without words: the postal code and its town. */
function ends(fields: readonly Field[]): void {
  fields.forEach((field, at) => {
    const next = fields[at + 1]
    if (!next || !is(field, 'address') || !isLine(fields[at - 1]) || isClaimed(field)) return
    const isTown = isMute(next) || is(next, 'address-level2', 'address-level3', 'place?')
    if (lengthOf(field) < 4 || lengthOf(field) > 8 || lengthOf(next) > 0 || !isBare(next) || !isTown) return
    become(field, 'postal-code', 'short, behind a street', 0.75)
    become(next, 'address-level2', 'beside a postal code', 0.75)
  })
}

/** A bare “number” behind a street is the house's, and so is “number of the address” beside an address. */
function numbers(fields: readonly Field[]): void {
  fields.forEach((field, at) => {
    const before = fields[at - 1]
    const isBeside = [before, fields[at + 1]].some(
      (other) => is(other, 'address', 'street', 'street-address') && !other?.evidence.own.has('number'),
    )
    if (is(field, 'address') && isBeside && [...field.evidence.own][0] === 'number' && !isClaimed(field))
      become(field, 'house-number', 'the number beside an address')
    // What takes numbers alone takes no street: “N° de rue”.
    if (
      field.evidence.described.type === 'number' &&
      is(field, 'street', 'street-name', 'address-line1') &&
      isLine(fields[at + 1]) &&
      !isClaimed(field)
    )
      become(field, 'house-number', 'a number before an address')
    if (is(field, 'number?')) {
      const beside =
        isLine(before) || (is(before, 'postal-code') && isLine(fields[at + 1])) || isLine(fields[at + 1])
      if (beside && !is(before, 'unit')) become(field, 'house-number', 'beside a street')
    }
  })
}

/** Between a postal code and a second line, a box without a word is the first line. */
function firsts(fields: readonly Field[]): void {
  fields.forEach((field, at) => {
    const { tag, type } = field.evidence.described
    if (
      field.concept === null &&
      isBare(field) &&
      tag === 'input' &&
      type === 'text' &&
      is(fields[at - 1], 'postal-code') &&
      is(fields[at + 1], 'address-line2') &&
      lengthOf(field) === 0
    )
      become(field, 'address-line1', 'between a postal code and a second line', 0.7)
  })
}

/** “Street 1” and “Street 2” behind a street are those it lies between. */
function crossings(fields: readonly Field[]): void {
  fields.forEach((field, at) => {
    const next = fields[at + 1]
    const isNumbered = (other: Field | undefined, ordinal: Atom): other is Field =>
      other !== undefined &&
      !isClaimed(other) &&
      !other.evidence.own.has('line') &&
      other.evidence.own.has('street') &&
      other.evidence.own.has(ordinal) &&
      is(other, 'address-line1', 'address-line2')
    if (!isNumbered(field, 'first-one') || !isNumbered(next, 'second-one')) return
    const isOfSame = (other: Field): boolean =>
      is(other, 'street', 'street-address', 'address') &&
      headingOf(other) === headingOf(field) &&
      other.evidence.purposeOf === field.evidence.purposeOf
    if (fields.slice(0, at).some(isOfSame))
      for (const other of [field, next]) become(other, null, 'a street that crosses the one before')
  })
}

/** «Departamento» is a flat where it follows a house's number, and the region is asked for elsewhere. */
function flats(fields: readonly Field[]): void {
  fields.forEach((field, at) => {
    const [before, next] = [fields[at - 1], fields[at + 1]]
    const region = fields.slice(at + 2, at + 6).some((other) => is(other, 'address-level1'))
    const called = field.evidence.votes.some(({ concept, from }) => concept === 'unit' && from === 'name')
    if (
      is(field, 'address-level1') &&
      (called || is(before, 'house-number')) &&
      !is(next, 'address-level1') &&
      region &&
      !isSelect(field) &&
      !isClaimed(field)
    )
      become(field, 'unit', 'behind a house’s number')
  })
}

/** Of flat, floor, staircase and building one goes into the second line: the flat where it is asked for. */
function units(block: readonly Field[]): void {
  const street = block.findIndex((field) => isLine(field) && !is(field, 'unit'))
  // What flat it is stands before the street where both go into one line.
  for (const field of block.slice(0, Math.max(0, street)))
    if (is(field, 'unit') && !field.evidence.own.has('extra') && !isClaimed(field))
      become(field, null, 'a flat before its street')
  const all = block.filter((field) => is(field, 'unit'))
  const taken = block.some((field) => is(field, 'address-line2'))
  const kept = taken ? undefined : (all.find(({ evidence }) => evidence.own.has('flat')) ?? all[0])
  for (const field of all)
    if (field !== kept) become(field, null, 'a detail of an address beside its second line')
}

function lines(block: readonly Field[]): void {
  const house = block.some((field) => is(field, 'house-number'))
  const boxes = block.filter(
    (field) => !is(field, 'house-number') && (field.concept !== null || isMute(field)),
  )
  let line = 0
  let streets = 0
  const firsts: Field[] = []
  for (const [at, field] of boxes.entries()) {
    const before = boxes[at - 1]
    // `street[0]` and `street[1]`
    const numbered =
      before !== undefined && firsts.length > 0 && isNextOf(field, before) && !isCalledFirst(field)
    const first =
      !numbered &&
      (is(field, 'address-line1') ||
        (is(field, 'address', 'street', 'street-name', 'street-address', 'line?') &&
          !continuesLine(field, line, streets, firsts.length)))
    if (first) {
      line = 1
      streets = is(field, 'street', 'street-name') ? 1 : 0
      firsts.push(field)
      continue
    }
    // Called the second by a programmer who calls the town the first, and a street by what people read.
    if (line === 0 && is(field, 'address-line2') && isReadAsStreet(field)) {
      line = 1
      firsts.push(field)
      continue
    }
    // `street[2]` is the third: what a programmer counts from 0 says less than what came before.
    const counted = numbered && !isNamed(field)
    line =
      !counted && is(field, 'address-line3')
        ? 3
        : !counted && is(field, 'address-line2')
          ? 2
          : Math.min(3, Math.max(2, line + 1))
    if (isClaimed(field)) continue
    if (line === 3 && hasWords(field) && !is(field, 'address-line3', 'line?'))
      become(field, null, 'a third line that nothing calls so')
    else become(field, line === 2 ? 'address-line2' : 'address-line3', `line ${line} of an address`)
  }
  firsts.forEach((field) => {
    const at = boxes.indexOf(field)
    const followed = is(boxes[at + 1], 'address-line2', 'address-line3') || is(boxes[at - 1], 'address-line2')
    if (house && is(field, 'street', 'street-name', 'address', 'address-line1', 'street-address'))
      field.part = { kind: 'street-name' }
    if (isClaimed(field)) return
    if (is(field, 'address-line1') && !house && isCalledFirst(field)) return
    become(
      field,
      followed ? 'address-line1' : 'street-address',
      followed ? 'first of several lines' : 'the only line',
    )
  })
  for (const field of block) if (is(field, 'house-number')) field.part = { kind: 'house-number' }
}

/** The standard's `street-address` has several lines: in a box for one of them, what it says is a street. */
const isInOneLine = ({ evidence: { claimed, described } }: Field): boolean =>
  claimed === 'street-address' && described.tag === 'input'

const isReadAsStreet = (field: Field): boolean =>
  !isClaimed(field) && isReadAs(field, 'street', 'address', 'street-address')

/** People read one of these, whatever a programmer calls it. */
/** A further box of the same address that has no words for which line it is. */
function continuesLine(field: Field, line: number, streets: number, firsts: number): boolean {
  if (line === 0 || firsts === 0 || is(field, 'street-name')) return false
  // “Address” and then “Street”: one address still, its street in a box of its own.
  if (is(field, 'street')) return streets === 0 && line >= 1
  return is(field, 'address', 'line?', 'street-address') ? !isNamed(field) || line === 1 : false
}

/** How far behind its street a second line stands at most. */
const APART = 4

/** A second line with other things between: the street is the first line all the same. */
function apart(fields: readonly Field[]): void {
  fields.forEach((field, at) => {
    if (!is(field, 'street-address') || (isClaimed(field) && !isInOneLine(field))) return
    const behind = fields.slice(at + 1, at + 1 + APART)
    const second = behind.findIndex((other) => is(other, 'address-line2'))
    const other = behind.findIndex((one) => is(one, 'street-address', 'address-line1'))
    const numbered = fields.slice(at + 1).some((one) => is(one, 'address-line2') && isNextOf(one, field))
    if (numbered || (second >= 0 && (other < 0 || other > second)))
      become(field, 'address-line1', 'a second line follows')
  })
}

/** A building or a door apart from its street is a detail where the address has its second line. */
function details(fields: readonly Field[]): void {
  let second = false
  fields.forEach((field, at) => {
    if (is(field, 'street-address', 'address-line1')) second = false
    if (!is(field, 'address-line2')) return
    if (second && !isClaimed(field) && !isLine(fields[at - 1]))
      become(field, null, 'a detail beside a second line')
    second = true
  })
}

/** A list of countries without a word, among ages and meals, is one of nationalities. */
function countries(fields: readonly Field[]): void {
  fields.forEach((field, at) => {
    const { votes } = field.evidence
    if (!is(field, 'country') || isClaimed(field) || votes.some(({ from }) => from !== 'options')) return
    const near = [...fields.slice(Math.max(0, at - 1), at), ...fields.slice(at + 1, at + 2)]
    if (near.length > 0 && near.every(({ concept }) => concept === null || OF_TRAVELLERS.includes(concept)))
      become(field, null, 'a list of countries that nothing names')
  })
}

const OF_TRAVELLERS: readonly Concept[] = ['none', 'sex', 'bday']

/** A postal code in two boxes, as 3 and 4 digits in Japan, 5 and 4 in the United States, 2 and 3 in Poland. */
function postalPieces(fields: readonly Field[]): void {
  fields.forEach((field, at) => {
    const next = fields[at + 1]
    if (!next || !is(field, 'postal-code') || isSelect(field)) return
    const [one, two] = [lengthOf(field), lengthOf(next)]
    if (one < 2 || one > 5 || two < 2 || two > 4) return
    if (!is(next, 'postal-code') && (next.concept !== null || isNamed(next) || !saysNoMore(next, field)))
      return
    if (isNamed(next) && one + two < 5) return
    const lengths = [one, two]
    if (next.concept === null) become(next, 'postal-code', 'the second box of a postal code', 0.8)
    field.part = { kind: 'piece', index: 0, of: 2, lengths }
    next.part = { kind: 'piece', index: 1, of: 2, lengths }
  })
}
