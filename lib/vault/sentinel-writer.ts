import { toBase64Url } from '@/lib/base/bytes'
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

/** Keeps the sentinel up with the log. One write at a time, the newest wins, and a newer one is never lowered. */
export function createSentinelWriter(places: Places, vaultId: string, slots: Uint8Array): SentinelWriter {
  let wanted: { readonly generation: number; readonly head: Uint8Array } | null = null
  let running: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let delayed = 0

  /** `running` ends in the same step that finds nothing left, so that a note made after it starts anew. */
  async function run(): Promise<void> {
    await null
    try {
      while (wanted) await writeOnce(wanted)
    } finally {
      running = null
    }
  }

  async function writeOnce(goal: NonNullable<typeof wanted>): Promise<void> {
    const stored = await places.sentinel.read()
    if (!stored || stored.vaultId !== vaultId || stored.generation < goal.generation) {
      const table = stored?.slots ?? toBase64Url(slots)
      await places.sentinel.write(sentinelFor(vaultId, goal.generation, goal.head, table, places.now()))
    }
    if (wanted === goal) wanted = null
  }

  function flush(): Promise<void> {
    if (timer) clearTimeout(timer)
    timer = null
    running ??= run()
    return running
  }

  function flushIn(delay: number): void {
    if (timer && delayed <= delay) return
    if (timer) clearTimeout(timer)
    delayed = delay
    timer = setTimeout(() => flush().catch(() => {}), delay)
  }

  return {
    note(generation, head, { lazy = false } = {}) {
      wanted = { generation, head }
      flushIn(lazy ? GATHER_LAZILY : GATHER)
    },
    flush,
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
