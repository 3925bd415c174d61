import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Checkbox } from '@/components/Checkbox'
import { Dialog } from '@/components/Dialog'
import { Segmented } from '@/components/Segmented'
import { TextArea } from '@/components/TextArea'
import { TextInput } from '@/components/TextInput'
import type { LetterFacts } from '@/lib/ledger/letters'
import type { Task } from '@/lib/ledger/tasks'
import { ENGLISH } from './english'
import { interfaceWords } from './interface-words'
import { type Letter, letterOf, mailtoOf } from './letter'

/** Languages in which somebody the GDPR protects may well write. */
const WITH_LAW = ['en', 'de', 'fr', 'es', 'pt']
type Language = 'interface' | 'english'

export interface LetterDialogProps {
  readonly kind: Task['kind']
  /** The site's name. */
  readonly name: string
  readonly facts: LetterFacts
  readonly due: string
  /** It goes out, by whatever way: it becomes a task. */
  readonly onOut: () => void
  readonly onSave: (text: string) => void
  readonly onClose: () => void
}

/** A letter to a site, written from the ledger, to be changed and sent by the person. Nothing is sent from here. */
export function LetterDialog({ kind, name, facts, due, onOut, onSave, onClose }: LetterDialogProps) {
  const own = i18n.t('language.tag')
  const [language, setLanguage] = useState<Language>('interface')
  const [law, setLaw] = useState(false)
  const write = (of: Language, named: boolean): Letter =>
    letterOf({ kind, facts, due, law: named }, of === 'english' ? ENGLISH : interfaceWords())
  const [letter, setLetter] = useState(() => write('interface', false))
  const [to, setTo] = useState('')
  const [wrong, setWrong] = useState(false)
  const [copied, setCopied] = useState(false)
  const rewrite = (of: Language, named: boolean) => {
    setLanguage(of)
    setLaw(named)
    setLetter(write(of, named))
    setCopied(false)
  }
  const spoken = language === 'english' ? 'en' : own
  const withLaw = WITH_LAW.includes(new Intl.Locale(spoken).language)
  const mailto = mailtoOf(to, letter)
  const whole = `${letter.subject}\n\n${letter.body}\n`
  return (
    <Dialog
      open
      title={i18n.t(kind === 'erasure' ? 'letter.erasure' : 'letter.access', [name])}
      onClose={onClose}
      foot={
        <>
          <Button
            onPress={() => {
              onSave(whole)
              onOut()
            }}
          >
            {i18n.t('letter.save')}
          </Button>
          <Button
            kind="primary"
            onPress={() =>
              void navigator.clipboard.writeText(whole).then(() => {
                setCopied(true)
                onOut()
              })
            }
          >
            {i18n.t(copied ? 'letter.copied' : 'letter.copy')}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{i18n.t('letter.unsent')}</p>
        {own === 'en' ? null : (
          <Segmented
            label={i18n.t('letter.language')}
            value={language}
            choices={[
              { value: 'interface', label: languageName(own, own) },
              { value: 'english', label: languageName('en', own) },
            ]}
            onChange={(of) => rewrite(of, law)}
          />
        )}
        {withLaw ? (
          <Checkbox
            checked={law}
            onChange={(named) => rewrite(language, named)}
            hint={i18n.t('letter.lawHint')}
          >
            {i18n.t('letter.law')}
          </Checkbox>
        ) : null}
        <p class="small quiet">{i18n.t('letter.anew')}</p>
        <div lang={spoken} dir={language === 'english' ? 'ltr' : undefined}>
          <TextArea
            label={i18n.t('letter.text')}
            value={letter.body}
            rows={14}
            onInput={(body) => {
              setLetter({ ...letter, body })
              setCopied(false)
            }}
          />
        </div>
        <TextInput
          label={i18n.t('letter.to')}
          hint={i18n.t('letter.toHint')}
          type="email"
          dir="ltr"
          value={to}
          onInput={(text) => {
            setTo(text)
            setWrong(false)
          }}
          onCommit={() => setWrong(to.trim() !== '' && mailtoOf(to, letter) === null)}
          error={wrong ? i18n.t('letter.toWrong') : null}
        />
        <div>
          {mailto === null ? (
            <Button onPress={() => setWrong(true)}>{i18n.t('letter.mail')}</Button>
          ) : (
            <a
              class="button button-quiet"
              href={mailto}
              target="_blank"
              rel="noopener noreferrer"
              onClick={onOut}
            >
              {i18n.t('letter.mail')}
            </a>
          )}
        </div>
      </div>
    </Dialog>
  )
}

function languageName(of: string, said: string): string {
  return new Intl.DisplayNames(said, { type: 'language' }).of(of) ?? of
}
