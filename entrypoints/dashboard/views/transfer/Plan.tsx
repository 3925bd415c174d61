import { useEffect, useRef, useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { importProblemText } from '@/components/archive-text'
import { Button } from '@/components/Button'
import { Notice } from '@/components/Notice'
import { absoluteText } from '@/components/time-text'
import { Working } from '@/components/Working'
import type { ImportPlan, ImportProblem } from '@/lib/services/transfer'
import { PlanTable } from './PlanTable'
import { takenOf } from './rows'

const FROM = {
  own: 'transfer.plan.own',
  whole: 'transfer.plan.whole',
  other: 'transfer.plan.other',
} as const satisfies { readonly [from in ImportPlan['from']]: string }

/** What an import would do, record by record, before anything is written. */
export function Plan({
  plan,
  onApply,
  onCancel,
}: {
  readonly plan: ImportPlan
  readonly onApply: (skipped: readonly string[]) => Promise<ImportProblem | null>
  readonly onCancel: () => void
}) {
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const taken = takenOf(plan, skipped)

  async function apply(): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      const problem = await onApply([...skipped])
      if (problem) setError(importProblemText(problem))
    } catch {
      setError(i18n.t('common.failed'))
    }
    setBusy(false)
  }

  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        {i18n.t('transfer.plan.title', [absoluteText(plan.summary.created)])}
      </h3>
      <p>{i18n.t(FROM[plan.from])}</p>
      <PlanTable plan={plan} skipped={skipped} onSkip={setSkipped} />
      <p role="status">{i18n.t('transfer.plan.taken', taken)}</p>
      <div aria-live="polite">{error ? <Notice kind="danger">{error}</Notice> : null}</div>
      {busy ? <Working label={i18n.t('transfer.plan.applying')} /> : null}
      <div class="row">
        <Button kind="primary" busy={busy} onPress={() => void apply()}>
          {i18n.t('transfer.plan.go')}
        </Button>
        <Button onPress={onCancel}>{i18n.t('common.cancel')}</Button>
      </div>
    </>
  )
}
