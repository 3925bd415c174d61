import { i18n } from '#i18n'
import { collectionName, countText, roomText } from '@/components/collection-words'
import { OriginName } from '@/components/OriginName'
import { Section } from '@/components/Section'
import type { QuotaView } from '@/lib/protocol/app'

/** A locker is full: how full, and what more would be. */
export function Room({ quota }: { readonly quota: QuotaView }) {
  const { owner, bytes, records, wanted, collection } = quota
  return (
    <Section title={i18n.t('asking.full', [`\u2068${owner.registrable}\u2069`])}>
      <div class="card stack">
        <p class="small quiet">
          {collectionName(collection)} · <OriginName site={owner} room={40} />
        </p>
        <p>{i18n.t('asking.full_holds', records, [countText(records), roomText(bytes)])}</p>
        <p>
          <strong>{i18n.t('asking.full_ask', [roomText(wanted.bytes), countText(wanted.records)])}</strong>
        </p>
        <p class="small quiet">{i18n.t('asking.full_more')}</p>
      </div>
    </Section>
  )
}
