import { CircleCheck } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { importProblemText, totalText } from '@/components/archive-text'
import { Button } from '@/components/Button'
import { FilePick } from '@/components/FilePick'
import { Icon } from '@/components/Icon'
import { Notice } from '@/components/Notice'
import { absoluteText } from '@/components/time-text'
import { Working } from '@/components/Working'
import type { Welcome } from '../state'
import { BackupPassphrase } from './BackupPassphrase'
import { Lead } from './Lead'

/** The first backup: saved, chosen again, read back whole; only then the check mark. */
export function BackupStep({ welcome }: { readonly welcome: Welcome }) {
  const { backup } = welcome
  const state = backup.state.value
  const [later, setLater] = useState<'none' | 'saved' | null>(null)
  return (
    <div class="stack">
      {state.at === 'none' ? (
        <>
          <Lead key="text">{i18n.t('welcome.backup.text')}</Lead>
          <BackupPassphrase welcome={welcome} onLater={() => setLater('none')} />
        </>
      ) : null}
      {state.at === 'saved' ? (
        <ReadBack welcome={welcome} name={state.name} onLater={() => setLater('saved')} />
      ) : null}
      {state.at === 'proven' ? (
        <>
          <div class="welcome-proven" role="status">
            <Icon of={CircleCheck} size={28} />
            <div>
              <strong>{i18n.t('welcome.backup.proven')}</strong>
              <p class="quiet">
                {i18n.t('welcome.backup.provenText', [
                  state.name,
                  totalText(state.summary.records),
                  absoluteText(state.summary.created),
                ])}
              </p>
            </div>
          </div>
          <Lead key="keep">{i18n.t('welcome.backup.keep')}</Lead>
          <div class="welcome-foot">
            <span />
            <Button kind="primary" onPress={welcome.next}>
              {i18n.t('welcome.continue')}
            </Button>
          </div>
        </>
      ) : null}
      {later === state.at ? (
        <Notice
          kind="caution"
          live
          action={{ label: i18n.t('welcome.backup.without'), onPress: welcome.next }}
        >
          {i18n.t('welcome.backup.laterText')}
        </Notice>
      ) : null}
    </div>
  )
}

function ReadBack({
  welcome,
  name,
  onLater,
}: {
  readonly welcome: Welcome
  readonly name: string
  readonly onLater: () => void
}) {
  const { backup } = welcome
  const [state, setState] = useState<'ready' | 'reading'>('ready')
  const [error, setError] = useState<string | null>(null)

  async function prove(file: File): Promise<void> {
    setState('reading')
    setError(null)
    try {
      const answer = await welcome.withOpen((opened) => backup.prove(opened, file))
      if (answer && !answer.ok) {
        setError(
          answer.reason === 'wrong-passphrase'
            ? i18n.t('welcome.backup.other', [name])
            : importProblemText(answer.reason),
        )
      }
    } catch {
      setError(i18n.t('common.failed'))
    }
    setState('ready')
  }

  return (
    <>
      <Lead key="saved">{i18n.t('welcome.backup.saved', [name])}</Lead>
      <FilePick
        label={i18n.t('welcome.backup.choose')}
        accept=".age"
        hint={i18n.t('welcome.backup.chooseHint')}
        error={error}
        onFile={(file) => void prove(file)}
      />
      {state === 'reading' ? <Working label={i18n.t('welcome.backup.reading')} /> : null}
      <div class="welcome-foot">
        <span class="row">
          <Button onPress={backup.saveAgain}>{i18n.t('welcome.backup.again')}</Button>
          <Button kind="plain" onPress={backup.reset}>
            {i18n.t('welcome.backup.reset')}
          </Button>
        </span>
        <Button kind="plain" onPress={onLater}>
          {i18n.t('welcome.backup.later')}
        </Button>
      </div>
    </>
  )
}
