import { CircleCheck } from 'lucide-preact'
import { i18n } from '#i18n'
import { Icon } from '@/components/Icon'
import { Notice } from '@/components/Notice'
import { absoluteText, whenText } from '@/components/time-text'
import { DAY, type Instant } from '@/lib/base/time'

/** Older than this a backup misses enough to say so. */
const OLD = 30 * DAY

/** When a backup was last read back whole. Without one, what that means. */
export function LastBackup({
  last,
  now,
}: {
  readonly last: { readonly at: Instant; readonly generation: number } | null
  readonly now: Instant
}) {
  if (!last) return <Notice kind="caution">{i18n.t('transfer.last.none')}</Notice>
  const text = i18n.t('transfer.last.proven', [whenText(last.at, now), String(last.generation)])
  if (now - last.at > OLD)
    return (
      <Notice kind="caution">
        <span title={absoluteText(last.at)}>{text}</span> {i18n.t('transfer.last.old')}
      </Notice>
    )
  return (
    <p class="transfer-last" title={absoluteText(last.at)}>
      <Icon of={CircleCheck} />
      {text}
    </p>
  )
}
