import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import type { Instant } from '@/lib/base/time'
import type { LedgerLine } from '@/lib/ledger/entry'
import type { RecordView } from '@/lib/records/record'
import type { SiteSummary } from '@/lib/services/sharing'
import type { Dashboard } from './dashboard'
import type { DashboardEdges } from './edges'

/** Who may ask, in the person's terms. */
export interface MayAsk {
  readonly all: boolean
  /** Origins let in one by one. */
  readonly origins: readonly string[]
}

export interface Sites {
  readonly list: ReadonlySignal<readonly SiteSummary[]>
  readonly mayAsk: ReadonlySignal<MayAsk>
  site(origin: string): SiteSummary | null
  ledger(origin: string): readonly LedgerLine[]
  /** Ends a grant, or takes one part of it back: see `Sharing.narrow`. */
  revoke(grant: string, part?: string): Promise<void>
  /** Shows or hides records, by id. */
  pick(grant: string, collection: string, picked: ReadonlyMap<string, boolean>): Promise<void>
  endAt(grant: string, at: Instant): Promise<void>
  /** Records of a collection that a grant's site sees or could be shown; deleted ones are not among them. */
  records(collection: string): readonly RecordView[]
  revokeSite(origin: string): Promise<void>
  /** Ends every grant of every site. */
  revokeEverything(): Promise<void>
  /** The same, then locks. */
  revokeEverythingAndLock(): Promise<void>
  pause(grant: string, paused: boolean): Promise<void>
  lift(refusal: string): Promise<void>
  letAllAsk(): Promise<boolean>
  /** Takes back that this site may ask. */
  stopAsking(origin: string): Promise<void>
  stopAllAsking(): Promise<void>
}

export function createSites(edges: DashboardEdges, dashboard: Dashboard, lifetime: AbortSignal): Sites {
  const mayAsk = signal<MayAsk>({ all: false, origins: [] })
  const sharing = () => dashboard.opened.value?.sharing ?? null

  async function lookWhoMayAsk(): Promise<void> {
    const granted = await edges.sites.grantedOrigins()
    // This machine's own two names come with the browser's word for all sites.
    const single = granted.origins.filter(
      (pattern) => !isEverySite(pattern) && !(granted.all && OF_ALL.includes(pattern)),
    )
    mayAsk.value = { all: granted.all, origins: single.map(patternToOrigin) }
  }

  /** Tells the background, which registers the bridge for exactly the sites that are left. */
  async function afterPermission(): Promise<void> {
    await lookWhoMayAsk()
    await edges.callApp('sites.registered', {}).catch(() => null)
  }

  const revokeEverything = async (): Promise<void> => sharing()?.revokeAll()

  const stop = effect(() => {
    dashboard.sitesTick.value
    void lookWhoMayAsk().catch(() => null)
  })
  lifetime.addEventListener('abort', stop, { once: true })
  edges.sites.onChanged(() => void lookWhoMayAsk().catch(() => null))

  return {
    list: computed(() => {
      dashboard.tick.value
      return sharing()?.sites() ?? []
    }),
    mayAsk,
    site(origin) {
      dashboard.tick.value
      return sharing()?.site(origin) ?? null
    },
    ledger(origin) {
      dashboard.tick.value
      return sharing()?.ledger({ origin }) ?? []
    },
    revoke: async (grant, part) => sharing()?.revoke(grant, part),
    pick: async (grant, collection, picked) => sharing()?.pick(grant, collection, picked),
    endAt: async (grant, at) => sharing()?.endAt(grant, at),
    records(collection) {
      dashboard.tick.value
      return dashboard.opened.value?.keeping.list(collection) ?? []
    },
    revokeSite: async (origin) => sharing()?.revokeSite(origin),
    revokeEverything,
    async revokeEverythingAndLock() {
      await revokeEverything()
      await dashboard.lock()
    },
    pause: async (grant, paused) => sharing()?.pause(grant, paused),
    lift: async (refusal) => sharing()?.lift(refusal),
    letAllAsk() {
      // The browser's question must be the first thing of the click: nothing is awaited before it.
      return edges.sites.requestAll().then(async (granted) => {
        await afterPermission()
        return granted
      })
    },
    async stopAsking(origin) {
      await edges.sites.removeSites([`${patternHost(origin)}/*`])
      await afterPermission()
    },
    async stopAllAsking() {
      await edges.sites.removeSites('all')
      await afterPermission()
    },
  }
}

const OF_ALL: readonly string[] = ['http://localhost/*', 'http://127.0.0.1/*']

function isEverySite(pattern: string): boolean {
  return pattern === '<all_urls>' || /^(\*|https?):\/\/\*\//.test(pattern)
}

/** `https://shop.example/*` → `https://shop.example`. */
export function patternToOrigin(pattern: string): string {
  return pattern.replace(/\/\*$/, '')
}

/** Match patterns carry no port. */
function patternHost(origin: string): string {
  const { protocol, hostname } = new URL(origin)
  return `${protocol}//${hostname}`
}

/** Whether this site may ask, and by which of the person's two decisions. */
export function asksBy(mayAsk: MayAsk, origin: string): 'all' | 'single' | 'no' {
  if (mayAsk.origins.includes(patternHost(origin))) return 'single'
  return mayAsk.all ? 'all' : 'no'
}
