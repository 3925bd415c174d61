import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { FormDialog } from '@/components/FormDialog'
import { Notice } from '@/components/Notice'
import { PlaceForm } from '@/components/PlaceForm'
import { type EnteredKind, KINDS, type Typed, typedOf } from '@/components/place-fields'
import { kindName, kindText, testText } from '@/components/place-words'
import { Radio } from '@/components/Radio'
import { Working } from '@/components/Working'
import type { Entering, Places } from '@/entrypoints/dashboard/state/places'
import type { Place } from '@/lib/replication/places'

/** A place to add, its kind first; or one to change. It is asked before it is kept. */
export function PlaceDialog({
  place,
  places,
  onDone,
  onClose,
}: {
  /** Null: a new one. */
  readonly place: Place | null
  readonly places: Places
  readonly onDone: (called: string) => void
  readonly onClose: () => void
}) {
  const known = place && place.entered.kind !== 'folder' ? place.entered.kind : null
  const [kind, setKind] = useState<EnteredKind | 'folder'>(known ?? 's3')
  const [typed, setTyped] = useState<Typed | null>(known ? typedOf(known, place?.entered ?? null) : null)
  const [name, setName] = useState(place && !isHost(place) ? place.name : '')
  const [busy, setBusy] = useState(false)
  const [last, setLast] = useState<Entering | null>(null)
  const form = useRef<HTMLDivElement>(null)
  const isTyping = typed !== null
  // With the form itself: a moment later the person may be typing somewhere else already.
  useLayoutEffect(() => {
    if (isTyping) form.current?.querySelector('input')?.focus()
  }, [isTyping])

  function goOn(): void {
    if (busy) return
    if (!typed) {
      setLast(null)
      if (kind === 'folder') {
        if (places.pickFolder) follow(places.pickFolder(null), kindName(kind))
        return
      }
      setTyped(typedOf(kind, null))
      return
    }
    // First of all: the browser takes its question only from the press itself.
    follow(places.enter(place?.id ?? null, name, typed), name.trim() || hostOf(typed))
  }

  function follow(entering: Promise<Entering>, called: string): void {
    setBusy(true)
    setLast(null)
    void entering
      .catch((): Entering => ({ at: 'not-kept' }))
      .then((became) => {
        setBusy(false)
        if ('ok' in became) return onDone(called)
        setLast(became)
        requestAnimationFrame(() => {
          form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
          // It stands below a form that may be longer than the window.
          form.current?.querySelector('.notice')?.scrollIntoView({ block: 'nearest' })
        })
      })
  }

  const title = place ? i18n.t('places.dialog.editTitle', [place.name]) : i18n.t('places.dialog.addTitle')
  const action = !typed ? 'places.dialog.next' : place ? 'places.dialog.checkAgain' : 'places.dialog.check'
  return (
    <FormDialog title={title} action={i18n.t(action)} busy={busy} onGo={goOn} onClose={onClose}>
      <div class="stack" ref={form}>
        {typed ? (
          <>
            <div class="place-kind">
              <span>{kindName(typed.kind)}</span>
              {place ? null : (
                <Button size="small" kind="plain" onPress={() => setTyped(null)}>
                  {i18n.t('places.dialog.kinds')}
                </Button>
              )}
            </div>
            <PlaceForm
              name={name}
              typed={typed}
              refusal={last && 'at' in last && last.at === 'field' ? last.refusal : null}
              onName={setName}
              onInput={(next) => {
                setTyped(next)
                setLast(null)
              }}
            />
            <p class="quiet small">{i18n.t('places.dialog.browser')}</p>
            {busy ? <Working label={i18n.t('places.dialog.checking')} /> : null}
            <Outcome of={last} />
          </>
        ) : (
          <fieldset class="place-kinds">
            <legend class="field-label">{i18n.t('places.dialog.which')}</legend>
            {[...KINDS, ...(places.pickFolder ? (['folder'] as const) : [])].map((one) => (
              <Radio
                key={one}
                name="place-kind"
                value={one}
                chosen={kind === one}
                onChoose={setKind}
                detail={kindText(one)}
              >
                {kindName(one)}
              </Radio>
            ))}
            {kind === 'folder' ? <p class="quiet small">{i18n.t('places.dialog.folderNote')}</p> : null}
            <Outcome of={last} />
          </fieldset>
        )}
      </div>
    </FormDialog>
  )
}

/** What is told below the form. */
type Told =
  | Extract<Entering, { readonly at: 'permission' | 'place' }>
  | { readonly at: 'taken' | 'not-kept' | 'folder' }

/** Why it was not kept. What is wrong with one field stands beside that field. */
function Outcome({ of: outcome }: { readonly of: Entering | null }) {
  if (!outcome || 'ok' in outcome || outcome.at === 'field' || outcome.at === 'left') return null
  return (
    <Notice kind={outcome.at === 'taken' ? 'caution' : 'danger'} live>
      {outcomeText(outcome as Told)}
    </Notice>
  )
}

function outcomeText(outcome: Told): string {
  switch (outcome.at) {
    case 'permission':
      return i18n.t('places.dialog.notAllowed')
    case 'taken':
      return i18n.t('places.dialog.taken')
    case 'folder':
      return i18n.t('places.dialog.folderGone')
    case 'not-kept':
      return i18n.t('places.dialog.notSaved')
    case 'place':
      return testText(outcome.problem)
  }
}

function hostOf(typed: Typed): string {
  return URL.canParse(typed.address ?? '') ? new URL(typed.address ?? '').host : kindName(typed.kind)
}

/** It was given no name of its own. */
function isHost({ name, entered }: Place): boolean {
  return 'address' in entered && URL.canParse(entered.address) && new URL(entered.address).host === name
}
