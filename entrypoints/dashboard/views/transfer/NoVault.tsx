import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import type { State } from '@/entrypoints/dashboard/state'

/** No vault is open that a file could come into: where to go for one. */
export function NoVault({ state }: { readonly state: State }) {
  const phase = state.dashboard.phase.value
  if (phase.at === 'lost') {
    return (
      <div class="stack">
        <p>{i18n.t(phase.found.left > 0 ? 'transfer.lost.left' : 'transfer.lost.gone')}</p>
        <div>
          <a class="button" href="#/my-data">
            {i18n.t('common.back')}
          </a>
        </div>
      </div>
    )
  }
  return (
    <div class="stack">
      <p>{i18n.t('transfer.none.text')}</p>
      <div>
        <Button kind="primary" onPress={state.edges.openWelcome}>
          {i18n.t('transfer.none.go')}
        </Button>
      </div>
    </div>
  )
}
