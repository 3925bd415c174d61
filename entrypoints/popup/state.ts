import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { Clock, Instant } from '@/lib/base/time'
import type { AppNotice, PageCall, PopupView } from '@/lib/protocol/app'
import type { FillWish } from '@/lib/protocol/fill'

/** Everything the popup needs from outside. */
export interface PopupEdges {
  readonly call: PageCall
  onNotice(listener: (notice: AppNotice['notice']) => void, signal: AbortSignal): void
  /** The tab in front; null where it cannot ask. */
  activeSite(): Promise<{ readonly origin: string; readonly tab: number } | null>
  /**
   * Asks the browser to let this origin ask. The browser refuses unless this is the very first thing a click does, so
   * nothing may be awaited before it.
   */
  letSiteAsk(origin: string): Promise<boolean>
  /** The same for all sites. */
  letAllAsk(): Promise<boolean>
  /** Takes back that this origin may ask, or that all may. False where the browser kept it. */
  stopAsking(whose: string | 'all'): Promise<boolean>
  /** Whether all sites may ask. */
  allMayAsk(): Promise<boolean>
  openPage(page: 'dashboard' | 'welcome', hash?: string): Promise<void>
  close(): void
  now: Clock
}

/** What was just done, said where it was done. */
export type Done =
  | { readonly kind: 'revoked'; readonly grant: string; readonly claim: string | null }
  | { readonly kind: 'paused'; readonly grant: string }
  /** The site in front may no longer ask. */
  | { readonly kind: 'stopped' }
  | null

export interface PopupState {
  /** Null while it is being read. */
  readonly view: ReadonlySignal<PopupView | null>
  /** By which decision of the person the site in front may ask. */
  readonly asks: ReadonlySignal<'all' | 'single' | 'no'>
  /** The background did not answer at all. */
  readonly unreachable: ReadonlySignal<boolean>
  /** The last thing did not work. */
  readonly failed: ReadonlySignal<boolean>
  readonly done: ReadonlySignal<Done>
  /** The browser did not let the page be looked at. */
  readonly unfillable: ReadonlySignal<boolean>
  refresh(): Promise<void>
  letSiteAsk(origin: string): void
  letAllAsk(): void
  stopAsking(whose: string | 'all'): Promise<void>
  revoke(grant: string, claim: string | null): Promise<void>
  pause(grant: string, paused: boolean): Promise<void>
  refuse(until: 'always' | Instant): Promise<void>
  lift(refusal: string): Promise<void>
  /** Turns the contact picker on or off for the site in front. */
  letPick(on: boolean): Promise<void>
  answer(request: string): Promise<void>
  /** Fills the form of the page in front, saves from it, or attaches to it; its own window opens for that. */
  fill(wish: FillWish): Promise<void>
  lock(): Promise<void>
  open(page: 'dashboard' | 'welcome', hash?: string): Promise<void>
}

/** The popup over the tab in front. Lives until `ending`. */
export function createPopup(edges: PopupEdges, ending: AbortSignal): PopupState {
  const view = signal<PopupView | null>(null)
  const asks = signal<'all' | 'single' | 'no'>('no')
  const unreachable = signal(false)
  const failed = signal(false)
  const done = signal<Done>(null)
  const unfillable = signal(false)
  let site: { readonly origin: string; readonly tab: number } | null = null

  async function refresh(): Promise<void> {
    try {
      const tab = await edges.activeSite()
      // The browser's own pages and ours are no sites.
      site = tab && /^https?:/.test(tab.origin) ? tab : null
      const [seen, all] = await Promise.all([
        edges.call('popup.view', { origin: site?.origin ?? null }),
        edges.allMayAsk(),
      ])
      batch(() => {
        view.value = seen
        asks.value = seen.mayAsk ? (all ? 'all' : 'single') : 'no'
        unreachable.value = false
      })
    } catch {
      unreachable.value = view.value === null
    }
  }

  /** Does one thing, says if it failed, and shows what stands then. */
  async function act(work: () => Promise<unknown>, said: Done = null): Promise<void> {
    failed.value = false
    try {
      await work()
      done.value = said
    } catch {
      failed.value = true
    }
    await refresh()
  }

  /**
   * What the person answered the browser. The popup may be gone by then, so nothing depends on it: the background hears of it
   * from the browser too.
   */
  function given(asked: Promise<boolean>): void {
    void act(async () => {
      if (await asked) await edges.call('sites.registered', {})
    })
  }

  edges.onNotice(() => void refresh(), ending)

  return {
    view,
    asks,
    unreachable,
    failed,
    done,
    unfillable,
    refresh,
    letSiteAsk: (origin) => given(edges.letSiteAsk(origin)),
    letAllAsk: () => given(edges.letAllAsk()),
    async stopAsking(whose) {
      await act(
        async () => {
          if (!(await edges.stopAsking(whose))) throw new Error('the browser kept it')
          // It is taken back already, whoever answers.
          await edges.call('sites.registered', {}).catch(() => null)
        },
        { kind: 'stopped' },
      )
      // Let ask by itself as well, it still may.
      if (whose === 'all' && asks.value === 'single') done.value = null
    },
    revoke: (grant, claim) =>
      act(() => edges.call('grant.revoke', { grant, claim }), { kind: 'revoked', grant, claim }),
    pause: (grant, paused) =>
      act(() => edges.call('grant.pause', { grant, paused }), paused ? { kind: 'paused', grant } : null),
    async refuse(until) {
      const origin = view.value?.site?.origin
      if (origin !== undefined) await act(() => edges.call('site.refuse', { origin, until }))
    },
    async letPick(on) {
      const origin = view.value?.site?.origin
      if (origin !== undefined) await act(() => edges.call('picker.let', { origin, on }))
    },
    lift: (id) => act(() => edges.call('refusal.lift', { id })),
    async answer(id) {
      await act(() => edges.call('prompt.open', { id }))
      if (!failed.value) edges.close()
    },
    async fill(wish) {
      if (!site) return
      const { started } = await edges
        .call('fill.start', { tab: site.tab, wish })
        .catch(() => ({ started: false }))
      unfillable.value = !started
      if (started) edges.close()
    },
    lock: () => act(() => edges.call('session.lock', {})),
    async open(page, hash) {
      await edges.openPage(page, hash)
      edges.close()
    },
  }
}
