import { i18n } from '#i18n'
import { ClaimName } from '@/components/ClaimName'
import { collectionLabel } from '@/components/labels'
import { OriginName } from '@/components/OriginName'
import { whenText } from '@/components/time-text'
import { VersionMark } from '@/entrypoints/dashboard/views/VersionMark'
import type { Instant } from '@/lib/base/time'
import type { Holding } from '@/lib/ledger/entry'
import type { SiteView } from '@/lib/protocol/app'
import { waysText } from './way-words'

/** Sites that have a record, and for each what of it, in which form and version, by what way, when and how often. */
export function HolderList({
  holdings,
  siteView,
  now,
}: {
  readonly holdings: readonly Holding[]
  readonly siteView: (origin: string) => SiteView
  readonly now: Instant
}) {
  const bySite = new Map<string, Holding[]>()
  for (const held of holdings) bySite.set(held.origin, [...(bySite.get(held.origin) ?? []), held])
  return (
    <ul class="rows">
      {[...bySite].map(([origin, held]) => (
        <li class="row-line holder" key={origin}>
          <a class="row-main" href={`#/sites/${encodeURIComponent(origin)}`}>
            <OriginName site={siteView(origin)} />
          </a>
          <ul class="holder-values">
            {held.map((one) => (
              <li key={`${one.claim}/${one.form}`}>
                <span class="holder-claim">
                  {one.claim === one.collection ? (
                    collectionLabel(one.collection)
                  ) : (
                    <ClaimName claim={one.claim} form={one.form} />
                  )}{' '}
                  <VersionMark current={one.current} />
                </span>
                <span class="quiet small">{detail(one, now)}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

function detail({ ways, first, last, times }: Holding, now: Instant): string {
  const when =
    times === 1
      ? [whenText(last, now)]
      : [
          i18n.t('dashboard.sites.times', times),
          i18n.t('holder.first', [whenText(first, now)]),
          i18n.t('holder.last', [whenText(last, now)]),
        ]
  return [waysText(ways), ...when].join(' · ')
}
