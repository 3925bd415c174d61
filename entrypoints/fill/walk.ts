import { createCaptions } from './captions'
import { type Before, createChunks } from './chunks'
import type { Control } from './dom'
import {
  attribute,
  dataOf,
  firstChild,
  isControl,
  localName,
  nextSibling,
  nodeType,
  parentNode,
  shadowRoot,
} from './dom'
import { legendOf } from './legends'
import { isInline, LONGEST } from './text'

/** Most controls that are described, and most nodes that are looked at. */
const CONTROLS = 2000
const NODES = 300_000

export interface Found {
  readonly element: Control
  /** The label the control stands in. */
  readonly wrapping: Element | null
  readonly preceding: string
  readonly precedingAt: Node | null
  readonly further: Before['further']
  following: string
  behind: Before['further']
  readonly heading: string
  /** Legends of the groups it stands in, the innermost first. */
  readonly legends: readonly string[]
}

export interface Walked {
  readonly found: readonly Found[]
  /** Labels by the id they are for, in each tree. */
  readonly labels: ReadonlyMap<Node, ReadonlyMap<string, readonly Element[]>>
  /** What may send a form. */
  readonly buttons: readonly Element[]
  readonly frames: readonly HTMLIFrameElement[]
  readonly cut: boolean
}

/** What holds at the place the walk is in. */
interface Place {
  readonly root: Node
  readonly label: Element | null
  readonly legends: readonly string[]
}

/** Where the walk does not go: there is no text for people and no control in it. */
const CLOSED = new Set(
  'head script style noscript template datalist option object iframe frame canvas video audio button svg'.split(
    ' ',
  ),
)
/** Pressed or never seen: no text stands beside them that would be theirs. */
export const UNLABELLED = new Set(['hidden', 'submit', 'button', 'reset', 'image'])

export const TICKED = new Set(['radio', 'checkbox'])

/** Once through the whole page and its open shadow roots, in document order: nothing is looked for a second time. */
export function walk(document: Node): Walked {
  const found: Found[] = []
  const labels = new Map<Node, Map<string, Element[]>>()
  const buttons: Element[] = []
  const frames: HTMLIFrameElement[] = []
  const chunks = createChunks()
  const captionOf = createCaptions()
  let heading = ''
  let cut = false

  const addControl = (element: Control, place: Place): void => {
    const texts = {
      take(text: string): void {
        one.following = text
      },
      behind(text: string, at: Node): void {
        one.behind = { text, at }
      },
    }
    const before = UNLABELLED.has(element.type)
      ? null
      : chunks.control(parentNode(element), TICKED.has(element.type), texts)
    const one: Found = {
      element,
      wrapping: place.label,
      preceding: before?.text ?? '',
      precedingAt: before?.at ?? null,
      further: before?.further ?? null,
      following: '',
      behind: null,
      heading,
      legends: place.legends,
    }
    found.push(one)
    if (element.type === 'submit' || element.type === 'image') buttons.push(element)
  }
  const addLabel = (element: Element, root: Node): void => {
    const target = attribute(element, 'for')
    if (!target) return
    const byId = labels.get(root) ?? new Map<string, Element[]>()
    labels.set(root, byId)
    byId.set(target, [...(byId.get(target) ?? []).slice(0, 3), element])
  }
  /** The place inside the element, or null where the walk does not enter it. */
  const enter = (element: Element, place: Place): Place | null => {
    if (!isInline(element)) chunks.end()
    if (isControl(element)) {
      if (found.length < CONTROLS) addControl(element, place)
      else cut = true
      return null
    }
    const name = localName(element)
    if (name === 'button') buttons.push(element)
    if (name === 'iframe' || name === 'frame') frames.push(element as HTMLIFrameElement)
    if (CLOSED.has(name)) return null
    if (name === 'img')
      chunks.add(` ${(attribute(element, 'alt') ?? '').slice(0, LONGEST)} `, element, place.label !== null)
    const caption = captionOf(element, name)
    if (caption !== '') heading = caption
    if (name === 'label') {
      addLabel(element, place.root)
      return { ...place, label: element }
    }
    const legend = legendOf(element, name, place.root)
    return legend ? { ...place, legends: [legend, ...place.legends].slice(0, 3) } : place
  }

  const open: { readonly node: Node; readonly place: Place; readonly before: string }[] = []
  open.push({ node: document, place: { root: document, label: null, legends: [] }, before: '' })
  let at: Node | null = firstChild(document)
  for (let nodes = 0; open.length > 0 && !cut; ) {
    const inside = open[open.length - 1] as (typeof open)[number]
    if (at === null) {
      open.pop()
      if (isOfItsOwn(inside.node)) heading = inside.before
      if (nodeType(inside.node) !== Node.ELEMENT_NODE || !isInline(inside.node as Element)) chunks.end()
      at = after(inside.node)
      continue
    }
    if (++nodes > NODES) cut = true
    const node: Node = at
    const type = nodeType(node)
    if (type === Node.TEXT_NODE) {
      const label = inside.place.label
      chunks.add(
        dataOf(node as Text).slice(0, LONGEST),
        node,
        label !== null && (attribute(label, 'for') ?? '') !== '',
      )
    }
    const before = heading
    const place = type === Node.ELEMENT_NODE ? enter(node as Element, inside.place) : null
    if (!place) {
      at = nextSibling(node)
      continue
    }
    open.push({ node, place, before })
    const shadow = shadowRoot(node as Element)
    if (shadow) open.push({ node: shadow, place: { ...place, root: shadow }, before: heading })
    at = firstChild(shadow ?? node)
  }
  chunks.end()
  return { found, labels, buttons, frames, cut }
}

/** What is headed within these is so no longer behind them. */
const BOUNDS = new Set('aside dialog fieldset footer form nav'.split(' '))
const isOfItsOwn = (node: Node): boolean =>
  nodeType(node) === Node.ELEMENT_NODE && BOUNDS.has(localName(node as Element))

/** Where the walk goes on: behind a shadow root come the children of its host, which stand in its slots. */
function after(node: Node): Node | null {
  const type = nodeType(node)
  if (type === Node.DOCUMENT_NODE) return null
  return type === Node.DOCUMENT_FRAGMENT_NODE ? firstChild((node as ShadowRoot).host) : nextSibling(node)
}
