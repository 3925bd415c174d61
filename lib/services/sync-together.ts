import { SECOND } from '@/lib/base/time'
import type { Lane } from '@/lib/services/sync-lane'

/** Does something with several places at once. @returns with which of them it was done by then. */
export type Together = (
  work: readonly { readonly lane: Lane; readonly run: () => Promise<boolean> }[],
) => Promise<readonly boolean[]>

export interface TogetherEdges {
  readonly sleep: (milliseconds: number) => Promise<void>
  /** Told of what is under way with a place that was left behind. */
  readonly during?: (work: Promise<unknown>) => void
}

/** How long all wait for the slowest. */
const GRACE = 5 * SECOND

/** A lane that takes longer than the others are ready to wait is left alone until it is done. */
export function createTogether({ sleep, during }: TogetherEdges): Together {
  return async (work) => {
    const done = work.map(() => false)
    const all = work.map(async ({ lane, run }, at) => {
      lane.busy = true
      try {
        done[at] = await run()
      } finally {
        lane.busy = false
      }
    })
    const slowest = Promise.all(all)
    slowest.catch(() => {})
    if (all.length > 1) {
      await Promise.race([slowest, sleep(GRACE)])
      if (work.some(({ lane }) => lane.busy)) during?.(slowest.catch(() => {}))
    } else await slowest
    return [...done]
  }
}
