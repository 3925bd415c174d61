import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { kindLabel } from '@/components/labels'
import { whenText } from '@/components/time-text'
import type { State } from '@/entrypoints/dashboard/state'
import { recordName } from '@/entrypoints/dashboard/views/record-text'
import { TypedConfirm } from '@/entrypoints/dashboard/views/TypedConfirm'
import { numberText } from '@/entrypoints/dashboard/views/words'
import type { RecordView } from '@/lib/records/record'

/** What was deleted in the last 30 days, folded, with the way back. */
export function Deleted({ state }: { readonly state: State }) {
  const { myData, edges } = state
  const [erasing, setErasing] = useState<RecordView | null>(null)
  const records = myData.deleted.value
  if (records.length === 0) return null
  return (
    <details class="fold">
      <summary>
        {i18n.t('dashboard.data.deletedTitle')} <span class="quiet">{numberText(records.length)}</span>
      </summary>
      <p class="quiet small">{i18n.t('dashboard.data.deletedText')}</p>
      <ul class="rows">
        {records.map((record) => (
          <li class="row-line" key={`${record.collection}/${record.id}`}>
            <span class="row-main">
              <bdi>{recordName(record)}</bdi>{' '}
              <span class="quiet small">
                {kindLabel(record.collection)}
                {record.deleted === null
                  ? null
                  : ` · ${i18n.t('dashboard.data.deletedWhen', [whenText(record.deleted, edges.now())])}`}
              </span>
            </span>
            <Button size="small" onPress={() => void myData.restore(record)}>
              {i18n.t('dashboard.data.restore')}
            </Button>
            <Button size="small" kind="danger" onPress={() => setErasing(record)}>
              {i18n.t('dashboard.data.eraseNow')}
            </Button>
          </li>
        ))}
      </ul>
      <TypedConfirm
        open={erasing !== null}
        title={i18n.t('dashboard.data.eraseAsk')}
        text={erasing ? i18n.t('dashboard.data.eraseText', [recordName(erasing)]) : ''}
        word={i18n.t('dashboard.data.eraseWord')}
        action={i18n.t('dashboard.data.eraseAsk')}
        onConfirm={() => {
          if (erasing) void myData.erase(erasing)
          setErasing(null)
        }}
        onClose={() => setErasing(null)}
      />
    </details>
  )
}
