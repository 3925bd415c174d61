import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { FormDialog } from '@/components/FormDialog'
import { TextInput } from '@/components/TextInput'
import { isTyped } from '@/components/typed-word'

/** For what cannot be undone, and only for that: the person types a word. */
export function TypedConfirm({
  open,
  title,
  text,
  word,
  action,
  children,
  onConfirm,
  onClose,
}: {
  readonly open: boolean
  readonly title: string
  readonly text: string
  readonly word: string
  readonly action: string
  /** What else there is to choose. */
  readonly children?: ComponentChildren
  readonly onConfirm: () => void
  readonly onClose: () => void
}) {
  const [typed, setTyped] = useState('')
  const leave = (then: () => void) => {
    setTyped('')
    then()
  }
  return (
    <FormDialog
      open={open}
      title={title}
      action={action}
      kind="danger"
      ready={isTyped(typed, word)}
      onGo={() => leave(onConfirm)}
      onClose={() => leave(onClose)}
    >
      <p>{text}</p>
      {children}
      <TextInput label={i18n.t('dashboard.data.typeTo', [word])} value={typed} onInput={setTyped} />
    </FormDialog>
  )
}
