import { GESTURE } from '@/lib/protocol/fill'
import { createControls } from './controls'
import { type FillLine, type FillRuntime, openLine } from './line'

/** A symbol, because an element of the page with the right `id` could stand in for a named global. */
const STARTED = Symbol.for('selfstead-fill')
const HANDED = Symbol.for(GESTURE)

type Page = Window & {
  [STARTED]?: { readonly runtime: FillRuntime; line: FillLine }
  [HANDED]?: string | undefined
}

/** Goes on with the gesture the background left here, in the top frame of a secure page only. */
export function begin(page: Page, runtime: FillRuntime): void {
  const gesture = page[HANDED]
  page[HANDED] = undefined
  if (page.top !== page || !page.isSecureContext || typeof gesture !== 'string') return
  const before = page[STARTED]
  before?.line.end()
  const line = openLine(gesture, createControls(page), runtime)
  if (before?.runtime.id) before.line = line
  else {
    const started = { runtime, line }
    page[STARTED] = started
    // A document that the browser may show again is another one for the person.
    page.addEventListener('pagehide', () => started.line.end())
  }
}
