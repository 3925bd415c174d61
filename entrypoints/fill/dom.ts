/**
 * Reads of the DOM that a page's names cannot bend: `<input name="firstChild">` shadows a property of its form, and
 * `<img name="querySelectorAll">` one of the document, in every world. What is taken from the prototypes is not.
 */
function getter<Target extends object, Key extends keyof Target>(
  prototype: Target,
  key: Key,
): (target: Target) => Target[Key] {
  const read = Object.getOwnPropertyDescriptor(prototype, key)?.get
  if (!read) throw new Error(`no such property: ${String(key)}`)
  return (target) => read.call(target)
}

const node = Node.prototype
const element = Element.prototype

export const firstChild = getter(node, 'firstChild')
export const nextSibling = getter(node, 'nextSibling')
export const parentNode = getter(node, 'parentNode')
export const nodeType = getter(node, 'nodeType')
export const localName = getter(element, 'localName')
export const shadowRoot = getter(element, 'shadowRoot')
export const previousElement = getter(element, 'previousElementSibling')
export const firstElement = getter(element, 'firstElementChild')
export const nextElement = getter(element, 'nextElementSibling')
export const documentElement = getter(Document.prototype, 'documentElement')
export const bodyOf = getter(Document.prototype, 'body')
export const viewOf = getter(Document.prototype, 'defaultView')
export const dataOf = getter(CharacterData.prototype, 'data')

export const attribute = (target: Element, name: string): string | null =>
  element.getAttribute.call(target, name)
export const hasAttribute = (target: Element, name: string): boolean =>
  element.hasAttribute.call(target, name)
export const matches = (target: Element, selector: string): boolean => element.matches.call(target, selector)
export const boxOf = (target: Element): DOMRect => element.getBoundingClientRect.call(target)
export const contains = (outer: Node, inner: Node | null): boolean => node.contains.call(outer, inner)
export const isBefore = (one: Node, other: Node): boolean =>
  (node.compareDocumentPosition.call(one, other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
export const rootOf = (target: Node): Node => node.getRootNode.call(target)

const byIdInDocument = Document.prototype.getElementById
const byIdInFragment = DocumentFragment.prototype.getElementById

/** The element with this id in the same tree, be it a document's or a shadow root's. */
export function elementById(root: Node, id: string): Element | null {
  const type = nodeType(root)
  if (type === Node.DOCUMENT_NODE) return byIdInDocument.call(root as Document, id)
  return type === Node.DOCUMENT_FRAGMENT_NODE ? byIdInFragment.call(root as DocumentFragment, id) : null
}

/** The parent, and from a shadow root its host. */
export function parentAcross(target: Node): Node | null {
  const parent = parentNode(target)
  return parent !== null && nodeType(parent) === Node.DOCUMENT_FRAGMENT_NODE && 'host' in parent
    ? (parent as ShadowRoot).host
    : parent
}

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/**
 * The form that a control belongs to; of one in a shadow root the form around its host, which sends what the host's element says
 * it holds.
 */
export function formOf(control: Control): HTMLFormElement | null {
  if (control.form) return control.form
  let isWithin = false
  for (let at: Node | null = control; at !== null; at = parentAcross(at)) {
    if (isWithin && nodeType(at) === Node.ELEMENT_NODE && localName(at as Element) === 'form')
      return at as HTMLFormElement
    const parent = parentNode(at)
    isWithin ||= parent !== null && nodeType(parent) === Node.DOCUMENT_FRAGMENT_NODE
  }
  return null
}

export const isControl = (target: Element): target is Control => {
  const name = localName(target)
  return (
    (name === 'input' && target instanceof HTMLInputElement) ||
    (name === 'select' && target instanceof HTMLSelectElement) ||
    (name === 'textarea' && target instanceof HTMLTextAreaElement)
  )
}
