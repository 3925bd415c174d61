import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { TextInput } from '@/components/TextInput'
import { absoluteText } from '@/components/time-text'
import { numberText } from '@/entrypoints/dashboard/views/words'
import type { Examination } from '@/lib/services/unlocking'
import { Door } from './Door'

type Lost = Extract<Examination, { state: 'lost' }>

/** Says what is gone, in numbers, and the ways back: the backup file first, going on without second. */
export function RecoveryView({
  found,
  onLeft,
  onLook,
}: {
  readonly found: Lost
  readonly onLeft: () => Promise<void>
  readonly onLook: () => void
}) {
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const word = i18n.t('dashboard.recovery.leftWord')
  const ready = typed.trim().toLocaleLowerCase() === word.toLocaleLowerCase()

  async function goOn(): Promise<void> {
    setBusy(true)
    setFailed(false)
    try {
      await onLeft()
    } catch {
      setFailed(true)
    }
    setBusy(false)
  }

  return (
    <Door title={i18n.t('dashboard.recovery.title')}>
      <p>{whatIsMissing(found)}</p>
      <p class="quiet">{i18n.t('dashboard.recovery.why')}</p>
      <section class="card stack">
        <h2>{i18n.t('dashboard.recovery.restoreTitle')}</h2>
        <p>{i18n.t('dashboard.recovery.restoreText')}</p>
        <div class="row">
          <a class="button button-primary" href="#/transfer">
            {i18n.t('dashboard.recovery.restore')}
          </a>
          <Button onPress={onLook}>{i18n.t('dashboard.recovery.again')}</Button>
        </div>
      </section>
      {found.left > 0 ? (
        <section class="stack">
          <h2>{i18n.t('dashboard.recovery.leftTitle')}</h2>
          <p>{i18n.t('dashboard.recovery.leftText')}</p>
          <form
            class="stack"
            onSubmit={(event) => {
              event.preventDefault()
              if (ready && !busy) void goOn()
            }}
          >
            <TextInput
              label={i18n.t('dashboard.recovery.leftAsk', [word])}
              value={typed}
              onInput={setTyped}
              autocomplete="off"
              error={failed ? i18n.t('common.failed') : null}
            />
            <div>
              <Button kind="danger" type="submit" inert={!ready} busy={busy}>
                {i18n.t('dashboard.recovery.left')}
              </Button>
            </div>
          </form>
        </section>
      ) : (
        <p class="quiet">{i18n.t('dashboard.recovery.leftNone')}</p>
      )}
    </Door>
  )
}

function whatIsMissing(found: Lost): string {
  if (!found.sentinel) return i18n.t('dashboard.recovery.unknown')
  const expected = numberText(found.expected)
  const saved = absoluteText(found.sentinel.written)
  return found.left > 0
    ? i18n.t('dashboard.recovery.behind', [expected, saved, numberText(found.left)])
    : i18n.t('dashboard.recovery.gone', [expected, saved])
}
