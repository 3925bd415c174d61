import './locker.css'
import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Notice } from '@/components/Notice'
import { OriginName } from '@/components/OriginName'
import { Section } from '@/components/Section'
import { whenText } from '@/components/time-text'
import type { State } from '@/entrypoints/dashboard/state'
import { keepFocus, Page } from '@/entrypoints/dashboard/views/Page'
import { numberText } from '@/entrypoints/dashboard/views/words'
import type { LockerKeeping, LockerView } from '@/lib/services/locker-keeping'
import { Access } from './Access'
import { DeleteAll } from './DeleteAll'
import { Documents } from './Documents'
import { MoreRoom } from './MoreRoom'
import { Room } from './Room'

const BACK = '#/my-data'

/** One locker: whose it is, how full, who works in it, what is in it. */
export function LockerPage({ state, lockerKey }: { readonly state: State; readonly lockerKey: string }) {
  const keeping = state.lockers.keeping()
  const locker = state.lockers.byKey(lockerKey)
  const back = { href: BACK, label: i18n.t('dashboard.nav.myData') }
  if (!locker || !keeping) {
    return (
      <Page title={i18n.t('locker.title')} back={back}>
        <p>{i18n.t('locker.gone')}</p>
      </Page>
    )
  }
  return <Locker state={state} locker={locker} keeping={keeping} back={back} />
}

function Locker({
  state,
  locker,
  keeping,
  back,
}: {
  readonly state: State
  readonly locker: LockerView
  readonly keeping: LockerKeeping
  readonly back: { readonly href: string; readonly label: string }
}) {
  const { toasts, edges } = state
  const [asking, setAsking] = useState<'room' | 'delete' | null>(null)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const site = edges.siteView(locker.owner)
  const name = i18n.t('locker.called', [locker.name, site.before + site.registrable])

  /** A failure stands on the page until the next try. */
  async function attempt(work: () => Promise<void>): Promise<void> {
    setBusy(true)
    setFailed(false)
    await work().catch(() => setFailed(true))
    setBusy(false)
  }

  const takeOut = () =>
    attempt(async () => {
      const file = await keeping.exportLocker(locker.collection)
      edges.download(file.name, 'application/zip', file.content)
      const missing = file.missing > 0 ? ` ${i18n.t('locker.missing', file.missing)}` : ''
      toasts.show(`${i18n.t('locker.exported', file.documents, [numberText(file.documents)])}${missing}`)
    })

  return (
    <Page
      title={name}
      heading={
        <>
          <q class="locker-name">{locker.name}</q> <OriginName site={site} size="large" />
        </>
      }
      back={back}
      tools={
        <div class="row page-tools">
          <Button onPress={() => setAsking('room')}>{i18n.t('locker.more')}</Button>
          <Button kind="primary" busy={busy} inert={locker.documents === 0} onPress={() => void takeOut()}>
            {i18n.t('locker.export')}
          </Button>
        </div>
      }
    >
      <div class="locker-facts">
        <Room locker={locker} />
        <p class="quiet small">
          {i18n.t('locker.documents', locker.documents, [numberText(locker.documents)])}
          {locker.changed === null
            ? null
            : ` · ${i18n.t('locker.changed', [whenText(locker.changed, edges.now())])}`}
        </p>
      </div>
      {failed ? (
        <Notice kind="danger" live>
          {i18n.t('locker.broken')}
        </Notice>
      ) : null}
      <Section title={i18n.t('locker.who')} count={locker.access.length}>
        <Access
          locker={locker}
          siteView={edges.siteView}
          onRevoke={(grant) =>
            void state.sites
              .revoke(grant)
              .then(() => toasts.show(i18n.t('dashboard.grant.revokedToast')))
              .then(keepFocus)
          }
        />
      </Section>
      <Section title={i18n.t('locker.contents')} count={numberText(locker.documents)}>
        <Documents state={state} locker={locker} keeping={keeping} />
        {locker.documents > 0 ? (
          <div>
            <Button kind="danger" onPress={() => setAsking('delete')}>
              {i18n.t('locker.deleteAll')}
            </Button>
          </div>
        ) : null}
      </Section>
      <MoreRoom
        open={asking === 'room'}
        locker={locker}
        name={name}
        onClose={() => setAsking(null)}
        onAllow={(quota) => {
          setAsking(null)
          void attempt(async () => {
            await keeping.allowMore(locker.collection, quota)
            toasts.show(i18n.t('locker.moreDone'))
          })
        }}
      />
      <DeleteAll
        open={asking === 'delete'}
        locker={locker}
        onClose={() => setAsking(null)}
        onDelete={(closeToo) => {
          setAsking(null)
          void attempt(async () => {
            // Who may write is shut out first, so that nothing new comes while the rest goes.
            if (closeToo) await state.lockers.closeTo(locker)
            const gone = await keeping.removeLocker(locker.collection)
            toasts.show(i18n.t('locker.deletedAll', gone, [numberText(gone)]))
            keepFocus()
          })
        }}
      />
    </Page>
  )
}
