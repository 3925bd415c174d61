import { i18n } from '#i18n'
import { countryChoices } from '@/components/country-choices'
import { choiceText, fieldLabel, problemText } from '@/components/field-words'
import { localeTag } from '@/components/locale'
import { type FieldOutcome, heldText, type OfferDraft, outcomeOf } from '@/components/offer-draft'
import { Select } from '@/components/Select'
import { TextArea } from '@/components/TextArea'
import { TextInput } from '@/components/TextInput'
import type { OfferView } from '@/lib/protocol/app'
import { type Field, fieldOf } from '@/lib/records/collections'
import { countryName } from '@/lib/records/country'
import { displayDate, isWholeDate } from '@/lib/records/dates'

const OUTCOMES = {
  new: 'asking.field_new',
  changed: 'asking.field_changed',
  same: 'asking.field_same',
  left: 'asking.field_left',
} as const

/** One field of an offer in the control it has on a form of the person's own, and below it what they have. */
export function OfferField({
  field,
  offer,
  draft,
  onChange,
}: {
  readonly field: string
  readonly offer: OfferView
  readonly draft: OfferDraft
  readonly onChange: (draft: OfferDraft) => void
}) {
  const known = fieldOf(offer.collection, field)
  const outcome = outcomeOf(offer, draft, field)
  const held = draft.into === 'beside' ? heldText(offer.beside, field) : ''
  const value = draft.fields[field] ?? ''
  const control = {
    label: fieldLabel(field),
    value,
    error: Object.hasOwn(draft.problems, field) ? problemText(draft.problems[field] ?? '') : null,
    // Where all of it is new, that is said once above.
    hint:
      outcome === 'new' && draft.into === 'new' ? undefined : (
        <Beside outcome={outcome} held={shown(known, held)} />
      ),
  }
  const set = (text: string) =>
    onChange({ ...draft, problems: {}, fields: { ...draft.fields, [field]: text } })
  switch (known?.kind) {
    case 'country':
      return <Select {...control} choices={countryChoices()} onChange={set} />
    case 'choice': {
      const choices = ['', ...new Set([...known.choices, ...(value === '' ? [] : [value])])]
      return (
        <Select
          {...control}
          choices={choices.map((code) => ({
            value: code,
            label: code === '' ? i18n.t('dashboard.field.none') : choiceText(code),
          }))}
          onChange={set}
        />
      )
    }
    case 'text':
      return <TextArea {...control} rows={value.includes('\n') ? 3 : 2} onInput={set} />
    case 'date':
      // The browser's own picker knows whole days only.
      return (
        <TextInput {...control} type={value === '' || isWholeDate(value) ? 'date' : 'text'} onInput={set} />
      )
    default:
      return <TextInput {...control} onInput={set} />
  }
}

/** A value as the person reads it elsewhere. */
function shown(field: Field | null, text: string): string {
  if (text === '') return ''
  if (field?.kind === 'country') return countryName(text, localeTag())
  if (field?.kind === 'choice') return choiceText(text)
  return field?.kind === 'date' ? displayDate(text, localeTag()) : text
}

function Beside({ outcome, held }: { readonly outcome: FieldOutcome; readonly held: string }) {
  return (
    <>
      <span class={outcome === 'changed' ? 'tag tag-caution' : outcome === 'new' ? 'tag' : 'tag tag-quiet'}>
        {i18n.t(OUTCOMES[outcome])}
      </span>
      {held === '' || outcome === 'same' ? null : (
        <span class="offer-held"> {i18n.t('asking.have', [`\u2068${held}\u2069`])}</span>
      )}
    </>
  )
}
