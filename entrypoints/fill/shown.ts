import type { Box } from './box'
import { elementAt, isInside } from './tree'
import type { Control } from './visible'

/**
 * Whether something else lies over the middle of a control, as far as can be asked without scrolling: only what is in the window.
 * At the moment of writing `reachable.ts` looks at the whole of it.
 */
export function isCovered(control: Control, box: Box): boolean {
  const x = (box.left + box.right) / 2
  const y = (box.top + box.bottom) / 2
  if (x < 0 || y < 0 || x >= window.innerWidth || y >= window.innerHeight) return false
  const top = elementAt(x, y)
  if (!top || isInside(top, control) || isInside(control, top)) return false
  const label = Element.prototype.closest.call(top, 'label') as HTMLLabelElement | null
  return label?.control !== control
}
