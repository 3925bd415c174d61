import type { StandingGrant } from '@/lib/grants/grant'
import type { Holding } from '@/lib/ledger/entry'
import { recordKey } from './holding-counts'

/** A live grant by which a site can be told that claims have new values. */
export interface Telling {
  readonly grant: string
  readonly claims: readonly string[]
}

/** A site that holds an older version of a record than the vault. */
export interface OldHolder {
  /** `collection/record` */
  readonly value: string
  readonly collection: string
  readonly record: string
  readonly origin: string
  /** What it holds of the record that is old now. */
  readonly held: readonly Holding[]
  /** Empty where no live grant covers any of it. */
  readonly tellings: readonly Telling[]
  /** The site sees the record itself, in a collection: it finds the new version whenever it looks. */
  readonly sees: boolean
  /** A grant covers it, and is paused. */
  readonly paused: boolean
}

/**
 * Sites behind the times, record by record: those that hold most come first. A record that was deleted has no new
 * version to tell of and is left out.
 * @param exists whether the record is still there.
 */
export function oldHolders(
  holdings: readonly Holding[],
  grants: readonly StandingGrant[],
  exists: (collection: string, record: string) => boolean,
): readonly OldHolder[] {
  const found = new Map<string, Holding[]>()
  for (const held of holdings) {
    if (held.current || !exists(held.collection, held.record)) continue
    const key = JSON.stringify([held.collection, held.record, held.origin])
    found.set(key, [...(found.get(key) ?? []), held])
  }
  const all = [...found.values()].flatMap((held) => {
    const [first] = held
    if (!first) return []
    const { collection, record, origin } = first
    const tellings = grants.flatMap((standing) => tellingOf(standing, held))
    const sees = held.some((one) => one.live && one.claim === one.collection)
    const paused = grants.some(
      (standing) => standing.state === 'paused' && coveredBy(standing, held).length > 0,
    )
    return [
      { value: recordKey(collection, record), collection, record, origin, held, tellings, sees, paused },
    ]
  })
  const sites = new Map<string, number>()
  for (const { value } of all) sites.set(value, (sites.get(value) ?? 0) + 1)
  return all.sort(
    (a, b) =>
      (sites.get(b.value) ?? 0) - (sites.get(a.value) ?? 0) ||
      compare(a.value, b.value) ||
      compare(a.origin, b.origin),
  )
}

function tellingOf(standing: StandingGrant, held: readonly Holding[]): readonly Telling[] {
  if (standing.state !== 'granted') return []
  const covered = coveredBy(standing, held)
  return covered.length > 0 ? [{ grant: standing.grant.id, claims: covered }] : []
}

/** Claims of a grant under which `held` left: of the same record, in the form that left or in full. */
function coveredBy({ grant, claims }: StandingGrant, held: readonly Holding[]): readonly string[] {
  return claims
    .filter((granted) =>
      held.some(
        (one) =>
          one.origin === grant.origin &&
          one.claim === granted.claim &&
          one.collection === granted.collection &&
          one.record === granted.record &&
          (one.form === granted.form || granted.form === 'full'),
      ),
    )
    .map(({ claim }) => claim)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
