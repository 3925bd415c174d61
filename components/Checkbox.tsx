import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

export interface CheckboxProps {
  readonly checked: boolean
  /** Some of what it stands for is ticked. */
  readonly mixed?: boolean
  readonly onChange: (checked: boolean) => void
  readonly children: ComponentChildren
  readonly hint?: ComponentChildren
  readonly disabled?: boolean
}

export function Checkbox({
  checked,
  mixed = false,
  onChange,
  children,
  hint,
  disabled = false,
}: CheckboxProps) {
  const id = useId()
  return (
    <label class="check" for={id}>
      <input
        id={id}
        class="box"
        type="checkbox"
        checked={checked}
        indeterminate={mixed}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{children}</span>
      {hint ? (
        <span class="check-hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
    </label>
  )
}
