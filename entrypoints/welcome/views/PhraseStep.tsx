import { Copy, Printer } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { AskBack, type AskBackTexts } from '@/components/AskBack'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { Notice } from '@/components/Notice'
import { UnlockForm } from '@/components/UnlockForm'
import type { Welcome } from '../state'
import { Copied } from './Copied'
import { Lead } from './Lead'

const ASK: AskBackTexts = {
  ask: i18n.t('welcome.ask.text'),
  word: (number) => i18n.t('welcome.ask.word', [number]),
  wrong: (number, typed) =>
    typed.trim() === '' ? i18n.t('welcome.ask.empty', [number]) : i18n.t('welcome.ask.wrong', [number]),
  back: i18n.t('welcome.ask.again'),
  check: i18n.t('welcome.ask.check'),
}

/** The 24 words that open the vault when the passphrase is forgotten: shown, then three of them asked back. */
export function PhraseStep({ welcome }: { readonly welcome: Welcome }) {
  const [asked, setAsked] = useState(false)
  const words = welcome.words.value
  if (!words) return <Elsewhere welcome={welcome} />
  if (asked) {
    return (
      <AskBack
        words={words}
        texts={ASK}
        chance={welcome.edges.chance}
        onBack={() => setAsked(false)}
        onRight={() => void welcome.wordsRight()}
      />
    )
  }
  return (
    <div class="stack">
      <Lead>{i18n.t('welcome.phrase.text')}</Lead>
      <ol class="welcome-phrase" dir="ltr" translate={false}>
        {words.map((word, index) => (
          // The same word may stand at two places.
          <li key={`${index}-${word}`}>{word}</li>
        ))}
      </ol>
      <p class="welcome-print-note">{i18n.t('welcome.phrase.printed')}</p>
      <div class="row">
        <Button onPress={() => window.print()}>
          <Icon of={Printer} size={16} />
          {i18n.t('welcome.phrase.print')}
        </Button>
        <Copied text={words.join(' ')}>
          <Icon of={Copy} size={16} />
          {i18n.t('welcome.phrase.copy')}
        </Copied>
      </div>
      <Notice kind="caution">{i18n.t('welcome.phrase.caution')}</Notice>
      <div class="welcome-foot">
        <span />
        <Button
          kind="primary"
          onPress={() => (welcome.proven.value ? void welcome.wordsRight() : setAsked(true))}
        >
          {i18n.t(welcome.proven.value ? 'welcome.continue' : 'welcome.phrase.wrote')}
        </Button>
      </div>
    </div>
  )
}

function Elsewhere({ welcome }: { readonly welcome: Welcome }) {
  return (
    <div class="stack">
      <p>{i18n.t('welcome.phrase.elsewhere')}</p>
      <UnlockForm
        action={i18n.t('welcome.phrase.anew')}
        hint={i18n.t('welcome.phrase.anewHint')}
        onUnlock={welcome.newWords}
      />
      <div class="welcome-foot">
        <span />
        <Button onPress={welcome.next}>{i18n.t('welcome.continue')}</Button>
      </div>
    </div>
  )
}
