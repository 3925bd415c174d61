import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Dialog } from '@/components/Dialog'
import { PassphraseInput } from '@/components/PassphraseInput'
import { newPassphraseProblems } from '@/entrypoints/dashboard/views/new-passphrase'

/** Asks for the old passphrase once more and for the new one twice. */
export function PassphraseDialog({
  onChange,
  onDone,
  onClose,
}: {
  readonly onChange: (current: string, next: string) => Promise<boolean>
  readonly onDone: () => void
  readonly onClose: () => void
}) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [repeat, setRepeat] = useState('')
  const [problems, setProblems] = useState<{ current?: string; next?: string; repeat?: string }>({})
  const [busy, setBusy] = useState(false)

  async function submit(): Promise<void> {
    const found = newPassphraseProblems(next, repeat)
    setProblems(found)
    if (busy || Object.keys(found).length > 0) return
    setBusy(true)
    try {
      if (await onChange(current, next)) onDone()
      else setProblems({ current: i18n.t('dashboard.security.wrong') })
    } catch {
      setProblems({ current: i18n.t('common.failed') })
    }
    setBusy(false)
  }

  return (
    <Dialog
      open
      title={i18n.t('dashboard.security.change')}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{i18n.t('common.cancel')}</Button>
          <Button kind="primary" busy={busy} onPress={() => void submit()}>
            {i18n.t('dashboard.security.change')}
          </Button>
        </>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <PassphraseInput
          label={i18n.t('dashboard.security.current')}
          value={current}
          onInput={setCurrent}
          error={problems.current}
        />
        <PassphraseInput
          label={i18n.t('dashboard.security.next')}
          value={next}
          onInput={setNext}
          purpose="new-password"
          error={problems.next}
        />
        <PassphraseInput
          label={i18n.t('dashboard.unlock.repeat')}
          value={repeat}
          onInput={setRepeat}
          purpose="new-password"
          error={problems.repeat}
        />
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
