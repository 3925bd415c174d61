import { isLocker } from '@/lib/records/locker-name'
import type { RecordState } from '@/lib/records/record'
import {
  type Candidate,
  candidateOf,
  holdsErased,
  isLoose,
  type Packing,
  packStretches,
  planPacking,
  SMALL,
} from '@/lib/vault/compact'
import type { LogDatabase, Row, RowKey } from '@/lib/vault/database'
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
  wrote(segments: readonly (Uint8Array | Pick<Row, 'bytes'>)[], changes: readonly RecordState[]): void
  /** Packs what is worth it as the log is now, also where a packing is under way that began before. */
  pack(): Promise<void>
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

  /** Some of the log, after whoever waits was served: it is never held as a whole. */
  async function open(wanted: readonly RowKey[]): Promise<readonly Loaded[]> {
    await pause()
    const found = await database.rows(wanted)
    if (stopped) throw new DOMException('the vault was closed', 'AbortError')
    return openRows(keys, vaultId, found).good
  }

  async function run(): Promise<void> {
    loose = 0
    erasing = false
    overwritten = false
    const stored = (await database.keys()).keys
    rows = stored.length
    const candidates: Candidate[] = []
    for (let at = 0; at < stored.length; at += SLICE)
      for (const one of await open(stored.slice(at, at + SLICE))) candidates.push(candidateOf(one, state))
    const packing = await packStretches(planPacking(candidates), state, keys, places, async (stretch) => {
      const loaded: Loaded[] = []
      for (let at = 0; at < stretch.length; at += SLICE)
        loaded.push(...(await open(stretch.slice(at, at + SLICE).map(({ key }) => key))))
      return loaded.length === stretch.length ? loaded : null
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
      loose += segments.filter((one) => ('bytes' in one ? one.bytes : one).length < SMALL).length
      rows += segments.length
      for (const { collection, erased, floors } of changes) {
        if (erased === undefined && floors === undefined) continue
        if (isLocker(collection)) overwritten = true
        else erasing = true
      }
      plan()
    },
    async pack() {
      // It may have looked already at what was erased since.
      await running?.catch(() => undefined)
      await compact()
    },
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
