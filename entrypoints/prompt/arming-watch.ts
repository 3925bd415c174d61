import { type ReadonlySignal, signal } from '@preact/signals'
import {
  type Arming,
  type ArmingEvent,
  acceptsClick,
  armedShare,
  isArmed,
  startArming,
  stepArming,
} from './arming'

export interface ArmingWatch {
  /** How much of the wait is over, from 0 to 1. */
  readonly share: ReadonlySignal<number>
  readonly armed: ReadonlySignal<boolean>
  /** What is shown changed: the wait begins again, longer by `more` milliseconds. */
  restart(more?: number): void
  /** Judges a click on Allow and uses up what made it. */
  accepts(event: MouseEvent): boolean
}

/** What of a window cannot be heard as an event everywhere: position, and the focus of a document behind another window. */
function stance(view: Window): string {
  return [view.screenX, view.screenY, view.innerWidth, view.innerHeight, view.devicePixelRatio].join()
}

/** Watches the window until `signal` ends. `isAllow` says whether an event happened on the Allow button. */
export function watchArming(
  view: Window,
  isAllow: (target: EventTarget | null) => boolean,
  ending: AbortSignal,
): ArmingWatch {
  const page = view.document
  const share = signal(0)
  const armed = signal(false)
  let arming: Arming = startArming()
  let standing = stance(view)
  /** Frames to let pass first: nothing was painted before the second one began. */
  let unpainted = 2
  const now = () => view.performance.now()

  function show(): void {
    const reached = armedShare(arming, now())
    share.value = reached
    armed.value = reached === 1
  }

  function take(event: ArmingEvent): void {
    arming = stepArming(arming, event)
    show()
  }

  function look(): void {
    if (unpainted > 0) {
      unpainted -= 1
      return
    }
    const stands = stance(view)
    if (stands !== standing) take({ type: 'disturbed', at: now() })
    standing = stands
    const front = page.visibilityState === 'visible' && page.hasFocus()
    take(front ? { type: 'front', at: now() } : { type: 'away' })
  }

  function frame(): void {
    if (ending.aborted) return
    look()
    view.requestAnimationFrame(frame)
  }

  const options = { capture: true, passive: true, signal: ending }
  const away = () => take({ type: 'away' })
  const disturbed = () => take({ type: 'disturbed', at: now() })
  view.addEventListener(
    'blur',
    (event) => {
      // An element losing the focus to another passes here too; only the window's own counts.
      if (event.target === view) away()
    },
    options,
  )
  page.addEventListener('visibilitychange', away, options)
  view.addEventListener('resize', disturbed, options)
  page.addEventListener('fullscreenchange', disturbed, options)
  page.addEventListener(
    'pointerdown',
    (event) => take({ type: 'pointerdown', at: now(), onAllow: isAllow(event.target) }),
    options,
  )
  for (const type of ['pointerup', 'pointercancel'] as const)
    page.addEventListener(type, () => take({ type: 'pointerup', at: now() }), options)
  page.addEventListener(
    'keydown',
    (event) => {
      if ((event.key === 'Enter' || event.key === ' ') && isAllow(event.target))
        take({ type: 'keydown', at: now(), repeat: event.repeat })
    },
    options,
  )
  view.requestAnimationFrame(frame)

  return {
    share,
    armed,
    restart(more = 0) {
      const { pointer } = arming
      arming = { ...startArming(more), pointer }
      unpainted = 2
      show()
    },
    accepts(event) {
      // A click made by a key or by assistive technology counts no presses.
      const accepted = acceptsClick(arming, {
        at: now(),
        trusted: event.isTrusted,
        pointer: event.detail > 0,
      })
      take({ type: 'clicked' })
      return accepted && isArmed(arming, now())
    },
  }
}
