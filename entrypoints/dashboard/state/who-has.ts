import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Instant } from '@/lib/base/time'
import type { StandingGrant } from '@/lib/grants/grant'
import type { DisclosureWay, Holding, LedgerLine } from '@/lib/ledger/entry'
import type { Form } from '@/lib/records/form'
import type { Sharing } from '@/lib/services/sharing'
import type { Dashboard } from './dashboard'
import type { DashboardEdges } from './edges'
import { recordKey } from './holding-counts'
import { type OldHolder, oldHolders, type Telling } from './old-holders'

/** One line of the map: a site holds something of a record, or works in a locker (then `record` is empty). */
export interface Link {
  readonly key: string
  /** Key of the value on the left: `collection/record`. */
  readonly value: string
  readonly collection: string
  readonly record: string
  readonly origin: string
  readonly claims: readonly string[]
  readonly forms: readonly Form[]
  /** By what ways it left; none for a locker, which is worked in. */
  readonly ways: readonly DisclosureWay[]
  readonly first: Instant
  readonly last: Instant
  readonly times: number
  readonly current: boolean
  readonly live: boolean
}

/** Holdings of the same record by the same site, joined: one line, however many fields. */
export function linksOf(holdings: readonly Holding[]): readonly Link[] {
  const links = new Map<string, Link>()
  for (const holding of holdings) {
    const value = recordKey(holding.collection, holding.record)
    const key = `${value} ${holding.origin}`
    const known = links.get(key)
    links.set(key, {
      key,
      value,
      collection: holding.collection,
      record: holding.record,
      origin: holding.origin,
      claims: [...new Set([...(known?.claims ?? []), holding.claim])],
      forms: [...new Set([...(known?.forms ?? []), holding.form])],
      ways: [...new Set([...(known?.ways ?? []), ...holding.ways])].sort(),
      first: Math.min(known?.first ?? holding.first, holding.first),
      last: Math.max(known?.last ?? holding.last, holding.last),
      times: Math.max(known?.times ?? 0, holding.times),
      current: (known?.current ?? true) && holding.current,
      live: (known?.live ?? false) || holding.live,
    })
  }
  return [...links.values()]
}

/** From how many on records of one collection that the same sites have stand together. */
export const TOGETHER = 5

/** Of a line what says whether values stand together. */
export type Standing = Pick<Link, 'value' | 'collection' | 'record' | 'origin' | 'current' | 'live'>

/** What stands together: one value, or many of a collection at once. */
export interface Bundle<Line extends Standing = Link> {
  /** Of one value its own. */
  readonly key: string
  readonly collection: string
  /** Empty where it is not one. */
  readonly record: string
  /** How many records it stands for. */
  readonly records: number
  readonly links: readonly Line[]
}

/**
 * Records of a collection that go to the very same sites, in the very same state, are one thing to look at: an address book, not a
 * thousand people.
 */
export function bundlesOf<Line extends Standing>(links: readonly Line[]): readonly Bundle<Line>[] {
  const byValue = grouped(links, ({ value }) => value)
  const alike = grouped([...byValue.values()], (held) => {
    const where = held.map(({ origin, current, live }) => [origin, current, live]).sort()
    return `${held[0]?.collection} ${JSON.stringify(where)}`
  })
  return [...alike].flatMap(([key, values]): readonly Bundle<Line>[] => {
    const ofAll = values[0]?.[0]
    if (!ofAll) return []
    const { collection } = ofAll
    if (values.length >= TOGETHER)
      return [{ key, collection, record: '', records: values.length, links: values.flat() }]
    return values.map((links) => {
      const { value = '', record = '' } = links[0] ?? {}
      return { key: value, collection, record, records: 1, links }
    })
  })
}

/** One line of the picture: a value and a site, or many values of a collection at once. */
export interface Thread extends Link {
  /** How many records it stands for; 1 for a value of its own. */
  readonly records: number
}

/** The links as the picture draws them: of what stands together one line to each site. */
export function threadsOf(links: readonly Link[]): readonly Thread[] {
  return bundlesOf(links).flatMap(({ key, record, records, links: held }) =>
    [...grouped(held, ({ origin }) => origin)].flatMap(([origin, [first]]) =>
      first ? [{ ...first, key: `${key} ${origin}`, value: key, record, records }] : [],
    ),
  )
}

/** In the order in which each key first comes. */
function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const known = groups.get(key)
    if (known) known.push(item)
    else groups.set(key, [item])
  }
  return groups
}

