import { ListChecks } from 'lucide-preact'
import { i18n } from '#i18n'
import { Icon } from '@/components/Icon'
import { bareClaimLabel, collectionLabel, formLabel, inSentence } from '@/components/labels'
import { listText } from '@/components/lists'
import { askableFields } from '@/lib/grants/askable'
import type { Rule } from '@/lib/grants/rule'

/** A rule in one sentence; null for one that no prompt ever shows. */
function sentence(rule: Rule): string | null {
  switch (rule.kind) {
    case 'never':
      return i18n.t('asking.rule_never', [inSentence(ruledLabel(rule.claim))])
    case 'only': {
      const forms = rule.forms.map((form) => formLabel(form, true))
      return i18n.t('asking.rule_only', [inSentence(ruledLabel(rule.claim)), listText(forms, 'disjunction')])
    }
    case 'longest':
      return i18n.t('asking.rule_longest', rule.days, [String(rule.days)])
    case 'ask-always':
      return i18n.t('asking.rule_ask')
    default:
      return null
  }
}

function ruledLabel(name: string): string {
  return askableFields(name) === null ? bareClaimLabel(name) : collectionLabel(name)
}

/** The person's own rules that shaped what is shown here. */
export function Rules({ rules }: { readonly rules: readonly Rule[] }) {
  const sentences = rules.flatMap((rule) => sentence(rule) ?? [])
  if (sentences.length === 0) return null
  return (
    <section class="rules" aria-label={i18n.t('asking.rules')}>
      <Icon of={ListChecks} size={16} />
      <ul>
        {sentences.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  )
}
