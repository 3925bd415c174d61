import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import type { NoVault as State } from '../state'

/** There is nothing to fill from: why, and the one next step. */
export function NoVault({
  vault,
  onOpen,
}: {
  readonly vault: State
  readonly onOpen: (page: 'dashboard' | 'welcome') => void
}) {
  switch (vault) {
    case 'none':
      return (
        <section class="card stack">
          <p>{i18n.t('popup.no_vault')}</p>
          <Button kind="primary" onPress={() => onOpen('welcome')}>
            {i18n.t('popup.make_vault')}
          </Button>
        </section>
      )
    case 'lost':
      return (
        <section class="card stack">
          <p>{i18n.t('popup.lost')}</p>
          <Button kind="primary" onPress={() => onOpen('dashboard')}>
            {i18n.t('popup.see_way_back')}
          </Button>
        </section>
      )
    case 'unusable':
      return <p class="card">{i18n.t('popup.unusable')}</p>
  }
}
