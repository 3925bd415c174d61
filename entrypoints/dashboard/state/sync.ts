import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { SyncReport } from '@/lib/protocol/sync-app'
import { type Place, readPlaces } from '@/lib/replication/places'
import type { Dashboard } from './dashboard'
import type { DashboardEdges } from './edges'
import type { Mood } from './health'
import { recordKey } from './holding-counts'
import { moodOfSync, needyPlaces } from './standing'

/** How the vault lies elsewhere, as the background last told it. */
export interface Sync {
  readonly report: ReadonlySignal<SyncReport | null>
  /** Keys of records whose newest change is not at two places; null while that is not known. */
  readonly unsafe: ReadonlySignal<ReadonlySet<string> | null>
  readonly places: ReadonlySignal<readonly Place[]>
  readonly mood: ReadonlySignal<Mood>
  /** How many places wait for something the person has to do. */
  readonly needy: ReadonlySignal<number>
  /** What the person has asked for and is under way. */
  readonly busy: ReadonlySignal<'run' | 'condense' | null>
  /** Asks all places now; no pause counts. False: it could not be asked for. */
  run(): Promise<boolean>
  condense(): Promise<boolean>
}

export function createSync(edges: DashboardEdges, dashboard: Dashboard, lifetime: AbortSignal): Sync {
  const report = signal<SyncReport | null>(null)
  const unsafe = signal<ReadonlySet<string> | null>(null)
  const busy = signal<'run' | 'condense' | null>(null)
  const places = computed(() => {
    dashboard.tick.value
    const open = dashboard.opened.value
    return open ? readPlaces(open.vault) : []
  })

  async function look(): Promise<void> {
    const vault = dashboard.opened.peek()?.vault
    if (!vault) return
    const found = await edges.callApp('sync.health', {}).catch(() => null)
    const isAll = found?.unsafe === 0
    const records = found && !isAll ? await edges.callApp('sync.unsafe', {}).catch(() => null) : null
    if (dashboard.opened.peek()?.vault !== vault) return
    batch(() => {
      report.value = found
      unsafe.value = isAll
        ? new Set()
        : records && new Set(records.map(({ collection, id }) => recordKey(collection, id)))
    })
  }

  async function ask(what: 'run' | 'condense'): Promise<boolean> {
    if (busy.value !== null) return false
    busy.value = what
    try {
      report.value = await edges.callApp(`sync.${what}`, {})
      return true
    } catch {
      return false
    } finally {
      busy.value = null
    }
  }

  const stop = effect(() => {
    if (dashboard.opened.value) void look()
    else
      batch(() => {
        report.value = null
        unsafe.value = null
      })
  })
  lifetime.addEventListener('abort', stop, { once: true })
  edges.onNotice((notice) => notice === 'sync' && void look(), lifetime)

  return {
    report,
    unsafe,
    places,
    mood: computed(() => moodOfSync(report.value, places.value, dashboard.opened.value?.vault.device ?? '')),
    needy: computed(
      () => needyPlaces(report.value, places.value, dashboard.opened.value?.vault.device ?? '').length,
    ),
    busy,
    run: () => ask('run'),
    condense: () => ask('condense'),
  }
}
