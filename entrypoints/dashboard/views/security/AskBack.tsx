import { useMemo, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { TextInput } from '@/components/TextInput'
import { isSameWord, placesToAsk } from '@/entrypoints/dashboard/state/security'

/** Three of the words asked back, so that the person knows their paper is right. */
export function AskBack({
  words,
  onBack,
  onDone,
}: {
  readonly words: readonly string[]
  readonly onBack: () => void
  readonly onDone: () => void
}) {
  const places = useMemo(() => placesToAsk(words.length, Math.random), [words])
  const [typed, setTyped] = useState<{ readonly [place: number]: string }>({})
  const [wrong, setWrong] = useState<ReadonlySet<number>>(new Set())

  function check(): void {
    const missed = places.filter((place) => !isSameWord(typed[place] ?? '', words[place] ?? ''))
    setWrong(new Set(missed))
    if (missed.length === 0) onDone()
  }

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        check()
      }}
    >
      <p>{i18n.t('dashboard.security.askBack')}</p>
      {places.map((place) => (
        <TextInput
          key={place}
          label={i18n.t('dashboard.security.word', [String(place + 1)])}
          value={typed[place] ?? ''}
          onInput={(text) => setTyped({ ...typed, [place]: text })}
          error={wrong.has(place) ? i18n.t('dashboard.security.wrongWord', [String(place + 1)]) : null}
          autocomplete="off"
          mono
          dir="ltr"
        />
      ))}
      <div class="row">
        <Button onPress={onBack}>{i18n.t('dashboard.security.lookAgain')}</Button>
        <span class="push">
          <Button kind="primary" type="submit">
            {i18n.t('dashboard.security.finish')}
          </Button>
        </span>
      </div>
    </form>
  )
}
