import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { OriginName } from '@/components/OriginName'
import type { SiteView } from '@/lib/protocol/app'
import type { LockerView } from '@/lib/services/locker-keeping'
import { mayText } from './locker-words'

/** Sites that may work in a locker, and the way to end that. */
export function Access({
  locker,
  siteView,
  onRevoke,
}: {
  readonly locker: LockerView
  readonly siteView: (origin: string) => SiteView
  readonly onRevoke: (grant: string) => void
}) {
  if (locker.access.length === 0) return <p class="quiet">{i18n.t('locker.whoNobody')}</p>
  return (
    <ul class="rows">
      {locker.access.map(({ origin, grant, actions, paused }) => {
        const site = siteView(origin)
        return (
          <li class="row-line" key={grant}>
            <span class="row-main">
              <a href={`#/sites/${encodeURIComponent(origin)}`}>
                <OriginName site={site} />
              </a>{' '}
              <span class="quiet small">{mayText(actions)}</span>
            </span>
            {paused ? <span class="tag tag-caution">{i18n.t('dashboard.sites.paused')}</span> : null}
            <Button
              size="small"
              kind="danger"
              label={i18n.t('locker.revokeFrom', [site.before + site.registrable])}
              onPress={() => onRevoke(grant)}
            >
              {i18n.t('dashboard.grant.revoke')}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
