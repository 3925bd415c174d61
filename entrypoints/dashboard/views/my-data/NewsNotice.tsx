import { i18n } from '#i18n'
import { Notice } from '@/components/Notice'
import { dateText } from '@/components/time-text'
import { recordKey } from '@/entrypoints/dashboard/state/holding-counts'
import type { MyData } from '@/entrypoints/dashboard/state/my-data'
import { nounOf } from '@/entrypoints/dashboard/views/words'
import type { Instant } from '@/lib/base/time'

/** "3 sites hold your old address." with the way to see which. */
export function NewsNotice({
  news,
  now,
  onSee,
}: {
  readonly news: MyData['news']['value']
  readonly now: Instant
  readonly onSee: (valueKey: string) => void
}) {
  if (!news) return null
  return (
    <Notice
      kind="caution"
      action={{
        label: i18n.t('dashboard.data.newsSee'),
        onPress: () => onSee(recordKey(news.collection, news.record)),
      }}
    >
      <strong>
        {i18n.t('dashboard.data.newsTitle', news.sites, [String(news.sites), nounOf(news.collection)])}
      </strong>{' '}
      {i18n.t('dashboard.data.newsText', [dateText(news.view.changed, now)])}
    </Notice>
  )
}
