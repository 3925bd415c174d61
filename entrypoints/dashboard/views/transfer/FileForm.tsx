import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { importProblemText } from '@/components/archive-text'
import { Button } from '@/components/Button'
import { FilePick } from '@/components/FilePick'
import { PassphraseInput } from '@/components/PassphraseInput'
import { Working } from '@/components/Working'
import type { ImportProblem } from '@/lib/services/transfer'

/** A file and, where it is encrypted, its passphrase. Errors stand beside what caused them. */
export function FileForm({
  label,
  hint,
  go,
  isEncrypted,
  onOpen,
  problemText = importProblemText,
}: {
  readonly label: string
  readonly hint: string
  /** Word on the button that opens an encrypted file. */
  readonly go: string
  readonly isEncrypted: (file: Blob) => Promise<boolean>
  /** Null when the file was taken; else why not. */
  readonly onOpen: (file: Blob, passphrase: string | null) => Promise<ImportProblem | null>
  readonly problemText?: (problem: ImportProblem) => string
}) {
  const [file, setFile] = useState<File | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [errors, setErrors] = useState<{ readonly file?: string; readonly passphrase?: string }>({})

  async function open(chosen: File, typed: string | null): Promise<void> {
    setBusy(true)
    setErrors({})
    try {
      const problem = await onOpen(chosen, typed)
      if (problem === 'wrong-passphrase') setErrors({ passphrase: problemText(problem) })
      else if (problem) setErrors({ file: problemText(problem) })
    } catch {
      setErrors({ file: i18n.t('common.failed') })
    }
    setBusy(false)
  }

  async function choose(chosen: File): Promise<void> {
    if (busy) return
    // The browser may be unable to read it any more.
    const locked = await isEncrypted(chosen).catch(() => null)
    setPassphrase('')
    setErrors(locked === null ? { file: i18n.t('transfer.unreadable') } : {})
    setFile(locked ? chosen : null)
    if (locked === false) await open(chosen, null)
  }

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (busy || !file) return
        if (passphrase === '') setErrors({ passphrase: i18n.t('transfer.filePassphraseEmpty') })
        else void open(file, passphrase)
      }}
    >
      <FilePick
        label={label}
        hint={hint}
        accept=".age,.zip"
        error={errors.file}
        onFile={(chosen) => void choose(chosen)}
      />
      {file ? (
        <>
          <PassphraseInput
            label={i18n.t('transfer.filePassphrase')}
            value={passphrase}
            onInput={setPassphrase}
            error={errors.passphrase}
          />
          <div>
            <Button kind="primary" type="submit" busy={busy}>
              {go}
            </Button>
          </div>
        </>
      ) : null}
      {busy ? <Working label={i18n.t('transfer.reading')} /> : null}
    </form>
  )
}
