import { i18n } from '#i18n'
import { choiceText } from '@/components/field-words'
import { kindLabel } from '@/components/labels'
import { localeTag } from '@/components/locale'
import { whenText } from '@/components/time-text'
import type { HolderCount } from '@/entrypoints/dashboard/state/holding-counts'
import { labelText, recordText } from '@/entrypoints/dashboard/views/record-text'
import type { Instant } from '@/lib/base/time'
import { displayDate } from '@/lib/records/dates'
import type { RecordView } from '@/lib/records/record'
import { textOf } from '@/lib/records/view'

/** One record: label, value, when it was last confirmed, how many sites hold it. The whole card opens it. */
export function RecordCard({
  record,
  count,
  now,
  two,
}: {
  readonly record: RecordView
  readonly count: HolderCount
  readonly now: Instant
  /** Two devices changed it without knowing of each other, and the person has not looked yet. */
  readonly two: boolean
}) {
  const { lines, aside } = recordText(record)
  const [first, ...rest] = lines
  const label = labelText(record)
  return (
    <a class="card card-link record" href={`#/my-data/${record.collection}/${record.id}`}>
      <span class="record-head">
        <span class={label ? 'record-label' : 'record-label record-unlabelled'} dir="auto">
          {label || unlabelled(record)}
        </span>
        {two ? <span class="tag tag-caution">{i18n.t('versions.two')}</span> : null}
        {aside && (label || aside !== unlabelled(record)) ? <span class="record-aside">{aside}</span> : null}
      </span>
      <span class="record-value" dir="auto">
        <span class="record-line">{first ?? '—'}</span>
        {rest.map((line) => (
          <span class="record-line" key={line}>
            {line}
          </span>
        ))}
      </span>
      <span class="record-foot">
        <span>{standing(record, now)}</span>
        <Holders count={count} />
      </span>
    </a>
  )
}

/** What stands where the person gave no label: the kind, in a word. */
function unlabelled(record: RecordView): string {
  const kind = textOf(record, 'kind')
  return kind === null ? kindLabel(record.collection) : choiceText(kind)
}

function Holders({ count }: { readonly count: HolderCount }) {
  if (count.sites === 0) return <span>{i18n.t('dashboard.data.nobody')}</span>
  const sites = i18n.t('dashboard.data.sites', count.sites)
  return (
    <span>
      {sites}
      {count.alias > 0 ? ` · ${i18n.t('dashboard.data.alias', count.alias)}` : null}
      {count.old > 0 ? (
        <>
          {' · '}
          <span class="old-mark">{i18n.t('dashboard.data.old', count.old)}</span>
        </>
      ) : null}
    </span>
  )
}

/** For documents until when they hold, for the rest when the person last said it is right. */
function standing(record: RecordView, now: Instant): string {
  const expires = record.collection === 'documents' ? textOf(record, 'expires') : null
  if (expires !== null) {
    const day = displayDate(expires, localeTag())
    const over = expires < new Date(now).toISOString().slice(0, expires.length)
    return i18n.t(over ? 'dashboard.data.expired' : 'dashboard.data.valid', [day])
  }
  return record.confirmed === null
    ? i18n.t('dashboard.data.neverConfirmed')
    : i18n.t('dashboard.data.confirmed', [whenText(record.confirmed, now)])
}
