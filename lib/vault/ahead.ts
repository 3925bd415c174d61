import type { Found } from '@/lib/vault/compare'
import { LogDatabase, type WholeLog } from '@/lib/vault/database'
import { examine } from '@/lib/vault/examine'
import type { Places } from '@/lib/vault/places'
import { warmOpening } from '@/lib/vault/warm'

/** What of an opening needs no key: the comparison of the copies, and the sealed log where there is one. */
export interface Ahead {
  readonly found: Found
  readonly log: WholeLog | null
}

export interface ReadAhead {
  /** As `examineVault`, and goes on to read the sealed log. */
  start(): Promise<Found>
  /** What the last `start` read, given away once; null when there was none, or it failed. */
  take(): Promise<Ahead | null>
}

/** What was read longer ago than this, in milliseconds, is read anew. */
const LASTS = 30_000

/** Segments from which on it is worth while to warm up. */
const MANY = 32

/** Reads the log while the key is still being derived, which takes far longer and keeps another core busy. */
export function createReadAhead(places: Places): ReadAhead {
  let reading: { readonly at: number; readonly ahead: Promise<Ahead | null> } | null = null

  return {
    start() {
      const database = new LogDatabase(places)
      const found = examine(places, database)
      const log = found.then(async ({ state }) => {
        if (state !== 'present') return null
        const whole = await database.whole()
        if (places.idle && whole.rows.length >= MANY) await warmOpening(places, places.idle)
        return whole
      })
      const ahead = Promise.all([found, log])
        .then(([found, log]) => ({ found, log }))
        .catch(() => null)
        .finally(() => database.close())
      reading = { at: places.now(), ahead }
      return found
    },
    async take() {
      const taken = reading
      reading = null
      return taken && Math.abs(places.now() - taken.at) < LASTS ? taken.ahead : null
    },
  }
}
