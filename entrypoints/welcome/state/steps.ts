/** The two ways to a vault: a new one, or one filled from a backup. Both have five steps. */
export type Way = 'new' | 'restore'

export type Step = 'passphrase' | 'phrase' | 'data' | 'backup' | 'file' | 'plan' | 'asking'

export const STEPS: { readonly [way in Way]: readonly Step[] } = {
  new: ['passphrase', 'phrase', 'data', 'backup', 'asking'],
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
