import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Checkbox } from '@/components/Checkbox'
import { Chooser } from '@/components/Chooser'
import { actionWord, collectionName, countText, mayText, roomText } from '@/components/collection-words'
import { fieldLabel } from '@/components/field-words'
import { Give } from '@/components/Give'
import { inSentence, listInSentence } from '@/components/labels'
import { OriginName } from '@/components/OriginName'
import { QuotedLine } from '@/components/Quoted'
import type { Action } from '@/lib/grants/request'
import type { CollectionLine, RecordRow } from '@/lib/protocol/app'
import { type CollectionPick, isGiven, isPicked } from '../picks'

export interface CollectionRowProps {
  readonly line: CollectionLine
  readonly pick: CollectionPick
  /** Origin of the site that asks: a locker of its own is told apart from another's. */
  readonly asking: string
  /** Null until they are there. */
  readonly rows: readonly RecordRow[] | null
  readonly onTick: (on: boolean) => void
  readonly onAction: (action: Action, on: boolean) => void
  readonly onField: (field: string, on: boolean) => void
  readonly onRecords: (ids: readonly string[], on: boolean) => void
  readonly onNewToo: (on: boolean) => void
  readonly onLoad: () => void
}

/** What of a collection would be given, in one line. */
function given(line: CollectionLine, pick: CollectionPick): string {
  if (line.fields === null)
    return i18n.t('asking.holds', line.records, [countText(line.records), roomText(line.bytes ?? 0)])
  if (!isPicked(pick)) return i18n.t('asking.only_new')
  if (pick.records.size === 0 && !pick.newToo)
    return i18n.t(pick.actions.includes('create') ? 'asking.only_new' : 'asking.nothing')
  const counts: [string, string] = [countText(pick.records.size), countText(line.records)]
  return pick.newToo ? i18n.t('asking.chosen_new', counts) : i18n.t('asking.chosen', counts)
}

/** A collection a site asks for: whose it is, what it may do there, and which records of it. */
export function CollectionRow(props: CollectionRowProps) {
  const { line, pick, asking, onTick, onLoad } = props
  const isShared = line.fields !== null
  const [open, setOpen] = useState(isShared && line.required)
  const label = collectionName(line.collection)
  const isOn = isGiven(pick)
  const isOthers = line.owner !== null && line.owner.origin !== asking
  useEffect(() => {
    if (open && isShared) onLoad()
  }, [open, isShared])
  return (
    <Give
      given={isOn}
      checked={pick.on}
      mixed={pick.on && !isOn}
      action={i18n.t('asking.give', [inSentence(label)])}
      onTick={(on) => {
        onTick(on)
        // What is ticked without anything picked gives nothing yet: the list is where to go on.
        if (on && isShared) setOpen(true)
      }}
      label={
        <>
          <span>{label}</span>
          {line.fresh ? <span class="tag">{i18n.t('asking.new')}</span> : null}
        </>
      }
      value={
        line.owner === null ? (
          <FieldsAndCount line={line} pick={pick} />
        ) : isOthers ? (
          <span class="locker-owner">
            <span class="caution-text">{i18n.t('asking.other')}</span>{' '}
            <OriginName site={line.owner} room={40} />
          </span>
        ) : (
          i18n.t('asking.own')
        )
      }
      said={
        <>
          <p class="small quiet">
            {line.most === undefined ? mayText(pick.actions) : i18n.t('picker.once')}
            {isShared ? null : ` · ${given(line, pick)}`}
          </p>
          {isOthers ? <p class="small quiet">{i18n.t('asking.other_more')}</p> : null}
          {line.reason === null ? null : (
            <p>
              <QuotedLine text={line.reason} />
            </p>
          )}
          {line.required && !isOn && line.most === undefined ? (
            <p class="small caution-text">{i18n.t('asking.needed')}</p>
          ) : null}
        </>
      }
      choices={{
        label: i18n.t('asking.open', [inSentence(label)]),
        open,
        onOpen: setOpen,
        content: () => <Choices {...props} />,
      }}
    />
  )
}

function FieldsAndCount({ line, pick }: Pick<CollectionRowProps, 'line' | 'pick'>) {
  const fields = listInSentence((pick.fields ?? []).map(fieldLabel))
  return (
    <>
      {given(line, pick)}
      {fields === '' ? null : <span class="quiet"> · {fields}</span>}
    </>
  )
}

function Choices({ line, pick, rows, onAction, onField, onRecords, onNewToo }: CollectionRowProps) {
  const { fields, actions, fresh } = line
  return (
    <>
      {fields !== null && isPicked(pick) ? (
        <fieldset>
          <legend>{line.most === 1 ? i18n.t('picker.which_one') : i18n.t('asking.which')}</legend>
          <Chooser
            collection={line.collection}
            rows={rows}
            picked={pick.records}
            {...(line.most !== undefined && { most: line.most })}
            onPick={onRecords}
          />
          {line.most === undefined ? (
            <Checkbox checked={pick.newToo} onChange={onNewToo} hint={i18n.t('asking.new_too_more')}>
              {i18n.t('asking.new_too')}
            </Checkbox>
          ) : null}
        </fieldset>
      ) : null}
      {fields === null ? null : (
        <fieldset>
          <legend>
            {pick.actions.includes('read') ? i18n.t('asking.fields') : i18n.t('asking.fields_write')}
          </legend>
          <div class="ticks">
            {fields.map((field) => (
              <Checkbox
                key={field}
                checked={pick.fields?.includes(field) ?? false}
                onChange={(on) => onField(field, on)}
              >
                {fieldLabel(field)}
                {fresh?.fields?.includes(field) ? <New /> : null}
              </Checkbox>
            ))}
          </div>
        </fieldset>
      )}
      {line.most === undefined ? (
        <fieldset>
          <legend>{i18n.t('asking.actions')}</legend>
          <div class="ticks">
            {actions.map((action) => (
              <Checkbox
                key={action}
                checked={pick.actions.includes(action)}
                onChange={(on) => onAction(action, on)}
              >
                {actionWord(action)}
                {fresh?.actions.includes(action) ? <New /> : null}
              </Checkbox>
            ))}
          </div>
        </fieldset>
      ) : null}
    </>
  )
}

function New() {
  return (
    <>
      {' '}
      <span class="tag">{i18n.t('asking.new')}</span>
    </>
  )
}
