import type { ControlDescription, LabelSource } from '@/lib/forms/description'
import { attribute, contains, elementById, isBefore, parentNode, rootOf } from './dom'
import { type Header, type HeaderReader, nameBehind } from './headers'
import type { OwnTexts } from './own-texts'
import { flat, textOf } from './text'
import { type Found, TICKED, type Walked } from './walk'

type Label = ControlDescription['labels'][number]

/** Every text that says what the control is for, the most telling source first, each text once. */
export function labelsOf(
  found: Found,
  walked: Pick<Walked, 'labels'>,
  headers: HeaderReader,
  own: OwnTexts,
  isUnseen: boolean,
): readonly Label[] {
  const { element } = found
  const root = rootOf(element)
  const labels: Label[] = []
  const add = (from: LabelSource, text: string): void => {
    if (text !== '' && !labels.some((known) => known.text === text)) labels.push({ from, text })
  }
  const named = (from: LabelSource, ids: string | null): void => {
    const texts = (ids ?? '')
      .split(/\s+/)
      .slice(0, 4)
      .map((id) => (id === '' ? null : elementById(root, id)))
      .map((one) => (one ? textOf(one) : ''))
    add(from, flat(texts.join(' ')))
  }
  const bound = labelElements(found, root, walked, own)
  for (const one of bound) add('label', textOf(one))
  if (bound.length === 0) add('label', strayLabel(found, root, walked, own))
  named('aria-labelledby', attribute(element, 'aria-labelledby'))
  for (const from of ['aria-label', 'placeholder', 'title'] as const)
    add(from, flat(attribute(element, from) ?? ''))
  named('described', attribute(element, 'aria-describedby'))
  // What stands behind a box that nobody sees warns those who see it all the same.
  if (isUnseen && labels.length > 0) add('described', own.behind)
  const header = headers(element)
  add('header', header?.text ?? '')
  for (const text of found.legends) add('legend', text)
  const behind = labels.length === 0 ? own.inRow || nameBehind(element) : ''
  if (behind !== '') add('preceding', behind)
  else if (isNamedBehind(found, labels, own)) add('preceding', own.behind)
  else if (!isFollowed(found, labels, own) && isLabel(found, header, labels)) {
    const { further, heading } = found
    const named = labels.some(({ from }) => from === 'label' || from.startsWith('aria-'))
    add('preceding', found.preceding)
    if (!named && further && (own.isFurther || (further.text !== heading && isNear(element, further.at))))
      add('further', further.text)
  }
  if (own.inRow === '') add('following', found.following)
  if (found.heading !== '') labels.push({ from: 'heading', text: found.heading })
  return labels
}

/** Nothing stands before it that would be its own, and behind it in a box of its own there is something. */
const isNamedBehind = (
  { element, preceding, following, heading }: Found,
  labels: readonly Label[],
  { isPassed, behind }: OwnTexts,
): boolean =>
  labels.length === 0 &&
  following === '' &&
  behind !== '' &&
  !TICKED.has(element.type) &&
  (isPassed || preceding === '' || preceding === heading)

/** Behind it stands its name, and before it what explains the control before. */
const isFollowed = (
  { following, element }: Found,
  labels: readonly Label[],
  { isPassed }: OwnTexts,
): boolean => labels.length === 0 && following !== '' && isPassed && !TICKED.has(element.type)

/** What stands before it in the document is not its own where a column heads it, or where it is the heading of all. */
function isLabel(
  { element, preceding, precedingAt, heading }: Found,
  header: Header | null,
  labels: readonly Label[],
): boolean {
  if (header && precedingAt && !contains(header.row, precedingAt)) return false
  if (labels.length === 0) return true
  return preceding !== heading && precedingAt !== null && isNear(element, precedingAt)
}

/** How many levels up a text and its control meet. */
const NEAR = 4

function isNear(element: Element, text: Node): boolean {
  let at: Node | null = element
  for (let level = 0; level < NEAR && at; level++) at = parentNode(at)
  return at !== null && contains(at, text)
}

/**
 * The control's own label elements. The property `labels` would answer the same, by a walk through the whole tree for each
 * control.
 */
function labelElements(
  { element, wrapping }: Found,
  root: Node,
  walked: Pick<Walked, 'labels'>,
  own: OwnTexts,
): readonly Element[] {
  const id = attribute(element, 'id')
  const all = (id && walked.labels.get(root)?.get(id)) || []
  // Of several, those beside other controls are copies that were not changed.
  const near = all.filter(own.holds)
  const isCopy = near.length === 0 && all.length > 0 && hasOther(root, own, all.length > 1)
  const byId = near.length > 0 || isCopy ? near : nearestOf(all, element)
  if (!wrapping || byId.includes(wrapping) || isUnclosed(wrapping)) return byId
  const target = attribute(wrapping, 'for')
  return target === null || target === '' || target === id ? [...byId, wrapping] : byId
}

/**
 * Whether a label in the control's own box speaks for it in place of those elsewhere. Where these are several, any does; where it is
 * one, only one that is for nothing.
 */
function hasOther(root: Node, own: OwnTexts, isOneOfSeveral: boolean): boolean {
  const labels = own.all('label')
  const [only] = labels
  if (isOneOfSeveral || !only) return only !== undefined
  const target = attribute(only, 'for') ?? ''
  return labels.length === 1 && target !== '' && elementById(root, target) === null
}

/** Of several labels for one id, which a page used again, the last before the control is its own. */
function nearestOf(labels: readonly Element[], element: Element): readonly Element[] {
  const before = labels.filter((label) => isBefore(label, element))
  const last = before[before.length - 1]
  return labels.length > 1 && last ? [last] : labels
}

/** Boxes to write in, of which a label holds one. */
const WRITTEN =
  'input:not([type=hidden]):not([type=radio]):not([type=checkbox]):not([type=submit]):not([type=button]), textarea'
/** Of more than a row of boxes for one thing, in pieces. */
const PIECES = 4
/** Longer texts are no label's. */
const LONGEST = 80

/** A label whose end was forgotten holds the rest of the form. */
const isUnclosed = (label: Element): boolean =>
  Element.prototype.querySelectorAll.call(label, WRITTEN).length >
  (textOf(label).length > LONGEST ? 1 : PIECES)

/** The only label in the control's box, where it is for nothing, or for what has one of its own. */
function strayLabel({ element }: Found, root: Node, walked: Pick<Walked, 'labels'>, own: OwnTexts): string {
  if (TICKED.has(element.type)) return ''
  const labels = own.all('label')
  const [only] = labels
  if (!only || labels.length > 1) return ''
  const target = attribute(only, 'for') ?? ''
  const isTaken =
    target !== '' &&
    elementById(root, target) !== null &&
    (walked.labels.get(root)?.get(target)?.length ?? 0) < 2
  return isTaken ? '' : textOf(only)
}
