import { useId } from 'preact/hooks'
import { i18n } from '#i18n'
import { collectionLabel } from '@/components/labels'
import { Section } from '@/components/Section'
import { TextArea } from '@/components/TextArea'
import { TextInput } from '@/components/TextInput'
import type { OfferView } from '@/lib/protocol/app'
import { fieldOf } from '@/lib/records/collections'
import { type FieldOutcome, heldText, type OfferDraft, outcomeOf } from '../offer-draft'
import { askedFieldLabel } from './field-label'

export interface OfferProps {
  readonly offer: OfferView
  readonly draft: OfferDraft
  readonly onChange: (draft: OfferDraft) => void
}

const OUTCOMES = {
  new: 'asking.field_new',
  changed: 'asking.field_changed',
  same: 'asking.field_same',
  left: 'asking.field_left',
} as const

/** A record a site proposes, field by field beside what the person has; what is kept is what stands here. */
export function Offer({ offer, draft, onChange }: OfferProps) {
  const { collection, beside, fields } = offer
  const said = {
    new: i18n.t('asking.offer_new', [collectionLabel(collection)]),
    changed: i18n.t('asking.offer_changed'),
    same: i18n.t('asking.offer_same'),
  }[offer.outcome]
  return (
    <Section title={i18n.t('asking.offer')}>
      <p>{said}</p>
      {beside ? <Into beside={beside} draft={draft} onChange={onChange} /> : null}
      <ul class="offer">
        {Object.keys(fields).map((field) => (
          <OfferField key={field} field={field} offer={offer} draft={draft} onChange={onChange} />
        ))}
      </ul>
      {draft.into === 'new' ? (
        <TextInput
          label={i18n.t('asking.label')}
          hint={i18n.t('asking.label_hint')}
          value={draft.label}
          maxLength={60}
          onInput={(label) => onChange({ ...draft, label })}
        />
      ) : null}
    </Section>
  )
}

function Into({
  beside,
  draft,
  onChange,
}: Omit<OfferProps, 'offer'> & { readonly beside: NonNullable<OfferView['beside']> }) {
  const name = useId()
  const choices = [
    {
      into: 'beside' as const,
      text:
        beside.label === ''
          ? i18n.t('asking.into_beside')
          : i18n.t('asking.into_beside_named', [`\u2068${beside.label}\u2069`]),
    },
    { into: 'new' as const, text: i18n.t('asking.into_new') },
  ]
  return (
    <fieldset class="offer-into">
      <legend>{i18n.t('asking.into')}</legend>
      {choices.map(({ into, text }) => (
        <label class="check" key={into}>
          <input
            class="box"
            type="radio"
            name={name}
            value={into}
            checked={draft.into === into}
            onChange={() => onChange({ ...draft, into, label: into === 'beside' ? beside.label : '' })}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  )
}

function OfferField({ field, offer, draft, onChange }: OfferProps & { readonly field: string }) {
  const outcome = outcomeOf(offer, draft, field)
  const held = draft.into === 'beside' ? heldText(offer.beside, field) : ''
  const control = {
    label: askedFieldLabel(field),
    value: draft.fields[field] ?? '',
    error: Object.hasOwn(draft.problems, field) ? i18n.t('asking.problem') : null,
    hint: <Beside outcome={outcome} held={held} />,
    onInput: (text: string) =>
      onChange({ ...draft, problems: {}, fields: { ...draft.fields, [field]: text } }),
  }
  return (
    <li>
      {fieldOf(offer.collection, field)?.kind === 'text' ? (
        <TextArea {...control} rows={3} />
      ) : (
        <TextInput {...control} />
      )}
    </li>
  )
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
