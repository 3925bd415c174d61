import { i18n } from '#i18n'
import { Button } from '@/components/Button'
import { Select } from '@/components/Select'
import { whenText } from '@/components/time-text'
import { AUTO_LOCK_CHOICES } from '@/entrypoints/dashboard/state/security'
import type { Instant } from '@/lib/base/time'

/** After how long the vault locks by itself, and the button that does it now. */
export function AutoLock({
  minutes,
  deadline,
  now,
  onChange,
  onLock,
}: {
  readonly minutes: number | null
  readonly deadline: Instant | null
  readonly now: Instant
  readonly onChange: (minutes: number) => void
  readonly onLock: () => void
}) {
  // A time chosen elsewhere stands in the list too.
  const known: readonly number[] = AUTO_LOCK_CHOICES
  const all = minutes === null || known.includes(minutes) ? known : [...known, minutes].sort((a, b) => a - b)
  return (
    <div class="card stack">
      <Select
        label={i18n.t('dashboard.security.autoLockLabel')}
        hint={i18n.t('dashboard.security.autoLockHint')}
        value={String(minutes ?? '')}
        choices={all.map((count) => ({ value: String(count), label: lengthText(count) }))}
        onChange={(count) => onChange(Number(count))}
      />
      <div class="row">
        <Button onPress={onLock}>{i18n.t('dashboard.security.lockNow')}</Button>
        {deadline === null ? null : (
          <span class="quiet small">{i18n.t('dashboard.security.locksAt', [whenText(deadline, now)])}</span>
        )}
      </div>
    </div>
  )
}

function lengthText(minutes: number): string {
  return minutes >= 60 && minutes % 60 === 0
    ? i18n.t('dashboard.security.hours', minutes / 60)
    : i18n.t('dashboard.security.minutes', minutes)
}
