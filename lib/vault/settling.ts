import type { LogDatabase } from '@/lib/vault/database'
import { createGathering } from '@/lib/vault/gathering'

/** How long what was committed relaxed may lie where only a power cut can take it, in milliseconds. */
const GATHER = 500
/** When the disk did not take it. */
const RETRY = 5_000

/** Has the disk keep, soon after, what a commit did not wait for. */
export interface Settling {
  noted(durability: 'strict' | 'relaxed'): void
  /** Does it now, if anything is left. */
  flush(): Promise<void>
  stop(): void
}

/**
 * A strict transaction brings to the disk all that was written before it, whoever wrote that: so the head is written once more as it
 * is. Where it is another by then, somebody wrote after us, and has this done, too.
 */
export function createSettling(database: LogDatabase, headBytes: () => Uint8Array): Settling {
  let isLeft = false
  const work = createGathering({
    isLeft: () => isLeft,
    async once() {
      const head = headBytes()
      isLeft = false
      try {
        await database.append(head, { rows: [], head })
      } catch (error) {
        isLeft = true
        throw error
      }
    },
    retry: RETRY,
  })
  return {
    noted(durability) {
      isLeft = durability === 'relaxed'
      if (isLeft) work.soon(GATHER)
    },
    flush: work.now,
    stop: work.stop,
  }
}
