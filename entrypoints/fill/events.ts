/**
 * The events a person causes who goes into a control, changes it and leaves it. Keys are not played: no page is told that
 * one was pressed. Every event is heard through open shadow roots, as the browser's own are.
 */

/** Goes into the control. A window in the background fires no `focus`, and is told what it would have. */
export function enter(element: HTMLElement): void {
  if (isActive(element)) return
  if (heard(element, 'focus', () => element.focus({ preventScroll: true }))) return
  tell(element, ['focus', 'focusin'])
}

/** Leaves it. */
export function leave(element: HTMLElement): void {
  if (heard(element, 'blur', () => element.blur())) return
  tell(element, ['blur', 'focusout'])
}

/** @returns false when the page forbids what is about to happen. */
export const announce = (element: Element, inputType: string, data: string): boolean =>
  element.dispatchEvent(
    new InputEvent('beforeinput', { inputType, data, bubbles: true, composed: true, cancelable: true }),
  )

export const sayInput = (element: Element, inputType: string, data: string): boolean =>
  element.dispatchEvent(new InputEvent('input', { inputType, data, bubbles: true, composed: true }))

/** `input` of what is picked rather than written. */
export const sayPicked = (element: Element): boolean =>
  element.dispatchEvent(new Event('input', { bubbles: true, composed: true }))

/** Stays inside of a shadow root, as the browser's own does. */
export const sayChanged = (element: Element): boolean =>
  element.dispatchEvent(new Event('change', { bubbles: true }))

function tell(element: Element, [plain, bubbling]: readonly [string, string]): void {
  element.dispatchEvent(new FocusEvent(plain, { composed: true }))
  element.dispatchEvent(new FocusEvent(bubbling, { bubbles: true, composed: true }))
}

function heard(element: Element, type: string, act: () => void): boolean {
  let came = false
  const note = (): void => {
    came = true
  }
  element.addEventListener(type, note, { capture: true })
  act()
  element.removeEventListener(type, note, { capture: true })
  return came
}

function isActive(element: Element): boolean {
  const root = element.getRootNode()
  return (root instanceof Document || root instanceof ShadowRoot) && root.activeElement === element
}
