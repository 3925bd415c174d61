import type { Instant } from '@/lib/base/time'
import type { StandingGrant } from '@/lib/grants/grant'
import type {
  DisclosedValue,
  DisclosureWay,
  HeldVersion,
  Holding,
  LedgerEntry,
  LedgerLine,
} from '@/lib/ledger/entry'
import type { Stamp } from '@/lib/records/record'

/** Versions of a record's current values by field; null when the record is gone. */
export type CurrentVersions = (
  collection: string,
  record: string,
) => { readonly [field: string]: Stamp } | null

/**
 * Who has what: one holding per site, claim, record and form, latest use first. What could not be delivered, and what a
 * form did not take, is held by nobody. A holding is current while every field its value was made from still has the version that left, so a changed
 * street does not make `city` old.
 * @param lines ledger lines in any order.
 */
export function holdings(
  lines: readonly LedgerLine[],
  currentVersions: CurrentVersions,
  liveGrants: readonly StandingGrant[],
): readonly Holding[] {
  const held = new Map<string, Gathered>()
  for (const { entry, delivered, unwritten } of lines) {
    if (entry.kind !== 'disclosure' || delivered === false) continue
    for (const [place, value] of entry.values.entries()) {
      if (unwritten?.includes(place)) continue
      const key = JSON.stringify([entry.origin, value.collection, value.record, value.claim, value.form])
      const known = held.get(key)
      if (known) add(known, value, entry)
      else held.set(key, started(value, entry))
    }
  }
  const live = liveKeys(liveGrants)
  return [...held.values()]
    .sort((a, b) => b.last - a.last)
    .map((one) => {
      const { origin, value, first, last, times } = one
      return {
        origin,
        collection: value.collection,
        record: value.record,
        claim: value.claim,
        form: value.form,
        versions: value.versions,
        first,
        last,
        times,
        ways: [...one.ways].sort(([, a], [, b]) => b - a).map(([way]) => way),
        held: [...one.held.values()].sort((a, b) => compare(newest(b), newest(a)) || b.last - a.last),
        current: isCurrent(value.versions, currentVersions(value.collection, value.record)),
        live:
          value.claim === value.collection
            ? isSeen(one, liveGrants)
            : live.has(liveKey(origin, value)) || live.has(liveKey(origin, { ...value, form: 'full' })),
      }
    })
}

interface Gathered {
  readonly origin: string
  /** As it left last. */
  value: DisclosedValue
  first: Instant
  last: Instant
  times: number
  /** When it left last by each way, and by each grant. */
  readonly ways: Map<DisclosureWay, Instant>
  readonly grants: Set<string>
  readonly held: Map<string, HeldVersion>
}

type Disclosure = Extract<LedgerEntry, { readonly kind: 'disclosure' }>

function started(value: DisclosedValue, { origin, at, way, grant }: Disclosure): Gathered {
  const only = { versions: value.versions, first: at, last: at, times: 1 }
  return {
    origin,
    value,
    first: at,
    last: at,
    times: 1,
    ways: new Map([[way, at]]),
    grants: new Set(grant === null ? [] : [grant]),
    held: new Map([[JSON.stringify(value.versions), only]]),
  }
}

function add(known: Gathered, value: DisclosedValue, { at, way, grant }: Disclosure): void {
  known.value = laterOf(value, at, known)
  known.first = Math.min(known.first, at)
  known.last = Math.max(known.last, at)
  known.times++
  known.ways.set(way, Math.max(at, known.ways.get(way) ?? 0))
  if (grant !== null) known.grants.add(grant)
  const key = JSON.stringify(value.versions)
  const same = known.held.get(key)
  known.held.set(key, {
    versions: value.versions,
    first: Math.min(at, same?.first ?? at),
    last: Math.max(at, same?.last ?? at),
    times: (same?.times ?? 0) + 1,
  })
}

/**
 * Versions only grow, also where the clock was set back between two disclosures; so they are asked first. Of a record
 * of a collection each field counts by itself: a site that got the telephone number once has it still when a later
 * answer holds the name alone.
 */
function laterOf(value: DisclosedValue, at: Instant, before: Gathered): DisclosedValue {
  const [here, there] = [newest(value), newest(before.value)]
  const later = here === there ? at >= before.last : here > there
  if (value.claim !== value.collection) return later ? value : before.value
  const versions: [string, Stamp][] = []
  for (const field of new Set([...Object.keys(before.value.versions), ...Object.keys(value.versions)])) {
    const stamps = [before.value.versions[field], value.versions[field]].filter((one) => one !== undefined)
    const stamp = stamps.sort().at(-1)
    if (stamp !== undefined) versions.push([field, stamp])
  }
  return { ...value, versions: Object.fromEntries(versions) }
}

function newest({ versions }: { readonly versions: { readonly [field: string]: Stamp } }): string {
  return Object.values<string>(versions).sort().at(-1) ?? ''
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * Whether a grant that stands lets the site read this record of a collection. A record that came by a grant was seen by
 * it, also as one made later; under another grant only what was picked for that one counts.
 */
function isSeen({ origin, value, grants: by }: Gathered, grants: readonly StandingGrant[]): boolean {
  return grants.some(
    ({ grant, state, collections }) =>
      state === 'granted' &&
      grant.origin === origin &&
      (collections ?? []).some(
        (one) =>
          one.collection === value.collection &&
          one.actions.includes('read') &&
          one.sees(value.record, by.has(grant.id) ? Number.POSITIVE_INFINITY : 0),
      ),
  )
}

function isCurrent(
  left: { readonly [field: string]: Stamp },
  now: { readonly [field: string]: Stamp } | null,
): boolean {
  return now !== null && Object.entries(left).every(([field, stamp]) => now[field] === stamp)
}

function liveKeys(grants: readonly StandingGrant[]): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const { grant, state, claims } of grants) {
    if (state === 'granted') for (const claim of claims) keys.add(liveKey(grant.origin, claim))
  }
  return keys
}

function liveKey(
  origin: string,
  { claim, collection, record, form }: Pick<DisclosedValue, 'claim' | 'collection' | 'record' | 'form'>,
): string {
  return JSON.stringify([origin, collection, record, claim, form])
}
