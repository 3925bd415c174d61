import { useId } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Checkbox } from '@/components/Checkbox'
import { choiceText } from '@/components/field-words'
import { listText } from '@/components/lists'
import { Notice } from '@/components/Notice'
import { QuotedLine } from '@/components/Quoted'
import { Radio } from '@/components/Radio'
import { PART, Rich } from '@/components/rich'
import { Section } from '@/components/Section'
import { plainLine } from '@/lib/base/text'
import type { RecordView } from '@/lib/records/record'
import { textOf } from '@/lib/records/view'
import type { AttachState } from '../attach-state'
import type { PreviewState } from '../state'
import { Again } from './Again'
import { LeftAlone } from './LeftAlone'
import { SendsTo } from './SendsTo'
import { labelOf } from './words'

/** Which document goes into which field for files, and what of the page has none that can be reached. */
export function Attach({ state }: { readonly state: PreviewState }) {
  const page = state.view.value?.page
  return (
    <>
      <Choice state={state} />
      {page ? <LeftAlone plan={null} page={page} /> : null}
    </>
  )
}

function Choice({ state }: { readonly state: PreviewState }) {
  const { attach } = state
  const inputs = attach.inputs.value
  const name = useId()
  if (inputs.length === 0) return <p>{i18n.t('fill.attach.no_field')}</p>
  if (attach.keptBack.value) return <p>{i18n.t('fill.kept_back')}</p>
  const [view, input] = [state.view.value, attach.input.value]
  return (
    <>
      {view && input ? <SendsTo view={view} controls={[input]} /> : null}
      {inputs.length > 1 ? (
        <fieldset>
          <legend>{i18n.t('fill.attach.where')}</legend>
          {inputs.map((input) => (
            <Radio
              key={input.control}
              name={name}
              value={String(input.control)}
              chosen={input === attach.input.value}
              onChoose={(control) => attach.pickInput(Number(control))}
              detail={null}
            >
              <QuotedLine text={labelOf(input) || i18n.t('fill.unnamed')} />
            </Radio>
          ))}
        </fieldset>
      ) : null}
      <Section title={i18n.t('fill.attach.which')}>
        <Documents attach={attach} onAdd={() => void state.add('documents')} />
      </Section>
      {attach.hasPicture.value ? (
        <Checkbox
          checked={attach.smaller.value}
          onChange={attach.setSmaller}
          hint={i18n.t('fill.attach.smaller_hint')}
        >
          {i18n.t('fill.attach.smaller')}
        </Checkbox>
      ) : null}
      {attach.uncopied.value.length > 0 ? (
        <Notice kind="caution" live>
          <Rich
            text={i18n.t('fill.attach.uncopied', [PART[0]])}
            parts={[<bdi key="files">{listText(attach.uncopied.value.map(plainLine))}</bdi>]}
          />
        </Notice>
      ) : null}
      {attach.unconfirmed.value ? (
        <Again text={i18n.t('fill.attach.confirm')} onConfirm={state.confirm} />
      ) : null}
    </>
  )
}

function Documents({ attach, onAdd }: { readonly attach: AttachState; readonly onAdd: () => void }) {
  const name = useId()
  const documents = attach.documents.value
  const chosen = attach.chosen.value
  if (documents.length === 0) {
    return (
      <div class="stack">
        <p>{i18n.t('fill.attach.none')}</p>
        <Button onPress={onAdd}>{i18n.t('fill.attach.add')}</Button>
      </div>
    )
  }
  return (
    <div class="gives documents">
      {documents.map((record) =>
        attach.input.value?.multiple ? (
          <Checkbox
            key={record.id}
            checked={chosen.has(record.id)}
            onChange={(on) => attach.pick(record.id, on)}
            hint={<bdi>{textOf(record, 'file-name')}</bdi>}
          >
            <bdi>{titleOf(record)}</bdi>
          </Checkbox>
        ) : (
          <Radio
            key={record.id}
            name={name}
            value={record.id}
            chosen={chosen.has(record.id)}
            onChoose={(id) => attach.pick(id, true)}
            detail={textOf(record, 'file-name')}
          >
            <bdi>{titleOf(record)}</bdi>
          </Radio>
        ),
      )}
    </div>
  )
}

function titleOf(record: RecordView): string {
  return textOf(record, 'title') ?? (record.label || choiceText(textOf(record, 'kind') ?? 'other'))
}
