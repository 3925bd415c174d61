import { Clock } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { fieldLabel } from '@/components/field-words'
import { Icon } from '@/components/Icon'
import { whenText } from '@/components/time-text'
import type { State } from '@/entrypoints/dashboard/state'
import { TypedConfirm } from '@/entrypoints/dashboard/views/TypedConfirm'
import { plainText } from '@/lib/base/text'
import { collectionOf, isSensitiveField } from '@/lib/records/collections'
import type { FieldVersion, RecordView } from '@/lib/records/record'
import { stampTime } from '@/lib/records/stamp'
import { masked } from './SensitiveField'

/** Behind the clock: what each field held before, and the way to erase it. */
export function History({ state, record }: { readonly state: State; readonly record: RecordView }) {
  const [asking, setAsking] = useState(false)
  if (record.history === 0) return null
  const { myData, edges } = state
  const history = myData.history(record.collection, record.id)
  const known = collectionOf(record.collection)
  const fields = Object.entries(history).filter(
    ([name, versions]) =>
      versions.length > 0 && known?.fields.some((field) => field.name === name && !field.derived),
  )
  return (
    <details class="fold">
      <summary>
        <Icon of={Clock} size={16} /> {i18n.t('dashboard.record.history', record.history)}
      </summary>
      <div class="stack">
        <dl class="history">
          {fields.map(([name, versions]) => (
            <div key={name}>
              <dt>{fieldLabel(name)}</dt>
              {versions.map((version) => (
                <dd key={version.stamp}>
                  <bdi>{textOfVersion(version, isSensitiveField(record, name))}</bdi>{' '}
                  <span class="quiet small">{whenText(stampTime(version.stamp), edges.now())}</span>
                </dd>
              ))}
            </div>
          ))}
        </dl>
        <div>
          <Button size="small" kind="danger" onPress={() => setAsking(true)}>
            {i18n.t('dashboard.record.eraseHistory')}
          </Button>
        </div>
      </div>
      <TypedConfirm
        open={asking}
        title={i18n.t('dashboard.record.eraseHistory')}
        text={i18n.t('dashboard.record.eraseHistoryText')}
        word={i18n.t('dashboard.data.eraseWord')}
        action={i18n.t('dashboard.record.eraseHistory')}
        onConfirm={() => {
          setAsking(false)
          void myData.eraseHistory(record)
        }}
        onClose={() => setAsking(false)}
      />
    </details>
  )
}

function textOfVersion(version: FieldVersion, sensitive: boolean): string {
  const text = version.value === null ? '' : plainText(String(version.value))
  if (text === '') return i18n.t('dashboard.record.historyEmpty')
  return sensitive ? masked(text) : text
}
