import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { PlaceForm } from '@/components/PlaceForm'
import { type EnteredKind, KINDS, type Typed, typedOf } from '@/components/place-fields'
import { kindName } from '@/components/place-words'
import { Select } from '@/components/Select'
import { TextArea } from '@/components/TextArea'
import { Working } from '@/components/Working'
import { PHRASE_WORDS, typedWords } from '@/lib/crypto/typed-words'
import type { PlaceRefusal } from '@/lib/replicas/kinds'
import type { Welcome } from '../state'
import type { Join } from '../state/join'
import { DeviceName } from './DeviceName'

/** One place where the vault lies, and the 24 words: for whoever has no other device any more. */
export function JoinByPhrase({ welcome, join }: { readonly welcome: Welcome; readonly join: Join }) {
  const [typed, setTyped] = useState<Typed>(() => typedOf('webdav', null))
  const [isFolder, setFolder] = useState(false)
  const [words, setWords] = useState('')
  const [refusal, setRefusal] = useState<PlaceRefusal | null>(null)
  const [missing, setMissing] = useState(false)
  const [name, setName] = useState('')
  const [nameless, setNameless] = useState(false)
  const { edges } = welcome
  useEffect(() => void edges.deviceName().then(setName, () => undefined), [edges])
  const kinds: readonly (EnteredKind | 'folder')[] = join.canPick.value ? [...KINDS, 'folder'] : KINDS
  const count = typedWords(words).length

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (join.busy.value) return
        setMissing(count !== PHRASE_WORDS)
        setNameless(name.trim() === '')
        if (count !== PHRASE_WORDS || name.trim() === '') return
        if (isFolder) {
          void join.byFolder(words, name.trim())
          return
        }
        const begun = join.byPhrase(typed, words, name.trim())
        setRefusal(begun.ok ? null : begun.reason)
        const form = event.currentTarget
        if (!begun.ok) requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      }}
    >
      <p class="quiet">{i18n.t('join.placeText')}</p>
      <Select
        label={i18n.t('places.dialog.which')}
        value={isFolder ? 'folder' : typed.kind}
        choices={kinds.map((kind) => ({ value: kind, label: kindName(kind) }))}
        onChange={(kind) => {
          setFolder(kind === 'folder')
          if (kind !== 'folder') setTyped(typedOf(kind, null))
          setRefusal(null)
        }}
      />
      {isFolder ? (
        <p class="quiet">{i18n.t('join.folderText')}</p>
      ) : (
        <PlaceForm
          name={null}
          typed={typed}
          refusal={refusal}
          onInput={(next) => {
            setTyped(next)
            setRefusal(null)
          }}
        />
      )}
      <TextArea
        label={i18n.t('join.words')}
        hint={i18n.t('join.wordsHint', count, [String(count)])}
        rows={4}
        spellcheck={false}
        value={words}
        error={missing ? i18n.t('join.wordsMissing') : null}
        onInput={(next) => {
          setWords(next)
          setMissing(false)
        }}
      />
      <DeviceName
        name={name}
        error={nameless ? i18n.t('join.nameEmpty') : null}
        onInput={(next) => {
          setName(next)
          setNameless(false)
        }}
      />
      {isFolder ? null : <p class="quiet small">{i18n.t('join.browser')}</p>}
      {join.busy.value ? <Working label={i18n.t('join.asking')} /> : null}
      <div class="welcome-foot">
        <Button kind="plain" onPress={() => welcome.choose('new')}>
          {i18n.t('join.new')}
        </Button>
        <Button kind="primary" type="submit" busy={join.busy.value}>
          {i18n.t('join.go')}
        </Button>
      </div>
    </form>
  )
}
