import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
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
  readonly origins: ReadonlySignal<readonly string[]>
  readonly site: Signal<string | null>
  readonly brush: Signal<Brush | null>
  /** How many entries are on the page; the rest follow on demand. */
  readonly limit: Signal<number>
  readonly verification: ReadonlySignal<Verification | 'running' | 'failed' | null>
  verify(): Promise<void>
  exportJson(): void
  exportCsv(): void
}

export const PAGE = 200

export function createLedger(edges: DashboardEdges, dashboard: Dashboard): Ledger {
  const site = signal<string | null>(null)
  const brush = signal<Brush | null>(null)
  const limit = signal(PAGE)
  const verification = signal<Verification | 'running' | 'failed' | null>(null)

  const all = computed(() => {
    dashboard.tick.value
    return dashboard.opened.value?.sharing.ledger() ?? []
  })
  const ofSite = computed(() =>
    site.value === null
      ? all.value
      : all.value.filter(({ entry }) => 'origin' in entry && entry.origin === site.value),
  )
  const bars = computed(() => barsOf(ofSite.value, edges.now()))
  const lines = computed(() => {
    const chosen = brush.value
    if (!chosen) return ofSite.value
    const from = bars.value[chosen.first]?.from ?? 0
    const to = bars.value[chosen.last]?.to ?? Number.POSITIVE_INFINITY
    return ofSite.value.filter(({ entry }) => entry.at >= from && entry.at < to)
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
    site,
    brush,
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
