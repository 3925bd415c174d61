import { i18n } from '#i18n'
import type { State } from '@/entrypoints/dashboard/state'
import { Page } from '@/entrypoints/dashboard/views/Page'

/** Taking everything out and bringing it back. */
export function Transfer(_: { readonly state: State }) {
  return (
    <Page title={i18n.t('dashboard.nav.transfer')}>
      <p class="quiet">{i18n.t('dashboard.recovery.restoreText')}</p>
    </Page>
  )
}
