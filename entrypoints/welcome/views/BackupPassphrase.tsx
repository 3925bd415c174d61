import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { type FileLock, FilePassphrase, fileProblems } from '@/components/FilePassphrase'
import { NOTHING_TYPED, type PassphraseProblems } from '@/components/NewPassphrase'
import { Segmented } from '@/components/Segmented'
import { Working } from '@/components/Working'
import type { Welcome } from '../state'

/** The file's passphrase: the vault's, typed once more, or one of its own. Then the file is made and saved. */
export function BackupPassphrase({
  welcome,
  onLater,
}: {
  readonly welcome: Welcome
  readonly onLater: () => void
}) {
  const [from, setFrom] = useState<FileLock>('same')
  const [typed, setTyped] = useState(NOTHING_TYPED)
  const [problems, setProblems] = useState<PassphraseProblems>({})
  const [busy, setBusy] = useState(false)

  async function save(): Promise<void> {
    if (busy) return
    setBusy(true)
    try {
      const found = await fileProblems(
        from,
        typed,
        async (passphrase) => (await welcome.edges.unlocking.confirm(passphrase)).ok,
      )
      setProblems(found)
      if (Object.keys(found).length === 0)
        await welcome.withOpen((opened) => welcome.backup.save(opened, typed.passphrase))
    } catch {
      setProblems({ passphrase: i18n.t('common.failed') })
    }
    setBusy(false)
  }

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Segmented
        label={i18n.t('welcome.backup.which')}
        value={from}
        choices={[
          { value: 'same', label: i18n.t('welcome.backup.same') },
          { value: 'own', label: i18n.t('welcome.backup.own') },
        ]}
        onChange={(to) => {
          setFrom(to)
          setTyped(NOTHING_TYPED)
          setProblems({})
        }}
      />
      <FilePassphrase
        lock={from}
        sameHint={i18n.t('welcome.backup.sameHint')}
        typed={typed}
        onInput={setTyped}
        problems={problems}
      />
      {busy ? <Working label={i18n.t('welcome.backup.making')} /> : null}
      <div class="welcome-foot">
        <Button kind="plain" onPress={onLater}>
          {i18n.t('welcome.backup.later')}
        </Button>
        <Button kind="primary" type="submit" busy={busy}>
          {i18n.t('welcome.backup.save')}
        </Button>
      </div>
    </form>
  )
}
