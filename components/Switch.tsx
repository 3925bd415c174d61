import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

export interface SwitchProps {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly label: string
  readonly hint?: ComponentChildren
}

/** On or off at once, without a button to save it. */
export function Switch({ checked, onChange, label, hint }: SwitchProps) {
  const id = useId()
  return (
    <label class="switch" for={id}>
      <span class="switch-text">
        <span>{label}</span>
        {hint ? (
          <span class="small quiet" id={`${id}-hint`}>
            {hint}
          </span>
        ) : null}
      </span>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={checked}
        aria-label={label}
        aria-describedby={hint ? `${id}-hint` : undefined}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  )
}
