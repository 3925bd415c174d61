import { isNothing, overlap } from './box'
import { elementsOf, isInside, rectOf } from './tree'
import type { Control, Look } from './visible'

/**
 * Painted elements that the pointer passes through (`pointer-events: none`): a hit test does not see them, a person sees
 * nothing else. They are gathered once per look.
 */
const gathered = new WeakMap<Look, readonly Element[]>()

/** Beyond this many elements the rest is not searched: the page would stand still. */
const MOST = 50_000

export function shieldsOver(whole: Look, control: Control): readonly Element[] {
  const all = gathered.get(whole) ?? gather(whole)
  gathered.set(whole, all)
  const box = rectOf(control)
  return all.filter(
    (element) =>
      element !== control && !isInside(control, element) && !isNothing(overlap(rectOf(element), box)),
  )
}

function gather(whole: Look): readonly Element[] {
  const found: Element[] = []
  let seen = 0
  for (const element of elementsOf(document)) {
    seen += 1
    if (seen > MOST) break
    if (whole.style(element).pointerEvents === 'none' && whole.paints(element)) found.push(element)
  }
  return found
}
