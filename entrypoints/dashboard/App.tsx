import { useEffect } from 'preact/hooks'
import { Router, useLocation } from 'wouter-preact'
import { useHashLocation } from 'wouter-preact/use-hash-location'
import { Lazy } from '@/components/Lazy'
import { Toaster } from '@/components/Toaster'
import type { State } from './state'
import { Doors } from './views/doors/Doors'
import { loadTransfer } from './views/transfer/load'

/** The dashboard: a door while the vault is not open, the pages while it is. Unlocking shows the page that was there. */
export function App({ state }: { readonly state: State }) {
  return (
    <Router hook={useHashLocation}>
      <Content state={state} />
      <Toaster toasts={state.toasts} />
    </Router>
  )
}

const loadPages = () => import('./views/Pages').then((module) => module.Pages)

function Content({ state }: { readonly state: State }) {
  const { dashboard, edges } = state
  const [path] = useLocation()
  const phase = dashboard.phase.value

  // The pages come while the person types.
  useEffect(() => void loadPages().catch(() => null), [])

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
    if (path === '/transfer' && phase.at === 'none') {
      return (
        <main class="door door-wide">
          <Lazy load={loadTransfer} props={{ state }} />
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
          onWelcome: () => edges.openWelcome(),
          onRestore: () => edges.openWelcome('#restore'),
          onEmpty: dashboard.startOver,
        }}
      />
    )
  }
  return <Lazy load={loadPages} props={{ state }} />
}
