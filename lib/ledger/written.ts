import type { LedgerEntry, LedgerLine } from '@/lib/ledger/entry'

/** The entry as a person reads it: of a fill only what got into the page. */
export function writtenEntry({ entry, unwritten }: LedgerLine): LedgerEntry {
  if (entry.kind !== 'disclosure' || !unwritten) return entry
  return { ...entry, values: entry.values.filter((_, place) => !unwritten.includes(place)) }
}
