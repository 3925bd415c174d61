import { i18n } from '#i18n'
import { Section } from '@/components/Section'
import type { FillView } from '@/lib/protocol/fill-app'
import type { PreviewState } from '../state'
import { Again } from './Again'
import { FieldRow } from './FieldRow'
import { LeftAlone } from './LeftAlone'
import { Picture } from './Picture'
import { SendsTo } from './SendsTo'

/** Everything that would go in, and everything that stays as it is. */
export function Fields({ state, view }: { readonly state: PreviewState; readonly view: FillView }) {
  const rows = state.rows.value
  const plan = state.plan.value
  if (!plan) return null
  return (
    <>
      <SendsTo view={view} controls={rows.map(({ field }) => field.control)} />
      <Picture page={view.page} rows={rows} />
      {rows.length === 0 ? (
        <p>{i18n.t('fill.none')}</p>
      ) : (
        <Section title={i18n.t('fill.fields')}>
          <ul class="gives">
            {rows.map((row) => (
              <FieldRow
                key={row.field.control.control}
                row={row}
                isNew={state.difference.value.added.has(row.field.control.signature)}
                onTick={(on) => state.tick(row.field.control.control, on)}
                onRecord={(record) => state.chooseRecord(row.field.group, record)}
                onForm={(form) => state.chooseForm(row.field.claim.claim, form)}
                onAdd={() => void state.add(row.field.claim.collection)}
              />
            ))}
          </ul>
        </Section>
      )}
      {state.unconfirmed.value ? <Again text={i18n.t('fill.confirm')} onConfirm={state.confirm} /> : null}
      <LeftAlone plan={plan} page={view.page} />
      {rows.length === 0 ? null : <p class="small quiet">{i18n.t('fill.help')}</p>}
    </>
  )
}
