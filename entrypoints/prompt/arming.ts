/**
 * When Allow may be pressed. A page can open the prompt under a moving pointer, in the middle of a double click or
 * behind a held key; so Allow counts only after the window was visible and focused for a while without interruption,
 * and only for a press that began after that. Pure: times come in (milliseconds of one steady clock), decisions go out.
 */

/** How long the window must have been in front, undisturbed, where nothing asks for more. */
export const ARMING_TIME = 1_000
/** A press this soon after another one is a reflex, not a decision. */
export const REFLEX_TIME = 500

export interface Arming {
  /** How long the window has to be in front, in milliseconds. */
  readonly wait: number
  /** Since when nothing disturbed the window in front; undefined, not 0, while it is not in front. */
  readonly since: number | undefined
  /** The last press or release of a pointer anywhere in the window. */
  readonly pointer: number | undefined
  /** The press that is going on, if a pointer makes it. */
  readonly press: { readonly at: number; readonly onAllow: boolean; readonly tooSoon: boolean } | undefined
  /** The Enter or Space that is down on Allow. */
  readonly key: { readonly at: number; readonly repeated: boolean } | undefined
}

export type ArmingEvent =
  /** The window is in front. Said again and again; only the first counts. */
  | { readonly type: 'front'; readonly at: number }
  /** It is hidden or not focused. */
  | { readonly type: 'away' }
  /** It moved, changed its size, or what it shows changed. */
  | { readonly type: 'disturbed'; readonly at: number }
  | { readonly type: 'pointerdown'; readonly at: number; readonly onAllow: boolean }
  | { readonly type: 'pointerup'; readonly at: number }
  | { readonly type: 'keydown'; readonly at: number; readonly repeat: boolean }
  /** The click that came of it was judged: what made it is used up. */
  | { readonly type: 'clicked' }

/** @param more milliseconds on top of the usual wait, where there is something to look at twice. */
export function startArming(more = 0): Arming {
  return { wait: ARMING_TIME + more, since: undefined, pointer: undefined, press: undefined, key: undefined }
}

export function stepArming(arming: Arming, event: ArmingEvent): Arming {
  switch (event.type) {
    case 'front':
      return arming.since === undefined ? { ...arming, since: event.at } : arming
    case 'away':
      return { ...arming, since: undefined }
    case 'disturbed':
      return arming.since === undefined ? arming : { ...arming, since: event.at }
    case 'pointerdown': {
      const tooSoon = arming.pointer !== undefined && event.at - arming.pointer < REFLEX_TIME
      return { ...arming, pointer: event.at, press: { at: event.at, onAllow: event.onAllow, tooSoon } }
    }
    case 'pointerup':
      return { ...arming, pointer: event.at }
    case 'keydown':
      return { ...arming, key: { at: event.at, repeated: event.repeat || (arming.key?.repeated ?? false) } }
    case 'clicked':
      return { ...arming, press: undefined, key: undefined }
  }
}

/** How much of the wait is over, from 0 to 1. */
export function armedShare(arming: Arming, now: number): number {
  if (arming.since === undefined) return 0
  return Math.min(1, Math.max(0, (now - arming.since) / arming.wait))
}

export function isArmed(arming: Arming, now: number): boolean {
  return armedShare(arming, now) === 1
}

/**
 * Whether a click on Allow is a decision. What made it, a pointer's press or a key, must have begun on Allow while it
 * was armed; a click made by neither comes from assistive technology and counts while armed, if the browser vouches for it.
 */
export function acceptsClick(
  arming: Arming,
  click: { readonly at: number; readonly trusted: boolean; readonly pointer: boolean },
): boolean {
  if (!click.trusted || !isArmed(arming, click.at)) return false
  const { press, key } = arming
  if (click.pointer) return press?.onAllow === true && !press.tooSoon && isArmed(arming, press.at)
  return key === undefined || (!key.repeated && isArmed(arming, key.at))
}
