import { useId } from 'preact/hooks'
import { i18n } from '#i18n'
import { Checkbox } from '@/components/Checkbox'
import { bareClaimLabel, formLabel } from '@/components/labels'
import { Radio } from '@/components/Radio'
import { chosenForm } from '../choices'
import type { RowProps } from './Row'
import { formText, valueText } from './words'

/** Which record, how precise, and which parts of it. Only what there is to choose is shown. */
export function RowChoices({ line, choice, onRecord, onForm, onTickClaim, onAdd }: RowProps) {
  const name = useId()
  const candidate = line.candidates.find((one) => one.record === choice.record)
  const forms = candidate?.forms ?? []
  const chosen = chosenForm(line, choice)
  return (
    <>
      {line.candidates.length > 1 ? (
        <fieldset>
          <legend>{i18n.t('prompt.which')}</legend>
          {line.candidates.map((one) => {
            const form = one.forms.find((view) => view.form === choice.form) ?? one.forms.at(-1)
            return (
              <Radio
                key={one.record}
                name={`${name}-record`}
                value={one.record}
                chosen={one.record === choice.record}
                onChoose={onRecord}
                detail={form ? formText(form) : null}
              >
                <bdi>{one.label}</bdi>
              </Radio>
            )
          })}
        </fieldset>
      ) : null}
      {forms.length > 1 ? (
        <fieldset>
          <legend>{i18n.t('prompt.precise')}</legend>
          {forms.map((view) => (
            <Radio
              key={view.form}
              name={`${name}-form`}
              value={view.form}
              chosen={view.form === choice.form}
              onChoose={onForm}
              detail={formText(view)}
            >
              {formLabel(view.form)}
            </Radio>
          ))}
        </fieldset>
      ) : null}
      {line.claims.length > 1 ? (
        <fieldset>
          <legend>{i18n.t('prompt.parts')}</legend>
          {line.claims.map(({ claim, required }) => {
            const text = chosen?.claims[claim] ?? null
            return (
              <Checkbox
                key={claim}
                checked={choice.ticked.includes(claim)}
                disabled={text === null}
                onChange={(on) => onTickClaim(claim, on)}
                hint={
                  text === null ? (
                    i18n.t('prompt.none_of_it')
                  ) : (
                    <bdi>{valueText(claim, choice.form, text)}</bdi>
                  )
                }
              >
                {bareClaimLabel(claim)}
                {required ? <span class="small quiet"> · {i18n.t('prompt.part_required')}</span> : null}
              </Checkbox>
            )
          })}
        </fieldset>
      ) : null}
      <button type="button" class="link" onClick={() => onAdd()}>
        {i18n.t('prompt.use_another')}
      </button>
    </>
  )
}
