import { i18n } from '#i18n'
import { countryChoices } from '@/components/country-choices'
import { choiceText, fieldLabel, problemText } from '@/components/field-words'
import { Select } from '@/components/Select'
import { TextArea } from '@/components/TextArea'
import { TextInput, type TextInputProps } from '@/components/TextInput'
import type { Draft } from '@/entrypoints/dashboard/state/draft'
import { type Field, isSensitiveField } from '@/lib/records/collections'
import { isWholeDate } from '@/lib/records/dates'
import { SensitiveField } from './SensitiveField'

const NONE = ''

interface FieldInputProps {
  readonly draft: Draft
  readonly field: Field
  readonly required: boolean
}

/** The right control for a field, with what is wrong with it beside it. */
export function FieldInput({ draft, field, required }: FieldInputProps) {
  const value = draft.values.value[field.name]
  const text = typeof value === 'string' ? value : ''
  const problem = draft.problems.value[field.name]
  const wiring = {
    label: fieldLabel(field.name),
    required,
    error: problem ? problemText(problem) : null,
    value: text,
    onInput: (typed: string) => draft.set(field.name, typed),
  }
  const kept = draft.record
  if (kept && text !== '' && kept.fields[field.name] !== undefined && isSensitiveField(kept, field.name)) {
    return (
      <SensitiveField label={wiring.label} value={text}>
        <TextInput {...wiring} {...lineOf(field)} />
      </SensitiveField>
    )
  }
  switch (field.kind) {
    case 'country':
      return <CountryField draft={draft} field={field} required={required} />
    case 'choice':
      return (
        <Select
          label={wiring.label}
          required={required}
          error={wiring.error}
          value={text}
          choices={[
            ...(text === '' || !required ? [{ value: NONE, label: i18n.t('dashboard.field.none') }] : []),
            ...field.choices.map((code) => ({ value: code, label: choiceText(code) })),
          ]}
          onChange={(code) => draft.set(field.name, code)}
        />
      )
    case 'text':
      return (
        <div class="wide">
          <TextArea
            {...wiring}
            rows={field.name === 'street-address' ? 2 : 4}
            hint={field.name === 'street-address' ? i18n.t('dashboard.field.lines') : undefined}
          />
        </div>
      )
    case 'date': {
      // The browser's own picker knows whole days only; a month or a year alone is typed.
      const part = text !== '' && !isWholeDate(text)
      return (
        <TextInput
          {...wiring}
          type={part ? 'text' : 'date'}
          hint={part ? i18n.t('dashboard.field.partDate') : undefined}
        />
      )
    }
    case 'phone':
      return <PhoneField draft={draft} input={{ ...wiring, ...lineOf(field) }} />
    default:
      return <TextInput {...wiring} {...lineOf(field)} />
  }
}

function CountryField({ draft, field, required }: FieldInputProps) {
  const value = draft.values.value[field.name]
  const problem = draft.problems.value[field.name]
  return (
    <Select
      label={fieldLabel(field.name)}
      required={required}
      error={problem ? problemText(problem) : null}
      value={typeof value === 'string' ? value : NONE}
      choices={countryChoices()}
      onChange={(code) => draft.set(field.name, code)}
    />
  )
}

function PhoneField({ draft, input }: { readonly draft: Draft; readonly input: TextInputProps }) {
  return (
    <>
      <TextInput {...input} />
      <Select
        label={i18n.t('dashboard.field.phoneCountry')}
        hint={i18n.t('dashboard.field.phoneHint')}
        value={draft.phoneCountry.value ?? NONE}
        choices={countryChoices()}
        onChange={(code) => {
          draft.phoneCountry.value = code === NONE ? null : code
        }}
      />
    </>
  )
}

function lineOf(field: Field): Partial<TextInputProps> {
  switch (field.kind) {
    case 'email':
      return { type: 'email', inputMode: 'email', dir: 'ltr' }
    case 'phone':
      return { type: 'tel', inputMode: 'tel', dir: 'ltr' }
    case 'digits':
      return { inputMode: 'numeric', dir: 'ltr' }
    case 'card-number':
      return { inputMode: 'numeric', dir: 'ltr', mono: true }
    case 'month':
      return { inputMode: 'numeric', dir: 'ltr', hint: i18n.t('dashboard.field.ccExpHint') }
    case 'url':
      return { inputMode: 'url', dir: 'ltr' }
    default:
      return field.sensitive ? { dir: 'ltr' } : {}
  }
}
