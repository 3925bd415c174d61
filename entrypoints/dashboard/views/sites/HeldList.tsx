import { i18n } from '#i18n'
import { ClaimName } from '@/components/ClaimName'
import { When } from '@/components/When'
import { collectionText } from '@/entrypoints/dashboard/views/part-words'
import { VersionMark } from '@/entrypoints/dashboard/views/VersionMark'
import type { Holding } from '@/lib/ledger/entry'

/** Values a site has, each with its form and whether it is still the current one. */
export function HeldList({
  holdings,
  nameOfValue,
}: {
  readonly holdings: readonly Holding[]
  readonly nameOfValue: (held: Holding) => string
}) {
  return (
    <ul class="rows">
      {holdings.map((held) => (
        <li class="row-line" key={`${held.collection}/${held.record}/${held.claim}/${held.form}`}>
          <span class="row-main">
            {held.claim === held.collection ? (
              <span>{collectionText(held.collection)}</span>
            ) : (
              <ClaimName claim={held.claim} form={held.form} />
            )}{' '}
            <a class="quiet small" href={`#/my-data/${held.collection}/${held.record}`}>
              {nameOfValue(held)}
            </a>
          </span>
          <VersionMark current={held.current} />
          <span class="row-when quiet small">
            {held.times === 1 ? null : `${i18n.t('dashboard.sites.times', held.times)} · `}
            <When at={held.last} />
          </span>
        </li>
      ))}
    </ul>
  )
}
