import { i18n } from '#i18n'
import { Mark } from '@/components/Mark'
import { OriginName } from '@/components/OriginName'
import { absoluteText, dateText } from '@/components/time-text'
import type { PromptView } from '@/lib/protocol/app'

/** Who asks, and whether it did before: the first thing to be read. */
export function Who({ view, now }: { readonly view: PromptView; readonly now: number }) {
  const { site, position, since } = view
  return (
    <header class="who">
      <div class="who-line">
        <Mark size={22} />
        {position.of > 1 ? (
          <span class="small quiet">
            {i18n.t('prompt.position', [String(position.n), String(position.of)])}
          </span>
        ) : null}
      </div>
      <h1 class="who-name">
        <OriginName site={site} size="large" room={64} />
      </h1>
      {view.locked ? null : (
        <p class="small quiet" title={since === null ? undefined : absoluteText(since)}>
          {since !== null
            ? i18n.t('prompt.since', [dateText(since, now)])
            : i18n.t(view.offer ? 'asking.offers_first' : 'prompt.first_time')}
        </p>
      )}
      {site.scheme === 'http' ? <p class="small caution-text">{i18n.t('prompt.insecure')}</p> : null}
    </header>
  )
}
