import type { ControlDescription, FormDescription, PageDescription } from '@/lib/forms/description'
import { createChoices } from './choices'
import {
  attribute,
  boxOf,
  type Control,
  documentElement,
  formOf,
  hasAttribute,
  localName,
  viewOf,
} from './dom'
import { framesOf } from './frames'
import { createHeaders } from './headers'
import { labelsOf } from './labels'
import { createOwnTexts } from './own-texts'
import { isCovered } from './shown'
import { signatureOf } from './signature'
import { flat, textOf } from './text'
import { lookAt } from './visible'
import { type Found, walk } from './walk'

/** The description, and the elements its numbers stand for. */
export interface Described {
  readonly page: PageDescription
  readonly elements: readonly Control[]
}

/** What the page's author wrote about its form controls. Nothing that was typed is read, nothing is written. */
export function describePage(document: Document): Described {
  const walked = walk(document)
  const headers = createHeaders()
  const ownTexts = createOwnTexts(walked.found)
  const choices = createChoices()
  const view = viewOf(document)
  const look = view && lookAt(view)
  const forms: HTMLFormElement[] = []
  const formNumber = (form: HTMLFormElement | null): number | null => {
    if (!form) return null
    const known = numbers.get(form)
    if (known !== undefined) return known
    numbers.set(form, forms.length)
    return forms.push(form) - 1
  }
  const numbers = new Map<HTMLFormElement, number>()
  const describeOne = (found: Found, control: number): ControlDescription => {
    const { element } = found
    const input = localName(element) === 'input' ? (element as HTMLInputElement) : null
    const box = boxOf(element)
    const unseen = look ? (look.unseen(element) ?? (isCovered(element, box) ? 'covered' : null)) : 'hidden'
    const labels = labelsOf(found, walked, headers, ownTexts(control), unseen !== null)
    const own = labels.find(({ from }) => from === 'label' || from === 'following')?.text ?? ''
    const length = Number(attribute(element, 'maxlength') ?? Number.NaN)
    const described = {
      control,
      tag: localName(element) as ControlDescription['tag'],
      type: element.type,
      name: short(attribute(element, 'name')),
      id: short(attribute(element, 'id')),
      autocomplete: short(attribute(element, 'autocomplete')),
      inputMode: short(attribute(element, 'inputmode')).toLowerCase(),
      pattern: short(attribute(element, 'pattern')),
      accept: short(attribute(element, 'accept')),
      maxLength: Number.isInteger(length) && length >= 0 ? length : null,
      required: hasAttribute(element, 'required') || attribute(element, 'aria-required') === 'true',
      multiple: input?.multiple ?? (element as HTMLSelectElement).multiple === true,
      labels,
      options: choices(element, own),
      form: formNumber(formOf(element)),
      unseen,
      ...(Number(attribute(element, 'tabindex') ?? 0) < 0 && { skipped: true as const }),
      box: {
        x: Math.round(box.x + (view?.scrollX ?? 0)),
        y: Math.round(box.y + (view?.scrollY ?? 0)),
        width: Math.round(box.width),
        height: Math.round(box.height),
      },
    }
    return { ...described, signature: signatureOf(described) }
  }
  const controls = walked.found.map(describeOne)
  const submits = submitsOf(walked.buttons)
  return {
    page: {
      language: languageOf(document),
      controls,
      forms: forms.map((form) => describeForm(form, document, submits.get(form) ?? NO_BUTTON)),
      frames: framesOf(walked.frames),
      cut: walked.cut,
    },
    elements: walked.found.map(({ element }) => element),
  }
}

const short = (text: string | null): string => (text ?? '').slice(0, 200)

function languageOf(document: Document): string {
  const lang = attribute(documentElement(document), 'lang') ?? ''
  return /^[a-z]{2,3}(?:[-_][a-z0-9]{1,8})*$/i.test(lang.trim()) ? lang.trim().replaceAll('_', '-') : ''
}

function describeForm(
  form: HTMLFormElement,
  document: Document,
  { text, actions }: Submits,
): FormDescription {
  const origins = [attribute(form, 'action'), ...actions].map((action) => otherOrigin(action, document))
  return {
    name: short(attribute(form, 'name')),
    id: short(attribute(form, 'id')),
    otherOrigin: origins.find((origin) => origin !== null) ?? null,
    submit: text,
  }
}

function otherOrigin(action: string | null, document: Document): string | null {
  if (!action) return null
  try {
    const { origin } = new URL(action, document.baseURI)
    return origin === 'null' || origin === document.location.origin ? null : origin
  } catch {
    return null
  }
}

/** What the buttons that send a form say. */
interface Submits {
  /** Of the first. */
  readonly text: string
  /** Addresses that they send it to instead of the form's own. */
  readonly actions: readonly string[]
}

const NO_BUTTON: Submits = { text: '', actions: [] }

function submitsOf(buttons: readonly Element[]): ReadonlyMap<HTMLFormElement, Submits> {
  const found = new Map<HTMLFormElement, Submits>()
  for (const button of buttons) {
    const { type, form } = button as HTMLButtonElement | HTMLInputElement
    if (!form || (type !== 'submit' && type !== 'image')) continue
    const said = () =>
      flat(textOf(button) || attribute(button, 'value') || attribute(button, 'aria-label') || '')
    const { text, actions } = found.get(form) ?? { text: said(), actions: [] }
    const action = attribute(button, 'formaction')
    found.set(form, { text, actions: action ? [...actions, action] : actions })
  }
  return found
}
