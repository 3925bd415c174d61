import { X } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'

export interface DialogProps {
  readonly open: boolean
  readonly title: string
  /** Escape, the cross, or a press outside. */
  readonly onClose: () => void
  readonly children: ComponentChildren
  readonly foot?: ComponentChildren
}

/** The browser's own modal dialog: it keeps the focus inside and gives it back. */
export function Dialog({ open, title, onClose, children, foot }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = element.current
    if (!dialog || !open) return
    const before = document.activeElement
    if (!dialog.open) dialog.showModal()
    return () => {
      // A dialog that is taken out of the page while it is open would leave the focus nowhere.
      dialog.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [open])
  return (
    <dialog
      ref={element}
      class="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        if (event.target === element.current) onClose()
      }}
    >
      {open ? (
        <>
          <div class="dialog-head">
            <h2 id={id}>{title}</h2>
            <Button square label={i18n.t('common.close')} onPress={onClose}>
              <Icon of={X} />
            </Button>
          </div>
          <div class="dialog-body">{children}</div>
          {foot ? <div class="dialog-foot">{foot}</div> : null}
        </>
      ) : null}
    </dialog>
  )
}
