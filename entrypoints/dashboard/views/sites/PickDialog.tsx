import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Checkbox } from '@/components/Checkbox'
import { Dialog } from '@/components/Dialog'
import { TextInput } from '@/components/TextInput'
import { collectionText } from '@/entrypoints/dashboard/views/part-words'
import { recordName, recordText } from '@/entrypoints/dashboard/views/record-text'
import { numberText } from '@/entrypoints/dashboard/views/words'
import type { StandingCollection } from '@/lib/grants/grant'
import { isSensitive } from '@/lib/records/collections'
import type { RecordView } from '@/lib/records/record'

/** More are found by searching: a list of a thousand boxes helps nobody. */
const MOST = 200

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
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () => new Set(records.filter(before).map(({ id }) => id)),
  )
  const [query, setQuery] = useState('')
  const found = matching(records, query)
  const shown = found.slice(0, MOST)
  const all = shown.length > 0 && shown.every(({ id }) => ticked.has(id))
  const tick = (ids: readonly string[], on: boolean) => {
    const next = new Set(ticked)
    for (const id of ids) {
      if (on) next.add(id)
      else next.delete(id)
    }
    setTicked(next)
  }
  const keep = () =>
    onKeep(
      new Map(
        records
          .filter((record) => ticked.has(record.id) !== before(record))
          .map(({ id }) => [id, ticked.has(id)]),
      ),
    )
  const counted: [string] = [numberText(shown.length)]
  return (
    <Dialog
      open
      title={i18n.t('rules.pick.title', [name, collectionText(granted.collection)])}
      onClose={onClose}
      foot={
        <>
          <span class="foot-start small quiet" role="status">
            {i18n.t('rules.pick.chosen', [numberText(ticked.size), numberText(records.length)])}
          </span>
          <Button onPress={onClose}>{i18n.t('common.cancel')}</Button>
          <Button kind="primary" onPress={keep}>
            {i18n.t('rules.pick.save')}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p class="small quiet">{i18n.t('rules.pick.hides')}</p>
        <TextInput label={i18n.t('rules.pick.search')} type="search" value={query} onInput={setQuery} />
        {shown.length === 0 ? (
          <p class="quiet">{i18n.t('rules.pick.nothing')}</p>
        ) : (
          <>
            <div>
              <Button
                size="small"
                onPress={() =>
                  tick(
                    shown.map(({ id }) => id),
                    !all,
                  )
                }
              >
                {all
                  ? i18n.t('rules.pick.none', shown.length, counted)
                  : i18n.t('rules.pick.all', shown.length, counted)}
              </Button>
            </div>
            <fieldset class="picks">
              <legend class="unseen">{i18n.t('rules.pick.list')}</legend>
              {shown.map((record) => (
                <Checkbox
                  key={record.id}
                  checked={ticked.has(record.id)}
                  onChange={(on) => tick([record.id], on)}
                  hint={hintOf(record)}
                >
                  {recordName(record)}
                </Checkbox>
              ))}
            </fieldset>
            {found.length > MOST ? (
              <p class="small quiet">
                {i18n.t('common.count_of', [numberText(MOST), numberText(found.length)])}
              </p>
            ) : null}
          </>
        )}
      </div>
    </Dialog>
  )
}

function hintOf(record: RecordView): string | undefined {
  if (isSensitive(record)) return i18n.t('rules.pick.sensitive')
  const [line] = recordText(record).lines
  return line === recordName(record) ? undefined : line
}

function matching(records: readonly RecordView[], query: string): readonly RecordView[] {
  const words = query.trim().toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return records
  return records.filter((record) => {
    const text = [recordName(record), ...recordText(record).lines].join(' ').toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  })
}
