import { LockKeyhole } from 'lucide-preact'
import { i18n } from '#i18n'
import { Icon } from '@/components/Icon'
import { UnlockForm } from '@/components/UnlockForm'

/** The passphrase once more, with why. */
export function Again({
  text,
  onConfirm,
}: {
  readonly text: string
  readonly onConfirm: (passphrase: string) => Promise<boolean>
}) {
  return (
    <section class="card stack">
      <p class="with-icon">
        <Icon of={LockKeyhole} />
        <span>{text}</span>
      </p>
      <UnlockForm onUnlock={onConfirm} action={i18n.t('prompt.confirm_action')} />
    </section>
  )
}
