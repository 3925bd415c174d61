/** Runs inside the page: the real description, and for each control a selector that finds it and nothing else. */
import { describePage } from '@/entrypoints/fill/describe'
import { match } from '@/lib/forms/match'

function selectorOf(element: Element): string {
  const tree = element.getRootNode()
  const within = (selector: string): string =>
    tree instanceof ShadowRoot ? `${selectorOf(tree.host)} >> ${selector}` : selector
  const id = element.getAttribute('id')
  if (id && isOnly(tree, `#${CSS.escape(id)}`)) return within(`#${CSS.escape(id)}`)
  const steps: string[] = []
  let at: Element | null = element
  while (at) {
    const anchor: string | null = at === element ? null : at.getAttribute('id')
    if (anchor && isOnly(tree, `#${CSS.escape(anchor)}`)) {
      steps.unshift(`#${CSS.escape(anchor)}`)
      break
    }
    steps.unshift(`${at.localName}${nth(at)}`)
    at = parentOf(at)
  }
  return within(steps.join(' > '))
}

const parentOf = (element: Element): Element | null =>
  Object.getOwnPropertyDescriptor(Node.prototype, 'parentElement')?.get?.call(element) ?? null

function isOnly(tree: Node, selector: string): boolean {
  const find =
    tree instanceof Document
      ? Document.prototype.querySelectorAll
      : DocumentFragment.prototype.querySelectorAll
  return find.call(tree as Document, selector).length === 1
}

function nth(element: Element): string {
  const parent = parentOf(element)
  if (!parent) return ''
  let at = 0
  let count = 0
  for (let child = parent.firstElementChild; child; child = child.nextElementSibling) {
    if (child.localName === element.localName) count++
    if (child === element) at = count
  }
  return count > 1 ? `:nth-of-type(${at})` : ''
}

function describeForms(): unknown {
  const { page, elements } = describePage(document)
  const expected = elements.map((element) => element.getAttribute('data-expect'))
  return { page, selectors: elements.map(selectorOf), expected }
}

/** How long description and matching take, in milliseconds, each of several times. */
function timeForms(times: number): readonly number[] {
  return Array.from({ length: times }, () => {
    // A layout that the page would have to make anyway is not ours.
    document.documentElement.getBoundingClientRect()
    const start = performance.now()
    match(describePage(document).page)
    return performance.now() - start
  })
}

Object.assign(globalThis, { describeForms, timeForms })
