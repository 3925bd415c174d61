import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Lazy } from '@/components/Lazy'
import { Notice } from '@/components/Notice'
import { absoluteText } from '@/components/time-text'
import { UnlockForm } from '@/components/UnlockForm'
import type { Phase } from '@/entrypoints/dashboard/state/dashboard'
import { numberText } from '@/entrypoints/dashboard/views/words'
import { Door } from './Door'

/** Judging a new passphrase takes a list of words, which the page that only unlocks need not load. */
const loadPhraseForm = () => import('./PhraseForm').then((module) => module.PhraseForm)

/** The vault is locked: the passphrase, or the words on paper. */
export function UnlockView({
  found,
  onUnlock,
  onPhrase,
}: {
  readonly found: Extract<Phase, { at: 'locked' }>['found']
  readonly onUnlock: (passphrase: string) => Promise<boolean>
  readonly onPhrase: (words: string, next: string) => Promise<boolean>
}) {
  const [byPhrase, setByPhrase] = useState(false)
  return (
    <Door
      title={i18n.t(byPhrase ? 'dashboard.unlock.phraseTitle' : 'dashboard.unlock.title')}
      focus={false}
      key={byPhrase ? 'phrase' : 'passphrase'}
    >
      {byPhrase ? (
        <Lazy load={loadPhraseForm} props={{ onOpen: onPhrase, onBack: () => setByPhrase(false) }} />
      ) : (
        <UnlockForm onUnlock={onUnlock} onPhrase={() => setByPhrase(true)} focus />
      )}
      {found?.moved ? <Notice>{i18n.t('dashboard.unlock.moved')}</Notice> : null}
      {found && found.refilled > 0 ? (
        <Notice>{i18n.t('dashboard.unlock.refilled', found.refilled)}</Notice>
      ) : null}
      {found ? (
        <p class="small quiet">
          {found.savedAt === null
            ? null
            : i18n.t('dashboard.unlock.changed', [
                absoluteText(found.savedAt),
                numberText(found.generation),
              ])}{' '}
          {i18n.t('dashboard.unlock.hint')}
        </p>
      ) : null}
    </Door>
  )
}
