import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import {
  NewPassphrase,
  NOTHING_TYPED,
  type PassphraseProblems,
  passphraseProblems,
} from '@/components/NewPassphrase'
import { TextArea } from '@/components/TextArea'
import { PHRASE_WORDS, typedWords } from '@/lib/crypto/typed-words'

type Problems = PassphraseProblems & { readonly words?: string }

/** The recovery phrase opens the vault and a new passphrase is set in the same step. */
export function PhraseForm({
  onOpen,
  onBack,
}: {
  readonly onOpen: (words: string, next: string) => Promise<boolean>
  readonly onBack: () => void
}) {
  const [words, setWords] = useState('')
  const [next, setNext] = useState(NOTHING_TYPED)
  const [problems, setProblems] = useState<Problems>({})
  const [busy, setBusy] = useState(false)
  const typed = typedWords(words)

  async function submit(): Promise<void> {
    const found: Problems = {
      ...(typed.length !== PHRASE_WORDS && { words: i18n.t('dashboard.unlock.missing') }),
      ...passphraseProblems(next),
    }
    setProblems(found)
    if (busy || Object.keys(found).length > 0) return
    setBusy(true)
    try {
      if (!(await onOpen(typed.join(' '), next.passphrase)))
        setProblems({ words: i18n.t('dashboard.unlock.wrongWords') })
    } catch {
      setProblems({ words: i18n.t('common.failed') })
    }
    setBusy(false)
  }

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p class="quiet">{i18n.t('dashboard.unlock.phraseText')}</p>
      <TextArea
        label={i18n.t('dashboard.unlock.words')}
        value={words}
        onInput={setWords}
        rows={4}
        mono
        spellcheck={false}
        hint={i18n.t('dashboard.unlock.wordsHint', typed.length)}
        error={problems.words}
      />
      <NewPassphrase
        label={i18n.t('dashboard.unlock.next')}
        typed={next}
        onInput={setNext}
        problems={problems}
      />
      <div class="unlock-foot">
        <button type="button" class="link" onClick={() => onBack()}>
          {i18n.t('dashboard.unlock.passphraseInstead')}
        </button>
        <Button kind="primary" type="submit" busy={busy}>
          {i18n.t('dashboard.unlock.set')}
        </Button>
      </div>
    </form>
  )
}
