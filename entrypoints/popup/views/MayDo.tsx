import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Checkbox } from '@/components/Checkbox'
import { Notice } from '@/components/Notice'
import type { PopupView, SiteView } from '@/lib/protocol/app'

export interface MayDoProps {
  readonly view: PopupView
  readonly site: SiteView
  /** By which decision it may ask. */
  readonly asks: 'all' | 'single' | 'no'
  /** That it may ask was just taken back. */
  readonly stopped: boolean
  readonly onStopAsking: (whose: string | 'all') => void
  readonly onLetPick: (on: boolean) => void
}

/**
 * What the site may do at all, and the way to take it back. It changes seldom, so it stands below what the site has and what can
 * be done with its page.
 */
export function MayDo({ view, site, asks, stopped, onStopAsking, onLetPick }: MayDoProps) {
  const { contactPicker, grants } = view
  return (
    <div class="may-do">
      <div class="said" role="status">
        {stopped ? <Notice>{i18n.t('popup.stopped')}</Notice> : null}
      </div>
      {asks === 'single' ? (
        <div class="asking">
          <Button
            kind="plain"
            size="small"
            describedBy="stop-asking"
            onPress={() => onStopAsking(site.origin)}
          >
            {i18n.t('popup.stop_ask')}
          </Button>
          <p class="small quiet" id="stop-asking">
            {i18n.t(grants.length > 0 ? 'popup.stop_ask_grants' : 'popup.stop_ask_what')}
          </p>
        </div>
      ) : asks === 'all' ? (
        <div class="asking">
          <Button kind="plain" size="small" describedBy="stop-asking" onPress={() => onStopAsking('all')}>
            {i18n.t('dashboard.security.stopAll')}
          </Button>
          <p class="small quiet" id="stop-asking">
            {i18n.t('dashboard.sites.mayAskAll')}
          </p>
        </div>
      ) : null}
      {contactPicker === null ? null : contactPicker === 'all' ? (
        <p class="small quiet">{i18n.t('picker.as_all')}</p>
      ) : (
        <Checkbox checked={contactPicker === 'single'} onChange={onLetPick} hint={i18n.t('picker.let_what')}>
          {i18n.t('picker.let', [`\u2068${site.registrable}\u2069`])}
        </Checkbox>
      )}
    </div>
  )
}
