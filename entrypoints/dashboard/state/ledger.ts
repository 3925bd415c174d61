import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { Instant } from '@/lib/base/time'
import { toCsv } from '@/lib/exchange/csv'
import type { Grant } from '@/lib/grants/grant'
import type { LedgerEntry, LedgerLine } from '@/lib/ledger/entry'
import { LEDGER } from '@/lib/ledger/record'
import { writtenEntry } from '@/lib/ledger/written'
import type { Verification } from '@/lib/vault/vault'
import type { Dashboard } from './dashboard'
import { type Bar, barsOf, type Day, groupByDay } from './days'
import type { DashboardEdges } from './edges'
import { recordKey } from './holding-counts'
import { type Bundle, bundlesOf, type Standing } from './who-has'

/** First and last bar chosen on the strip, both included. */
export interface Brush {
  readonly first: number
  readonly last: number
}

export interface Ledger {
  /** Everything, newest first. */
  readonly all: ReadonlySignal<readonly LedgerLine[]>
  /** What the filters leave. */
  readonly lines: ReadonlySignal<readonly LedgerLine[]>
  readonly days: ReadonlySignal<readonly Day[]>
  readonly bars: ReadonlySignal<readonly Bar[]>
  /** The grant an entry tells of, with the forms in which its claims were given; null when it is gone. */
  grant(id: string): Grant | null
  /** Name of the device on which it happened, empty where it has none; null while the vault is on one device only. */
  device(id: string): string | null
  /** Sites and values that can be chosen: those that an entry tells of. */
  readonly origins: ReadonlySignal<readonly string[]>
  readonly values: ReadonlySignal<readonly Bundle<Standing>[]>
  /** What is chosen; null for everything. All three hold together. */
  readonly site: ReadonlySignal<string | null>
  /** Key of what stands together in `values`. */
  readonly value: ReadonlySignal<string | null>
  readonly brush: ReadonlySignal<Brush | null>
  /** Chooses a site, a value or both; what is left out stays as it is. The time chosen on the strip ends: it is drawn anew. */
  choose(change: { readonly site?: string | null; readonly value?: string | null }): void
  chooseTime(brush: Brush | null): void
  /** How many entries are on the page; the rest follow on demand. */
  readonly limit: Signal<number>
  readonly verification: ReadonlySignal<Verification | 'running' | 'failed' | null>
  verify(): Promise<void>
  /** What the filters leave, as a file. */
  exportJson(): void
  exportCsv(): void
}

export const PAGE = 200

export function createLedger(edges: DashboardEdges, dashboard: Dashboard): Ledger {
  const site = signal<string | null>(null)
  const value = signal<string | null>(null)
  const brush = signal<Brush | null>(null)
  const limit = signal(PAGE)
  const verification = signal<Verification | 'running' | 'failed' | null>(null)

  const all = computed(() => {
    dashboard.tick.value
    return dashboard.opened.value?.sharing.ledger() ?? []
  })
  const values = computed(() => bundlesOf(toldValues(all.value)))
  const chosen = computed(() => {
    // One that came apart meanwhile is no more to be chosen, and leaves nothing out.
    const bundle = values.value.find(({ key }) => key === value.value)
    const told = bundle && new Set(bundle.links.map((one) => one.value))
    return all.value.filter(
      (line) =>
        (site.value === null || ('origin' in line.entry && line.entry.origin === site.value)) &&
        (!told || valuesTold(line).some((one) => told.has(recordKey(one.collection, one.record)))),
    )
  })
  const bars = computed(() => barsOf(chosen.value, edges.now()))
  const lines = computed(() => {
    const time = brush.value
    if (!time) return chosen.value
    const from = bars.value[time.first]?.from ?? 0
    const to = bars.value[time.last]?.to ?? Number.POSITIVE_INFINITY
    return chosen.value.filter(({ entry }) => entry.at >= from && entry.at < to)
  })
  const grants = computed(() => {
    dashboard.tick.value
    const sites = dashboard.opened.value?.sharing.sites() ?? []
    return new Map(sites.flatMap((site) => site.grants.map(({ grant }) => [grant.id, grant] as const)))
  })
  const origins = computed(() => {
    const found = new Set<string>()
    for (const { entry } of all.value) if ('origin' in entry) found.add(entry.origin)
    return [...found].sort()
  })

  function deviceOf(id: string): string | null {
    const open = dashboard.opened.value
    const [version] = open?.vault.get(LEDGER, id)?.fields.entry ?? []
    return open && version && open.looking.hasOthers() ? open.looking.deviceOf(version) : null
  }

  return {
    all,
    lines,
    days: computed(() => groupByDay(lines.value.slice(0, limit.value))),
    bars,
    grant: (id) => grants.value.get(id) ?? null,
    device: deviceOf,
    origins,
    values,
    site,
    value,
    brush,
    choose(change) {
      batch(() => {
        if (change.site !== undefined) site.value = change.site
        if (change.value !== undefined) value.value = change.value
        brush.value = null
        limit.value = PAGE
      })
    },
    chooseTime(time) {
      batch(() => {
        brush.value = time
        limit.value = PAGE
      })
    },
    limit,
    verification,
    async verify() {
      const open = dashboard.opened.value
      if (!open) return
      verification.value = 'running'
      try {
        const { verifyVault } = await import('@/lib/vault/verify')
        verification.value = await verifyVault(open.vault)
      } catch {
        verification.value = 'failed'
      }
    },
    exportJson() {
      edges.download(fileName(edges.now(), 'json'), 'application/json', ledgerJson(lines.value, deviceOf))
    },
    exportCsv() {
      edges.download(fileName(edges.now(), 'csv'), 'text/csv', ledgerCsv(lines.value, deviceOf))
    },
  }
}

