import { CircleAlert, Info, TriangleAlert } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'

export interface NoticeProps {
  readonly kind?: 'info' | 'caution' | 'danger'
  readonly children: ComponentChildren
  readonly action?: { readonly label: string; readonly onPress: () => void }
  /** Appeared after something the person did: announced. */
  readonly live?: boolean
}

const DRAWINGS = { info: Info, caution: TriangleAlert, danger: CircleAlert }

/** Something worth knowing, with the one thing that can be done about it. */
export function Notice({ kind = 'info', children, action, live = false }: NoticeProps) {
  return (
    <div class={`notice notice-${kind}`} role={live ? (kind === 'danger' ? 'alert' : 'status') : undefined}>
      <div class="notice-text">
        <Icon of={DRAWINGS[kind]} />
        <div>{children}</div>
      </div>
      {action ? <Button onPress={action.onPress}>{action.label}</Button> : null}
    </div>
  )
}
