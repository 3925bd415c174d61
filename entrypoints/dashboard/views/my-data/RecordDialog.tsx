import { useEffect, useMemo, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Dialog } from '@/components/Dialog'
import { Notice } from '@/components/Notice'
import type { State } from '@/entrypoints/dashboard/state'
import type { Draft } from '@/entrypoints/dashboard/state/draft'
import { keepFocus } from '@/entrypoints/dashboard/views/Page'
import { recordName } from '@/entrypoints/dashboard/views/record-text'
import { nounOf } from '@/entrypoints/dashboard/views/words'
import type { RecordView } from '@/lib/records/record'
import { DocumentFile } from './DocumentFile'
import { RecordFacts } from './RecordFacts'
import { RecordForm } from './RecordForm'
import { TwoVersions } from './TwoVersions'

/** One record, to add, read and change. Closing it without keeping loses nothing that Undo would not bring back. */
export function RecordDialog({
  state,
  collection,
  id,
  go,
}: {
  readonly state: State
  readonly collection: string
  /** null: a new record. */
  readonly id: string | null
  readonly go: (path: string) => void
}) {
  const { myData, toasts } = state
  const [chosen, setChosen] = useState(0)
  const draft = useMemo(() => myData.draftOf(collection, id), [collection, id, chosen])
  const record = id === null ? null : myData.record(collection, id)
  const noun = nounOf(collection)
  const title = i18n.t(id === null ? 'dashboard.record.add' : 'dashboard.record.edit', [noun])

  // A new record is typed at once; one that is there is read first.
  useEffect(() => {
    if (id === null) document.querySelector<HTMLElement>('#record-form input')?.focus()
  }, [id])

  function close(): void {
    go('/my-data')
    if (!draft?.dirty.value) return
    toasts.show(i18n.t('dashboard.record.discarded'), () => {
      myData.keepDraft(draft)
      go(id === null ? `/my-data/add/${collection}` : `/my-data/${collection}/${id}`)
    })
  }

  async function save(): Promise<void> {
    if (!draft) return
    if (await draft.save()) {
      go('/my-data')
      return
    }
    focusFirstProblem()
  }

  function remove(gone: RecordView): void {
    go('/my-data')
    void myData
      .remove(gone)
      .then(() =>
        toasts.show(i18n.t('dashboard.data.removed', [recordName(gone)]), () => void myData.restore(gone)),
      )
      .then(keepFocus)
  }

  if (!draft || (id !== null && !record)) {
    return (
      <Dialog open title={title} onClose={close}>
        <p>{i18n.t('dashboard.record.gone')}</p>
      </Dialog>
    )
  }
  return (
    <Dialog
      open
      title={title}
      onClose={close}
      foot={
        <>
          {record ? (
            <span class="foot-start">
              <Button
                kind="danger"
                label={i18n.t('dashboard.record.deleteThis', [noun])}
                onPress={() => remove(record)}
              >
                {i18n.t('common.delete')}
              </Button>
            </span>
          ) : null}
          <Button onPress={close}>{i18n.t('common.cancel')}</Button>
          <Button kind="primary" busy={draft.state.value === 'saving'} onPress={() => void save()}>
            {i18n.t(record ? 'dashboard.record.saveChanges' : 'dashboard.record.save')}
          </Button>
        </>
      }
    >
      <div class="stack">
        {record ? (
          <TwoVersions
            state={state}
            record={record}
            // The form begins anew with what counts now, unless something was typed into it.
            onChosen={() => draft.dirty.value || setChosen(chosen + 1)}
          />
        ) : null}
        <form
          class="stack"
          id="record-form"
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          <SaveProblem draft={draft} />
          <RecordForm draft={draft} />
          {collection === 'documents' ? (
            <DocumentFile
              draft={draft}
              // Not by the type it claims: the browser is to save it, never to show it.
              onDownload={({ name, bytes }) => state.edges.download(name, 'application/octet-stream', bytes)}
            />
          ) : null}
          {/* Enter in a field keeps the record; the visible button stands in the dialog's foot. */}
          <button type="submit" hidden />
        </form>
        {record ? <RecordFacts state={state} record={record} /> : null}
      </div>
    </Dialog>
  )
}

function SaveProblem({ draft }: { readonly draft: Draft }) {
  const state = draft.state.value
  if (state !== 'full' && state !== 'broken') return null
  return (
    <Notice kind="danger" live>
      {i18n.t(state === 'full' ? 'dashboard.record.full' : 'dashboard.record.broken')}
    </Notice>
  )
}

/** After the problems were drawn the first of them takes the focus. */
function focusFirstProblem(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('#record-form [aria-invalid="true"]')?.focus(),
  )
}
