import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Notice } from '@/components/Notice'

/** The 24 words, shown once, to be written down, printed or copied. */
export function PhraseSheet({
  words,
  onNext,
}: {
  readonly words: readonly string[]
  readonly onNext: () => void
}) {
  const [copied, setCopied] = useState(false)
  return (
    <div class="stack">
      <Notice kind="caution">{i18n.t('dashboard.security.phraseOnce')}</Notice>
      <ol class="phrase" dir="ltr" translate={false}>
        {words.map((word, index) => (
          // The same word may stand at two places.
          <li key={`${index}-${word}`}>{word}</li>
        ))}
      </ol>
      <div class="row">
        <Button onPress={() => window.print()}>{i18n.t('dashboard.security.print')}</Button>
        <Button
          onPress={() => void navigator.clipboard.writeText(words.join(' ')).then(() => setCopied(true))}
        >
          {i18n.t(copied ? 'dashboard.copied' : 'dashboard.copy')}
        </Button>
        <span class="push">
          <Button kind="primary" onPress={onNext}>
            {i18n.t('dashboard.security.wrote')}
          </Button>
        </span>
      </div>
    </div>
  )
}
