import type { Concept } from '@/lib/forms/concept'
import type { Atom } from '@/lib/forms/words/words'
import {
  become,
  type Field,
  hasWords,
  headingOf,
  is,
  isBare,
  isClaimed,
  isMute,
  isNextOf,
  lengthOf,
  speaksOf,
  starts,
} from './field'

/** A number's four digits, or six of them. */
const isPiece = (field: Field): boolean => lengthOf(field) > 0 && lengthOf(field) <= 7

/** A number in this many boxes at most, side by side. */
const BOXES = 4
const IN_NUMBER: ReadonlySet<Atom> = new Set<Atom>(['card', 'number', 'first-one', 'second-one', 'third-one'])

/** Nothing in it speaks of anything but a card's number: not of its code, its holder or its end. */
const isNumberBox = (field: Field): boolean =>
  !isClaimed(field) &&
  (field.concept === null ||
    is(field, 'card?', 'cc-number', 'number?') ||
    field.evidence.described.type === 'password') &&
  !hasWords(field) &&
  [...field.evidence.own].every((atom) => IN_NUMBER.has(atom))

/** Wider than this, in CSS pixels, is no box for four digits. */
const SMALL = 130
const widthOf = ({ evidence }: Field): number => evidence.described.box.width
const isSmall = (field: Field): boolean => widthOf(field) > 0 && widthOf(field) <= SMALL
/** Of four boxes of one width side by side nobody needs to be told that they are pieces. */
const isAlike = (box: Field, first: Field): boolean => lengthOf(box) === 0 && widthOf(box) === widthOf(first)

/** Boxes of four digits behind one that is called a card's number, some of them masked as a password is. */
export function joinCardBoxes(row: readonly Field[]): void {
  row.forEach((field, at) => {
    if (!is(field, 'cc-number', 'card?') || field.part !== null) return
    const sized = isPiece(field)
    if (!sized && (lengthOf(field) > 0 || !isSmall(field))) return
    let end = at + 1
    const goesOn = (box: Field): boolean => (sized ? isPiece(box) : isAlike(box, field)) && isNumberBox(box)
    while (end < row.length && end - at < BOXES && goesOn(row[end] as Field)) end++
    const boxes = row.slice(at, end)
    if (boxes.length < (sized ? 3 : BOXES)) return
    const lengths = sized ? boxes.map(lengthOf) : boxes.map(() => 4)
    boxes.forEach((box, index) => {
      become(box, 'cc-number', `box ${index + 1} of a card’s number`, 0.85)
      box.part = { kind: 'piece', index, of: boxes.length, lengths }
    })
  })
}

/** How far from a card's other controls its holder stands at most, but under the same heading. */
const CARD_REACH = 4

const HOLDERS: readonly Concept[] = ['cc-name', 'cc-given-name', 'cc-family-name']

/** The number may be in a frame of who takes the payment. */
const isCardholder = ({ evidence: { described } }: Field): boolean =>
  /card[_.-]?holder/i.test(`${described.name} ${described.id}`)

/** A code for verification beside a card's number and its end is the card's, where no other is asked for. */
export function settleCodes(row: readonly Field[]): void {
  if (row.some((field) => is(field, 'cc-csc'))) return
  row.forEach((field, at) => {
    const near = row.slice(Math.max(0, at - 2), at + 3)
    const isOfCard = near.some((other) => starts(other, 'cc-exp'))
    if (is(field, 'one-time-code') && isOfCard && row.some((other) => is(other, 'cc-number')))
      if (!isClaimed(field)) become(field, 'cc-csc', 'a code beside a card’s number and its end', 0.75)
  })
}

/** The owner of a dog has a first name, too. */
export function settleHolders(row: readonly Field[]): void {
  if (row.some((field) => starts(field, 'cc-') && !is(field, ...HOLDERS))) return
  for (const field of row)
    if (is(field, 'cc-given-name', 'cc-family-name') && !isClaimed(field) && !speaksOf(field, 'card'))
      become(field, is(field, 'cc-given-name') ? 'given-name' : 'family-name', 'a holder without a card')
}

/** What stands among a card's controls and says too little alone. */
export function joinCards(fields: readonly Field[]): void {
  fields.forEach((field, at) => {
    // A number in four boxes, of which the first has the words.
    const next = fields[at + 1]
    const more = next && isBare(next) && (isMute(next) || is(next, 'card?', 'cc-number'))
    if (is(field, 'cc-number') && more && (isNextOf(next, field) || (isPiece(field) && isPiece(next))))
      become(next, 'cc-number', 'a further box of the number', 0.8)
  })
  const isCard = (field: Field | undefined): boolean => starts(field, 'cc-')
  fields.forEach((field, at) => {
    if (isClaimed(field)) return
    const near = [fields[at - 2], fields[at - 1], fields[at + 1], fields[at + 2]].filter(
      (other) => other !== undefined,
    )
    const beside = near.filter(isCard).length
    const { type, tag } = field.evidence.described
    if (is(field, 'card?')) {
      const chosen = tag === 'select' || type === 'radio'
      if (chosen)
        become(field, field.evidence.choices?.concept === 'cc-type' ? 'cc-type' : null, 'a choice of cards')
      else if (type !== 'checkbox')
        become(field, beside > 0 || lengthOf(field) >= 13 ? 'cc-number' : null, 'a card, in one box', 0.7)
    }
    if (is(field, 'number?') && beside > 0 && speaksOf(field, 'card'))
      become(field, 'cc-number', 'the number of a card', 0.75)
    if (
      is(field, 'code?') &&
      near.some((other) => starts(other, 'cc-exp')) &&
      near.some((other) => is(other, 'cc-number'))
    )
      become(field, 'cc-csc', 'a code among the fields of a card', 0.75)
    if (is(field, 'kind?') && field.evidence.choices?.concept === 'cc-type')
      become(field, 'cc-type', 'a choice of cards', 0.75)
    if (is(field, 'cc-name') && near.some((other) => is(other, 'cc-family-name')))
      become(field, 'cc-given-name', 'beside a last name', 0.8)
    if (is(field, 'cc-given-name') && !near.some((other) => is(other, 'cc-family-name', 'cc-name')))
      become(field, 'cc-name', 'no last name beside it', 0.8)
    if (
      is(field, 'cc-name') &&
      !fields.some(
        (other, there) =>
          starts(other, 'cc-') &&
          !is(other, 'cc-name') &&
          (Math.abs(there - at) <= CARD_REACH || headingOf(other) === headingOf(field)),
      ) &&
      !speaksOf(field, 'card') &&
      !isCardholder(field)
    )
      become(field, speaksOf(field, 'name', 'full') ? 'name' : null, 'a holder without a card')
  })
  // A code for the security of something that is no card is none of ours.
  for (const field of fields)
    if (
      is(field, 'cc-csc') &&
      !isClaimed(field) &&
      !field.evidence.own.has('card') &&
      !fields.some((other) => other !== field && isCard(other)) &&
      !field.evidence.described.labels.some(({ text }) => /\b(?:cv[vcn]2?|csc)\b/i.test(text))
    )
      become(field, null, 'a code without a card')
  // Customers and citizens have cards with numbers, too; those that pay have an expiry, a code or a holder.
  for (const field of fields) {
    const others = fields.filter(
      (other) =>
        other !== field && !is(other, 'cc-number') && (starts(other, 'cc-') || !isNextOf(other, field)),
    )
    if (
      is(field, 'cc-number') &&
      !isClaimed(field) &&
      others.length > 0 &&
      !others.some((other) => starts(other, 'cc-'))
    )
      become(field, null, 'a card’s number without anything else of a card')
  }
}
