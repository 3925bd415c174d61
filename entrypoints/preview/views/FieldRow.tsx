import { Plus } from 'lucide-preact'
import { useId, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Give } from '@/components/Give'
import { Icon } from '@/components/Icon'
import { formLabel, inSentence, kindLabel } from '@/components/labels'
import { QuotedLine } from '@/components/Quoted'
import { Radio } from '@/components/Radio'
import type { Form } from '@/lib/records/form'
import type { FillRow } from '../state'
import { claimText, labelOf } from './words'

export interface FieldRowProps {
  readonly row: FillRow
  /** It came into the form while the person looked. */
  readonly isNew: boolean
  readonly onTick: (on: boolean) => void
  readonly onRecord: (record: string) => void
  readonly onForm: (form: Form) => void
  readonly onAdd: () => void
}

const WHY = {
  nothing: 'fill.nothing',
  'no-option': 'fill.no_option',
  'too-long': 'fill.too_long',
  format: 'fill.format',
} as const

/** One field: the tick, what the page calls it, the very text that goes in, and the way to choose otherwise. */
export function FieldRow(props: FieldRowProps) {
  const { row, isNew, onTick, onAdd } = props
  const [open, setOpen] = useState(false)
  const { field, record, records, form, result, later, ticked } = row
  const { claim, control, forms } = field
  const what = claimText(claim.name, claim.purposeOf)
  const label = labelOf(control) || what
  const isKept = forms.length === 0
  const hasChoice = records.length > 1 || forms.length > 1
  const missing = !isKept && (record === null || (result?.ok === false && result.why === 'nothing'))
  return (
    <Give
      given={ticked}
      checked={ticked}
      mixed={false}
      disabled={later === null && result?.ok !== true}
      action={i18n.t('fill.give', [label])}
      onTick={onTick}
      label={
        <>
          <span>{what}</span>
          {labelOf(control) === '' ? null : <QuotedLine text={labelOf(control)} />}
          {record && record.label !== '' && records.length > 1 ? (
            <>
              <span aria-hidden="true">·</span>
              <bdi>{record.label}</bdi>
            </>
          ) : null}
          {form === null || form === 'full' ? null : <span class="tag">{formLabel(form, true)}</span>}
          {control.required ? <span class="tag tag-quiet">{i18n.t('fill.required')}</span> : null}
          {later === null ? null : <span class="tag tag-quiet">{i18n.t('fill.later')}</span>}
          {isNew ? <span class="tag tag-caution">{i18n.t('fill.new_here')}</span> : null}
        </>
      }
      value={
        later !== null ? (
          <bdi class="fill-text">{later}</bdi>
        ) : result?.ok ? (
          <bdi class="fill-text">{result.shown}</bdi>
        ) : isKept ? (
          i18n.t('fill.kept_back')
        ) : (
          i18n.t(WHY[result?.why ?? 'nothing'])
        )
      }
      said={null}
      choices={
        hasChoice && !isKept
          ? {
              label: i18n.t('fill.choose', [label]),
              open,
              onOpen: setOpen,
              content: () => <Choices {...props} />,
            }
          : null
      }
      instead={
        missing ? (
          <Button
            size="small"
            label={i18n.t('fill.add', [inSentence(kindLabel(claim.collection))])}
            onPress={onAdd}
          >
            <Icon of={Plus} size={15} />
            {i18n.t('common.add')}
          </Button>
        ) : null
      }
    />
  )
}

/** Which record all fields of its kind come from, and how precise this claim is. */
function Choices({ row, onRecord, onForm, onAdd }: FieldRowProps) {
  const name = useId()
  const { field, record, records, form } = row
  return (
    <>
      {records.length > 1 ? (
        <fieldset>
          <legend>{i18n.t('prompt.which')}</legend>
          {records.map((one) => (
            <Radio
              key={one.id}
              name={`${name}-record`}
              value={one.id}
              chosen={one.id === record?.id}
              onChoose={onRecord}
              detail={recordText(one.fields)}
            >
              <bdi>{one.label || kindLabel(one.collection)}</bdi>
            </Radio>
          ))}
        </fieldset>
      ) : null}
      {field.forms.length > 1 ? (
        <fieldset>
          <legend>{i18n.t('prompt.precise')}</legend>
          {field.forms.map((one) => (
            <Radio
              key={one}
              name={`${name}-form`}
              value={one}
              chosen={one === form}
              onChoose={onForm}
              detail={null}
            >
              {formLabel(one)}
            </Radio>
          ))}
        </fieldset>
      ) : null}
      <button type="button" class="link" onClick={() => onAdd()}>
        {i18n.t('prompt.use_another')}
      </button>
    </>
  )
}

/** What tells a record apart, on one line. */
function recordText(fields: FillRow['records'][number]['fields']): string {
  const telling = ['name', 'street-address', 'address-level2', 'email', 'tel', 'date']
  const texts = telling.flatMap((field) => {
    const value = Object.hasOwn(fields, field) ? fields[field] : null
    return typeof value === 'string' && value !== '' ? [value.replace(/\s*\n\s*/g, ', ')] : []
  })
  const card = fields['cc-number']
  if (typeof card === 'string') texts.push(`•••• ${card.slice(-4)}`)
  const given = [fields['given-name'], fields['family-name']].filter((one) => typeof one === 'string')
  return [...texts, ...(texts.length === 0 ? [given.join(' ')] : [])].slice(0, 2).join(', ')
}
