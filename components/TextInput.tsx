import type { Ref } from 'preact'
import { Field, type FieldProps } from '@/components/Field'

export interface TextInputProps extends FieldProps {
  readonly value: string
  readonly onInput: (value: string) => void
  readonly onCommit?: () => void
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'search' | 'date' | 'number'
  readonly placeholder?: string
  readonly inputMode?: 'text' | 'numeric' | 'tel' | 'email' | 'url' | 'search'
  readonly mono?: boolean
  readonly readOnly?: boolean
  readonly maxLength?: number
  readonly min?: string
  readonly max?: string
  readonly list?: string
  readonly dir?: 'auto' | 'ltr'
  readonly inputRef?: Ref<HTMLInputElement>
}

/** One line of text, of which the browser keeps nothing. `onCommit` runs on Enter and when the field is left after a change. */
export function TextInput({
  label,
  hint,
  error,
  required,
  value,
  onInput,
  onCommit,
  type = 'text',
  mono = false,
  dir = 'auto',
  inputRef,
  inputMode,
  ...rest
}: TextInputProps) {
  return (
    <Field label={label} hint={hint} error={error} required={required ?? false}>
      {(wiring) => (
        <input
          {...wiring}
          {...rest}
          ref={inputRef ?? null}
          inputmode={inputMode}
          class={mono ? 'input input-mono' : 'input'}
          type={type}
          // Else the browser keeps what stands here in its session file, readable, to fill it in again.
          autocomplete="off"
          // An empty field begins where the page's lines begin; `auto` alone would begin it on the left.
          dir={dir === 'auto' && value === '' ? undefined : dir}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
          onChange={() => onCommit?.()}
        />
      )}
    </Field>
  )
}
