import { isNothing, overlap } from './box'
import { elementsOf, isInside } from './tree'
import type { Control, Look } from './visible'

/**
 * Painted elements that the pointer passes through (`pointer-events: none`): a hit test does not see them, a person sees
 * nothing else. They are gathered once per look.
 */
const gathered = new WeakMap<Look, readonly Element[]>()

/** Beyond this many elements the rest is not searched: the page would stand still. */
const MOST = 50_000

export function shieldsOver(look: Look, document: Document): (control: Control) => readonly Element[] {
  return (control) => {
    const all = gathered.get(look) ?? gather(look, document)
    gathered.set(look, all)
    const box = control.getBoundingClientRect()
    return all.filter(
      (element) =>
        !isInside(control, element) &&
        element !== control &&
        !isNothing(overlap(element.getBoundingClientRect(), box)),
    )
  }
}

function gather(look: Look, document: Document): readonly Element[] {
  const found: Element[] = []
  let seen = 0
  for (const element of elementsOf(document)) {
    seen += 1
    if (seen > MOST) break
    if (look.style(element).pointerEvents === 'none' && look.paints(element)) found.push(element)
  }
  return found
}
