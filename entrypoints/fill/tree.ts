/**
 * The tree a person sees: shadow roots and slots included; closed shadow roots stay closed. A form or the document answers
 * with its own fields where one is named like a member of it (`<input name="parentElement">`), so members are read from the
 * prototypes wherever the element may be any.
 */

const read = (prototype: object, member: string, of: object): unknown => Reflect.get(prototype, member, of)

export const nameOf = (element: Element): string => String(read(Element.prototype, 'localName', element))
export const attributeOf = (element: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(element, name)
export const rectOf = (element: Element): DOMRect => Element.prototype.getBoundingClientRect.call(element)
export const rootOf = (node: Node): Node => Node.prototype.getRootNode.call(node)
export const shadowOf = (element: Element): ShadowRoot | null =>
  read(Element.prototype, 'shadowRoot', element) as ShadowRoot | null
export const measure = (
  element: Element,
  member: 'scrollLeft' | 'scrollTop' | 'scrollWidth' | 'scrollHeight',
): number => Number(read(Element.prototype, member, element))
export const allIn = <Found extends Element>(root: Node, selector: string): readonly Found[] => [
  ...((root instanceof Document
    ? Document.prototype.querySelectorAll.call(root, selector)
    : root instanceof ShadowRoot
      ? root.querySelectorAll(selector)
      : Element.prototype.querySelectorAll.call(root as Element, selector)) as NodeListOf<Found>),
]

/** The root element, the body and the element that scrolls with the window, as the browser says. */
export const landmarks = (): readonly Element[] =>
  ['documentElement', 'body', 'scrollingElement'].map(
    (member) => read(Document.prototype, member, document) as Element,
  )

/** What the element is drawn inside of. */
export function drawnIn(element: Element): Element | null {
  const above =
    read(Element.prototype, 'assignedSlot', element) ?? read(Node.prototype, 'parentElement', element)
  if (above) return above as Element
  const root = rootOf(element)
  return root instanceof ShadowRoot ? root.host : null
}

/** Whether `inner` is `outer` or drawn inside of it. */
export function isInside(inner: Element, outer: Element): boolean {
  for (let at: Element | null = inner; at; at = drawnIn(at)) if (at === outer) return true
  return false
}

/** The innermost element at a point of the window. */
export function elementAt(x: number, y: number): Element | null {
  let hit = Document.prototype.elementFromPoint.call(document, x, y)
  // Browsers differ in what a shadow root answers for what lies outside of it; going down from the top needs neither.
  for (let shadow = hit && shadowOf(hit); shadow; shadow = hit && shadowOf(hit)) {
    const inner = shadow.elementFromPoint(x, y)
    if (!inner || inner === hit || rootOf(inner) !== shadow) break
    hit = inner
  }
  return hit
}

/** Every element of the document and of its open shadow roots, in document order. */
export function* elementsOf(root: Document | ShadowRoot): Generator<Element> {
  for (const element of allIn(root, '*')) {
    yield element
    const shadow = shadowOf(element)
    if (shadow) yield* elementsOf(shadow)
  }
}
