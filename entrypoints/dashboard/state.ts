import { createToasts, type Toasts } from '@/components/toasts'
import { createDashboard, type Dashboard } from './state/dashboard'
import type { DashboardEdges } from './state/edges'
import { createHealth, type HealthState } from './state/health'
import { createLedger, type Ledger } from './state/ledger'
import { createLetters, type Letters } from './state/letters'
import { createLockers, type Lockers } from './state/lockers'
import { createMyData, type MyData } from './state/my-data'
import { createRules, type Rules } from './state/rules'
import { createSecurity, type Security } from './state/security'
import { createSites, type Sites } from './state/sites'
import { createSync, type Sync } from './state/sync'
import { createTwoVersions, type TwoVersions } from './state/two-versions'
import { createWhoHas, type WhoHas } from './state/who-has'

/** All state of the dashboard: signals and verbs, no JSX. */
export interface State {
  readonly edges: DashboardEdges
  readonly dashboard: Dashboard
  readonly myData: MyData
  readonly twoVersions: TwoVersions
  readonly lockers: Lockers
  readonly sites: Sites
  readonly rules: Rules
  readonly letters: Letters
  readonly whoHas: WhoHas
  readonly ledger: Ledger
  readonly security: Security
  readonly health: HealthState
  readonly sync: Sync
  readonly toasts: Toasts
}

export function createState(edges: DashboardEdges, lifetime: AbortSignal): State {
  const dashboard = createDashboard(edges, lifetime)
  return {
    edges,
    dashboard,
    myData: createMyData(dashboard, edges.languages),
    twoVersions: createTwoVersions(dashboard),
    lockers: createLockers(edges, dashboard),
    sites: createSites(edges, dashboard, lifetime),
    rules: createRules(dashboard),
    letters: createLetters(edges, dashboard),
    whoHas: createWhoHas(dashboard, edges),
    ledger: createLedger(edges, dashboard),
    security: createSecurity(edges, dashboard),
    health: createHealth(edges, dashboard, lifetime),
    sync: createSync(edges, dashboard, lifetime),
    toasts: createToasts(),
  }
}
