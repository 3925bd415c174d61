import type { Unseen } from '@/lib/forms/description'
import {
  attribute,
  boxOf,
  contains,
  documentElement,
  hasAttribute,
  localName,
  matches,
  parentAcross,
  rootOf,
} from './dom'

/** Smaller than this, in CSS pixels, nobody sees it. */
const SMALLEST = 4
/** Less opaque than this is not seen either. */
const FAINTEST = 0.1

interface Area {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** What holds for everything inside an element. */
interface Surroundings {
  readonly opacity: number
  /** What is cut off around it; null: nothing is. */
  readonly area: Area | null
  /** The same for what is positioned absolutely in it: only positioned elements cut that off. */
  readonly areaOfPositioned: Area | null
  readonly hiddenFromReaders: boolean
}

/**
 * Says why a control is not seen. It reads layout and never writes, so that a whole page costs one layout; what holds for
 * an element is read once for all controls inside it.
 */
export function createVisibility(document: Document): (control: Element) => Unseen | null {
  const view = document.defaultView
  const root = documentElement(document)
  const extent = view ? extentOf(view, root) : NOWHERE
  const known = new Map<Node, Surroundings>()
  const NOTHING: Surroundings = { opacity: 1, area: null, areaOfPositioned: null, hiddenFromReaders: false }

  const surroundings = (node: Node | null): Surroundings => {
    const climbed: Element[] = []
    let at: Node | null = node
    while (at !== null && !known.has(at)) {
      if (at instanceof Element) climbed.push(at)
      at = parentAcross(at)
    }
    let result = (at && known.get(at)) || NOTHING
    for (const element of climbed.reverse()) {
      result = inside(element, result)
      known.set(element, result)
    }
    return result
  }
  const inside = (element: Element, outer: Surroundings): Surroundings => {
    if (!view || element === root || localName(element) === 'body') return outer
    const style = view.getComputedStyle(element)
    const positioned = style.position !== 'static'
    const absolute = style.position === 'absolute' || style.position === 'fixed'
    const from = absolute ? outer.areaOfPositioned : outer.area
    const cuts = cutsOff(style)
    const area = isShapedAway(style) ? NOWHERE : cuts ? meet(from, boxOf(element)) : from
    return {
      opacity: outer.opacity * Number(style.opacity),
      area,
      areaOfPositioned: positioned || style.transform !== 'none' ? area : outer.areaOfPositioned,
      hiddenFromReaders:
        outer.hiddenFromReaders ||
        attribute(element, 'aria-hidden') === 'true' ||
        hasAttribute(element, 'inert'),
    }
  }

  return (control) => {
    if (!view) return 'hidden'
    if (localName(control) === 'input' && (control as HTMLInputElement).type === 'hidden') return 'hidden'
    if (!Element.prototype.checkVisibility.call(control, { visibilityProperty: true })) return 'hidden'
    const box = boxOf(control)
    const around = surroundings(control)
    if (around.opacity < FAINTEST) return 'transparent'
    if (box.width < SMALLEST || box.height < SMALLEST) return 'tiny'
    if (isOffScreen(box, extent)) return 'off-screen'
    if (around.area && isCut(box, around.area)) return 'clipped'
    if (around.hiddenFromReaders) return 'aria-hidden'
    if (isCovered(control, box, view)) return 'covered'
    if (matches(control, ':disabled')) return 'disabled'
    if (matches(control, 'input:read-only, textarea:read-only') && 'readOnly' in control && control.readOnly)
      return 'read-only'
    return null
  }
}

/** Something else lies over the middle of the control. Only what is in the viewport can be asked. */
export function isCovered(control: Element, box: Area, view: Window): boolean {
  const x = (box.left + box.right) / 2
  const y = (box.top + box.bottom) / 2
  if (x < 0 || y < 0 || x >= view.innerWidth || y >= view.innerHeight) return false
  const tree = rootOf(control)
  const top =
    tree instanceof ShadowRoot
      ? tree.elementFromPoint(x, y)
      : Document.prototype.elementFromPoint.call(tree as Document, x, y)
  if (!top || top === control || contains(control, top)) return false
  const label = Element.prototype.closest.call(top, 'label')
  if (label && (contains(label, control) || attribute(label, 'for') === attribute(control, 'id')))
    return false
  return !contains(top, control)
}

function cutsOff(style: CSSStyleDeclaration): boolean {
  const { overflowX, overflowY, clip, clipPath } = style
  const hides = (value: string): boolean => value === 'hidden' || value === 'clip'
  return hides(overflowX) || hides(overflowY) || (clip !== 'auto' && clip !== '') || clipPath !== 'none'
}

/** Shapes that leave nothing, as screen readers' helpers have them: `inset(50%)`, `circle(0)`, `rect(0, 0, 0, 0)`. */
function isShapedAway({ clip, clipPath, position }: CSSStyleDeclaration): boolean {
  if (/^(?:inset\((?:[5-9]\d|100)%|circle\(0|polygon\((?:0(?:px|%)? 0(?:px|%)?,? ?)+\))/.test(clipPath))
    return true
  const edges = /^rect\(([^)]*)\)$/
    .exec(clip)?.[1]
    ?.split(/[\s,]+/)
    .map(Number.parseFloat)
  if (!edges || !['absolute', 'fixed'].includes(position)) return false
  const [top = 0, right = 0, bottom = 0, left = 0] = edges
  return bottom - top < SMALLEST || right - left < SMALLEST
}

function meet(one: Area | null, other: Area): Area {
  if (!one) return other
  return {
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  }
}

/** Less than the smallest seen piece is left of it. */
function isCut(box: Area, area: Area): boolean {
  const left = meet(box, area)
  return left.right - left.left < SMALLEST || left.bottom - left.top < SMALLEST
}

const NOWHERE: Area = { left: 0, top: 0, right: 0, bottom: 0 }

/** All that can be scrolled to, in the coordinates of the viewport. */
function extentOf(view: Window, root: Element): Area {
  return {
    left: -view.scrollX,
    top: -view.scrollY,
    right: Math.max(root.scrollWidth, view.innerWidth) - view.scrollX,
    bottom: Math.max(root.scrollHeight, view.innerHeight) - view.scrollY,
  }
}

const isOffScreen = (box: Area, extent: Area): boolean =>
  box.right <= extent.left || box.bottom <= extent.top || box.left >= extent.right || box.top >= extent.bottom