/** What an entry tells of: records that left or were written, or a locker as a whole. Of a fill only what got into the page. */
function valuesTold(line: LedgerLine): readonly { readonly collection: string; readonly record: string }[] {
  const entry = writtenEntry(line)
  switch (entry.kind) {
    case 'disclosure':
      return entry.values
    case 'written':
      return entry.records.map((record) => ({ collection: entry.collection, record }))
    case 'worked':
      return [{ collection: entry.collection, record: '' }]
    default:
      return []
  }
}

/** Each value once for each site that an entry about it names. */
function toldValues(lines: readonly LedgerLine[]): readonly Standing[] {
  const found = new Map<string, Standing>()
  for (const line of lines) {
    if (!('origin' in line.entry)) continue
    const { origin } = line.entry
    for (const { collection, record } of valuesTold(line)) {
      const value = recordKey(collection, record)
      const key = `${value} ${origin}`
      if (!found.has(key)) found.set(key, { value, collection, record, origin, current: true, live: true })
    }
  }
  return [...found.values()]
}

/** Name of the device on which an entry was made; null where nobody has to know it. */
type DeviceOf = (id: string) => string | null
const NOWHERE: DeviceOf = () => null

/** The ledger as a file: newest first, times also in words a machine reads (ISO 8601, UTC). No values are in it. */
export function ledgerJson(lines: readonly LedgerLine[], deviceOf = NOWHERE): string {
  const entries = lines.map(({ entry, delivered, unwritten }) => {
    const device = deviceOf(entry.id)
    return {
      ...entry,
      time: new Date(entry.at).toISOString(),
      delivered,
      ...(unwritten && { unwritten }),
      ...(device !== null && { device }),
    }
  })
  return `${JSON.stringify({ format: 'selfstead-ledger', version: 1, entries }, null, 2)}\n`
}

const COLUMNS = ['time', 'kind', 'origin', 'way', 'claims', 'grant', 'delivered', 'device'] as const

/** The ledger for a spreadsheet: one row per entry; no cell can run as a formula. */
export function ledgerCsv(lines: readonly LedgerLine[], deviceOf = NOWHERE): string {
  return toCsv(
    COLUMNS,
    lines
      .map((line) => ({ entry: writtenEntry(line), delivered: line.delivered }))
      .map(({ entry, delivered }) => ({
        time: new Date(entry.at).toISOString(),
        kind: entry.kind,
        origin: 'origin' in entry ? entry.origin : null,
        way: 'way' in entry ? entry.way : null,
        claims: claimsOf(entry).join(', '),
        grant: 'grant' in entry ? entry.grant : null,
        delivered,
        device: deviceOf(entry.id),
      })),
  )
}

/** Claims with the coarser form each left in: `bday (over:18)`. */
function claimsOf(entry: LedgerEntry): readonly string[] {
  if (entry.kind === 'disclosure') {
    return entry.values.map(({ claim, form }) => (form === 'full' ? claim : `${claim} (${form})`))
  }
  return 'claims' in entry ? entry.claims : []
}

function fileName(now: Instant, ending: string): string {
  return `selfstead-ledger-${new Date(now).toISOString().slice(0, 10)}.${ending}`
}
