import { firstElement, hasAttribute, localName, nextElement, parentNode, previousElement } from './dom'
import { textOf } from './text'

/** Text of the table cell that heads a control's column, and the row the control is in. */
export interface Header {
  readonly text: string
  readonly row: Element
}
export type HeaderReader = (element: Element) => Header | null

const isCell = (element: Element): boolean => ['td', 'th'].includes(localName(element))
const HOLDS = 'input:not([type=hidden]), select, textarea'
const holdsControl = (element: Element): boolean =>
  Element.prototype.querySelector.call(element, HOLDS) !== null

/** Cells of a row; null where one of them holds a control: then they head nothing. */
type Head = readonly string[] | null

/** A sentence, and nothing in the other cells: said of the form, and of no column. */
const isNote = (cells: readonly string[]): boolean => {
  const texts = cells.filter((text) => text !== '')
  return cells.length > 1 && texts.length === 1 && (texts[0]?.split(/\s+/).length ?? 0) > LONGEST_HEAD
}
/** In words. */
const LONGEST_HEAD = 5

export function createHeaders(): HeaderReader {
  const heads = new Map<Element, Head>()
  const headOf = (row: Element): Head => {
    const known = heads.get(row)
    if (known !== undefined) return known
    const cells: string[] = []
    let head: Head = cells
    for (let cell = firstElement(row); cell && head && cells.length < 40; cell = nextElement(cell)) {
      if (holdsControl(cell)) head = null
      else cells.push(textOf(cell))
    }
    if (head && isNote(head)) head = null
    heads.set(row, head)
    return head
  }
  return (element) => {
    const cell = closest(element, isCell)
    const row = cell && parentNode(cell)
    if (!cell || !(row instanceof Element) || localName(row) !== 'tr') return null
    const at = indexOf(cell)
    const cells = countOf(row)
    for (const other of [previousElement(row), firstRow(row)]) {
      const head = other && other !== row && localName(other) === 'tr' ? headOf(other) : null
      // A row of one cell above another of one cell is its name; above a row of several it names the part of the table.
      const text = head && (head.length > 1 || cells === 1) ? head[at] : undefined
      if (text) return { text, row }
    }
    return null
  }
}

function closest(element: Element, is: (one: Element) => boolean): Element | null {
  let at: Node | null = parentNode(element)
  for (let steps = 0; at instanceof Element && steps < 8; steps++, at = parentNode(at)) if (is(at)) return at
  return null
}

function countOf(row: Element): number {
  let count = 0
  for (let at = firstElement(row); at && count < 40; at = nextElement(at)) count++
  return count
}

function indexOf(cell: Element): number {
  let index = 0
  for (let at = previousElement(cell); at && index < 40; at = previousElement(at)) index++
  return index
}

/** The first row of the row's table: that of its `thead` where it has one. */
function firstRow(row: Element): Element | null {
  const group = parentNode(row)
  if (!(group instanceof Element)) return null
  const table = localName(group) === 'table' ? group : parentNode(group)
  if (!(table instanceof Element) || localName(table) !== 'table') return null
  for (let part = firstElement(table); part; part = nextElement(part)) {
    if (localName(part) === 'tr') return part
    if (localName(part) === 'thead' || localName(part) === 'tbody') return firstElement(part)
  }
  return null
}

/** Longer than this it explains. */
const LONGEST_NAME = 60

/**
 * Text of the cell behind a control whose row begins with it: some old tables name their boxes on the right. Not where the row above is text
 * alone, for that is then the name.
 */
export function nameBehind(element: Element): string {
  const cell = closest(element, isCell)
  const row = cell && parentNode(cell)
  if (!cell || previousElement(cell) || !(row instanceof Element) || localName(row) !== 'tr') return ''
  if (textOf(cell) !== '') return ''
  const above = previousElement(row)
  const next = nextElement(cell)
  if (!next || nextElement(next) || holdsControl(next) || (above && !holdsControl(above) && !isBand(above)))
    return ''
  const text = textOf(next)
  return text.length <= LONGEST_NAME ? text : ''
}

/** One cell right across: the name of what follows. */
const isBand = (row: Element): boolean => {
  const only = firstElement(row)
  return only !== null && nextElement(only) === null && hasAttribute(only, 'colspan')
}
