import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Dialog } from '@/components/Dialog'

export interface FormDialogProps {
  readonly open?: boolean
  readonly title: string
  /** What the button says that goes on. */
  readonly action: string
  readonly kind?: 'primary' | 'danger'
  /** False while there is nothing to go on with. */
  readonly ready?: boolean
  /** It goes on already. */
  readonly busy?: boolean
  readonly onGo: () => void
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/** A dialog that is one form: its button, or Enter in one of its fields, goes on. */
export function FormDialog({
  open = true,
  title,
  action,
  kind = 'primary',
  ready = true,
  busy = false,
  onGo,
  onClose,
  children,
}: FormDialogProps) {
  return (
    <Dialog
      open={open}
      title={title}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{i18n.t('common.cancel')}</Button>
          <Button kind={kind} inert={!ready} busy={busy} onPress={onGo}>
            {action}
          </Button>
        </>
      }
    >
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) onGo()
        }}
      >
        {children}
        {/* The visible button stands in the dialog's foot. */}
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
