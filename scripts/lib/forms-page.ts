/** Runs inside the page: the real description, and for each control a selector that finds it and nothing else. */
import { describePage } from '@/entrypoints/fill/describe'
import {
  attribute,
  localName,
  nextElement,
  parentNode,
  previousElement,
  rootOf,
} from '@/entrypoints/fill/dom'

/** `#id` where that is unique, else the way down from the nearest such element. ` >> ` leads into a shadow root. */
function selectorOf(element: Element): string {
  const tree = rootOf(element)
  const within = (selector: string): string =>
    tree instanceof ShadowRoot ? `${selectorOf(tree.host)} >> ${selector}` : selector
  const steps: string[] = []
  for (let at: Node | null = element; at instanceof Element; at = parentNode(at)) {
    const id = attribute(at, 'id')
    if (id && isOnly(tree, `#${CSS.escape(id)}`)) {
      steps.unshift(`#${CSS.escape(id)}`)
      break
    }
    steps.unshift(`${CSS.escape(localName(at))}${nth(at)}`)
  }
  return within(steps.join(' > '))
}

function isOnly(tree: Node, selector: string): boolean {
  const find =
    tree instanceof Document
      ? Document.prototype.querySelectorAll
      : DocumentFragment.prototype.querySelectorAll
  return find.call(tree as Document, selector).length === 1
}

/** Which of its kind among its siblings; nothing where it is the only one. */
function nth(element: Element): string {
  const name = localName(element)
  let before = 0
  let behind = 0
  for (let at = previousElement(element); at; at = previousElement(at)) if (localName(at) === name) before++
  for (let at = nextElement(element); at && behind === 0; at = nextElement(at))
    if (localName(at) === name) behind++
  return before + behind > 0 ? `:nth-of-type(${before + 1})` : ''
}

function describeForms(): unknown {
  const { page, elements } = describePage(document)
  const expected = elements.map((element) => attribute(element, 'data-expect'))
  return { page, selectors: elements.map(selectorOf), expected }
}

Object.assign(globalThis, { describeForms })
