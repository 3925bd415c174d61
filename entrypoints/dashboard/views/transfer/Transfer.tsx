import '@/components/exchange.css'
import './transfer.css'
import { i18n } from '#i18n'
import { useCanPick } from '@/components/can-pick'
import { Spinner } from '@/components/Spinner'
import type { State } from '@/entrypoints/dashboard/state'
import { Page } from '@/entrypoints/dashboard/views/Page'
import { CheckFile } from './CheckFile'
import { Export } from './Export'
import { Import } from './Import'
import { LastBackup } from './LastBackup'
import { NoVault } from './NoVault'
import { useTransfer } from './service'

/** Taking everything out, proving that it can be read back, and bringing it in. */
export function Transfer({ state }: { readonly state: State }) {
  const transfer = useTransfer(state)
  const canPick = useCanPick(state.edges)
  const phase = state.dashboard.phase.value
  // Read here, so that a proven backup shows at once.
  state.dashboard.tick.value
  return (
    <Page title={i18n.t('transfer.title')}>
      {transfer ? (
        <div class="transfer">
          <LastBackup last={transfer.lastVerified()} now={state.edges.now()} />
          {state.sync.places.value.length === 0 ? (
            <p class="quiet">
              {i18n.t('places.byItself')} {canPick ? `${i18n.t('places.byItselfFolder')} ` : ''}
              <a href="#/devices">{i18n.t('places.security.go')}</a>
            </p>
          ) : null}
          <Export state={state} transfer={transfer} />
          <CheckFile transfer={transfer} />
          <Import transfer={transfer} />
        </div>
      ) : phase.at === 'open' ? (
        <Spinner label={i18n.t('common.loading')} />
      ) : (
        <NoVault state={state} />
      )}
    </Page>
  )
}
