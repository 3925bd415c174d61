import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Lazy } from '@/components/Lazy'
import { Notice } from '@/components/Notice'
import { Section } from '@/components/Section'
import type { State } from '@/entrypoints/dashboard/state'
import { numberText } from '@/entrypoints/dashboard/views/words'
import type { HeldBack } from '@/lib/services/ruling'
import { RuleList } from './RuleList'

const loadForm = () => import('./RuleDialog').then((module) => module.RuleDialog)

/** What the person decided once for all sites, with a form for more. */
export function RulesSection({ state }: { readonly state: State }) {
  const { rules, toasts } = state
  const [adding, setAdding] = useState(false)
  const [held, setHeld] = useState<readonly HeldBack[]>([])
  const [goesOn, setGoesOn] = useState(false)
  const list = rules.list.value
  return (
    <Section title={i18n.t('rules.title')} count={list.length}>
      <p class="quiet">{i18n.t(list.length === 0 ? 'rules.none' : 'rules.intro')}</p>
      {list.length > 0 ? <RuleList state={state} rules={list} /> : null}
      {held.length > 0 ? (
        <Notice
          live
          action={{
            label: i18n.t('rules.heldRevoke'),
            onPress: () =>
              void rules.revokeHeld(held).then(() => {
                setHeld([])
                toasts.show(i18n.t('rules.heldRevoked'))
              }),
          }}
        >
          {i18n.t(goesOn ? 'rules.goesOn' : 'rules.held', held.length, [numberText(held.length)])}
        </Notice>
      ) : null}
      <div>
        <Button onPress={() => setAdding(true)}>{i18n.t('rules.add')}</Button>
      </div>
      {adding ? (
        <Lazy
          load={loadForm}
          props={{
            onAdd: async (made) => {
              const found = await rules.add(made)
              if (found === null) return false
              setHeld(found)
              setGoesOn(made.kind === 'refuse-always')
              setAdding(false)
              toasts.show(i18n.t('rules.kept'))
              return true
            },
            onClose: () => setAdding(false),
          }}
        />
      ) : null}
    </Section>
  )
}
