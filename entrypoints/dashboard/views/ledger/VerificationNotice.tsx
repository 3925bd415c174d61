import { i18n } from '#i18n'
import { Notice } from '@/components/Notice'
import { Progress } from '@/components/Progress'
import type { Ledger } from '@/entrypoints/dashboard/state/ledger'
import { numberText } from '@/entrypoints/dashboard/views/words'
import type { Verification } from '@/lib/vault/vault'

const PROBLEMS = {
  missing: 'dashboard.ledger.missing',
  altered: 'dashboard.ledger.altered',
  'out-of-order': 'dashboard.ledger.outOfOrder',
  'head-differs': 'dashboard.ledger.headDiffers',
} as const satisfies Record<Extract<Verification, { intact: false }>['problem'], string>

/** What recomputing the chain showed, in plain words. */
export function VerificationNotice({
  verification,
}: {
  readonly verification: Ledger['verification']['value']
}) {
  if (verification === null) return null
  if (verification === 'running') return <Progress label={i18n.t('dashboard.ledger.verifying')} />
  if (verification === 'failed') {
    return (
      <Notice kind="danger" live>
        {i18n.t('dashboard.ledger.failed')}
      </Notice>
    )
  }
  if (verification.intact) {
    return (
      <Notice live>
        {i18n.t('dashboard.ledger.intact', verification.segments, [numberText(verification.segments)])}
      </Notice>
    )
  }
  return (
    <Notice kind="danger" live>
      <strong>{i18n.t('dashboard.ledger.damagedAt', [numberText(verification.at)])}</strong>{' '}
      {i18n.t(PROBLEMS[verification.problem])} {i18n.t('dashboard.ledger.damagedDo')}
    </Notice>
  )
}
