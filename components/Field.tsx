import { CircleAlert } from 'lucide-preact'
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { i18n } from '#i18n'
import { Icon } from '@/components/Icon'

/** What every control with a label takes. */
export interface FieldProps {
  readonly label: string
  readonly hint?: ComponentChildren
  /** Stands beside the control, says what to do, and is announced. */
  readonly error?: string | null | undefined
  readonly required?: boolean
}

/** Attributes the control inside a field must carry. */
export interface FieldWiring {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': 'true' | undefined
  readonly 'aria-required': 'true' | undefined
}

/** Label, control, hint and error, wired to each other. */
export function Field({
  label,
  hint,
  error,
  required = false,
  children,
}: FieldProps & { readonly children: (wiring: FieldWiring) => ComponentChildren }) {
  const id = useId()
  const described = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter(Boolean).join(' ')
  return (
    <div class="field">
      <div class="field-head">
        <label class="field-label" for={id}>
          {label}
        </label>
        {required ? (
          <span class="field-required" aria-hidden="true" title={i18n.t('common.required')}>
            *
          </span>
        ) : null}
      </div>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? 'true' : undefined,
        'aria-required': required ? 'true' : undefined,
      })}
      {/* The region stands before its text does, so that the text is announced. */}
      <div aria-live="polite">
        {error ? (
          <p class="field-error" id={`${id}-error`}>
            <Icon of={CircleAlert} size={14} />
            {error}
          </p>
        ) : null}
      </div>
      {hint ? (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
    </div>
  )
}
