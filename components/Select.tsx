import { ChevronDown } from 'lucide-preact'
import { Field, type FieldProps } from '@/components/Field'
import { Icon } from '@/components/Icon'

export interface Choice<Value extends string = string> {
  readonly value: Value
  readonly label: string
}

export interface SelectProps<Value extends string> extends FieldProps {
  readonly value: Value
  readonly choices: readonly Choice<Value>[]
  readonly onChange: (value: Value) => void
}

/** The browser's own list, so that it works with every keyboard and screen reader. */
export function Select<Value extends string>({
  label,
  hint,
  error,
  required,
  value,
  choices,
  onChange,
}: SelectProps<Value>) {
  return (
    <Field label={label} hint={hint} error={error} required={required ?? false}>
      {(wiring) => (
        <div class="select">
          <select
            {...wiring}
            class="input"
            // Else the browser keeps what stands here in its session file, readable, to fill it in again.
            autocomplete="off"
            value={value}
            onChange={(event) => {
              const found = choices.find((choice) => choice.value === event.currentTarget.value)
              if (found) onChange(found.value)
            }}
          >
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
          <Icon of={ChevronDown} size={16} />
        </div>
      )}
    </Field>
  )
}
