import {
  attribute,
  elementById,
  firstChild,
  firstElement,
  isControl,
  localName,
  nextElement,
  nextSibling,
  nodeType,
} from './dom'
import { flat, textOf } from './text'

const HOLDS = 'input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea'
/** A date has three parts. */
const MOST = 3
/** Longer than this it explains. */
const LONGEST_NAME = 60

/** What all controls in an element are called together; empty where nothing says it. */
export function legendOf(element: Element, name: string, root: Node): string {
  if (name === 'fieldset') {
    for (let child = firstChild(element); child; child = nextSibling(child))
      if (nodeType(child) === Node.ELEMENT_NODE && localName(child as Element) === 'legend')
        return textOf(child as Element)
  }
  const role = attribute(element, 'role')
  if (role !== 'group' && role !== 'radiogroup') return labelOfSeveral(element, root)
  const by = attribute(element, 'aria-labelledby')?.split(/\s+/)[0]
  const labelledBy = by ? elementById(root, by) : null
  return labelledBy ? textOf(labelledBy) : flat(attribute(element, 'aria-label') ?? '')
}

/** A label at the beginning of a box with several controls, which is for none of them: “Date of birth” over three lists. */
function labelOfSeveral(element: Element, root: Node): string {
  const label = firstElement(element)
  if (!label || localName(label) !== 'label' || !nextElement(label)) return ''
  const target = attribute(label, 'for')
  const named = target ? elementById(root, target) : null
  if (named && isControl(named)) return ''
  const controls = all(element, HOLDS).length
  // Each has a name of its own besides: else the first text is that of the first.
  if (
    controls < 2 ||
    controls > MOST ||
    all(element, 'label').length <= controls ||
    all(label, HOLDS).length > 0
  )
    return ''
  const text = textOf(label)
  return text.length <= LONGEST_NAME ? text : ''
}

const all = (element: Element, selector: string): NodeListOf<Element> =>
  Element.prototype.querySelectorAll.call(element, selector)
