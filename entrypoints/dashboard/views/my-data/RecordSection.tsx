import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { collectionLabel } from '@/components/labels'
import { Section } from '@/components/Section'
import type { HolderCount } from '@/entrypoints/dashboard/state/holding-counts'
import type { ShownSection } from '@/entrypoints/dashboard/state/my-data'
import { numberText } from '@/entrypoints/dashboard/views/words'
import type { Instant } from '@/lib/base/time'
import type { RecordView } from '@/lib/records/record'
import { RecordCard } from './RecordCard'

/** Cards of one kind: the first of them, and all when asked. */
export function RecordSection({
  section,
  countOf,
  hasTwo,
  now,
  onAll,
}: {
  readonly section: ShownSection
  readonly countOf: (record: RecordView) => HolderCount
  readonly hasTwo: (record: RecordView) => boolean
  readonly now: Instant
  readonly onAll: () => void
}) {
  const title = section.key === 'reach' ? i18n.t('dashboard.kinds.reach') : collectionLabel(section.key)
  return (
    <Section title={title} count={numberText(section.total)}>
      <ul class="cards">
        {section.records.map((record) => (
          <li key={`${record.collection}/${record.id}`}>
            <RecordCard record={record} count={countOf(record)} two={hasTwo(record)} now={now} />
          </li>
        ))}
      </ul>
      {section.records.length < section.total ? (
        <div>
          <Button onPress={onAll}>{i18n.t('dashboard.data.showAll', [numberText(section.total)])}</Button>
        </div>
      ) : null}
    </Section>
  )
}
