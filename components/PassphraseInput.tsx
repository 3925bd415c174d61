import { Eye, EyeOff } from 'lucide-preact'
import type { Ref } from 'preact'
import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Field, type FieldProps } from '@/components/Field'
import { Icon } from '@/components/Icon'

export interface PassphraseInputProps extends FieldProps {
  readonly value: string
  readonly onInput: (value: string) => void
  /** `current-password` to open, `new-password` to set: password managers go by it. */
  readonly purpose?: 'current-password' | 'new-password'
  readonly inputRef?: Ref<HTMLInputElement>
  readonly readOnly?: boolean
}

/** A passphrase: hidden until asked to be shown, with a word when Caps Lock is on. */
export function PassphraseInput({
  label,
  hint,
  error,
  required,
  value,
  onInput,
  purpose = 'current-password',
  inputRef,
  readOnly = false,
}: PassphraseInputProps) {
  const [shown, setShown] = useState(false)
  const [caps, setCaps] = useState(false)
  const watchCaps = (event: KeyboardEvent) => setCaps(event.getModifierState?.('CapsLock') ?? false)
  return (
    <Field label={label} hint={hint} error={error} required={required ?? false}>
      {(wiring) => (
        <>
          <div class="passphrase">
            <input
              {...wiring}
              ref={inputRef ?? null}
              class="input"
              type={shown ? 'text' : 'password'}
              // Shown, it is a text like any other to the browser, whose session file would keep it as it stands.
              autocomplete={shown ? 'off' : purpose}
              autocapitalize="off"
              spellcheck={false}
              readOnly={readOnly}
              value={value}
              onInput={(event) => onInput(event.currentTarget.value)}
              onKeyDown={watchCaps}
              onKeyUp={watchCaps}
              onBlur={() => setCaps(false)}
            />
            <Button
              square
              label={shown ? i18n.t('common.hide_typed') : i18n.t('common.show_typed')}
              onPress={() => setShown(!shown)}
            >
              <Icon of={shown ? EyeOff : Eye} />
            </Button>
          </div>
          <div aria-live="polite">{caps ? <p class="field-caps">{i18n.t('common.caps_lock')}</p> : null}</div>
        </>
      )}
    </Field>
  )
}
