import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Checkbox } from '@/components/Checkbox'
import { FormDialog } from '@/components/FormDialog'
import { TextInput } from '@/components/TextInput'
import { numberText } from '@/entrypoints/dashboard/views/words'
import type { LockerView } from '@/lib/services/locker-keeping'

/** Empties a locker for good, after a typed word; whether its grants end too is a choice of its own. */
export function DeleteAll({
  open,
  locker,
  onDelete,
  onClose,
}: {
  readonly open: boolean
  readonly locker: LockerView
  readonly onDelete: (closeToo: boolean) => void
  readonly onClose: () => void
}) {
  const [typed, setTyped] = useState('')
  const [closeToo, setCloseToo] = useState(false)
  const word = i18n.t('locker.deleteWord')
  const ready = typed.trim().toLocaleLowerCase() === word.toLocaleLowerCase()
  const leave = (then: () => void) => {
    setTyped('')
    setCloseToo(false)
    then()
  }
  return (
    <FormDialog
      open={open}
      title={i18n.t('locker.deleteAll')}
      action={i18n.t('locker.deleteAll')}
      kind="danger"
      ready={ready}
      onGo={() => leave(() => onDelete(closeToo))}
      onClose={() => leave(onClose)}
    >
      <p>{i18n.t('locker.deleteAllText', locker.documents, [numberText(locker.documents)])}</p>
      {locker.access.length > 0 ? (
        <Checkbox checked={closeToo} onChange={setCloseToo}>
          {i18n.t('locker.revokeToo', locker.access.length)}
        </Checkbox>
      ) : null}
      <TextInput label={i18n.t('dashboard.data.typeTo', [word])} value={typed} onInput={setTyped} />
    </FormDialog>
  )
}
