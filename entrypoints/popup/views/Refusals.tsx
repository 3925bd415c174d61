import { Ban } from 'lucide-preact'
import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Icon } from '@/components/Icon'
import { claimLabel, listInSentence } from '@/components/labels'
import { endText } from '@/components/time-text'
import type { Instant } from '@/lib/base/time'
import type { Refusal } from '@/lib/grants/grant'

function sentence({ claims, until, cause }: Refusal, now: Instant): string {
  const end = until === null ? null : endText(until, now)
  if (cause === 'silence') {
    return end === null ? i18n.t('popup.silenced') : i18n.t('popup.silenced_until', [end])
  }
  if (claims === null) {
    return end === null ? i18n.t('popup.refused_all') : i18n.t('popup.refused_all_until', [end])
  }
  const list = listInSentence(claims.map(claimLabel), 'disjunction')
  return end === null
    ? i18n.t('popup.refused_claims', [list])
    : i18n.t('popup.refused_claims_until', [list, end])
}

/** What this site is refused, each with the way to take the refusal back. */
export function Refusals({
  refusals,
  now,
  onLift,
}: {
  readonly refusals: readonly Refusal[]
  readonly now: Instant
  readonly onLift: (id: string) => void
}) {
  return (
    <>
      {refusals.map((refusal) => (
        <div class="refusal" key={refusal.id}>
          <Icon of={Ban} size={16} />
          <p id={`refusal-${refusal.id}`}>{sentence(refusal, now)}</p>
          <Button size="small" describedBy={`refusal-${refusal.id}`} onPress={() => onLift(refusal.id)}>
            {i18n.t('popup.lift')}
          </Button>
        </div>
      ))}
    </>
  )
}
