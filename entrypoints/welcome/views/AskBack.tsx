import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { TextInput } from '@/components/TextInput'
import { isSameWord, placesToAsk } from '../state/phrase'

/** Three of the words asked back by number, so that the person knows their paper is right. */
export function AskBack({
  words,
  chance,
  onBack,
  onRight,
}: {
  readonly words: readonly string[]
  readonly chance: () => number
  readonly onBack: () => void
  readonly onRight: () => void
}) {
  const places = useMemo(() => placesToAsk(words.length, chance), [words, chance])
  const [typed, setTyped] = useState<{ readonly [place: number]: string }>({})
  const [wrong, setWrong] = useState<ReadonlySet<number>>(new Set())
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])

  function check(): void {
    const missed = places.filter((place) => !isSameWord(typed[place] ?? '', words[place] ?? ''))
    setWrong(new Set(missed))
    if (missed.length === 0) onRight()
  }

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        check()
      }}
    >
      <p>{i18n.t('welcome.ask.text')}</p>
      {places.map((place, index) => (
        <TextInput
          key={place}
          inputRef={index === 0 ? first : null}
          label={i18n.t('welcome.ask.word', [String(place + 1)])}
          value={typed[place] ?? ''}
          onInput={(text) => {
            setTyped({ ...typed, [place]: text })
            setWrong(new Set([...wrong].filter((other) => other !== place)))
          }}
          error={wrong.has(place) ? problemOf(typed[place] ?? '', place) : null}
          autocomplete="off"
          mono
          dir="ltr"
        />
      ))}
      <div class="welcome-foot">
        <Button onPress={onBack}>{i18n.t('welcome.ask.again')}</Button>
        <Button kind="primary" type="submit">
          {i18n.t('welcome.ask.check')}
        </Button>
      </div>
    </form>
  )
}

function problemOf(typed: string, place: number): string {
  const number = String(place + 1)
  return typed.trim() === '' ? i18n.t('welcome.ask.empty', [number]) : i18n.t('welcome.ask.wrong', [number])
}
