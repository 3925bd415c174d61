import { i18n } from '#i18n'
import { bareClaimLabel, kindLabel, purposeOfLabel } from '@/components/labels'
import { plainLine } from '@/lib/base/text'
import type { PromptLine } from '@/lib/grants/line'
import type { Form } from '@/lib/records/form'

/** What a row is about: the claim where there is one, else the kind of record, with what it is for. */
export function lineLabel(line: PromptLine): string {
  const [only, ...others] = line.claims
  const label = only && others.length === 0 ? bareClaimLabel(only.claim) : kindLabel(line.collection)
  return line.purposeOf === null
    ? label
    : i18n.t('claim.with_purpose', [label, purposeOfLabel(line.purposeOf)])
}

/** A value as it would leave, inert; the answer of an age question in words. */
export function valueText(form: Form, text: string): string {
  if (form.startsWith('over:')) {
    if (text === 'yes') return i18n.t('prompt.yes_answer')
    if (text === 'no') return i18n.t('prompt.no_answer')
  }
  return plainLine(text, 500)
}
