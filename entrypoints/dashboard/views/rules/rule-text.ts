import { i18n } from '#i18n'
import { formLabel } from '@/components/labels'
import { listText } from '@/components/lists'
import { ruledText } from '@/entrypoints/dashboard/views/part-words'
import { numberText } from '@/entrypoints/dashboard/views/words'
import type { Rule } from '@/lib/grants/rule'

/** A rule as one plain sentence. @param siteName how a site is called. */
export function ruleText(rule: Rule, siteName: (origin: string) => string): string {
  switch (rule.kind) {
    case 'never':
      return i18n.t('rules.never', [ruledText(rule.claim)])
    case 'only':
      return i18n.t('rules.only', [
        ruledText(rule.claim),
        listText(
          rule.forms.map((form) => formLabel(form, true)),
          'disjunction',
        ),
      ])
    case 'longest':
      return i18n.t('rules.longest', rule.days, [numberText(rule.days)])
    case 'optional-only':
      return i18n.t('rules.optionalOnly')
    case 'ask-always':
      return i18n.t('rules.askAlways', [siteName(rule.origin)])
    case 'refuse-always':
      return i18n.t('rules.refuseAlways', [siteName(rule.origin)])
    case 'budget':
      return rule.origin === null
        ? i18n.t('rules.budget', rule.reads, [numberText(rule.reads)])
        : i18n.t('rules.budgetSite', rule.reads, [numberText(rule.reads), siteName(rule.origin)])
  }
}
