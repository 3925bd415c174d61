import type { LucideIcon } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'

/** Nothing here yet: what will be, an example, and the one next step. */
export function Empty({
  icon,
  children,
  example,
  action,
}: {
  readonly icon: LucideIcon
  readonly children: ComponentChildren
  readonly example?: ComponentChildren
  readonly action?: { readonly label: string; readonly onPress: () => void }
}) {
  return (
    <div class="empty">
      <Icon of={icon} size={24} />
      <p>{children}</p>
      {example ? <p class="empty-example">{example}</p> : null}
      {action ? (
        <Button kind="primary" onPress={action.onPress}>
          {action.label}
        </Button>
      ) : null}
    </div>
  )
}
