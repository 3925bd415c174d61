import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { TextInput } from '@/components/TextInput'
import type { State } from '@/entrypoints/dashboard/state'
import { keepFocus } from '@/entrypoints/dashboard/views/Page'
import { numberText } from '@/entrypoints/dashboard/views/words'
import type { DocumentLine, LockerKeeping, LockerView } from '@/lib/services/locker-keeping'
import { DocumentRow, titleText } from './DocumentRow'

const PAGE = 50

/** The documents of a locker: searched, opened in place, taken away with a way back. */
export function Documents({
  state,
  locker,
  keeping,
}: {
  readonly state: State
  readonly locker: LockerView
  readonly keeping: LockerKeeping
}) {
  const { toasts, edges } = state
  const [search, setSearch] = useState('')
  const [limit, setLimit] = useState(PAGE)
  const [opened, setOpened] = useState<string | null>(null)
  const { collection } = locker
  if (locker.documents === 0) return <p class="quiet">{i18n.t('locker.nothing')}</p>
  const { total, lines } = keeping.documents(collection, { search, limit })

  async function remove(line: DocumentLine): Promise<void> {
    const removal = await keeping.removeDocument(collection, line.id)
    keepFocus()
    if (!removal) return
    toasts.show(
      i18n.t('dashboard.data.removed', [titleText(line)]),
      () =>
        void removal.undo().then((back) => {
          if (!back) toasts.show(i18n.t('locker.notBack'))
        }),
      () => void removal.finish().catch(() => undefined),
    )
  }

  async function save(id: string, name: string): Promise<void> {
    const file = await keeping.attachment(id)
    if (!file) toasts.show(i18n.t('locker.fileGone'))
    // Not by the type it claims: the browser is to save it, never to show it.
    else edges.download(name, 'application/octet-stream', file)
  }

  return (
    <>
      <div class="filters">
        <TextInput
          label={i18n.t('locker.search')}
          type="search"
          value={search}
          onInput={(text) => {
            setSearch(text)
            setLimit(PAGE)
          }}
        />
        <p class="filters-end quiet" role="status">
          {i18n.t('locker.documents', total, [numberText(total)])}
        </p>
      </div>
      <ul class="rows">
        {lines.map((line) => (
          <DocumentRow
            key={line.id}
            line={line}
            document={opened === line.id ? keeping.document(collection, line.id) : null}
            now={edges.now()}
            onOpen={() => setOpened(opened === line.id ? null : line.id)}
            onDelete={() => void remove(line).catch(() => toasts.show(i18n.t('locker.broken')))}
            onSave={({ id, name }) => void save(id, name)}
          />
        ))}
      </ul>
      {total > lines.length ? (
        <div>
          <Button onPress={() => setLimit(limit + PAGE)}>{i18n.t('dashboard.ledger.more')}</Button>
        </div>
      ) : null}
    </>
  )
}
