import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Mark } from '@/components/Mark'
import { Notice } from '@/components/Notice'
import { Spinner } from '@/components/Spinner'
import type { PopupView } from '@/lib/protocol/app'
import type { PopupState } from './state'
import { Door } from './views/Door'
import { Fill } from './views/Fill'
import { Grants } from './views/Grants'
import { MayDo } from './views/MayDo'
import { Recent } from './views/Recent'
import { Refusals } from './views/Refusals'
import { Site } from './views/Site'
import { Waiting } from './views/Waiting'

export interface AppProps {
  readonly state: PopupState
  readonly now: () => number
}

export function App({ state, now }: AppProps) {
  const view = state.view.value
  return (
    <>
      <header class="top">
        <Mark size={22} />
        <h1>Selfstead</h1>
      </header>
      <main class="popup">
        {view ? (
          <Standing state={state} view={view} now={now()} />
        ) : state.unreachable.value ? (
          <Notice
            kind="danger"
            live
            action={{ label: i18n.t('popup.try_again'), onPress: () => void state.refresh() }}
          >
            {i18n.t('popup.unreachable')}
          </Notice>
        ) : (
          <p class="loading">
            <Spinner label={i18n.t('common.loading')} />
          </p>
        )}
      </main>
      {view && (view.session.vault === 'unlocked' || view.session.vault === 'locked') ? (
        <footer class="foot">
          {view.session.vault === 'unlocked' ? (
            <Button kind="plain" onPress={() => void state.lock()}>
              {i18n.t('popup.lock')}
            </Button>
          ) : (
            <span />
          )}
          <Button kind="plain" onPress={() => void state.open('dashboard')}>
            {i18n.t('popup.open_dashboard')}
          </Button>
        </footer>
      ) : null}
    </>
  )
}

function Standing({
  state,
  view,
  now,
}: {
  readonly state: PopupState
  readonly view: PopupView
  readonly now: number
}) {
  const { vault } = view.session
  const stopped = state.done.value?.kind === 'stopped'
  if (vault !== 'unlocked' && vault !== 'locked') {
    return (
      <Door vault={vault} site={view.site !== null} onOpen={(page, hash) => void state.open(page, hash)} />
    )
  }
  return (
    <>
      <Waiting requests={view.requests} onAnswer={(id) => void state.answer(id)} />
      {state.failed.value ? (
        <Notice kind="danger" live>
          {i18n.t('popup.failed')}
        </Notice>
      ) : null}
      <Site
        view={view}
        now={now}
        asks={state.asks.value}
        onLetAsk={state.letSiteAsk}
        onLetAllAsk={state.letAllAsk}
        onRefuse={(until) => void state.refuse(until)}
      />
      {view.site ? <Fill failed={state.unfillable.value} onStart={(wish) => void state.fill(wish)} /> : null}
      {vault === 'locked' ? (
        <Door vault={vault} site={view.site !== null} onOpen={(page, hash) => void state.open(page, hash)} />
      ) : view.site ? (
        <>
          <Refusals refusals={view.refusals} now={now} onLift={(id) => void state.lift(id)} />
          <Grants
            grants={view.grants}
            site={view.site.origin}
            done={state.done.value}
            now={now}
            onRevoke={(grant, claim) => void state.revoke(grant, claim)}
            onPause={(grant, paused) => void state.pause(grant, paused)}
          />
          <Recent lines={view.recent} now={now} />
        </>
      ) : null}
      {view.site && (stopped || state.asks.value !== 'no') ? (
        <MayDo
          view={view}
          site={view.site}
          asks={state.asks.value}
          stopped={stopped}
          onStopAsking={(whose) => void state.stopAsking(whose)}
          onLetPick={(on) => void state.letPick(on)}
        />
      ) : null}
    </>
  )
}
