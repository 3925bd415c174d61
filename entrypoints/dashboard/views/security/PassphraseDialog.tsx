import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { FormDialog } from '@/components/FormDialog'
import {
  NewPassphrase,
  NOTHING_TYPED,
  type PassphraseProblems,
  passphraseProblems,
} from '@/components/NewPassphrase'
import { PassphraseInput } from '@/components/PassphraseInput'

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
  const [next, setNext] = useState(NOTHING_TYPED)
  const [problems, setProblems] = useState<PassphraseProblems & { readonly current?: string }>({})
  const [busy, setBusy] = useState(false)

  async function submit(): Promise<void> {
    const found = passphraseProblems(next)
    setProblems(found)
    if (busy || Object.keys(found).length > 0) return
    setBusy(true)
    try {
      if (await onChange(current, next.passphrase)) onDone()
      else setProblems({ current: i18n.t('dashboard.security.wrong') })
    } catch {
      setProblems({ current: i18n.t('common.failed') })
    }
    setBusy(false)
  }

  return (
    <FormDialog
      title={i18n.t('dashboard.security.change')}
      action={i18n.t('dashboard.security.change')}
      busy={busy}
      onGo={() => void submit()}
      onClose={onClose}
    >
      <PassphraseInput
        label={i18n.t('dashboard.security.current')}
        value={current}
        onInput={setCurrent}
        error={problems.current}
      />
      <NewPassphrase
        label={i18n.t('dashboard.security.next')}
        typed={next}
        onInput={setNext}
        problems={problems}
      />
    </FormDialog>
  )
}
