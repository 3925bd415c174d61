import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { FormDialog } from '@/components/FormDialog'
import { TextInput } from '@/components/TextInput'

/** A device's name, as all devices show it. */
export function RenameDevice({
  name,
  onRename,
  onClose,
}: {
  readonly name: string
  readonly onRename: (name: string) => void
  readonly onClose: () => void
}) {
  const [typed, setTyped] = useState(name)
  const [error, setError] = useState<string | null>(null)
  return (
    <FormDialog
      title={i18n.t('devices.renameTitle')}
      action={i18n.t('common.save')}
      onClose={onClose}
      onGo={() => {
        if (typed.trim() === '') setError(i18n.t('devices.nameEmpty'))
        else onRename(typed.trim())
      }}
    >
      <TextInput
        label={i18n.t('devices.name')}
        value={typed}
        maxLength={60}
        error={error}
        onInput={(next) => {
          setTyped(next)
          setError(null)
        }}
      />
    </FormDialog>
  )
}
