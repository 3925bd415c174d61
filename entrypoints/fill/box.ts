import { drawnIn, landmarks, measure, rectOf } from './tree'

/** Where of an element anything is left to see, once everything that cuts it off has cut. Client coordinates. */

export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Up to this many CSS pixels a person sees nothing. */
export const LEAST = 2

export const isNothing = (box: Box): boolean => box.right - box.left <= LEAST || box.bottom - box.top <= LEAST

export const overlap = (one: Box, two: Box): Box => ({
  left: Math.max(one.left, two.left),
  top: Math.max(one.top, two.top),
  right: Math.min(one.right, two.right),
  bottom: Math.min(one.bottom, two.bottom),
})

/** A rectangle of the browser cannot be copied by its members. */
const plain = ({ left, top, right, bottom }: Box): Box => ({ left, top, right, bottom })

type Style = (element: Element) => CSSStyleDeclaration
type Axis = 'x' | 'y'

const cuts = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip'
const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll'

/** Whether an element of this position is drawn relative to `holder`, and so cut off by it. */
function holds(holder: CSSStyleDeclaration, position: string): boolean {
  if (position !== 'absolute' && position !== 'fixed') return true
  const frames =
    holder.transform !== 'none' ||
    holder.perspective !== 'none' ||
    holder.filter !== 'none' ||
    /paint|layout|strict|content/.test(holder.contain) ||
    /transform|perspective|filter/.test(holder.willChange)
  return frames || (position === 'absolute' && holder.position !== 'static')
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
export function reachableBox(element: Element, style: Style): Box | 'off-screen' | 'clipped' {
  const [root = element, body, scrolling = root] = landmarks()
  // The overflow of the body is the window's, unless the root has its own.
  const ofWindow = style(root).overflowX === 'visible' && body ? body : root
  let box = plain(rectOf(element))
  let position = style(element).position
  if (isCutAway(style(element))) return 'clipped'
  for (let at = drawnIn(element); at; at = drawnIn(at)) {
    const own = style(at)
    if (!holds(own, position)) continue
    position = own.position
    if (isCutAway(own)) return 'clipped'
    if (at === ofWindow || at === root) continue
    if (own.overflowX === 'visible' && own.overflowY === 'visible') continue
    const frame = plain(rectOf(at))
    for (const [axis, overflow] of [
      ['x', own.overflowX],
      ['y', own.overflowY],
    ] as const) {
      if (cuts(overflow)) box = narrowed(box, frame, axis)
      if (!scrolls(overflow)) continue
      const moved = within(box, frame, reach(at, frame, own, axis), axis)
      if (!moved) return 'off-screen'
      box = moved
    }
    if (isNothing(box)) return 'clipped'
  }
  return inWindow(box, position === 'fixed', style(ofWindow), scrolling)
}

function inWindow(
  box: Box,
  fixed: boolean,
  style: CSSStyleDeclaration,
  scrolling: Element,
): Box | 'off-screen' {
  const frame: Box = { left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight }
  let left: Box | null = box
  for (const [axis, overflow] of [
    ['x', style.overflowX],
    ['y', style.overflowY],
  ] as const) {
    if (fixed || cuts(overflow)) left = left && narrowed(left, frame, axis)
    else if (left) left = within(left, frame, reach(scrolling, frame, style, axis), axis) && left
  }
  return left && !isNothing(left) ? left : 'off-screen'
}
