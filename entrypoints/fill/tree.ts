/** The tree a person sees: shadow roots and slots included. Closed shadow roots stay closed. */

/** What the element is drawn inside of. */
export function drawnIn(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot
  if (element.parentElement) return element.parentElement
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? root.host : null
}

/** Whether `inner` is `outer` or drawn inside of it. */
export function isInside(inner: Element, outer: Element): boolean {
  for (let at: Element | null = inner; at; at = drawnIn(at)) if (at === outer) return true
  return false
}

/** The innermost element at a point of the window. */
export function elementAt(document: Document, x: number, y: number): Element | null {
  let hit = document.elementFromPoint(x, y)
  // Browsers differ in what a shadow root answers for what lies outside of it; going down from the top needs neither.
  while (hit?.shadowRoot) {
    const inner: Element | null = hit.shadowRoot.elementFromPoint(x, y)
    if (!inner || inner === hit || inner.getRootNode() !== hit.shadowRoot) break
    hit = inner
  }
  return hit
}

/** Every element of the document and of its open shadow roots, in document order. */
export function* elementsOf(root: Document | ShadowRoot): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element
    if (element.shadowRoot) yield* elementsOf(element.shadowRoot)
  }
}
