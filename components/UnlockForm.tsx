import { useEffect, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { localeTag } from '@/components/locale'
import { PassphraseInput } from '@/components/PassphraseInput'

export interface UnlockFormProps {
  /** Tries the passphrase: true when it opened the vault, false when it did not. */
  readonly onUnlock: (passphrase: string) => Promise<boolean>
  /** The other way in. Left out where only the passphrase counts. */
  readonly onPhrase?: () => void
  readonly hint?: string
  /** Word on the button; "Unlock" when left out. */
  readonly action?: string
  /** Takes the focus when it appears. */
  readonly focus?: boolean
}

/** After this long without an answer the person is told that it is still being checked. */
const PATIENCE = 500

/** The passphrase and one button. What is typed stays in this form and is cleared once it opened the vault. */
export function UnlockForm({ onUnlock, onPhrase, hint, action, focus = false }: UnlockFormProps) {
  const input = useRef<HTMLInputElement>(null)
  const [passphrase, setPassphrase] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [started, setStarted] = useState<number | null>(null)
  const [waited, setWaited] = useState(0)

  useEffect(() => {
    if (focus) input.current?.focus()
  }, [focus])

  useEffect(() => {
    if (started === null) return
    const timer = setInterval(() => setWaited(performance.now() - started), PATIENCE)
    return () => clearInterval(timer)
  }, [started])

  async function submit(): Promise<void> {
    if (started !== null) return
    if (passphrase === '') {
      setError(i18n.t('unlock.empty'))
      input.current?.focus()
      return
    }
    setError(null)
    setWaited(0)
    setStarted(performance.now())
    try {
      if (await onUnlock(passphrase)) setPassphrase('')
      else setError(i18n.t('unlock.wrong'))
    } catch {
      setError(i18n.t('common.failed'))
    }
    setStarted(null)
    input.current?.select()
  }

  const seconds = Math.floor(waited / 1_000)
  const shown = new Intl.NumberFormat(localeTag()).format(seconds)
  return (
    <form
      class="unlock"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <PassphraseInput
        label={i18n.t('unlock.passphrase')}
        value={passphrase}
        onInput={setPassphrase}
        inputRef={input}
        hint={hint}
        error={error}
        readOnly={started !== null}
      />
      <div class="unlock-foot">
        {onPhrase ? (
          <button type="button" class="link" onClick={() => onPhrase()}>
            {i18n.t('unlock.phrase')}
          </button>
        ) : (
          <span />
        )}
        <Button kind="primary" type="submit" busy={started !== null}>
          {action ?? i18n.t('unlock.action')}
        </Button>
      </div>
      <p class="small quiet" role="status" hidden={started === null || waited < PATIENCE}>
        {seconds < 1 ? i18n.t('unlock.checking') : i18n.t('unlock.checking_for', [shown])}
      </p>
    </form>
  )
}
