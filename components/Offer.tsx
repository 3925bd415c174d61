import './offer.css'
import { useId } from 'preact/hooks'
import { i18n } from '#i18n'
import { collectionLabel } from '@/components/labels'
import { OfferField } from '@/components/OfferField'
import type { OfferDraft } from '@/components/offer-draft'
import { Section } from '@/components/Section'
import { TextInput } from '@/components/TextInput'
import type { OfferView } from '@/lib/protocol/app'
import { collectionOf } from '@/lib/records/collections'

export interface OfferProps {
  /** Above it; "What it offers" when left out. */
  readonly title?: string
  readonly offer: OfferView
  readonly draft: OfferDraft
  readonly onChange: (draft: OfferDraft) => void
}

/** A record a site proposes, field by field beside what the person has; what is kept is what stands here. */
export function Offer({ title, offer, draft, onChange }: OfferProps) {
  const { collection, beside, fields } = offer
  const said = {
    new: i18n.t('asking.offer_new', [collectionLabel(collection)]),
    changed: i18n.t('asking.offer_changed'),
    same: i18n.t('asking.offer_same'),
  }[offer.outcome]
  return (
    <Section title={title ?? i18n.t('asking.offer')}>
      <p>{said}</p>
      {beside ? <Into beside={beside} draft={draft} onChange={onChange} /> : null}
      <ul class="offer">
        {inOrder(collection, fields).map((field) => (
          <li key={field}>
            <OfferField field={field} offer={offer} draft={draft} onChange={onChange} />
          </li>
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

/** As the person's own form has them, not as the site listed them. */
function inOrder(collection: string, fields: OfferView['fields']): readonly string[] {
  const order = (collectionOf(collection)?.fields ?? []).map(({ name }) => name)
  return Object.keys(fields).sort((one, two) => order.indexOf(one) - order.indexOf(two))
}
