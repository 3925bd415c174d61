import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Dialog } from '@/components/Dialog'
import { TextInput } from '@/components/TextInput'

/** For what cannot be undone, and only for that: the person types a word. */
export function TypedConfirm({
  open,
  title,
  text,
  word,
  action,
  onConfirm,
  onClose,
}: {
  readonly open: boolean
  readonly title: string
  readonly text: string
  readonly word: string
  readonly action: string
  readonly onConfirm: () => void
  readonly onClose: () => void
}) {
  const [typed, setTyped] = useState('')
  const ready = typed.trim().toLocaleLowerCase() === word.toLocaleLowerCase()
  const close = () => {
    setTyped('')
    onClose()
  }
  return (
    <Dialog
      open={open}
      title={title}
      onClose={close}
      foot={
        <>
          <Button onPress={close}>{i18n.t('dashboard.cancel')}</Button>
          <Button
            kind="danger"
            inert={!ready}
            onPress={() => {
              setTyped('')
              onConfirm()
            }}
          >
            {action}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{text}</p>
        <TextInput label={i18n.t('dashboard.data.typeTo', [word])} value={typed} onInput={setTyped} />
      </div>
    </Dialog>
  )
}
