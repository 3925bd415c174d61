import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { AskBack, type AskBackTexts } from '@/components/AskBack'
import { Dialog } from '@/components/Dialog'
import { UnlockForm } from '@/components/UnlockForm'
import { PhraseSheet } from './PhraseSheet'

type Step =
  | { readonly at: 'passphrase' }
  | { readonly at: 'words'; readonly words: readonly string[] }
  | { readonly at: 'ask'; readonly words: readonly string[] }

const ASK: AskBackTexts = {
  ask: i18n.t('dashboard.security.askBack'),
  word: (number) => i18n.t('dashboard.security.word', [number]),
  wrong: (number) => i18n.t('dashboard.security.wrongWord', [number]),
  back: i18n.t('dashboard.security.lookAgain'),
  check: i18n.t('dashboard.security.finish'),
}

/** New recovery words: the passphrase first, the words once, then three of them asked back. */
export function PhraseDialog({
  onReplace,
  onDone,
  onClose,
  onLeave,
}: {
  readonly onReplace: (passphrase: string) => Promise<readonly string[] | null>
  readonly onDone: () => void
  readonly onClose: () => void
  /** Closed after the old words were replaced and before three of the new ones were asked back. */
  readonly onLeave: () => void
}) {
  const [step, setStep] = useState<Step>({ at: 'passphrase' })
  // Once there are new words the old ones are void: who leaves now is told so.
  const close = step.at === 'passphrase' ? onClose : onLeave
  return (
    <Dialog open title={i18n.t('dashboard.security.replace')} onClose={close}>
      {step.at === 'passphrase' ? (
        <div class="stack">
          <p>{i18n.t('dashboard.security.replaceText')}</p>
          <UnlockForm
            focus
            action={i18n.t('dashboard.security.replaceGo')}
            onUnlock={async (passphrase) => {
              const words = await onReplace(passphrase)
              if (words) setStep({ at: 'words', words })
              return words !== null
            }}
          />
        </div>
      ) : step.at === 'words' ? (
        <PhraseSheet words={step.words} onNext={() => setStep({ at: 'ask', words: step.words })} />
      ) : (
        <AskBack
          words={step.words}
          texts={ASK}
          chance={Math.random}
          onBack={() => setStep({ at: 'words', words: step.words })}
          onRight={onDone}
        />
      )}
    </Dialog>
  )
}
