import type { Unseen } from '@/lib/forms/description'
import { type Box, isNothing, overlap } from './box'
import { shieldsOver } from './shields'
import { elementAt, isInside } from './tree'
import { type Control, type Look, lookAt } from './visible'

/** How much of the points of a control must be the control itself. An icon in its corner is no cover, a sheet over it is. */
const ENOUGH = 0.5
const ACROSS = [0.08, 0.29, 0.5, 0.71, 0.92]
const DOWN = [0.25, 0.5, 0.75]

/**
 * Whether a person sees the control now and could write into it, asked of the page at the moment of writing. It scrolls to
 * the control when it is not in the window.
 * @param look one for the whole of a fill, or none: what is covered is always looked at anew.
 */
export function reachable(control: Control, look?: Look): Unseen | null {
  const { ownerDocument } = control
  const window = ownerDocument.defaultView
  if (!window || ownerDocument !== document) return 'hidden'
  const unseen = lookAt(window).unseen(control)
  if (unseen) return unseen
  const shields = shieldsOver(look ?? lookAt(window), ownerDocument)
  const clear = (): boolean => withPointer([control, ...shields(control)], () => isClear(control, window))
  if (clear()) return null
  control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
  if (isNothing(inWindow(control, window))) return 'off-screen'
  return clear() ? null : 'covered'
}

const inWindow = (control: Control, window: Window): Box =>
  overlap(control.getBoundingClientRect(), {
    left: 0,
    top: 0,
    right: window.innerWidth,
    bottom: window.innerHeight,
  })

function isClear(control: Control, window: Window): boolean {
  const box = inWindow(control, window)
  if (isNothing(box)) return false
  const look = lookAt(window)
  let clear = 0
  for (const down of DOWN)
    for (const across of ACROSS) {
      const x = box.left + (box.right - box.left) * across
      const y = box.top + (box.bottom - box.top) * down
      const hit = elementAt(control.ownerDocument, x, y)
      if (hit && isOwn(hit, control, look)) clear += 1
    }
  return clear >= ACROSS.length * DOWN.length * ENOUGH
}

/** The control itself, or its own label that floats over it and hides nothing. */
function isOwn(hit: Element, control: Control, look: Look): boolean {
  if (isInside(hit, control)) return true
  const label = hit.closest('label')
  if (label?.control !== control || isInside(control, hit)) return false
  for (let at: Element | null = hit; at; at = at === label ? null : at.parentElement)
    if (look.paints(at)) return false
  return true
}

/**
 * Lets the pointer meet elements that it passes through, as long as `ask` runs: a control with `pointer-events: none` is
 * found that way, and a sheet with it that hides the control.
 */
function withPointer<Value>(elements: readonly Element[], ask: () => Value): Value {
  const through = elements.filter(
    (element): element is HTMLElement =>
      element instanceof HTMLElement && getComputedStyle(element).pointerEvents === 'none',
  )
  const before = through.map((element) => element.getAttribute('style'))
  for (const element of through) element.style.setProperty('pointer-events', 'auto', 'important')
  try {
    return ask()
  } finally {
    for (const [index, element] of through.entries()) {
      const style = before[index]
      if (style === null || style === undefined) element.removeAttribute('style')
      else element.setAttribute('style', style)
    }
  }
}
