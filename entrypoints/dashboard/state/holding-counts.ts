import type { Holding } from '@/lib/ledger/entry'

/** How many sites hold a record's values, and how. */
export interface HolderCount {
  readonly sites: number
  /** Sites that hold an older version than the vault. */
  readonly old: number
  /** Sites that hold only an alias. */
  readonly alias: number
}

export const NOBODY: HolderCount = { sites: 0, old: 0, alias: 0 }

export function recordKey(collection: string, record: string): string {
  return `${collection}/${record}`
}

/** Counts sites, not values: a site that holds three fields of an address counts once. */
export function countHolders(holdings: readonly Holding[]): ReadonlyMap<string, HolderCount> {
  const bySite = new Map<string, Map<string, { old: boolean; alias: boolean }>>()
  for (const holding of holdings) {
    const key = recordKey(holding.collection, holding.record)
    const sites = bySite.get(key) ?? new Map<string, { old: boolean; alias: boolean }>()
    bySite.set(key, sites)
    const known = sites.get(holding.origin)
    sites.set(holding.origin, {
      old: (known?.old ?? false) || !holding.current,
      alias: (known?.alias ?? true) && holding.form === 'alias',
    })
  }
  const counts = new Map<string, HolderCount>()
  for (const [key, sites] of bySite) {
    const all = [...sites.values()]
    counts.set(key, {
      sites: all.length,
      old: all.filter((site) => site.old).length,
      alias: all.filter((site) => site.alias).length,
    })
  }
  return counts
}

/** What the banner of My data says: the record most sites hold an old version of. */
export interface OldNews {
  readonly collection: string
  readonly record: string
  readonly sites: number
}

/** The record with the most sites behind the times, or null when all are up to date. */
export function oldestNews(counts: ReadonlyMap<string, HolderCount>): OldNews | null {
  let found: OldNews | null = null
  for (const [key, count] of counts) {
    if (count.old === 0 || (found && count.old <= found.sites)) continue
    const cut = key.indexOf('/')
    found = { collection: key.slice(0, cut), record: key.slice(cut + 1), sites: count.old }
  }
  return found
}
