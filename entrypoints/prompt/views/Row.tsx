import './give.css'
import { ChevronDown, Plus } from 'lucide-preact'
import { useId, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { bareClaimLabel, formLabel, inSentence, listInSentence } from '@/components/labels'
import { QuotedLine } from '@/components/Quoted'
import type { PromptLine } from '@/lib/grants/line'
import type { Form } from '@/lib/records/form'
import { availableClaims, type LineChoice, shownText, unmetClaims } from '../choices'
import { RowChoices } from './RowChoices'
import { lineLabel, valueText } from './words'

export interface RowProps {
  readonly line: PromptLine
  readonly choice: LineChoice
  readonly onTick: (on: boolean) => void
  readonly onTickClaim: (claim: string, on: boolean) => void
  readonly onRecord: (record: string) => void
  readonly onForm: (form: Form) => void
  readonly onAdd: () => void
}

/** One row: the tick, what it is, the very value that would leave, and the way to choose otherwise. */
export function Row(props: RowProps) {
  const { line, choice, onTick, onAdd } = props
  const id = useId()
  const [open, setOpen] = useState(false)
  const label = lineLabel(line)
  const text = shownText(line, choice, valueText)
  const available = availableClaims(line, choice)
  const ticked = choice.ticked.length > 0
  const missing = text === null
  const candidate = line.candidates.find((one) => one.record === choice.record)
  const reasons = [...new Set(line.claims.flatMap(({ reason }) => reason ?? []))]
  const unmet = missing ? [] : unmetClaims(line, choice)
  const absent = unmet.filter((claim) => !available.includes(claim))
  return (
    <li class={ticked ? 'give give-ticked' : 'give'}>
      <input
        id={id}
        class="box"
        type="checkbox"
        checked={ticked}
        indeterminate={ticked && unmet.length > 0}
        disabled={missing}
        aria-label={i18n.t('prompt.give', [inSentence(label)])}
        aria-describedby={`${id}-value ${id}-said`}
        onChange={(event) => onTick(event.currentTarget.checked)}
      />
      <label class="give-text" for={id}>
        <span class="give-label">
          <span>{label}</span>
          {candidate && candidate.label !== '' && line.candidates.length > 1 ? (
            <>
              <span aria-hidden="true">·</span>
              <bdi>{candidate.label}</bdi>
            </>
          ) : null}
          {choice.form === 'full' || missing ? null : <span class="tag">{formLabel(choice.form, true)}</span>}
        </span>
        <span class="give-value" id={`${id}-value`}>
          {missing ? i18n.t('prompt.missing') : <bdi>{text}</bdi>}
        </span>
      </label>
      {missing ? (
        <Button size="small" label={i18n.t('prompt.add', [inSentence(label)])} onPress={onAdd}>
          <Icon of={Plus} size={15} />
          {i18n.t('common.add')}
        </Button>
      ) : (
        <button
          type="button"
          class="button button-square give-open"
          aria-label={i18n.t('prompt.choose', [inSentence(label)])}
          title={i18n.t('prompt.choose', [inSentence(label)])}
          aria-expanded={open}
          aria-controls={`${id}-choices`}
          onClick={() => setOpen(!open)}
        >
          <Icon of={ChevronDown} />
        </button>
      )}
      <div class="give-said" id={`${id}-said`}>
        {reasons.map((reason) => (
          <p key={reason}>
            <QuotedLine text={reason} />
          </p>
        ))}
        {absent.length > 0 ? (
          <p class="small caution-text">
            {i18n.t('prompt.missing_part', [listInSentence(absent.map(bareClaimLabel))])}
          </p>
        ) : unmet.length > 0 ? (
          <p class="small caution-text">
            {ticked
              ? i18n.t('prompt.needed_parts', [listInSentence(unmet.map(bareClaimLabel))])
              : i18n.t('prompt.needed')}
          </p>
        ) : null}
      </div>
      {open && !missing ? (
        <div class="give-choices" id={`${id}-choices`}>
          <RowChoices {...props} />
        </div>
      ) : null}
    </li>
  )
}
