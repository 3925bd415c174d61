import { Ellipsis } from 'lucide-preact'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { collectionName } from '@/components/collection-words'
import { Icon } from '@/components/Icon'
import { claimsInShort, listInSentence } from '@/components/labels'
import { Menu } from '@/components/Menu'
import { OriginName } from '@/components/OriginName'
import { DAY, HOUR, type Instant } from '@/lib/base/time'
import type { PopupView } from '@/lib/protocol/app'

export interface SiteProps {
  readonly view: PopupView
  readonly now: Instant
  /** By which decision it may ask. */
  readonly asks: 'all' | 'single' | 'no'
  readonly onLetAsk: (origin: string) => void
  readonly onLetAllAsk: () => void
  readonly onRefuse: (until: 'always' | Instant) => void
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

/** Which site is in front, and what it may be let do that it may not yet. */
export function Site({ view, now, asks, onLetAsk, onLetAllAsk, onRefuse }: SiteProps) {
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
      {asks === 'no' ? (
        <div class="asking">
          <p class="quiet">{i18n.t('popup.cannot_ask')}</p>
          <Button onPress={() => onLetAsk(site.origin)}>
            <span>{i18n.t('popup.let_ask', [`\u2068${site.registrable}\u2069`])}</span>
          </Button>
          <Button kind="plain" size="small" onPress={onLetAllAsk}>
            {i18n.t('dashboard.security.letAll')}
          </Button>
          <p class="small quiet">{i18n.t('popup.let_ask_what')}</p>
        </div>
      ) : null}
    </section>
  )
}
