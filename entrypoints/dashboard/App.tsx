import { useEffect } from 'preact/hooks'
import { Redirect, Route, Router, Switch, useLocation } from 'wouter-preact'
import { useHashLocation } from 'wouter-preact/use-hash-location'
import { i18n } from '#i18n'
import { Toaster } from '@/components/Toaster'
import type { State } from './state'
import { Doors } from './views/doors/Doors'
import { LazyTransfer } from './views/LazyTransfer'
import { LedgerView } from './views/ledger/LedgerView'
import { MyDataView } from './views/my-data/MyDataView'
import { RecordDialog } from './views/my-data/RecordDialog'
import { Navigation } from './views/Navigation'
import { SecurityView } from './views/security/SecurityView'
import { SitesView } from './views/sites/SitesView'
import { SiteView } from './views/sites/SiteView'
import { WhoHasView } from './views/who-has/WhoHasView'

/** The dashboard: a door while the vault is not open, the pages while it is. Unlocking shows the page that was there. */
export function App({ state }: { readonly state: State }) {
  return (
    <Router hook={useHashLocation}>
      <Shell state={state} />
      <Toaster toasts={state.toasts} />
    </Router>
  )
}

function Shell({ state }: { readonly state: State }) {
  const { dashboard, edges, health, sites } = state
  const [path, go] = useLocation()
  const phase = dashboard.phase.value

  useEffect(() => {
    const touch = () => dashboard.touch()
    const kinds = ['pointerdown', 'keydown', 'wheel'] as const
    for (const kind of kinds) window.addEventListener(kind, touch, { passive: true })
    const look = () => void dashboard.look()
    document.addEventListener('visibilitychange', look)
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, touch)
      document.removeEventListener('visibilitychange', look)
    }
  }, [dashboard])

  if (phase.at !== 'open') {
    // A backup can be brought in also where there is no vault to open any more.
    if (path === '/transfer' && (phase.at === 'lost' || phase.at === 'none')) {
      return (
        <main class="door door-wide">
          <LazyTransfer state={state} />
        </main>
      )
    }
    return (
      <Doors
        phase={phase}
        actions={{
          onUnlock: dashboard.unlock,
          onPhrase: dashboard.unlockWithPhrase,
          onLeft: dashboard.goOnWithLeft,
          onLook: () => void dashboard.look(),
          onWelcome: edges.openWelcome,
        }}
      />
    )
  }
  return (
    <div class="shell">
      <button
        type="button"
        class="skip"
        onClick={() => document.querySelector<HTMLElement>('main h1')?.focus()}
      >
        {i18n.t('dashboard.skip')}
      </button>
      <Navigation
        path={path}
        sites={sites.list.value.length}
        health={health}
        now={edges.now()}
        onLock={() => void dashboard.lock()}
      />
      <main class="content">
        <Pages state={state} path={path} go={go} />
      </main>
    </div>
  )
}

function Pages({
  state,
  path,
  go,
}: {
  readonly state: State
  readonly path: string
  readonly go: (path: string) => void
}) {
  // One view for the list and the dialog above it: opening a record moves nothing underneath.
  if (path === '/my-data' || path.startsWith('/my-data/')) {
    return (
      <>
        <MyDataView state={state} go={go} />
        <Switch>
          <Route path="/my-data/add/:collection">
            {({ collection }) => (
              <RecordDialog key={collection} state={state} collection={collection} id={null} go={go} />
            )}
          </Route>
          <Route path="/my-data/:collection/:id">
            {({ collection, id }) => (
              <RecordDialog key={id} state={state} collection={collection} id={id} go={go} />
            )}
          </Route>
        </Switch>
      </>
    )
  }
  return (
    <Switch>
      <Route path="/sites">
        <SitesView state={state} go={go} />
      </Route>
      <Route path="/sites/:origin">
        {({ origin }) => <SiteView key={origin} state={state} origin={originOf(origin)} go={go} />}
      </Route>
      <Route path="/who-has-what">
        <WhoHasView state={state} />
      </Route>
      <Route path="/ledger">
        <LedgerView state={state} />
      </Route>
      <Route path="/security">
        <SecurityView state={state} />
      </Route>
      <Route path="/transfer">
        <LazyTransfer state={state} />
      </Route>
      <Route>
        <Redirect to="/my-data" replace />
      </Route>
    </Switch>
  )
}

/** An address typed by hand may be anything; what is no origin finds no site. */
function originOf(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