/** Who worked in which locker. What a site keeps there it has as it is now, so no line is old. */
export function lockerLinks(lines: readonly LedgerLine[], grants: readonly StandingGrant[]): readonly Link[] {
  const links = new Map<string, Link>()
  for (const { entry } of lines) {
    if (entry.kind !== 'worked') continue
    const { origin, collection, at } = entry
    const value = recordKey(collection, '')
    const key = `${value} ${origin}`
    const known = links.get(key)
    const opens = ({ grant, state, collections }: StandingGrant) =>
      state === 'granted' &&
      grant.origin === origin &&
      (collections ?? []).some((one) => one.collection === collection)
    links.set(key, {
      key,
      value,
      collection,
      record: '',
      origin,
      claims: [collection],
      forms: ['full'],
      ways: [],
      first: Math.min(known?.first ?? at, at),
      last: Math.max(known?.last ?? at, at),
      times: (known?.times ?? 0) + 1,
      current: true,
      live: known?.live ?? grants.some(opens),
    })
  }
  return [...links.values()]
}

export interface Picture {
  /** From top to bottom. */
  readonly values: readonly string[]
  readonly sites: readonly string[]
  readonly links: readonly Thread[]
}

/**
 * Orders both columns: values that many hold come first, and each site stands near the middle of what it holds, so
 * that lines cross little. Equal input gives equal order.
 */
export function arrange(links: readonly Thread[]): Picture {
  const holders = new Map<string, number>()
  for (const link of links) holders.set(link.value, (holders.get(link.value) ?? 0) + 1)
  const values = [...holders.keys()].sort(
    (one, two) => (holders.get(two) ?? 0) - (holders.get(one) ?? 0) || (one < two ? -1 : 1),
  )
  const place = new Map(values.map((value, index) => [value, index]))
  const sums = new Map<string, { sum: number; count: number }>()
  for (const link of links) {
    const known = sums.get(link.origin) ?? { sum: 0, count: 0 }
    sums.set(link.origin, { sum: known.sum + (place.get(link.value) ?? 0), count: known.count + 1 })
  }
  const middle = (origin: string): number => {
    const known = sums.get(origin)
    return known ? known.sum / known.count : 0
  }
  const sites = [...sums.keys()].sort((one, two) => middle(one) - middle(two) || (one < two ? -1 : 1))
  return { values, sites, links }
}

export interface WhoHas {
  readonly all: ReadonlySignal<readonly Link[]>
  readonly links: ReadonlySignal<readonly Link[]>
  readonly picture: ReadonlySignal<Picture>
  readonly mode: Signal<'picture' | 'table'>
  /** What can be shown alone. */
  readonly bundles: ReadonlySignal<readonly Bundle[]>
  /** Key of the bundle shown alone, or null for all. */
  readonly onlyValue: Signal<string | null>
  readonly onlySite: Signal<string | null>
  readonly onlyOld: Signal<boolean>
  /** Sites behind the times. */
  readonly old: ReadonlySignal<readonly OldHolder[]>
  /** Tells a site that values are new. @returns how many of its open pages heard it. @throws when it could not be told. */
  tell(tellings: readonly Telling[]): Promise<number>
}

export function createWhoHas(dashboard: Dashboard, edges: Pick<DashboardEdges, 'callApp'>): WhoHas {
  const onlyValue = signal<string | null>(null)
  const onlySite = signal<string | null>(null)
  const onlyOld = signal(false)
  const all = computed(() => {
    dashboard.tick.value
    const sharing = dashboard.opened.value?.sharing
    if (!sharing) return []
    return [...linksOf(sharing.holdings()), ...lockerLinks(sharing.ledger(), grantsOf(sharing))]
  })
  const bundles = computed(() => bundlesOf(all.value))
  const links = computed(() =>
    // One that came apart meanwhile is no more to be chosen, and leaves nothing out.
    (bundles.value.find(({ key }) => key === onlyValue.value)?.links ?? all.value).filter(
      (link) =>
        (onlySite.value === null || link.origin === onlySite.value) && (!onlyOld.value || !link.current),
    ),
  )
  return {
    all,
    links,
    bundles,
    picture: computed(() => arrange(threadsOf(links.value))),
    mode: signal('picture'),
    onlyValue,
    onlySite,
    onlyOld,
    old: computed(() => {
      dashboard.tick.value
      const open = dashboard.opened.value
      if (!open) return []
      const { sharing, keeping } = open
      const exists = (collection: string, record: string) => keeping.get(collection, record)?.deleted === null
      return oldHolders(sharing.holdings(), grantsOf(sharing), exists)
    }),
    async tell(tellings) {
      // A page hears each grant; the most that heard one is how many pages there are.
      let most = 0
      for (const { grant, claims } of tellings)
        most = Math.max(most, (await edges.callApp('grant.notify', { grant, claims })).pages)
      return most
    },
  }
}

function grantsOf(sharing: Sharing): readonly StandingGrant[] {
  return sharing.sites().flatMap(({ grants }) => grants)
}
