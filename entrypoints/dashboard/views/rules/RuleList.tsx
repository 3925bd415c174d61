import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import type { State } from '@/entrypoints/dashboard/state'
import { keepFocus } from '@/entrypoints/dashboard/views/Page'
import type { Rule } from '@/lib/grants/rule'
import { ruleText } from './rule-text'

/** Rules as sentences, each with the way to lift it. */
export function RuleList({ state, rules }: { readonly state: State; readonly rules: readonly Rule[] }) {
  const { edges, toasts } = state
  const nameOf = (origin: string) => {
    const { before, registrable } = edges.siteView(origin)
    return `\u2068${before}${registrable}\u2069`
  }
  const lift = (rule: Rule) =>
    void state.rules
      .lift(rule.id)
      .then(() => toasts.show(i18n.t('rules.lifted'), () => void state.rules.add(rule)))
      .then(keepFocus)
  return (
    <ul class="rows">
      {rules.map((rule) => {
        const text = ruleText(rule, nameOf)
        return (
          <li class="row-line" key={rule.id}>
            <span class="row-main">{text}</span>
            <Button size="small" label={i18n.t('rules.liftThis', [text])} onPress={() => lift(rule)}>
              {i18n.t('rules.lift')}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
