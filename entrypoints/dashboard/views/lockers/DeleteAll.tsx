import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Checkbox } from '@/components/Checkbox'
import { TypedConfirm } from '@/entrypoints/dashboard/views/TypedConfirm'
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
  const [closeToo, setCloseToo] = useState(false)
  const leave = (then: () => void) => {
    setCloseToo(false)
    then()
  }
  return (
    <TypedConfirm
      open={open}
      title={i18n.t('locker.deleteAll')}
      text={i18n.t('locker.deleteAllText', locker.documents, [numberText(locker.documents)])}
      word={i18n.t('locker.deleteWord')}
      action={i18n.t('locker.deleteAll')}
      onConfirm={() => leave(() => onDelete(closeToo))}
      onClose={() => leave(onClose)}
    >
      {locker.access.length > 0 ? (
        <Checkbox checked={closeToo} onChange={setCloseToo}>
          {i18n.t('locker.revokeToo', locker.access.length)}
        </Checkbox>
      ) : null}
    </TypedConfirm>
  )
}
