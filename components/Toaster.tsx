import { X } from 'lucide-preact'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import type { ToastEntry, Toasts } from '@/components/toasts'

/** One toast: the sentence, the way back, and a cross. */
export function Toast({
  entry,
  onUndo,
  onDismiss,
}: {
  readonly entry: ToastEntry
  readonly onUndo: () => void
  readonly onDismiss: () => void
}) {
  return (
    <div class="toast">
      <span>{entry.text}</span>
      {entry.undo ? (
        <button type="button" class="button button-undo" onClick={() => onUndo()}>
          {i18n.t('common.undo')}
        </button>
      ) : null}
      <Button square label={i18n.t('common.dismiss')} onPress={onDismiss}>
        <Icon of={X} size={16} />
      </Button>
    </div>
  )
}

/** Place of the toasts; stands once per page, also while empty, so that what comes is announced. */
export function Toaster({ toasts }: { readonly toasts: Toasts }) {
  return (
    <div
      class="toasts"
      role="status"
      onPointerEnter={() => toasts.hold()}
      onPointerLeave={() => toasts.release()}
      onFocusIn={() => toasts.hold()}
      onFocusOut={() => toasts.release()}
    >
      {toasts.entries.value.map((entry) => (
        <Toast
          key={entry.id}
          entry={entry}
          onUndo={() => toasts.undo(entry.id)}
          onDismiss={() => toasts.dismiss(entry.id)}
        />
      ))}
    </div>
  )
}
