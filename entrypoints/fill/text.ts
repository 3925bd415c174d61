import { attribute, dataOf, firstChild, hasAttribute, localName, nextSibling, nodeType } from './dom'

/** Longest text that is kept of one label, in UTF-16 units. */
export const LONGEST = 240
/** Most nodes looked at for one label. */
const NODES = 120

/** Elements whose text says nothing about a control, or is that of another one. */
const SILENT = new Set(
  'script style noscript template select textarea datalist option button object iframe canvas video audio'.split(
    ' ',
  ),
)

export const isSilent = (element: Element): boolean =>
  SILENT.has(localName(element)) || hasAttribute(element, 'hidden')

/** White space single, cut before anything else is done with it: a label of a megabyte costs nothing. */
export const flat = (text: string): string =>
  text
    .slice(0, LONGEST * 2)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST)

/** Text of an element as its author wrote it, without what is inside other controls. Pictures speak by their `alt`. */
export function textOf(element: Element): string {
  const stack: Node[] = [element]
  let text = ''
  for (let seen = 0; stack.length > 0 && seen < NODES && text.length < LONGEST; seen++) {
    const next = stack.pop() as Node
    const type = nodeType(next)
    if (type === Node.TEXT_NODE) text += dataOf(next as Text).slice(0, LONGEST)
    if (type !== Node.ELEMENT_NODE || (next !== element && isSilent(next as Element))) continue
    const alt = attribute(next as Element, 'alt')
    if (alt) text += ` ${alt.slice(0, LONGEST)} `
    const children: Node[] = []
    for (let child = firstChild(next); child && children.length < NODES; child = nextSibling(child))
      children.push(child)
    for (const child of children.reverse()) stack.push(child)
    if (!isInline(next as Element)) text += ' '
  }
  return flat(text)
}

const INLINE = new Set(
  'a abbr b bdi bdo big cite code em font i ins kbd mark q s samp small span strong sub sup tt u var'.split(
    ' ',
  ),
)

export const isInline = (element: Element): boolean => INLINE.has(localName(element))
