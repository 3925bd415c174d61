import type { Target } from './browser'

/** A target as it goes into the page. */
export interface Query {
  readonly css: string | null
  readonly role: string | null
  readonly field: boolean
  readonly name: { readonly text: string } | { readonly source: string; readonly flags: string } | null
  readonly within: string | null
  readonly nth: number
}

export function targetToQuery(target: Target): Query {
  if (typeof target === 'string')
    return { css: target, role: null, field: false, name: null, within: null, nth: 0 }
  const name = 'field' in target ? target.field : target.name
  return {
    css: null,
    role: 'role' in target ? target.role : null,
    field: 'field' in target,
    name:
      name === undefined
        ? null
        : typeof name === 'string'
          ? { text: name }
          : { source: name.source, flags: name.flags },
    within: target.within ?? null,
    nth: target.nth ?? 0,
  }
}

export function describeTarget(target: Target): string {
  if (typeof target === 'string') return target
  const nth = target.nth ? ` (number ${target.nth + 1})` : ''
  return 'field' in target ? `field “${target.field}”${nth}` : `${target.role} “${target.name ?? ''}”${nth}`
}

/**
 * Runs inside the page: all visible elements that a query means, in document order. Self-contained, because its text is sent
 * to the browser. The accessible name is computed as far as our pages need it (accname 1.2, steps 2B, 2D, 2F, 2I).
 */
export function findAll(query: Query): Element[] {
  const selectors: { readonly [role: string]: string } = {
    button: 'button, input[type=button], input[type=submit], input[type=reset], summary',
    link: 'a[href]',
    textbox:
      'input:not([type]), input[type=text], input[type=email], input[type=tel], input[type=url], input[type=password], textarea',
    searchbox: 'input[type=search]',
    checkbox: 'input[type=checkbox]',
    radio: 'input[type=radio]',
    combobox: 'select',
    option: 'option',
    heading: 'h1, h2, h3, h4, h5, h6',
    listitem: 'li',
    list: 'ul, ol',
    article: 'article',
    region: 'section[aria-label], section[aria-labelledby]',
    dialog: 'dialog[open]',
    row: 'tr',
    table: 'table',
    img: 'img, svg[role=img]',
    navigation: 'nav',
    progressbar: 'progress',
    status: 'output',
    form: 'form',
    group: 'fieldset, details',
    main: 'main',
  }
  const flat = (text: string): string => text.replace(/\s+/g, ' ').trim()
  const visible = (element: Element): boolean => {
    if (element.closest('[inert], [aria-hidden=true]')) return false
    if (element instanceof HTMLOptionElement) return true
    const box = element.getBoundingClientRect()
    if (box.width > 0 && box.height > 0) return element.checkVisibility({ visibilityProperty: true })
    return false
  }
  const textOf = (element: Element): string => {
    let text = ''
    for (const child of element.childNodes) {
      if (child instanceof Text) text += child.data
      else if (
        child instanceof Element &&
        child.getAttribute('aria-hidden') !== 'true' &&
        !/^(STYLE|SCRIPT)$/.test(child.tagName)
      ) {
        const inner = child.getAttribute('aria-label') ?? child.getAttribute('alt') ?? textOf(child)
        text += getComputedStyle(child).display.startsWith('inline') ? inner : ` ${inner} `
      }
    }
    return text
  }
  const labelled = (element: Element): string | null => {
    const ids = element.getAttribute('aria-labelledby')
    if (ids) {
      return ids
        .split(/\s+/)
        .map((id) => document.getElementById(id))
        .map((label) => (label ? (label.getAttribute('aria-label') ?? textOf(label)) : ''))
        .join(' ')
    }
    const own = element.getAttribute('aria-label')
    if (own) return own
    const labels = (element as HTMLInputElement).labels
    if (labels?.length) return [...labels].map((label) => labelText(label, element)).join(' ')
    return null
  }
  const labelText = (label: Element, control: Element): string => {
    let text = ''
    for (const child of label.childNodes) {
      if (child === control) continue
      if (child instanceof Text) text += child.data
      else if (child instanceof Element && !child.matches('input, select, textarea, [aria-hidden=true]'))
        text += ` ${labelText(child, control)} `
    }
    return text
  }
  const nameOf = (element: Element): string =>
    flat(
      labelled(element) ??
        (element.matches('input[type=submit], input[type=button]')
          ? (element as HTMLInputElement).value
          : element.matches('input, select, textarea')
            ? (element.getAttribute('title') ?? element.getAttribute('placeholder') ?? '')
            : element.matches('fieldset')
              ? textOf(element.querySelector('legend') ?? document.createElement('i'))
              : element.matches('svg')
                ? (element.querySelector('title')?.textContent ?? '')
                : textOf(element) || (element.getAttribute('title') ?? '')),
    )
  const named = (element: Element): boolean => {
    const name = query.name
    if (name === null) return true
    return 'text' in name
      ? nameOf(element) === name.text
      : new RegExp(name.source, name.flags).test(nameOf(element))
  }
  const root: ParentNode | null = query.within === null ? document : document.querySelector(query.within)
  if (!root) return []
  if (query.css !== null) return [...root.querySelectorAll(query.css)].filter(visible)
  const role = query.role
  const selector = query.field
    ? 'input, select, textarea, [contenteditable=true], [role=textbox], [role=combobox], [role=switch], [role=slider]'
    : `[role="${role}"], ${selectors[role ?? ''] ?? '[role="-"]'}`
  return [...root.querySelectorAll(selector)].filter((element) => {
    const explicit = element.getAttribute('role')
    if (!query.field && explicit !== null && explicit !== role) return false
    return visible(element) && named(element)
  })
}

/** Why an element cannot be clicked now; null when it can. Scrolls it into view. Runs inside the page. */
export function obstacle(element: Element): string | null {
  if ((element as HTMLButtonElement).disabled || element.getAttribute('aria-disabled') === 'true')
    return 'disabled'
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
  const box = element.getBoundingClientRect()
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
  if (!top) return 'outside the window'
  if (element.contains(top) || top.contains(element)) return null
  if (top.closest('label')?.contains(element) || (element as HTMLInputElement).labels?.length) return null
  return `covered by ${top.tagName.toLowerCase()}.${top.getAttribute('class') ?? ''}`
}

/** Makes a field ready for typing: focus, everything selected. True when its value was set here and no typing is needed. */
export function prepareField(element: Element, value: string): boolean {
  if (element instanceof HTMLSelectElement) {
    const option = [...element.options].find((each) => each.value === value || each.text.trim() === value)
    if (!option) throw new Error(`no such option: ${value}`)
    element.value = option.value
  } else if (
    element instanceof HTMLInputElement &&
    /^(date|month|time|datetime-local|range|color|number)$/.test(element.type)
  ) {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(element, value)
  } else {
    ;(element as HTMLElement).focus()
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) element.select()
    else getSelection()?.selectAllChildren(element)
    return false
  }
  element.dispatchEvent(new Event('input', { bubbles: true }))
  element.dispatchEvent(new Event('change', { bubbles: true }))
  return true
}

/** The page function as text, with what it needs. `body` sees `query`, `findAll`, `obstacle`, `prepareField`. */
export const pageLibrary = `${findAll}\n${obstacle}\n${prepareField}\n`
