import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Checkbox } from '@/components/Checkbox'
import { type FileLock, FilePassphrase, fileProblems } from '@/components/FilePassphrase'
import { NOTHING_TYPED, type PassphraseProblems } from '@/components/NewPassphrase'
import { Notice } from '@/components/Notice'
import { Segmented } from '@/components/Segmented'
import { Working } from '@/components/Working'

type Lock = FileLock | 'open'

/** How the file is locked: with the vault's passphrase, one of its own, or not at all. */
export function ExportForm({
  confirm,
  onExport,
}: {
  /** Whether this is the vault's passphrase. */
  readonly confirm: (passphrase: string) => Promise<boolean>
  readonly onExport: (passphrase: string | null) => Promise<void>
}) {
  const [lock, setLock] = useState<Lock>('same')
  const [typed, setTyped] = useState(NOTHING_TYPED)
  const [problems, setProblems] = useState<PassphraseProblems>({})
  const [known, setKnown] = useState(false)
  const [state, setState] = useState<'ready' | 'working' | 'failed'>('ready')

  async function submit(): Promise<void> {
    if (state === 'working' || (lock === 'open' && !known)) return
    setState('working')
    try {
      const found = lock === 'open' ? {} : await fileProblems(lock, typed, confirm)
      setProblems(found)
      if (Object.keys(found).length === 0) await onExport(lock === 'open' ? null : typed.passphrase)
      setState('ready')
    } catch {
      setState('failed')
    }
  }

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p>{i18n.t('transfer.export.text')}</p>
      <Segmented
        label={i18n.t('transfer.export.lock')}
        value={lock}
        choices={[
          { value: 'same', label: i18n.t('transfer.export.same') },
          { value: 'own', label: i18n.t('transfer.export.own') },
          { value: 'open', label: i18n.t('transfer.export.open') },
        ]}
        onChange={(to) => {
          setLock(to)
          setTyped(NOTHING_TYPED)
          setProblems({})
          setKnown(false)
        }}
      />
      {lock === 'open' ? (
        <>
          <Notice kind="caution">{i18n.t('transfer.export.openText')}</Notice>
          <Checkbox checked={known} onChange={setKnown}>
            {i18n.t('transfer.export.openKnown')}
          </Checkbox>
        </>
      ) : (
        <FilePassphrase
          lock={lock}
          sameHint={i18n.t('transfer.export.sameHint')}
          typed={typed}
          onInput={setTyped}
          problems={problems}
        />
      )}
      <div aria-live="polite">
        {state === 'failed' ? <Notice kind="danger">{i18n.t('transfer.export.failed')}</Notice> : null}
      </div>
      {state === 'working' ? (
        <Working label={i18n.t(lock === 'open' ? 'transfer.export.packing' : 'transfer.export.encrypting')} />
      ) : null}
      <div>
        <Button kind="primary" type="submit" busy={state === 'working'} inert={lock === 'open' && !known}>
          {i18n.t('transfer.export.go')}
        </Button>
      </div>
    </form>
  )
}
