import { i18n } from '#i18n'
import { Notice } from '@/components/Notice'
import { dateText } from '@/components/time-text'
import type { State } from '@/entrypoints/dashboard/state'
import { recordKey } from '@/entrypoints/dashboard/state/holding-counts'
import type { MyData } from '@/entrypoints/dashboard/state/my-data'
import { OldHolders } from '@/entrypoints/dashboard/views/who-has/OldHolders'
import { nounOf, numberText } from '@/entrypoints/dashboard/views/words'

/** "You changed your address. 3 sites hold the old one." with what can be done about each, and the way to see them. */
export function NewsNotice({
  state,
  news,
  onSee,
}: {
  readonly state: State
  readonly news: MyData['news']['value']
  readonly onSee: (valueKey: string) => void
}) {
  if (!news) return null
  const key = recordKey(news.collection, news.record)
  return (
    <Notice
      kind="caution"
      action={{
        label: i18n.t('dashboard.data.newsSee'),
        onPress: () => onSee(key),
      }}
    >
      <strong>
        {i18n.t('holder.changed', news.sites, [numberText(news.sites), nounOf(news.collection)])}
      </strong>{' '}
      <span class="small">{dateText(news.view.changed, state.edges.now())}</span>
      <OldHolders state={state} only={new Set([key])} />
    </Notice>
  )
}
