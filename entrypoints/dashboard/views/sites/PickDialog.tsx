import { useMemo, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Chooser } from '@/components/Chooser'
import { Dialog } from '@/components/Dialog'
import type { ChooserRow } from '@/components/long-list'
import { collectionText } from '@/entrypoints/dashboard/views/part-words'
import { labelText, recordText } from '@/entrypoints/dashboard/views/record-text'
import type { StandingCollection } from '@/lib/grants/grant'
import { isSensitive } from '@/lib/records/collections'
import type { RecordView } from '@/lib/records/record'

/** Which records of a collection a site sees. Nothing changes before the choice is kept. */
export function PickDialog({
  name,
  granted,
  records,
  onKeep,
  onClose,
}: {
  readonly name: string
  readonly granted: StandingCollection
  readonly records: readonly RecordView[]
  /** Only what differs from before. */
  readonly onKeep: (picked: ReadonlyMap<string, boolean>) => void
  readonly onClose: () => void
}) {
  const before = (record: RecordView) => granted.sees(record.id, record.created)
  const [picked, setPicked] = useState<ReadonlySet<string>>(
    () => new Set(records.filter(before).map(({ id }) => id)),
  )
  const rows = useMemo(() => records.map(rowOf), [records])
  const pick = (ids: readonly string[], on: boolean) => {
    const next = new Set(picked)
    for (const id of ids) {
      if (on) next.add(id)
      else next.delete(id)
    }
    setPicked(next)
  }
  const keep = () =>
    onKeep(
      new Map(
        records
          .filter((record) => picked.has(record.id) !== before(record))
          .map(({ id }) => [id, picked.has(id)]),
      ),
    )
  return (
    <Dialog
      open
      title={i18n.t('rules.pick.title', [name, collectionText(granted.collection)])}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{i18n.t('common.cancel')}</Button>
          <Button kind="primary" onPress={keep}>
            {i18n.t('rules.pick.save')}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p class="small quiet">{i18n.t('rules.pick.hides')}</p>
        <Chooser collection={granted.collection} rows={rows} picked={picked} onPick={pick} />
      </div>
    </Dialog>
  )
}

function rowOf(record: RecordView): ChooserRow {
  const sensitive = isSensitive(record)
  const [text = '', more = ''] = sensitive ? [] : recordText(record).lines
  return { id: record.id, label: labelText(record), text, more, sensitive }
}
