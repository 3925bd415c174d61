import type { Instant } from '@/lib/base/time'
import type { StandingGrant } from '@/lib/grants/grant'
import type { DisclosedValue, Holding, LedgerLine } from '@/lib/ledger/entry'
import type { Stamp } from '@/lib/records/record'

/** Versions of a record's current values by field; null when the record is gone. */
export type CurrentVersions = (
  collection: string,
  record: string,
) => { readonly [field: string]: Stamp } | null

/**
 * Who has what: one holding per site, claim, record and form, latest use first. What could not be delivered is held by
 * nobody. A holding is current while every field its value was made from still has the version that left, so a changed
 * street does not make `city` old.
 * @param lines ledger lines in any order.
 */
export function holdings(
  lines: readonly LedgerLine[],
  currentVersions: CurrentVersions,
  liveGrants: readonly StandingGrant[],
): readonly Holding[] {
  const held = new Map<string, Gathered>()
  for (const { entry, delivered } of lines) {
    if (entry.kind !== 'disclosure' || delivered === false) continue
    for (const value of entry.values) {
      const key = JSON.stringify([entry.origin, value.collection, value.record, value.claim, value.form])
      held.set(key, gather(held.get(key), entry.origin, value, entry.at))
    }
  }
  const live = liveKeys(liveGrants)
  return [...held.values()]
    .sort((a, b) => b.last - a.last)
    .map(({ origin, value, first, last, times }) => ({
      origin,
      collection: value.collection,
      record: value.record,
      claim: value.claim,
      form: value.form,
      versions: value.versions,
      first,
      last,
      times,
      current: isCurrent(value.versions, currentVersions(value.collection, value.record)),
      live: live.has(liveKey(origin, value)) || live.has(liveKey(origin, { ...value, form: 'full' })),
    }))
}

interface Gathered {
  readonly origin: string
  /** As it left last. */
  readonly value: DisclosedValue
  readonly first: Instant
  readonly last: Instant
  readonly times: number
}

function gather(before: Gathered | undefined, origin: string, value: DisclosedValue, at: Instant): Gathered {
  if (!before) return { origin, value, first: at, last: at, times: 1 }
  return {
    origin,
    value: leftLater(value, at, before) ? value : before.value,
    first: Math.min(before.first, at),
    last: Math.max(before.last, at),
    times: before.times + 1,
  }
}

/** Versions only grow, also where the clock was set back between two disclosures; so they are asked first. */
function leftLater(value: DisclosedValue, at: Instant, before: Gathered): boolean {
  const [here, there] = [newest(value), newest(before.value)]
  return here === there ? at >= before.last : here > there
}

function newest(value: DisclosedValue): string {
  return Object.values<string>(value.versions).sort().at(-1) ?? ''
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
