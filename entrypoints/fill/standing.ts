import type { Control } from './visible'

/** What stands in a control, and how it is put there without the page's own `value`: a framework may have laid one over it. */

/** Of a select the index, of a radio button or checkbox whether it is on, of everything else the text. */
export type Standing = string | number | boolean

export const isTick = (control: Control): control is HTMLInputElement =>
  control.localName === 'input' && (control.type === 'radio' || control.type === 'checkbox')

export const isSelect = (control: Control): control is HTMLSelectElement => control.localName === 'select'

export function standing(control: Control): Standing {
  if (isSelect(control)) return control.selectedIndex
  return isTick(control) ? control.checked : control.value
}

export function place(control: Control, stands: Standing): void {
  const [prototype, name] = isSelect(control)
    ? [HTMLSelectElement.prototype, 'selectedIndex']
    : isTick(control)
      ? [HTMLInputElement.prototype, 'checked']
      : [
          control.localName === 'textarea' ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype,
          'value',
        ]
  Object.getOwnPropertyDescriptor(prototype, name)?.set?.call(control, stands)
}

/** Letters and digits alone, in one spelling: what a mask may set apart but not change. */
const essence = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')

/** Whether a page made of `text` nothing but another way to write it. */
export function saysTheSame(text: string, other: string): boolean {
  const wanted = essence(text)
  return wanted === '' ? text.trim() === other.trim() : wanted === essence(other)
}
