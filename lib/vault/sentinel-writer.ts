import { toBase64Url } from '@/lib/base/bytes'
import { headHash } from '@/lib/vault/head'
import type { Places, Sentinel } from '@/lib/vault/places'

export interface SentinelWriter {
  /** Has the sentinel say at least this generation, soon. */
  note(generation: number, head: Uint8Array): void
  /** Resolves when it does. @throws what the place threw. */
  flush(): Promise<void>
}

/** Keeps the sentinel up with the log. One write at a time, the newest wins, and a newer one is never lowered. */
export function createSentinelWriter(places: Places, vaultId: string, slots: Uint8Array): SentinelWriter {
  let wanted: { readonly generation: number; readonly head: Uint8Array } | null = null
  let running: Promise<void> | null = null

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
    running ??= run()
    return running
  }

  return {
    note(generation, head) {
      wanted = { generation, head }
      flush().catch(() => {})
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
