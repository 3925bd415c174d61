import { i18n } from '#i18n'
import { Mark } from '@/components/Mark'
import { OriginName } from '@/components/OriginName'
import type { FillView } from '@/lib/protocol/fill-app'

/** Which page it is, and what happens to what is left ticked. */
export function Who({ view }: { readonly view: FillView }) {
  const { site, wish } = view
  return (
    <header class="who">
      <div class="who-line">
        <Mark size={22} />
      </div>
      <h1 class="who-name">
        <OriginName site={site} size="large" room={64} />
      </h1>
      <p class="small quiet">
        {i18n.t(wish === 'save' ? 'fill.save.goes' : wish === 'attach' ? 'fill.attach.goes' : 'fill.goes')}
      </p>
      {site.scheme === 'http' ? <p class="small caution-text">{i18n.t('prompt.insecure')}</p> : null}
    </header>
  )
}
