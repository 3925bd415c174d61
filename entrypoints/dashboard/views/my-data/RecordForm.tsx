import { useId } from 'preact/hooks'
import { i18n } from '#i18n'
import { choiceText, problemText } from '@/components/field-words'
import { TextInput } from '@/components/TextInput'
import type { Draft } from '@/entrypoints/dashboard/state/draft'
import { addressRows } from '@/lib/records/address'
import { collectionOf, type Field } from '@/lib/records/collections'
import { FieldInput } from './FieldInput'

/** The label and the collection's fields; an address in the order of its country. */
export function RecordForm({ draft }: { readonly draft: Draft }) {
  const list = useId()
  const known = collectionOf(draft.collection)
  if (!known) return null
  const country = draft.values.value.country
  const { first, more } = fieldsOf(draft, typeof country === 'string' && country !== '' ? country : null)
  const moreOpen = more.some(
    (field) => field.name in draft.values.value || field.name in draft.problems.value,
  )
  const labelProblem = draft.problems.value['~label']
  return (
    <>
      <div class="form-grid">
        <TextInput
          label={i18n.t('dashboard.record.label')}
          hint={i18n.t('dashboard.record.labelHint')}
          value={draft.label.value}
          onInput={draft.setLabel}
          maxLength={60}
          list={list}
          error={labelProblem ? problemText(labelProblem) : null}
        />
        <datalist id={list}>
          {known.labels.map((label) => (
            <option key={label} value={choiceText(label)} />
          ))}
        </datalist>
        {first.map(({ field, required }) => (
          <FieldInput key={field.name} draft={draft} field={field} required={required} />
        ))}
      </div>
      {more.length > 0 ? (
        <details class="fold" open={moreOpen}>
          <summary>{i18n.t('dashboard.record.more')}</summary>
          <div class="form-grid">
            {more.map((field) => (
              <FieldInput key={field.name} draft={draft} field={field} required={false} />
            ))}
          </div>
        </details>
      ) : null}
    </>
  )
}

interface Laid {
  readonly first: readonly { readonly field: Field; readonly required: boolean }[]
  readonly more: readonly Field[]
}

/** Fields a person types, those seldom needed apart. */
function fieldsOf(draft: Draft, country: string | null): Laid {
  const typed = (collectionOf(draft.collection)?.fields ?? []).filter((field) => !field.derived)
  if (draft.collection !== 'addresses') {
    return {
      first: typed.filter((field) => !field.seldom).map((field) => ({ field, required: field.required })),
      more: typed.filter((field) => field.seldom),
    }
  }
  const rows = addressRows(country)
  const laid = rows.flatMap((row) => {
    const field = typed.find((one) => one.name === row.field)
    return field ? [{ field, required: row.required }] : []
  })
  const land = typed.find((field) => field.name === 'country')
  const first = [
    ...(land ? [{ field: land, required: false }] : []),
    ...laid.filter(({ field }) => !field.seldom),
  ]
  const shown = new Set(first.map(({ field }) => field.name))
  // A field this country does not write stays reachable while it holds something.
  const more = typed.filter(
    (field) => !shown.has(field.name) && (field.seldom || field.name in draft.values.value),
  )
  return { first, more }
}
