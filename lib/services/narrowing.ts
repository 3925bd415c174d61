import type { Instant } from '@/lib/base/time'
import type { StandingCollection, StandingGrant } from '@/lib/grants/grant'
import { ending, picking, revocation } from '@/lib/grants/standing'
import type { LedgerEntry } from '@/lib/ledger/entry'
import { isLocker } from '@/lib/records/locker-name'
import type { RecordState, Stamp } from '@/lib/records/record'
import { viewOf } from '@/lib/records/view'
import type { VaultReader } from '@/lib/vault/vault'

type WithoutHead<Entry> = Entry extends LedgerEntry ? Omit<Entry, 'id' | 'at'> : never
/** A line of the ledger before it has its id and its time. */
export type DecisionEntry = WithoutHead<LedgerEntry>

export interface NarrowingTools {
  readonly stamp: () => Stamp
  readonly entry: (rest: DecisionEntry) => RecordState
}

/** What a grant stands for, by name: its claims and its collections. */
export function partsOf({ claims, collections = [] }: StandingGrant): readonly string[] {
  return [...claims.map(({ claim }) => claim), ...collections.map(({ collection }) => collection)]
}

/** Still of use to the site, now or after the pause. */
export function isOpen({ state }: StandingGrant): boolean {
  return state === 'granted' || state === 'paused'
}

/** Whether `part` is a claim, a collection, a field (`contacts.email`) or an action (`contacts:update`) that still stands. */
export function standsIn({ claims, collections = [] }: StandingGrant, part: string): boolean {
  return (
    claims.some(({ claim }) => claim === part) ||
    collections.some(
      ({ collection, fields, actions }) =>
        collection === part ||
        fields?.some((field) => `${collection}.${field}` === part) ||
        actions.some((action) => `${collection}:${action}` === part),
    )
  )
}

/** What to commit to take one part of a grant back; nothing where it does not stand. */
export function narrowing(standing: StandingGrant, part: string, tools: NarrowingTools): RecordState[] {
  if (standing.state === 'revoked' || !standsIn(standing, part)) return []
  const { id, origin } = standing.grant
  return [
    revocation(id, part, tools.stamp()),
    tools.entry({ kind: 'revoked', origin, grant: id, claims: [part], by: 'person' }),
  ]
}

/** What to commit to end a grant earlier; nothing where it has ended or would end earlier anyway. */
export function shortening(
  standing: StandingGrant,
  at: Instant,
  now: Instant,
  tools: NarrowingTools,
): RecordState[] {
  const { id, origin, ends } = standing.grant
  // An end never lies before the decision: what left until now left while the grant stood.
  const until = Math.max(at, now)
  if (!isOpen(standing) || !Number.isSafeInteger(until) || (ends !== null && ends <= until)) return []
  return [ending(id, until, tools.stamp()), tools.entry({ kind: 'shortened', origin, grant: id, until })]
}

/**
 * What to commit to show or hide records; nothing where a record is unknown or already as wanted, or the collection is
 * none the grant's site has records of picked for.
 */
export function repicking(
  standing: StandingGrant,
  collection: string,
  picked: ReadonlyMap<string, boolean>,
  state: VaultReader,
  tools: NarrowingTools,
): RecordState[] {
  const granted = standing.collections?.find((one) => one.collection === collection)
  if (!granted || !isOpen(standing) || isLocker(collection)) return []
  const { id, origin } = standing.grant
  const changes = [...picked].filter(([record, shown]) => sees(granted, record, state) === !shown)
  if (changes.length === 0) return []
  const shown = changes.filter(([, wanted]) => wanted).length
  const hidden = changes.length - shown
  return [
    ...changes.map(([record, wanted]) => picking(id, collection, record, wanted, tools.stamp())),
    tools.entry({ kind: 'picked', origin, grant: id, collection, shown, hidden }),
  ]
}

/** Null for a record that the vault does not have. */
function sees({ collection, sees }: StandingCollection, record: string, state: VaultReader): boolean | null {
  const found = state.get(collection, record)
  return found ? sees(record, viewOf(found).created) : null
}
