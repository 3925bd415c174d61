import type { Rule } from '@/lib/grants/rule'
import { CLAIM_NAMES, formsOf } from '@/lib/records/claims'
import { COLLECTION_NAMES } from '@/lib/records/collection-names'
import type { Form } from '@/lib/records/form'
import type { NewRule } from '@/lib/services/ruling'
import { typedCount, typedOrigin } from './rules'

/** What stands in the form for a rule, as it was typed. */
export interface RuleForm {
  readonly kind: Rule['kind']
  readonly claim: string
  readonly forms: readonly Form[]
  readonly days: string
  readonly reads: string
  readonly site: string
}

export const EMPTY_FORM: RuleForm = {
  kind: 'never',
  claim: 'bday',
  forms: [],
  days: '30',
  reads: '60',
  site: '',
}

export const MOST_DAYS = 3_660
export const MOST_READS = 100_000

/** What is wrong with a form, by the field it stands at. */
export type RuleProblem = 'forms' | 'days' | 'reads' | 'site'

/** The rule that a form says, or the field that does not. */
export function ruleOfForm(form: RuleForm): NewRule | RuleProblem {
  const { kind, claim } = form
  switch (kind) {
    case 'never':
      return { kind, claim }
    case 'only': {
      const known = coarserForms(claim)
      const forms = form.forms.filter((one) => known.includes(one))
      return forms.length === 0 ? 'forms' : { kind, claim, forms }
    }
    case 'longest': {
      const days = typedCount(form.days, MOST_DAYS)
      return days === null ? 'days' : { kind, days }
    }
    case 'optional-only':
      return { kind }
    case 'ask-always':
    case 'refuse-always': {
      const origin = typedOrigin(form.site)
      return origin === null ? 'site' : { kind, origin }
    }
    case 'budget': {
      const reads = typedCount(form.reads, MOST_READS)
      if (reads === null) return 'reads'
      if (form.site.trim() === '') return { kind, reads, origin: null }
      const origin = typedOrigin(form.site)
      return origin === null ? 'site' : { kind, reads, origin }
    }
  }
}

const AGES = [16, 18, 21] as const

/** Forms less precise than the value itself that a claim may leave in; ages as those mostly asked for. */
export function coarserForms(claim: string): readonly Form[] {
  return formsOf(claim).flatMap((form): readonly Form[] => {
    if (form === 'full') return []
    return form.startsWith('over:') ? AGES.map((age) => `over:${age}` as const) : [form]
  })
}

/** What a rule can be about: every claim, and for `never` the person's own collections; cards are asked for by claim only. */
export function ruledNames(kind: 'never' | 'only'): readonly string[] {
  return kind === 'only'
    ? CLAIM_NAMES.filter((claim) => coarserForms(claim).length > 0)
    : [...CLAIM_NAMES, ...COLLECTION_NAMES.filter((name) => name !== 'cards')]
}
