import { Eye } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'

/** A value that stands hidden until the person asks to see it; then it can be changed. */
export function SensitiveField({
  label,
  value,
  children,
}: {
  readonly label: string
  readonly value: string
  readonly children: ComponentChildren
}) {
  const [shown, setShown] = useState(false)
  if (shown) return <>{children}</>
  return (
    <div class="field">
      <span class="field-label">{label}</span>
      <div class="concealed">
        <span class="concealed-text">{masked(value)}</span>
        <Button
          size="small"
          label={i18n.t('dashboard.record.reveal', [label])}
          onPress={() => setShown(true)}
        >
          <Icon of={Eye} size={16} />
          {i18n.t('dashboard.record.show')}
        </Button>
      </div>
    </div>
  )
}

/** Hidden but for the last digits of a long number, enough to tell two apart. */
export function masked(text: string): string {
  const bare = text.replace(/\s/g, '')
  if (bare.length <= 6 || !/\d{3}$/.test(bare)) return '••••'
  return `•••• ${bare.slice(bare.length > 10 ? -4 : -3)}`
}
