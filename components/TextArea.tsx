import { Field, type FieldProps } from '@/components/Field'

export interface TextAreaProps extends FieldProps {
  readonly value: string
  readonly onInput: (value: string) => void
  readonly rows?: number
  readonly placeholder?: string
  readonly maxLength?: number
  readonly mono?: boolean
  readonly spellcheck?: boolean
  readonly readOnly?: boolean
}

/** Several lines of text; grows with them where the browser can. */
export function TextArea({
  label,
  hint,
  error,
  required,
  value,
  onInput,
  mono = false,
  ...rest
}: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error} required={required ?? false}>
      {(wiring) => (
        <textarea
          {...wiring}
          {...rest}
          // Else the browser keeps what stands here in its session file, readable, to fill it in again.
          autocomplete="off"
          class={mono ? 'input input-mono' : 'input'}
          dir={value === '' ? undefined : 'auto'}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}
