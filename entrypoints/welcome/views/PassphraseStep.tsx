import { Copy, RefreshCw } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { guessText } from '@/components/guess-text'
import { Icon } from '@/components/Icon'
import {
  NewPassphrase,
  NOTHING_TYPED,
  type PassphraseProblems,
  passphraseProblems,
} from '@/components/NewPassphrase'
import { Notice } from '@/components/Notice'
import { Segmented } from '@/components/Segmented'
import { Working } from '@/components/Working'
import { GUESSES_PER_SECOND, PROPOSED_BITS, proposePassphrase } from '@/lib/crypto/passphrase'
import type { Welcome } from '../state'
import { Copied } from './Copied'

/** The one secret: six words made here, or the person's own twice. Making the vault takes a moment on purpose. */
export function PassphraseStep({ welcome }: { readonly welcome: Welcome }) {
  const [from, setFrom] = useState<'words' | 'own'>('words')
  const [words, setWords] = useState(() => proposePassphrase(welcome.edges.random))
  const [typed, setTyped] = useState(NOTHING_TYPED)
  const [problems, setProblems] = useState<PassphraseProblems>({})
  const [state, setState] = useState<'ready' | 'making' | 'failed'>('ready')

  if (welcome.made.value && state !== 'making') return <AlreadyMade welcome={welcome} />

  const isJoining = welcome.way.value === 'join'

  async function make(): Promise<void> {
    if (state === 'making') return
    const found = from === 'own' ? passphraseProblems(typed) : {}
    setProblems(found)
    if (Object.keys(found).length > 0) return
    setState('making')
    try {
      await welcome.create(from === 'own' ? typed.passphrase : words)
      setTyped(NOTHING_TYPED)
    } catch {
      setState('failed')
    }
  }

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void make()
      }}
    >
      <p>{i18n.t(isJoining ? 'join.passphraseText' : 'welcome.passphrase.text')}</p>
      <Segmented
        label={i18n.t('welcome.passphrase.from')}
        value={from}
        choices={[
          { value: 'words', label: i18n.t('welcome.passphrase.words') },
          { value: 'own', label: i18n.t('welcome.passphrase.own') },
        ]}
        onChange={setFrom}
      />
      {from === 'words' ? (
        <div class="card stack">
          <p class="welcome-words" dir="ltr" translate={false}>
            {words}
          </p>
          <div class="row">
            <Copied text={words}>
              <Icon of={Copy} size={16} />
              {i18n.t('welcome.passphrase.copy')}
            </Copied>
            <Button onPress={() => setWords(proposePassphrase(welcome.edges.random))}>
              <Icon of={RefreshCw} size={16} />
              {i18n.t('welcome.passphrase.another')}
            </Button>
          </div>
          <p class="small quiet">
            {i18n.t('welcome.passphrase.wordsText', [
              guessText(2 ** (PROPOSED_BITS - 1) / GUESSES_PER_SECOND),
            ])}
          </p>
        </div>
      ) : (
        <NewPassphrase typed={typed} onInput={setTyped} problems={problems} />
      )}
      <div aria-live="polite">
        {state === 'failed' ? <Notice kind="danger">{i18n.t('welcome.passphrase.failed')}</Notice> : null}
        {state === 'making' ? (
          <Working label={i18n.t(isJoining ? 'join.making' : 'welcome.passphrase.making')} />
        ) : null}
      </div>
      <div class="welcome-foot">
        <span />
        <Button kind="primary" type="submit" busy={state === 'making'}>
          {i18n.t(isJoining ? 'join.passphraseSet' : 'welcome.passphrase.create')}
        </Button>
      </div>
      {welcome.way.value === 'new' ? (
        <div class="welcome-ways">
          <Button kind="plain" onPress={() => welcome.choose('join')}>
            {i18n.t('join.choose')}
          </Button>
          <Button kind="plain" onPress={() => welcome.choose('restore')}>
            {i18n.t('welcome.passphrase.restore')}
          </Button>
        </div>
      ) : null}
    </form>
  )
}

function AlreadyMade({ welcome }: { readonly welcome: Welcome }) {
  return (
    <div class="stack">
      <p>{i18n.t('welcome.passphrase.made')}</p>
      <p class="quiet">{i18n.t('welcome.passphrase.madeText')}</p>
      <div class="welcome-foot">
        <span />
        <Button kind="primary" onPress={welcome.next}>
          {i18n.t('welcome.continue')}
        </Button>
      </div>
    </div>
  )
}
