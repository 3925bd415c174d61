import type { SyncReport } from '@/lib/protocol/sync-app'

/** A report of which all is well: no device, no place, everything safe. */
export const WELL: SyncReport = {
  places: [],
  devices: [],
  newest: 9,
  safe: 9,
  unsafe: 0,
  missing: [],
  forked: [],
  strange: { objects: 0, locked: 0, newer: false },
  isErasing: false,
  isPhraseEnough: true,
  isRemoved: false,
  isRunning: false,
  lastRound: 100,
}
