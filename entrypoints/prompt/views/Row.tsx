import { Plus } from 'lucide-preact'
import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Give } from '@/components/Give'
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
  const [open, setOpen] = useState(false)
  const label = lineLabel(line)
  const text = shownText(line, choice, valueText)
  const available = availableClaims(line, choice)
  const ticked = choice.ticked.length > 0
  const missing = text === null
  const candidate = line.candidates.find((one) => one.record === choice.record)
  const reasons = [...new Set(line.claims.flatMap(({ reason }) => reason ?? []))]
  const unmet = unmetClaims(line, choice)
  const lack = unmet.length === 0 ? null : lackText(unmet, { missing, ticked, available })
  return (
    <Give
      given={ticked}
      checked={ticked}
      mixed={ticked && unmet.length > 0}
      disabled={missing}
      action={i18n.t('prompt.give', [inSentence(label)])}
      onTick={onTick}
      label={
        <>
          <span>{label}</span>
          {candidate && candidate.label !== '' && line.candidates.length > 1 ? (
            <>
              <span aria-hidden="true">·</span>
              <bdi>{candidate.label}</bdi>
            </>
          ) : null}
          {choice.form === 'full' || missing ? null : <span class="tag">{formLabel(choice.form, true)}</span>}
        </>
      }
      value={missing ? i18n.t('prompt.missing') : <bdi>{text}</bdi>}
      said={
        <>
          {reasons.map((reason) => (
            <p key={reason}>
              <QuotedLine text={reason} />
            </p>
          ))}
          {lack === null ? null : <p class="small caution-text">{lack}</p>}
        </>
      }
      choices={
        missing
          ? null
          : {
              label: i18n.t('prompt.choose', [inSentence(label)]),
              open,
              onOpen: setOpen,
              content: () => <RowChoices {...props} />,
            }
      }
      instead={
        <Button size="small" label={i18n.t('prompt.add', [inSentence(label)])} onPress={onAdd}>
          <Icon of={Plus} size={15} />
          {i18n.t('common.add')}
        </Button>
      }
    />
  )
}

/** Why the site would not get all that it says it needs. */
function lackText(
  unmet: readonly string[],
  row: { readonly missing: boolean; readonly ticked: boolean; readonly available: readonly string[] },
): string {
  if (row.missing) return i18n.t('prompt.missing_needed')
  const absent = unmet.filter((claim) => !row.available.includes(claim))
  if (absent.length > 0) return i18n.t('prompt.missing_part', [listInSentence(absent.map(bareClaimLabel))])
  if (!row.ticked) return i18n.t('prompt.needed')
  return i18n.t('prompt.needed_parts', [listInSentence(unmet.map(bareClaimLabel))])
}
