import type { Unseen } from '@/lib/forms/description'
import { type Box, isNothing, overlap } from './box'
import { shieldsOver } from './shields'
import { attributeOf, elementAt, isInside, nameOf, rectOf } from './tree'
import { type Control, type Look, lookAt } from './visible'

/** How many of the points of a control must be the control itself. An icon in its corner is no cover, a sheet over it is. */
const ENOUGH = 0.5
const ACROSS = [0.08, 0.29, 0.5, 0.71, 0.92]
const DOWN = [0.25, 0.5, 0.75]
const POINTS = DOWN.flatMap((down) => ACROSS.map((across) => ({ across, down })))

/**
 * Whether a person sees the control now and could write into it, asked of the page at the moment of writing. It scrolls to
 * the control when it is not in the window, or covered where it is.
 * @param whole one look for all controls of a fill: what lies over them is gathered once. The rest is always asked anew.
 */
export function reachable(control: Control, whole: Look = lookAt(window)): Unseen | null {
  if (control.ownerDocument !== document) return 'hidden'
  const unseen = lookAt(window).unseen(control)
  if (unseen) return unseen
  const over = [control, ...shieldsOver(whole, control)]
  if (withPointer(over, () => isClear(control))) return null
  control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
  if (isNothing(inWindow(control))) return 'off-screen'
  return withPointer([control, ...shieldsOver(whole, control)], () => isClear(control)) ? null : 'covered'
}

const inWindow = (control: Control): Box =>
  overlap(rectOf(control), { left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight })

function isClear(control: Control): boolean {
  const box = inWindow(control)
  if (isNothing(box)) return false
  const fresh = lookAt(window)
  let clear = 0
  for (const [at, { across, down }] of POINTS.entries()) {
    const hit = elementAt(box.left + (box.right - box.left) * across, box.top + (box.bottom - box.top) * down)
    if (hit !== null && isOwn(hit, control, fresh)) clear++
    // The points that are left may not matter any more: each is a question to the page's layout.
    if (clear >= POINTS.length * ENOUGH) return true
    if (clear + POINTS.length - at - 1 < POINTS.length * ENOUGH) return false
  }
  return false
}

/** The control itself, or its own label that floats over it and hides nothing. */
function isOwn(hit: Element, control: Control, fresh: Look): boolean {
  if (isInside(hit, control)) return true
  const label = Element.prototype.closest.call(hit, 'label')
  if (!label || (label as HTMLLabelElement).control !== control || isInside(control, hit)) return false
  for (let at: Element | null = hit; at; at = at === label ? null : at.parentElement)
    if (fresh.paints(at)) return false
  return true
}

/**
 * Lets the pointer meet elements that it passes through, as long as `ask` runs: a control with `pointer-events: none` is
 * found that way, and a sheet with it that hides the control.
 */
function withPointer<Value>(elements: readonly Element[], ask: () => Value): Value {
  const through = elements.filter(
    (element): element is HTMLElement | SVGElement =>
      nameOf(element) !== 'form' && getComputedStyle(element).pointerEvents === 'none',
  )
  const before = through.map(({ style }) => ({
    value: style.getPropertyValue('pointer-events'),
    priority: style.getPropertyPriority('pointer-events'),
  }))
  const without = through.filter((element) => attributeOf(element, 'style') === null)
  for (const { style } of through) style.setProperty('pointer-events', 'auto', 'important')
  try {
    return ask()
  } finally {
    // By property: a site's content security policy may refuse a whole attribute.
    for (const [index, { style }] of through.entries())
      style.setProperty('pointer-events', before[index]?.value ?? '', before[index]?.priority)
    for (const element of without) element.removeAttribute('style')
  }
}
