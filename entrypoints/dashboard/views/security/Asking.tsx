import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { OriginName } from '@/components/OriginName'
import type { Sites } from '@/entrypoints/dashboard/state/sites'
import type { SiteView } from '@/lib/protocol/app'

/** Which sites may ask, as the browser keeps it, and taking it back. */
export function Asking({
  sites,
  siteView,
}: {
  readonly sites: Sites
  readonly siteView: (origin: string) => SiteView
}) {
  const { all, origins } = sites.mayAsk.value
  return (
    <div class="card stack">
      <div class="row">
        <div class="row-main">
          <strong>{i18n.t(all ? 'dashboard.security.askingAll' : 'dashboard.security.askingChosen')}</strong>
          <p class="quiet small">
            {i18n.t(all ? 'dashboard.security.askingAllText' : 'dashboard.security.askingChosenText')}
          </p>
        </div>
        {all ? (
          <Button onPress={() => void sites.stopAllAsking()}>{i18n.t('dashboard.security.stopAll')}</Button>
        ) : (
          <Button onPress={() => void sites.letAllAsk()}>{i18n.t('dashboard.security.letAll')}</Button>
        )}
      </div>
      {all ? null : <p class="quiet small">{i18n.t('dashboard.security.letAllHint')}</p>}
      {origins.length > 0 ? (
        <>
          <h3>{i18n.t('dashboard.security.askingSingle', origins.length)}</h3>
          <ul class="rows">
            {origins.map((origin) => {
              const site = siteView(origin)
              return (
                <li class="row-line" key={origin}>
                  <span class="row-main">
                    <OriginName site={site} />
                  </span>
                  <Button
                    size="small"
                    label={i18n.t('dashboard.security.removeSite', [site.before + site.registrable])}
                    onPress={() => void sites.stopAsking(origin)}
                  >
                    {i18n.t('dashboard.security.remove')}
                  </Button>
                </li>
              )
            })}
          </ul>
        </>
      ) : all ? null : (
        <p class="quiet">{i18n.t('dashboard.security.askingNone')}</p>
      )}
    </div>
  )
}
