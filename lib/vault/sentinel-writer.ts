import { toBase64Url } from '@/lib/base/bytes'
import { createGathering } from '@/lib/vault/gathering'
import { headHash } from '@/lib/vault/head'
import type { Places, Sentinel } from '@/lib/vault/places'

export interface SentinelWriter {
  /** Has the sentinel say at least this generation: soon, or lazily where what was committed may be lost with the power. */
  note(generation: number, head: Uint8Array, how?: { readonly lazy?: boolean }): void
  /** Resolves when it does. @throws what the place threw. */
  flush(): Promise<void>
}

/**
 * How long commits are gathered, in milliseconds: until whoever waits for one has its answer, which else the browser's main thread would
 * carry after our question and our write; and sooner than the mirror, which is written after this (lib/vault/mirror-writer.ts).
 */
const GATHER = 8
/** The same for relaxed commits. */
const GATHER_LAZILY = 250
/** When it could not be written. */
const RETRY = 5_000

/** Keeps the sentinel up with the log. One write at a time, the newest wins, and a newer one is never lowered. */
export function createSentinelWriter(places: Places, vaultId: string, slots: Uint8Array): SentinelWriter {
  let wanted: { readonly generation: number; readonly head: Uint8Array } | null = null
  const writing = createGathering({ isLeft: () => wanted !== null, once: writeOnce, retry: RETRY })

  async function writeOnce(): Promise<void> {
    if (!wanted) return
    const goal = wanted
    const stored = await places.sentinel.read()
    if (!stored || stored.vaultId !== vaultId || stored.generation < goal.generation) {
      const table = stored?.slots ?? toBase64Url(slots)
      await places.sentinel.write(sentinelFor(vaultId, goal.generation, goal.head, table, places.now()))
    }
    if (wanted === goal) wanted = null
  }

  return {
    note(generation, head, { lazy = false } = {}) {
      wanted = { generation, head }
      writing.soon(lazy ? GATHER_LAZILY : GATHER)
    },
    flush: writing.now,
  }
}

export function sentinelFor(
  vaultId: string,
  generation: number,
  head: Uint8Array,
  slots: string,
  written: number,
): Sentinel {
  return { vaultId, generation, head: toBase64Url(headHash(head)), slots, written }
}
