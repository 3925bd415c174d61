import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { claimLabel } from '@/components/labels'
import { listText } from '@/components/lists'
import { dateText } from '@/components/time-text'
import type { Instant } from '@/lib/base/time'
import type { Refusal } from '@/lib/grants/grant'

/** A lasting no, with the way to take it back. */
export function RefusalRow({
  refusal,
  name,
  site,
  now,
  onLift,
}: {
  readonly refusal: Refusal
  readonly name: string
  /** Shown in front where refusals of several sites stand together. */
  readonly site?: ComponentChildren
  readonly now: Instant
  readonly onLift: () => void
}) {
  const what =
    refusal.claims === null
      ? i18n.t('dashboard.refusal.everything')
      : listText(refusal.claims.map(claimLabel))
  return (
    <li class="row-line">
      <span class="row-main">
        {site ? <>{site} </> : null}
        {i18n.t('dashboard.refusal.what', [what])}{' '}
        <span class="quiet small">
          {refusal.until === null
            ? i18n.t('dashboard.refusal.always')
            : i18n.t('dashboard.refusal.until', [dateText(refusal.until, now)])}
          {refusal.cause === 'silence' ? ` · ${i18n.t('dashboard.refusal.silence')}` : null}
        </span>
      </span>
      <Button size="small" label={i18n.t('dashboard.refusal.liftFrom', [name])} onPress={onLift}>
        {i18n.t('dashboard.refusal.lift')}
      </Button>
    </li>
  )
}
