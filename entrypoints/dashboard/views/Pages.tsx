import { Redirect, Route, Switch, useLocation } from 'wouter-preact'
import { i18n } from '#i18n'
import { Lazy } from '@/components/Lazy'
import type { State } from '@/entrypoints/dashboard/state'
import { loadDevices } from './devices/load'
import { LedgerView } from './ledger/LedgerView'
import { loadLocker } from './lockers/load'
import { MyDataView } from './my-data/MyDataView'
import { RecordDialog } from './my-data/RecordDialog'
import { Navigation } from './Navigation'
import { SecurityView } from './security/SecurityView'
import { SitesView } from './sites/SitesView'
import { SiteView } from './sites/SiteView'
import { loadTransfer } from './transfer/load'
import { WhoHasView } from './who-has/WhoHasView'

/** The pages of the open vault beside their navigation. Loaded while the person types the passphrase. */
export function Pages({ state }: { readonly state: State }) {
  const { dashboard, edges, health, letters, sites, sync } = state
  const [path, go] = useLocation()
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
        letters={letters.waiting.value}
        health={health}
        needy={sync.needy.value}
        now={edges.now()}
        onLock={() => void dashboard.lock()}
      />
      <main class="content">
        <Routes state={state} path={path} go={go} />
      </main>
    </div>
  )
}

function Routes({
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
      <Route path="/lockers/:key">
        {({ key }) => <Lazy key={key} load={loadLocker} props={{ state, lockerKey: key }} />}
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
      <Route path="/devices">
        <Lazy load={loadDevices} props={{ state }} />
      </Route>
      <Route path="/transfer">
        <Lazy load={loadTransfer} props={{ state }} />
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
