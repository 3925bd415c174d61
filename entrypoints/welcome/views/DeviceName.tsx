import { i18n } from '#i18n'
import { TextInput } from '@/components/TextInput'

/** What the person's other devices show this one by. */
export function DeviceName({
  name,
  error,
  onInput,
}: {
  readonly name: string
  readonly error: string | null | undefined
  readonly onInput: (name: string) => void
}) {
  return (
    <TextInput
      label={i18n.t('join.name')}
      hint={i18n.t('join.nameHint')}
      value={name}
      maxLength={60}
      error={error}
      onInput={onInput}
    />
  )
}
