import './give.css'
import { ChevronDown } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from '@/components/Icon'

export interface GiveProps {
  /** Something of it would be given. */
  readonly given: boolean
  readonly checked: boolean
  /** Ticked, and yet not all that the site needs would be given. */
  readonly mixed: boolean
  readonly disabled?: boolean
  /** What the tick does: "Give name". */
  readonly action: string
  /** What it is, with its marks. */
  readonly label: ComponentChildren
  /** What would be given. */
  readonly value: ComponentChildren
  /** Reasons of the site, and what it would learn. */
  readonly said: ComponentChildren
  /** The choices below, with what opens them; null where there is nothing to choose, and `instead` stands there. */
  readonly choices: {
    readonly label: string
    readonly open: boolean
    readonly onOpen: (open: boolean) => void
    readonly content: () => ComponentChildren
  } | null
  readonly instead?: ComponentChildren
  readonly onTick: (on: boolean) => void
}

/** The frame of each row: the tick, what it is and what would be given, what is said about it, and the choices. */
export function Give({
  given,
  checked,
  mixed,
  disabled = false,
  action,
  label,
  value,
  said,
  choices,
  instead = null,
  onTick,
}: GiveProps) {
  const id = useId()
  return (
    <li class={given ? 'give give-ticked' : 'give'}>
      <input
        id={id}
        class="box"
        type="checkbox"
        checked={checked}
        indeterminate={mixed}
        disabled={disabled}
        aria-label={action}
        aria-describedby={`${id}-value ${id}-said`}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
      <label class="give-text" for={id}>
        <span class="give-label">{label}</span>
        <span class="give-value" id={`${id}-value`}>
          {value}
        </span>
      </label>
      {choices ? (
        <button
          type="button"
          class="button button-square give-open"
          aria-label={choices.label}
          title={choices.label}
          aria-expanded={choices.open}
          aria-controls={`${id}-choices`}
          onClick={() => choices.onOpen(!choices.open)}
        >
          <Icon of={ChevronDown} />
        </button>
      ) : (
        instead
      )}
      <div class="give-said" id={`${id}-said`}>
        {said}
      </div>
      {choices?.open ? (
        <div class="give-choices" id={`${id}-choices`}>
          {choices.content()}
        </div>
      ) : null}
    </li>
  )
}
