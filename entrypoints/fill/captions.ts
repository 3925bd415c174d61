import {
  attribute,
  firstElement,
  hasAttribute,
  localName,
  nextElement,
  parentNode,
  previousElement,
} from './dom'
import { textOf } from './text'

const HOLDS = 'input:not([type=hidden]), select, textarea, button, label'
/** What frameworks and people call the boxes in which the name of a part of the page stands. */
const CALLED =
  /(?:^|[\s_-])(?:heading|headline|caption|legend|(?:section|group|block|panel|card|form|part|fieldset)[-_]?(?:title|header|head|name)|title)(?:$|[\s_-])/i
/** And those in which the name of one control does. */
const OF_ONE = /field|label|input|control|question|item|error|tooltip|required/i
const BOXES = new Set(['div', 'p', 'span', 'strong', 'b'])
/** Longer than this it explains. */
const LONGEST_NAME = 80
const LONGEST_CLASS = 200

/** What a part of the page is called by; empty where an element is no heading. */
type CaptionReader = (element: Element, name: string) => string

export function createCaptions(): CaptionReader {
  /** Pages repeat their classes. */
  const known = new Map<string, boolean>()
  const isCalled = (called: string): boolean => {
    const before = known.get(called)
    if (before !== undefined) return before
    const is = CALLED.test(called) && !OF_ONE.test(called)
    known.set(called, is)
    return is
  }
  return (element, name) => {
    if (/^h[1-6]$/.test(name)) return textOf(element)
    if (name === 'td' || name === 'th') return isBand(element) ? named(element) : ''
    if (name === 'caption' || attribute(element, 'role') === 'heading') return named(element)
    if (!BOXES.has(name)) return ''
    const called = attribute(element, 'class')
    return called && isCalled(called.slice(0, LONGEST_CLASS)) && !holds(element) ? named(element) : ''
  }
}

const holds = (element: Element): boolean => Element.prototype.querySelector.call(element, HOLDS) !== null

function named(element: Element): string {
  const text = textOf(element)
  return text.length <= LONGEST_NAME ? text : ''
}

/** A row of a table that is one cell right across and holds no control: old pages part their forms so. */
function isBand(cell: Element): boolean {
  if (!hasAttribute(cell, 'colspan') || previousElement(cell) || nextElement(cell)) return false
  if (holds(cell)) return false
  const row = parentNode(cell)
  const next = row instanceof Element ? nextElement(row) : null
  const first = next && localName(next) === 'tr' ? firstElement(next) : null
  return first !== null && nextElement(first) !== null
}
