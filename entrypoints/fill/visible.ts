import type { Unseen } from '@/lib/forms/description'
import { type Drawn, drawn, isNothing, LEAST, reachableBox } from './box'
import { attributeOf, drawnIn, nameOf, rectOf } from './tree'

/**
 * Whether a person can see a control, as far as styles and boxes say. Cheap enough for every control of a page: it reads layout
 * and never writes, nothing is scrolled, nothing is hit-tested, and what holds for an element is read once for all inside it.
 * `reachable.ts` asks the rest at the moment of writing.
 */

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** Below this share of opacity nobody reads what stands there. */
const FAINT = 0.1

/** One look at the page: what it found out about an element is kept until it is thrown away. Use one per task. */
export interface Look {
  readonly style: (element: Element) => CSSStyleDeclaration
  /** Why a person does not see the control or cannot change it, or null. */
  readonly unseen: (control: Control) => Unseen | null
  /** Whether the element is drawn with paint through which nothing is seen. */
  readonly paints: (element: Element) => boolean
}

interface Lineage {
  readonly drawn: Drawn
  readonly opacity: number
  readonly silent: boolean
  readonly inert: boolean
}

export function lookAt(window: Window): Look {
  const styles = new Map<Element, CSSStyleDeclaration>()
  const lineages = new Map<Element, Lineage>()

  const style = (element: Element): CSSStyleDeclaration => {
    const known = styles.get(element)
    if (known) return known
    const made = window.getComputedStyle(element)
    styles.set(element, made)
    return made
  }

  const lineage = (element: Element): Lineage => {
    const known = lineages.get(element)
    if (known) return known
    const parent = drawnIn(element)
    const above = parent ? lineage(parent) : { drawn: null, opacity: 1, silent: false, inert: false }
    const own = style(element)
    const made = {
      drawn: drawn(element, above.drawn, own),
      opacity: above.opacity * opacityOf(own),
      silent: above.silent || attributeOf(element, 'aria-hidden')?.trim().toLowerCase() === 'true',
      inert: above.inert || attributeOf(element, 'inert') !== null,
    }
    lineages.set(element, made)
    return made
  }

  const paints = (element: Element): boolean => {
    if (lineage(element).opacity < 0.5 || style(element).visibility !== 'visible') return false
    if (/^(?:img|canvas|video|iframe|object|embed|svg)$/.test(nameOf(element))) return true
    const own = style(element)
    return alphaOf(own.backgroundColor) >= 0.5 || own.backgroundImage !== 'none'
  }

  const unseen = (control: Control): Unseen | null => {
    if (!control.isConnected || !control.checkVisibility({ checkVisibilityCSS: true })) return 'hidden'
    if (control.type === 'hidden') return 'hidden'
    const { drawn: place, opacity, silent, inert } = lineage(control)
    if (silent) return 'aria-hidden'
    if (opacity < FAINT || (isWritten(control) && hasNoInk(style(control)))) return 'transparent'
    if (isNothing(rectOf(control))) return 'tiny'
    if (isWritten(control) && Number.parseFloat(style(control).fontSize) <= LEAST) return 'tiny'
    const box = reachableBox(place)
    if (typeof box === 'string') return box
    if (inert || control.matches(':disabled')) return 'disabled'
    return control.localName !== 'select' && (control as HTMLInputElement).readOnly ? 'read-only' : null
  }

  return { style, unseen, paints }
}

/** Whether what a person enters stands there in letters. */
const isWritten = (control: Control): boolean => !/^(?:checkbox|radio|file|range|color)$/.test(control.type)

function opacityOf(style: CSSStyleDeclaration): number {
  const own = Number.parseFloat(style.opacity)
  const filtered = /\bopacity\(([\d.]+)(%?)\)/.exec(style.filter)
  const through = filtered ? Number(filtered[1]) / (filtered[2] ? 100 : 1) : 1
  return (Number.isNaN(own) ? 1 : own) * through
}

function hasNoInk(style: CSSStyleDeclaration): boolean {
  const ink = style.getPropertyValue('-webkit-text-fill-color') || style.color
  return alphaOf(ink) < FAINT
}

/** Of a computed colour: `rgb(…)`, `rgba(…, a)`, `color(… / a)`. */
function alphaOf(color: string): number {
  const alpha = /^rgba\([^)]*,\s*([\d.e-]+)\)$/.exec(color)?.[1] ?? /\/\s*([\d.e-]+)\)$/.exec(color)?.[1]
  return alpha === undefined ? 1 : Number(alpha)
}
