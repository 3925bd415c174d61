import type { Json } from '@/lib/base/json'
import type { Instant } from '@/lib/base/time'
import type { LedgerEntry } from '@/lib/ledger/entry'
import { LEDGER, parseEntry } from '@/lib/ledger/record'
import type { RecordState } from '@/lib/records/record'
import type { VaultReader } from '@/lib/vault/vault'

/** Entries by which a site got something of the person's, or kept something with them. */
const DEALT: ReadonlySet<LedgerEntry['kind']> = new Set(['disclosure', 'worked', 'written'])

const read = new WeakMap<readonly RecordState[], ReadonlyMap<string, Instant>>()

/**
 * Origins the person dealt with, in order, each with when it first was. Only what may be the first of an origin is parsed:
 * a ledger grows long. Read once for each state of the ledger.
 */
export function dealings(reader: Pick<VaultReader, 'all'>): ReadonlyMap<string, Instant> {
  const ledger = reader.all(LEDGER)
  const known = read.get(ledger)
  if (known) return known
  const dealt = new Map<string, Instant>()
  for (const record of ledger) {
    // Written first, as in the ledger itself: a later version would be an attempt to rewrite the past.
    const said = record.fields.entry?.at(-1)?.value as Said | null | undefined
    if (typeof said?.origin !== 'string' || dealt.has(said.origin)) continue
    if (typeof said.kind !== 'string' || !DEALT.has(said.kind as LedgerEntry['kind'])) continue
    const entry = parseEntry(said)
    if (entry && 'origin' in entry && entry.id === record.id) dealt.set(entry.origin, entry.at)
  }
  read.set(ledger, dealt)
  return dealt
}

interface Said {
  readonly kind?: Json
  readonly origin?: Json
}
