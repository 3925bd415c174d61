import { Ellipsis } from 'lucide-preact'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Checkbox } from '@/components/Checkbox'
import { collectionName } from '@/components/collection-words'
import { Icon } from '@/components/Icon'
import { claimsInShort, listInSentence } from '@/components/labels'
import { Menu } from '@/components/Menu'
import { Notice } from '@/components/Notice'
import { OriginName } from '@/components/OriginName'
import { DAY, HOUR, type Instant } from '@/lib/base/time'
import type { PopupView, SiteView } from '@/lib/protocol/app'

export interface SiteProps {
  readonly view: PopupView
  readonly now: Instant
  /** By which decision it may ask. */
  readonly asks: 'all' | 'single' | 'no'
  /** That it may ask was just taken back. */
  readonly stopped: boolean
  readonly onLetAsk: (origin: string) => void
  readonly onLetAllAsk: () => void
  readonly onStopAsking: (origin: string) => void
  readonly onOpenSecurity: () => void
  readonly onRefuse: (until: 'always' | Instant) => void
  readonly onLetPick: (on: boolean) => void
}

/** What the site in front has, in one line. */
function summary({ grants }: PopupView): string {
  const live = grants.filter(({ state }) => state === 'granted')
  const claims = claimsInShort(live.flatMap((grant) => grant.claims.map(({ claim }) => claim)))
  const collections = live.flatMap((grant) => (grant.collections ?? []).map(({ collection }) => collection))
  const all = [...claims, ...[...new Set(collections)].map(collectionName)]
  if (all.length > 0) return i18n.t('popup.may_read', [listInSentence(all)])
  return grants.length > 0 ? i18n.t('popup.has_paused') : i18n.t('popup.has_nothing')
}

export function Site(props: SiteProps) {
  const { view, now, onRefuse, onLetPick } = props
  const { site, session } = view
  if (!site) return <p class="quiet">{i18n.t('popup.no_site')}</p>
  const refusesAll = view.refusals.some(({ claims }) => claims === null)
  return (
    <section class="site" aria-label={i18n.t('popup.this_site')}>
      <div class="site-line">
        <h2 class="site-name">
          <OriginName site={site} room={34} />
        </h2>
        {session.vault === 'unlocked' && view.mayAsk && !refusesAll ? (
          <Menu
            label={i18n.t('popup.refuse')}
            buttonClass="button button-square"
            items={[
              { label: i18n.t('popup.refuse_hour'), onSelect: () => onRefuse(now + HOUR) },
              { label: i18n.t('popup.refuse_day'), onSelect: () => onRefuse(now + DAY) },
              { label: i18n.t('popup.refuse_always'), onSelect: () => onRefuse('always') },
            ]}
          >
            <Icon of={Ellipsis} />
          </Menu>
        ) : null}
      </div>
      {session.vault === 'unlocked' ? <p>{summary(view)}</p> : null}
      <div class="said" role="status">
        {props.stopped ? <Notice>{i18n.t('popup.stopped')}</Notice> : null}
      </div>
      <Asking {...props} site={site} />
      {view.contactPicker === null ? null : view.contactPicker === 'all' ? (
        <p class="small quiet">{i18n.t('picker.as_all')}</p>
      ) : (
        <Checkbox
          checked={view.contactPicker === 'single'}
          onChange={onLetPick}
          hint={i18n.t('picker.let_what')}
        >
          {i18n.t('picker.let', [`\u2068${site.registrable}\u2069`])}
        </Checkbox>
      )}
    </section>
  )
}

/** Whether the site may ask, and the way to change that: given here, and taken back where it was given for this site alone. */
function Asking({
  view,
  site,
  asks,
  stopped,
  onLetAsk,
  onLetAllAsk,
  onStopAsking,
  onOpenSecurity,
}: SiteProps & { readonly site: SiteView }) {
  switch (asks) {
    case 'no':
      return (
        <div class="asking">
          {stopped ? null : <p class="quiet">{i18n.t('popup.cannot_ask')}</p>}
          <Button onPress={() => onLetAsk(site.origin)}>
            <span>{i18n.t('popup.let_ask', [`\u2068${site.registrable}\u2069`])}</span>
          </Button>
          <Button kind="plain" size="small" onPress={onLetAllAsk}>
            {i18n.t('dashboard.security.letAll')}
          </Button>
          <p class="small quiet">{i18n.t('popup.let_ask_what')}</p>
        </div>
      )
    case 'single':
      return (
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
            {i18n.t(view.grants.length > 0 ? 'popup.stop_ask_grants' : 'popup.stop_ask_what')}
          </p>
        </div>
      )
    case 'all':
      return (
        <div class="asking">
          <p class="small quiet">{i18n.t('dashboard.sites.mayAskAll')}</p>
          <Button kind="plain" size="small" onPress={onOpenSecurity}>
            {i18n.t('dashboard.sites.mayAskSecurity')}
          </Button>
        </div>
      )
  }
}
