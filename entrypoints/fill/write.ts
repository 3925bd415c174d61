import { ok, type Result, refused } from '@/lib/base/result'
import { announce, enter, leave, sayChanged, sayInput, sayPicked } from './events'
import { pick, tick } from './select'
import { isSelect, isTick, place, type Standing, saysTheSame, standing } from './standing'
import { allIn } from './tree'
import type { Control } from './visible'

/**
 * Writes one value into one control of the page, with the events a person would cause. Nothing of the value is altered on
 * the way: what does not fit is not written. Whether the person sees the control is asked before, by `reachable.ts`.
 */

export type NotWritten =
  /** No option, or several, say this. */
  | 'no-option'
  /** Longer than the control allows. */
  | 'too-long'
  /** A value this kind of control does not hold: no date, no number, a second line. */
  | 'unfit'
  /** The page forbade it. */
  | 'refused'
  /** The page made something else of it at once; what stood there before is back. */
  | 'altered'
  /** The control left the page while it was being written. */
  | 'gone'
  /** Something threw. */
  | 'broken'

export interface Written {
  readonly control: Control
  /** Where the control stood: a framework may have put another one in its place since. */
  readonly root: Node
  readonly text: string
  readonly before: Standing
  /** The radio button of the group that was on before. */
  readonly wasOn: HTMLInputElement | null
}

export function write(control: Control, text: string): Result<Written, NotWritten> {
  const written: Written = {
    control,
    root: control.getRootNode(),
    text,
    before: standing(control),
    wasOn: isTick(control) ? onInGroup(control) : null,
  }
  try {
    const failure = put(control, text)
    return failure ? refused(failure) : ok(written)
  } catch {
    return refused('broken')
  }
}

/** Puts back what stood there, with the same events. */
export function putBack(control: Control, stands: Standing): void {
  enter(control)
  place(control, stands)
  if (typeof stands === 'string' && !isDated(control)) sayInput(control, 'insertReplacementText', stands)
  else sayPicked(control)
  sayChanged(control)
  leave(control)
}

function put(control: Control, text: string): NotWritten | null {
  if (isSelect(control)) {
    if (!pick(control, text)) return 'no-option'
    const option = control.options[control.selectedIndex]
    return option?.value === text || saysTheSame(text, option?.text ?? '') ? null : 'altered'
  }
  if (isTick(control)) {
    tick(control, text)
    return control.checked === (control.type === 'radio' || text !== '') ? null : 'refused'
  }
  if (control.type === 'file') return 'unfit'
  return type(control, text)
}

function type(control: HTMLInputElement | HTMLTextAreaElement, text: string): NotWritten | null {
  if (control.value === text) return null
  if (control.maxLength >= 0 && text.length > control.maxLength) return 'too-long'
  if (!canHold(control, text)) return 'unfit'
  const before = control.value
  enter(control)
  // The page has had its say: it may have taken the control away, or closed it.
  if (!control.isConnected) return 'gone'
  if (control.readOnly || control.matches(':disabled')) return 'refused'
  const dated = isDated(control)
  const inputType = before === '' ? 'insertText' : 'insertReplacementText'
  if (!dated) {
    control.select()
    // A mask that does the writing itself forbids the browser's, and has written.
    if (!announce(control, inputType, text)) {
      const taken = saysTheSame(text, control.value)
      if (taken) sayChanged(control)
      leave(control)
      return taken ? null : 'refused'
    }
  }
  place(control, text)
  if (dated) sayPicked(control)
  else sayInput(control, inputType, text)
  sayChanged(control)
  leave(control)
  if (saysTheSame(text, control.value) || !control.isConnected) return null
  if (control.value !== before) putBack(control, before)
  return 'altered'
}

/** Asked of a control that no page knows of, so that nothing is lost in the page's own. */
function canHold(control: HTMLInputElement | HTMLTextAreaElement, text: string): boolean {
  if (control.localName === 'textarea') return true
  const probe = Document.prototype.createElement.call(document, 'input') as HTMLInputElement
  probe.type = control.type
  probe.value = text
  return (
    probe.value === text || (!/[\n\r]/.test(text) && saysTheSame(text, probe.value) && probe.value !== '')
  )
}

/** Of the types that show a picker of their own: the browser announces nothing there. */
const isDated = (control: Control): boolean =>
  /^(?:date|month|week|time|datetime-local|color|range)$/.test(control.type)

function onInGroup(input: HTMLInputElement): HTMLInputElement | null {
  if (input.type !== 'radio') return null
  const group = allIn<HTMLInputElement>(input.getRootNode(), 'input[type=radio]')
  return group.find((one) => one.name === input.name && one.form === input.form && one.checked) ?? null
}
