import { isLocker } from '@/lib/records/locker-name'
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
/**
 * The same for what lockers overwrote or erased, for each segment of the log, since all of them are read: a site may write all
 * the time, and what is sealed and replaced may wait. After an opening, which may be short, there is a limit to it.
 */
const REST_A_ROW = 500
const REST_OPENED = 15_000
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
export function createCompactor(parts: CompactorParts, need: Need): Compactor {
  let { rows, loose, erasing, overwritten } = need
  const { database, keys, state, vaultId, places, replace } = parts
  let timer: ReturnType<typeof setTimeout> | null = null
  let running: Promise<void> | null = null
  /** The plan in `timer` is one for what must not wait. */
  let hurried = false
  let stopped = false

  async function run(): Promise<void> {
    loose = 0
    erasing = false
    overwritten = false
    const stored = (await database.follow(0, null)).rows
    rows = stored.length
    const good: Loaded[] = []
    for (let at = 0; at < stored.length; at += SLICE) {
      await pause()
      if (stopped) return
      good.push(...openRows(keys, vaultId, stored.slice(at, at + SLICE)).good)
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

  /** A plan that comes sooner takes the place of one that waits. */
  function plan(longest = Number.POSITIVE_INFINITY): void {
    const urgent = loose >= LOOSE_LIMIT || erasing
    if (stopped || running || !(urgent || overwritten)) return
    const rest = urgent ? REST : Math.max(REST, Math.min(rows * REST_A_ROW, longest))
    if (timer && !(urgent && !hurried)) return
    if (timer) clearTimeout(timer)
    hurried = urgent
    timer = setTimeout(() => {
      timer = null
      compact().catch(() => {})
    }, rest)
  }

  plan(REST_OPENED)
  return {
    wrote(segments, changes) {
      loose += segments
      rows += segments
      for (const { collection, erased, floors } of changes) {
        if (erased === undefined && floors === undefined) continue
        if (isLocker(collection)) overwritten = true
        else erasing = true
      }
      plan()
    },
    compact,
    stop() {
      stopped = true
      if (timer) clearTimeout(timer)
    },
  }
}

/** What a log has to pack or to erase. */
export interface Need {
  readonly rows: number
  /** Small segments. */
  readonly loose: number
  /** Holds what the person erased. */
  readonly erasing: boolean
  /** Holds what lockers overwrote or erased. */
  readonly overwritten: boolean
}

export function needOf(good: readonly Loaded[], state: State): Need {
  const rows = good.length
  const loose = good.filter(isLoose).length
  const erasing = good.some((one) => holdsErased(one, state, (name) => !isLocker(name)))
  const overwritten = good.some((one) => holdsErased(one, state, isLocker))
  return { rows, loose, erasing, overwritten }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0))
}
