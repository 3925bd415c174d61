/** The ways to a vault: a new one, one filled from a backup, or one that other devices have. */
export type Way = 'new' | 'restore' | 'join'

export type Step =
  | 'passphrase'
  | 'phrase'
  | 'data'
  | 'backup'
  | 'file'
  | 'plan'
  | 'join'
  | 'receive'
  | 'asking'

export const STEPS: { readonly [way in Way]: readonly Step[] } = {
  new: ['passphrase', 'phrase', 'data', 'backup', 'asking'],
  join: ['join', 'passphrase', 'receive', 'asking'],
  restore: ['file', 'passphrase', 'phrase', 'plan', 'asking'],
}

/** Place of a step on its way, from 1. */
export function placeOf(way: Way, step: Step): number {
  return STEPS[way].indexOf(step) + 1
}

/** The step after (or before, with -1), or null at the end. */
export function stepFrom(way: Way, step: Step, by: 1 | -1): Step | null {
  return STEPS[way][STEPS[way].indexOf(step) + by] ?? null
}
