import { landmarks, measure, rectOf } from './tree'

/** Where of an element anything is left to see, once everything that cuts it off has cut. Client coordinates. */

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Up to this many CSS pixels a person sees nothing. */
export const LEAST = 3

export const isNothing = (box: Box): boolean => box.right - box.left <= LEAST || box.bottom - box.top <= LEAST

export const overlap = (one: Box, two: Box): Box => ({
  left: Math.max(one.left, two.left),
  top: Math.max(one.top, two.top),
  right: Math.min(one.right, two.right),
  bottom: Math.min(one.bottom, two.bottom),
})

/** A rectangle of the browser cannot be copied by its members. */
const plain = ({ left, top, right, bottom }: Box): Box => ({ left, top, right, bottom })

/** What of an element bears on what is drawn inside of it, read once for a whole look. */
export interface Drawn {
  readonly element: Element
  /** What it is drawn inside of. */
  readonly inside: Drawn | null
  readonly style: CSSStyleDeclaration
  readonly position: string
  readonly overflow: Readonly<Record<Axis, string>>
  readonly cutAway: boolean
  readonly box: Box | null
}
type Axis = 'x' | 'y'

const cuts = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip'
const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll'

export function drawn(element: Element, inside: Drawn | null, style: CSSStyleDeclaration): Drawn {
  const overflow = { x: style.overflowX, y: style.overflowY }
  const isFrame = overflow.x !== 'visible' || overflow.y !== 'visible'
  return {
    element,
    inside,
    style,
    position: style.position,
    overflow,
    cutAway: isCutAway(style),
    box: isFrame ? plain(rectOf(element)) : null,
  }
}

/** Whether an element of this position is drawn relative to `holder`, and so cut off by it. */
function holds({ position: own, style }: Drawn, position: string): boolean {
  if (position !== 'absolute' && position !== 'fixed') return true
  const frames =
    style.transform !== 'none' ||
    style.perspective !== 'none' ||
    style.filter !== 'none' ||
    /paint|layout|strict|content/.test(style.contain) ||
    /transform|perspective|filter/.test(style.willChange)
  return frames || (position === 'absolute' && own !== 'static')
}

/** What can be scrolled to inside of `element`: what lies before its start cannot. */
function reach(
  element: Element,
  frame: Box,
  style: CSSStyleDeclaration,
  axis: Axis,
): readonly [number, number] {
  if (axis === 'y') {
    const start = frame.top - measure(element, 'scrollTop')
    return [start, start + measure(element, 'scrollHeight')]
  }
  if (style.direction === 'rtl') {
    const end = frame.right - measure(element, 'scrollLeft')
    return [end - measure(element, 'scrollWidth'), end]
  }
  const start = frame.left - measure(element, 'scrollLeft')
  return [start, start + measure(element, 'scrollWidth')]
}

function within(box: Box, frame: Box, range: readonly [number, number], axis: Axis): Box | null {
  const [from, to] = axis === 'x' ? [box.left, box.right] : [box.top, box.bottom]
  if (Math.min(to, range[1]) - Math.max(from, range[0]) <= LEAST) return null
  // It can be scrolled into the frame, so from here on it is wherever the frame is.
  return axis === 'x'
    ? { ...box, left: frame.left, right: frame.right }
    : { ...box, top: frame.top, bottom: frame.bottom }
}

const narrowed = (box: Box, frame: Box, axis: Axis): Box =>
  axis === 'x'
    ? { ...box, left: Math.max(box.left, frame.left), right: Math.min(box.right, frame.right) }
    : { ...box, top: Math.max(box.top, frame.top), bottom: Math.min(box.bottom, frame.bottom) }

/** Whether `clip` or `clip-path` of this element leaves nothing of it, as far as its text says so. */
export function isCutAway(style: CSSStyleDeclaration): boolean {
  const rect = /^rect\(([^)]*)\)$/.exec(style.clip)?.[1]
  if (rect !== undefined && style.position !== 'static' && style.position !== 'relative') {
    const [top = 0, right = 0, bottom = 0, left = 0] = rect.split(/[\s,]+/).map(Number.parseFloat)
    if (bottom - top <= LEAST || right - left <= LEAST) return true
  }
  const shape = /^(inset|circle|ellipse)\(([^)]*)\)/.exec(style.clipPath)
  if (!shape) return false
  const sizes = (shape[2] ?? '').split(/\s+(?:at|round)\s+/)[0]?.split(/\s+/) ?? []
  const number = (size: string | undefined): number => Number.parseFloat(size ?? '')
  if (shape[1] !== 'inset') return sizes.some((size) => number(size) <= LEAST)
  const [top = '0', right = top, bottom = top, left = right] = sizes
  const most = (one: string, two: string): boolean =>
    one.endsWith('%') && two.endsWith('%') && number(one) + number(two) >= 99
  return most(top, bottom) || most(left, right)
}

/** @returns what of the element can come before a person's eyes, or why nothing of it can. */
export function reachableBox(of: Drawn): Box | 'off-screen' | 'clipped' {
  let box = plain(rectOf(of.element))
  let position = of.position
  let outermost = of
  let body: Drawn | null = null
  if (of.cutAway) return 'clipped'
  for (let at = of.inside; at; at = at.inside) {
    outermost = at
    if (!at.inside?.inside) body ??= at
    if (!holds(at, position)) continue
    position = at.position
    if (at.cutAway) return 'clipped'
    // The overflow of the body is the window's, unless the root has its own.
    if (!at.box || isWindow(at)) continue
    for (const axis of ['x', 'y'] as const) {
      if (cuts(at.overflow[axis])) box = narrowed(box, at.box, axis)
      if (!scrolls(at.overflow[axis])) continue
      const moved = within(box, at.box, reach(at.element, at.box, at.style, axis), axis)
      if (!moved) return 'off-screen'
      box = moved
    }
    if (isNothing(box)) return 'clipped'
  }
  const ofWindow = outermost.overflow.x === 'visible' && body ? body : outermost
  return inWindow(box, position === 'fixed', ofWindow)
}

/** The root, and the body where the root leaves the window's overflow to it. */
function isWindow({ element, inside }: Drawn): boolean {
  if (!inside) return true
  return !inside.inside && inside.overflow.x === 'visible' && element === landmarks()[1]
}

function inWindow(box: Box, fixed: boolean, { style, overflow }: Drawn): Box | 'off-screen' {
  const [root, , scrolling = root] = landmarks()
  if (!scrolling) return 'off-screen'
  const frame: Box = { left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight }
  let left: Box | null = box
  for (const axis of ['x', 'y'] as const) {
    if (fixed || cuts(overflow[axis])) left = left && narrowed(left, frame, axis)
    else if (left) left = within(left, frame, reach(scrolling, frame, style, axis), axis) && left
  }
  return left && !isNothing(left) ? left : 'off-screen'
}
