/**
 * Which presses of the Fill button count. The person's own gesture opened this window, so the button does not wait as Allow
 * does; but what was begun before the window was there was meant for something else, and a second press of a double one, a key
 * that is held down and what no person did are not meant at all.
 */
export interface Presses {
  accepts(event: MouseEvent): boolean
}

/** A window that has just come up is under a pointer or a key that was on its way elsewhere, in milliseconds. */
const TOO_SOON = 400

export function watchPresses(view: Window, ending: AbortSignal): Presses {
  /** When a press began inside this window; null when none did, or the key repeats. */
  let begun: number | null = null
  let shown: number | null = null
  const now = () => view.performance.now()
  const options = { capture: true, signal: ending }

  const begin = (event: Event) => {
    const isRepeated = event instanceof KeyboardEvent && event.repeat
    begun = event.isTrusted && !isRepeated ? now() : null
  }
  view.addEventListener('pointerdown', begin, options)
  view.addEventListener('keydown', begin, options)
  // Nothing was painted before the second frame.
  view.requestAnimationFrame(() =>
    view.requestAnimationFrame(() => {
      shown = now()
    }),
  )

  return {
    accepts(event) {
      const since = begun
      begun = null
      if (!event.isTrusted || event.detail > 1 || since === null || shown === null) return false
      return since - shown >= TOO_SOON
    },
  }
}
