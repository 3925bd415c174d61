import { useEffect, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { importProblemText } from '@/components/archive-text'
import { Button } from '@/components/Button'
import { collectionLabel } from '@/components/labels'
import { localeTag } from '@/components/locale'
import { Notice } from '@/components/Notice'
import { Working } from '@/components/Working'
import type { ImportPlan } from '@/lib/services/transfer'
import type { Welcome } from '../state'

/** What would come in, kind by kind; then all of it or nothing. */
export function PlanStep({ welcome }: { readonly welcome: Welcome }) {
  const { restore } = welcome
  const plan = restore.plan.value
  const done = restore.done.value
  const [state, setState] = useState<'looking' | 'ready' | 'applying'>(plan ? 'ready' : 'looking')
  const [error, setError] = useState<string | null>(null)

  useEffect(() => {
    if (restore.plan.value) return
    welcome
      .withOpen(restore.look)
      .then((answer) => {
        if (answer && !answer.ok) setError(importProblemText(answer.reason))
        if (!answer) setError(i18n.t('welcome.plan.gone'))
      })
      .catch(() => setError(i18n.t('common.failed')))
      .finally(() => setState('ready'))
  }, [welcome, restore])

  async function apply(): Promise<void> {
    if (state !== 'ready') return
    if (done) return welcome.next()
    setState('applying')
    setError(null)
    try {
      const answer = await welcome.withOpen(restore.apply)
      if (answer?.ok) welcome.next()
      else if (answer) setError(importProblemText(answer.reason))
    } catch {
      setError(i18n.t('common.failed'))
    }
    setState('ready')
  }

  return (
    <div class="stack">
      {plan ? <Counts plan={plan} /> : null}
      {state === 'looking' ? <Working label={i18n.t('welcome.plan.looking')} /> : null}
      {state === 'applying' ? <Working label={i18n.t('welcome.plan.applying')} /> : null}
      <div aria-live="polite">
        {error ? <Notice kind="danger">{error}</Notice> : null}
        {done ? <Notice>{i18n.t('welcome.plan.done')}</Notice> : null}
      </div>
      <div class="welcome-foot">
        <span />
        {plan ? (
          <Button kind="primary" busy={state === 'applying'} onPress={() => void apply()}>
            {i18n.t(done ? 'welcome.continue' : 'welcome.plan.apply')}
          </Button>
        ) : (
          <Button inert={state === 'looking'} onPress={() => welcome.go('file')}>
            {i18n.t('welcome.plan.other')}
          </Button>
        )}
      </div>
    </div>
  )
}

function Counts({ plan }: { readonly plan: ImportPlan }) {
  const number = new Intl.NumberFormat(localeTag())
  const kinds = new Map<string, number>()
  for (const row of plan.rows) kinds.set(row.collection, (kinds.get(row.collection) ?? 0) + 1)
  const more = [
    { label: i18n.t('welcome.plan.grants'), count: plan.summary.grants },
    { label: i18n.t('welcome.plan.ledger'), count: plan.summary.ledger },
  ]
  return (
    <>
      <p>{i18n.t('welcome.plan.text')}</p>
      <dl class="card welcome-counts">
        {[
          ...[...kinds].map(([kind, count]) => ({ label: collectionLabel(kind), count })),
          ...(plan.from === 'other' ? [] : more),
        ]
          .filter(({ count }) => count > 0)
          .map(({ label, count }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{number.format(count)}</dd>
            </div>
          ))}
      </dl>
    </>
  )
}
