import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { countsText, importProblemText } from '@/components/archive-text'
import { Button } from '@/components/Button'
import { useCanPick } from '@/components/can-pick'
import { FilePick } from '@/components/FilePick'
import { Notice } from '@/components/Notice'
import { PassphraseInput } from '@/components/PassphraseInput'
import { absoluteText } from '@/components/time-text'
import { Working } from '@/components/Working'
import type { Welcome } from '../state'

/** The backup's file and its passphrase, read whole before anything is made. */
export function FileStep({ welcome }: { readonly welcome: Welcome }) {
  const { restore } = welcome
  const [file, setFile] = useState<File | null>(null)
  const [encrypted, setEncrypted] = useState(false)
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [errors, setErrors] = useState<{ readonly file?: string; readonly passphrase?: string }>({})
  const found = restore.found.value
  const lost = welcome.lost.value
  const canPick = useCanPick(welcome.edges)

  async function read(chosen: File, typed: string | null): Promise<void> {
    setBusy(true)
    setErrors({})
    try {
      const answer = await restore.read(chosen, typed)
      if (answer.ok) setPassphrase('')
      else {
        const text = importProblemText(answer.reason)
        setErrors(answer.reason === 'wrong-passphrase' ? { passphrase: text } : { file: text })
      }
    } catch {
      setErrors({ file: i18n.t('common.failed') })
    }
    setBusy(false)
  }

  async function choose(chosen: File): Promise<void> {
    restore.forget()
    setErrors({})
    const isEncrypted = await restore.isEncrypted(chosen).catch(() => null)
    setFile(isEncrypted === null ? null : chosen)
    setEncrypted(isEncrypted === true)
    if (isEncrypted === null) setErrors({ file: i18n.t('common.failed') })
    else if (!isEncrypted) await read(chosen, null)
  }

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (busy || !file) return
        if (found) welcome.next()
        else if (passphrase === '') setErrors({ passphrase: i18n.t('welcome.file.empty') })
        else void read(file, passphrase)
      }}
    >
      <p>{i18n.t(lost ? 'welcome.file.lost' : 'welcome.file.text')}</p>
      <FilePick
        label={i18n.t('welcome.file.choose')}
        accept=".age,.zip"
        hint={i18n.t('welcome.file.hint')}
        error={errors.file}
        onFile={(chosen) => void choose(chosen)}
      />
      {encrypted && !found ? (
        <PassphraseInput
          label={i18n.t('welcome.file.passphrase')}
          value={passphrase}
          onInput={setPassphrase}
          error={errors.passphrase}
        />
      ) : null}
      {busy ? <Working label={i18n.t('welcome.file.reading')} /> : null}
      <div aria-live="polite">
        {found ? (
          <Notice>
            {i18n.t('welcome.file.found', [
              countsText(found.records) ?? i18n.t('welcome.file.nothing'),
              absoluteText(found.created),
            ])}
          </Notice>
        ) : null}
      </div>
      <div class="welcome-foot">
        {lost ? (
          <Button onPress={welcome.edges.goToDashboard}>{i18n.t('welcome.file.missing')}</Button>
        ) : (
          <Button onPress={() => welcome.choose('new')}>{i18n.t('welcome.file.new')}</Button>
        )}
        <Button kind="primary" type="submit" busy={busy} inert={!file}>
          {i18n.t(found ? 'welcome.continue' : 'welcome.file.open')}
        </Button>
      </div>
      {lost ? null : (
        <div class="welcome-ways">
          <Button kind="plain" onPress={() => welcome.chooseJoin('phrase')}>
            {i18n.t(canPick ? 'join.fromPlace' : 'join.fromPlaceOnly')}
          </Button>
        </div>
      )}
    </form>
  )
}
