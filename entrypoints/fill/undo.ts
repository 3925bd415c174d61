import { isSelect, isTick, saysTheSame, standing } from './standing'
import { allIn } from './tree'
import type { Control } from './visible'
import { putBack, type Written } from './write'

/** What became of a value after the page had time to answer, and the way back. */

/**
 * Lets the page do what it wanted to do: its handlers have run, what they put off comes next. Not a timer: those of a
 * window in the background wait a second.
 */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

/** `kept`: it stands there, perhaps set apart by a mask. `altered`: something else does. `gone`: so is the control. */
export type Fate = 'kept' | 'altered' | 'gone'

/** To be asked after `settle`, and again at the end of a fill. */
export function fateOf(written: Written): Fate {
  const control = standIn(written)
  if (!control) return 'gone'
  return holds(control, written) ? 'kept' : 'altered'
}

/** Restores what stood there, unless it is no longer what was written. @returns whether what was written is gone. */
export function undo(written: Written): boolean {
  const control = standIn(written)
  if (!control || !holds(control, written)) return false
  if (written.wasOn === control || standing(control) === written.before) return true
  try {
    if (written.wasOn?.isConnected) written.wasOn.click()
    else putBack(control, written.before)
  } catch {
    return false
  }
  return !holds(control, written) || standing(control) === written.before
}

function holds(control: Control, { text }: Written): boolean {
  if (isSelect(control)) {
    const option = control.options[control.selectedIndex]
    return option?.value === text || saysTheSame(text, option?.text ?? '')
  }
  if (isTick(control)) return control.checked === (control.type === 'radio' || text !== '')
  return saysTheSame(text, control.value)
}

/** The control, or the only one of the same name that a framework put in its place. */
function standIn({ control, root }: Written): Control | null {
  if (control.isConnected) return control
  if (!(root instanceof Document || root instanceof ShadowRoot)) return null
  const same = allIn<Control>(root, control.localName).filter(
    (other) =>
      other.type === control.type &&
      other.name === control.name &&
      other.id === control.id &&
      (other.name !== '' || other.id !== ''),
  )
  const [only] = isTick(control) ? same.filter((other) => other.value === control.value) : same
  return only && same.length === 1 ? only : null
}
