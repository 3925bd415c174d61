import { i18n } from '#i18n'
import { PassphraseInput } from '@/components/PassphraseInput'
import { fieldsOf, type Typed } from '@/components/place-fields'
import { faultText } from '@/components/place-words'
import { Segmented } from '@/components/Segmented'
import { TextInput } from '@/components/TextInput'
import type { PlaceRefusal } from '@/lib/replicas/kinds'

/** What a kind of place needs to be reached, each field with what is wrong with it beside it. */
export function PlaceForm({
  name,
  typed,
  refusal,
  onName,
  onInput,
}: {
  /** What the person calls it; null where that is not asked. */
  readonly name: string | null
  readonly typed: Typed
  readonly refusal: PlaceRefusal | null
  readonly onName?: (name: string) => void
  readonly onInput: (typed: Typed) => void
}) {
  const { kind } = typed
  const style = typed.style ?? 'path'
  return (
    <>
      {fieldsOf(kind).map((field) => {
        const shared = {
          label: field.label,
          hint: field.hint,
          required: true,
          error: refusal?.field === field.name ? faultText(kind, field.name, refusal.fault, style) : null,
          value: typed[field.name] ?? '',
          onInput: (value: string) => onInput({ ...typed, [field.name]: value }),
        }
        // Not `new-password`: that is for setting one, and the browser would propose its own.
        return field.type === 'secret' ? (
          <PassphraseInput key={field.name} {...shared} />
        ) : (
          <TextInput
            key={field.name}
            {...shared}
            dir="ltr"
            mono={field.type === 'address'}
            inputMode={field.type === 'address' ? 'url' : 'text'}
          />
        )
      })}
      {kind === 's3' ? (
        <div class="place-style">
          <span class="field-label" id="place-style">
            {i18n.t('places.field.style')}
          </span>
          <Segmented
            label={i18n.t('places.field.style')}
            labelledBy="place-style"
            value={style}
            choices={[
              { value: 'path', label: i18n.t('places.field.stylePath') },
              { value: 'host', label: i18n.t('places.field.styleHost') },
            ]}
            onChange={(value) => onInput({ ...typed, style: value })}
          />
        </div>
      ) : null}
      {name === null ? null : (
        <TextInput
          label={i18n.t('places.field.name')}
          hint={i18n.t('places.field.nameHint')}
          maxLength={60}
          value={name}
          onInput={(next) => onName?.(next)}
        />
      )}
    </>
  )
}
