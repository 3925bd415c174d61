import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { importProblemText } from '@/components/archive-text'
import { Button } from '@/components/Button'
import { FilePick } from '@/components/FilePick'
import { PassphraseInput } from '@/components/PassphraseInput'
import { Working } from '@/components/Working'
import type { ImportProblem } from '@/lib/services/transfer'
import { bytesOf } from './service'

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
  readonly isEncrypted: (file: Uint8Array) => boolean
  /** Null when the file was taken; else why not. */
  readonly onOpen: (file: Uint8Array, passphrase: string | null) => Promise<ImportProblem | null>
  readonly problemText?: (problem: ImportProblem) => string
}) {
  const [file, setFile] = useState<Uint8Array | null>(null)
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [errors, setErrors] = useState<{ readonly file?: string; readonly passphrase?: string }>({})

  async function open(bytes: Uint8Array, typed: string | null): Promise<void> {
    setBusy(true)
    setErrors({})
    try {
      const problem = await onOpen(bytes, typed)
      if (problem === 'wrong-passphrase') setErrors({ passphrase: problemText(problem) })
      else if (problem) setErrors({ file: problemText(problem) })
    } catch {
      setErrors({ file: i18n.t('common.failed') })
    }
    setBusy(false)
  }

  async function choose(chosen: File): Promise<void> {
    if (busy) return
    const bytes = await bytesOf(chosen)
    setPassphrase('')
    setErrors(bytes ? {} : { file: i18n.t('transfer.unreadable') })
    const locked = bytes !== null && isEncrypted(bytes)
    setFile(locked ? bytes : null)
    if (bytes && !locked) await open(bytes, null)
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
