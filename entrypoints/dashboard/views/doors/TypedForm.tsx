import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { TextInput } from '@/components/TextInput'
import { isTyped } from '@/components/typed-word'

/** One step that cannot be undone: its button wakes when its word was typed. */
export function TypedForm({
  word,
  action,
  kind,
  onGo,
}: {
  readonly word: string
  readonly action: string
  readonly kind: 'danger' | 'quiet'
  readonly onGo: () => Promise<void>
}) {
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const ready = isTyped(typed, word)

  async function go(): Promise<void> {
    setBusy(true)
    setFailed(false)
    try {
      await onGo()
    } catch {
      setFailed(true)
    }
    setBusy(false)
  }

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready && !busy) void go()
      }}
    >
      <TextInput
        label={i18n.t('dashboard.recovery.typeAsk', [word])}
        value={typed}
        onInput={setTyped}
        error={failed ? i18n.t('common.failed') : null}
      />
      <div>
        <Button kind={kind} type="submit" inert={!ready} busy={busy}>
          {action}
        </Button>
      </div>
    </form>
  )
}
