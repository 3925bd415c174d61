import { become, type Field, headingOf, is, isBare, isClaimed, isMute, isSelect, lengthOf } from './field'
import { isLine } from './lines'

/** East Asian addresses go from the widest place to the narrowest, and one word stands before all their boxes. */
const FROM_THE_WIDEST = /^(?:ja|zh|ko)/i

const LISTS = ['address-level1', 'address-level2', 'address-level3'] as const
const HEADS = ['postal-code', ...LISTS] as const

/** How many boxes without a word one address has at most behind its lists. */
const MOST = 3

/** “Address” before a box, lists and a box, or a postal code's sign and boxes behind it: what has no word is what comes next. */
export function joinBareBoxes(fields: readonly Field[], language: string): void {
  if (!FROM_THE_WIDEST.test(language)) return
  fields.forEach((field, at) => {
    beforeLists(field, fields.slice(at + 1))
  })
  for (let at = 0; at < fields.length; at++) {
    const head = fields[at]
    if (!head || !is(head, ...HEADS) || (is(head, 'postal-code') && lengthOf(head) === 3)) continue
    let end = at + 1
    while (end < fields.length && end - at <= MOST && isBareBox(fields[end] as Field, head)) end++
    if (end > at + 1) behind(head, fields.slice(at + 1, end), fields.slice(0, at), fields.slice(end, end + 2))
    at = end - 1
  }
}

/** What is called an address and stands before the lists of its places is the postal code. */
function beforeLists(field: Field, next: readonly Field[]): void {
  if (!is(field, 'address') || !isText(field) || isClaimed(field)) return
  const end = next.findIndex((other) => !isList(other, field))
  const lists = next.slice(0, Math.max(0, end))
  const box = next[end]
  if (lists.length === 0 || lists.length > LISTS.length || !box || !isText(box)) return
  if (!isLine(box) && !isBareBox(box, field)) return
  become(field, 'postal-code', 'before the lists of an address', 0.7)
  lists.forEach((list, level) => {
    const name = LISTS[level]
    if (name && !is(list, name)) become(list, name, `list ${level + 1} of an address`, 0.7)
  })
}

/** A town where only its region was asked for, then the street, then what does not fit into it. */
function behind(
  head: Field,
  boxes: readonly Field[],
  before: readonly Field[],
  next: readonly Field[],
): void {
  const isOfHead = (other: Field): boolean => headingOf(other) === headingOf(head)
  const hasTown =
    is(head, 'address-level2', 'address-level3') ||
    [...before.slice(-2), ...next].some((other) => is(other, 'address-level2') && isOfHead(other))
  const hasStreet = next.some((other) => isLine(other) && !is(other, 'unit', 'address-line2'))
  const hasRegion =
    is(head, 'address-level1') || before.slice(-2).some((other) => is(other, 'address-level1'))
  const names = [
    ...(hasRegion && !hasTown && (boxes.length > 1 || hasStreet) ? (['address-level2'] as const) : []),
    ...(hasStreet ? [] : (['address', 'line?', 'line?'] as const)),
  ]
  boxes.forEach((box, at) => {
    const name = names[at]
    if (name) become(box, name, 'behind a wider place, without a word', 0.65)
  })
}

const isText = ({ evidence: { described } }: Field): boolean =>
  described.tag === 'input' && described.type === 'text'

const isBareBox = (field: Field, head: Field): boolean =>
  isText(field) &&
  field.evidence.described.unseen !== 'read-only' &&
  // A narrow one is the second of a postal code.
  lengthOf(field) === 0 &&
  isBare(field) &&
  isMute(field) &&
  !isClaimed(field) &&
  headingOf(field) === headingOf(head)

const isList = (field: Field, head: Field): boolean =>
  isSelect(field) &&
  isBare(field) &&
  !isClaimed(field) &&
  (isMute(field) || is(field, ...LISTS)) &&
  headingOf(field) === headingOf(head)
