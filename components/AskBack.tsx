import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { isSameWord, placesToAsk } from '@/components/ask-back'
import { Button } from '@/components/Button'
import { TextInput } from '@/components/TextInput'

/** What the form says, in the words of the page that shows it. Words are numbered from 1. */
export interface AskBackTexts {
  readonly ask: string
  readonly word: (number: string) => string
  readonly wrong: (number: string, typed: string) => string
  readonly back: string
  readonly check: string
}

/** Three of the words asked back by number, so that the person knows their paper is right. */
export function AskBack({
  words,
  texts,
  chance,
  onBack,
  onRight,
}: {
  readonly words: readonly string[]
  readonly texts: AskBackTexts
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
      <p>{texts.ask}</p>
      {places.map((place, index) => (
        <TextInput
          key={place}
          inputRef={index === 0 ? first : null}
          label={texts.word(String(place + 1))}
          value={typed[place] ?? ''}
          onInput={(text) => {
            setTyped({ ...typed, [place]: text })
            setWrong(new Set([...wrong].filter((other) => other !== place)))
          }}
          error={wrong.has(place) ? texts.wrong(String(place + 1), typed[place] ?? '') : null}
          mono
          dir="ltr"
        />
      ))}
      <div class="row">
        <Button onPress={onBack}>{texts.back}</Button>
        <span class="push">
          <Button kind="primary" type="submit">
            {texts.check}
          </Button>
        </span>
      </div>
    </form>
  )
}
