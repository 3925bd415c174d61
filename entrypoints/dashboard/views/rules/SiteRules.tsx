import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Section } from '@/components/Section'
import type { State } from '@/entrypoints/dashboard/state'
import { keepFocus } from '@/entrypoints/dashboard/views/Page'
import { RuleList } from './RuleList'

/** Rules of one site, and the two that are made from here: ask about everything, or refuse everything. */
export function SiteRules({
  state,
  origin,
  name,
}: {
  readonly state: State
  readonly origin: string
  readonly name: string
}) {
  const { rules, toasts } = state
  const own = rules.list.value.filter((rule) => 'origin' in rule && rule.origin === origin)
  const has = (kind: 'ask-always' | 'refuse-always') => own.some((rule) => rule.kind === kind)
  const add = (kind: 'ask-always' | 'refuse-always') =>
    void rules
      .add({ kind, origin })
      .then((kept) => toasts.show(i18n.t(kept ? 'rules.kept' : 'common.failed')))
      .then(keepFocus)
  return (
    <Section title={i18n.t('rules.site.title')} count={own.length}>
      {own.length > 0 ? (
        <RuleList state={state} rules={own} />
      ) : (
        <p class="quiet">{i18n.t('rules.site.text')}</p>
      )}
      <div class="row">
        {has('ask-always') ? null : (
          <Button label={i18n.t('rules.site.askThis', [name])} onPress={() => add('ask-always')}>
            {i18n.t('rules.site.ask')}
          </Button>
        )}
        {has('refuse-always') ? null : (
          <Button label={i18n.t('rules.site.refuseThis', [name])} onPress={() => add('refuse-always')}>
            {i18n.t('rules.site.refuse')}
          </Button>
        )}
      </div>
    </Section>
  )
}
