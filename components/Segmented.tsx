import { useId } from 'preact/hooks'
import type { Choice } from '@/components/Select'

export interface SegmentedProps<Value extends string> {
  readonly label: string
  /** The label stands elsewhere on the page, under this id. */
  readonly labelledBy?: string
  readonly value: Value
  readonly choices: readonly Choice<Value>[]
  readonly onChange: (value: Value) => void
}

/** One of a few, all in sight. Radio buttons underneath: arrow keys move the choice. */
export function Segmented<Value extends string>({
  label,
  labelledBy,
  value,
  choices,
  onChange,
}: SegmentedProps<Value>) {
  const name = useId()
  return (
    <div
      class="segmented"
      role="radiogroup"
      aria-label={labelledBy === undefined ? label : undefined}
      aria-labelledby={labelledBy}
    >
      <div class="segmented-track">
        {choices.map((choice) => (
          <label key={choice.value}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </div>
  )
}
