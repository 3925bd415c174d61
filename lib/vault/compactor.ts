import type { RecordState } from '@/lib/records/record'
import { holdsErased, isLoose, type Packing, packStretches, planPacking } from '@/lib/vault/compact'
import type { LogDatabase } from '@/lib/vault/database'
import { type Loaded, openRows } from '@/lib/vault/load'
import type { LogKeys } from '@/lib/vault/log-keys'
import type { Places } from '@/lib/vault/places'
import type { State } from '@/lib/vault/state'

/** So many small segments, and they are packed. */
const LOOSE_LIMIT = 256
/** How long the log must wait for it, so that an opening and a burst of commits are not disturbed. */
const REST = 1_500
/** Rows opened between two pauses: a few milliseconds. */
const SLICE = 32

export interface Compactor {
  /** Counts what was just written. */
  wrote(segments: number, changes: readonly RecordState[]): void
  /** Packs what is worth it, now. */
  compact(): Promise<void>
  stop(): void
}

export interface CompactorParts {
  readonly database: LogDatabase
  readonly keys: LogKeys
  readonly state: State
  readonly vaultId: Uint8Array
  readonly places: Pick<Places, 'random'>
  /** Puts the packing in place under the lock, unless the log was changed in a way that forbids it. */
  readonly replace: (packing: Packing) => Promise<void>
}

/** Decides when to compact, and does the work in slices between which everything else runs. */
export function createCompactor(parts: CompactorParts, loose: number, erasing: boolean): Compactor {
  const { database, keys, state, vaultId, places, replace } = parts
  let timer: ReturnType<typeof setTimeout> | null = null
  let running: Promise<void> | null = null
  let stopped = false

  async function run(): Promise<void> {
    loose = 0
    erasing = false
    const { rows } = await database.follow(0, null)
    const good: Loaded[] = []
    for (let at = 0; at < rows.length; at += SLICE) {
      await pause()
      if (stopped) return
      good.push(...openRows(keys, vaultId, rows.slice(at, at + SLICE)).good)
    }
    const packing = await packStretches(planPacking(good, state), state, keys, places, async () => {
      await pause()
      if (stopped) throw new DOMException('the vault was closed', 'AbortError')
    })
    if (packing.remove.length > 0 && !stopped) await replace(packing)
  }

  function compact(): Promise<void> {
    running ??= run().finally(() => {
      running = null
      plan()
    })
    return running
  }

  function plan(): void {
    if (stopped || timer || running || (loose < LOOSE_LIMIT && !erasing)) return
    timer = setTimeout(() => {
      timer = null
      compact().catch(() => {})
    }, REST)
  }

  plan()
  return {
    wrote(segments, changes) {
      loose += segments
      erasing ||= changes.some((change) => change.erased !== undefined || change.floors !== undefined)
      plan()
    },
    compact,
    stop() {
      stopped = true
      if (timer) clearTimeout(timer)
    },
  }
}

/** Whether an opened log has something to pack or to erase. */
export function needOf(
  good: readonly Loaded[],
  state: State,
): { readonly loose: number; readonly erasing: boolean } {
  return { loose: good.filter(isLoose).length, erasing: good.some((loaded) => holdsErased(loaded, state)) }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}
