import { i18n } from '#i18n'
import { whenText } from '@/components/time-text'
import { numberText } from '@/entrypoints/dashboard/views/words'
import type { Instant } from '@/lib/base/time'
import type { DeviceReport } from '@/lib/protocol/sync-app'

/** What it has, and when it last said so. */
export function deviceText({ isThis, isRemoved, behind, lastSeen }: DeviceReport, now: Instant): string {
  if (isRemoved) return i18n.t('devices.state.removed')
  if (isThis) return i18n.t('devices.state.here')
  if (behind === null || lastSeen === null) return i18n.t('devices.state.unknown')
  // Its clock may be ahead of this one, and nobody was seen tomorrow.
  const seen = whenText(Math.min(lastSeen, now), now)
  return behind === 0
    ? i18n.t('devices.state.all', [seen])
    : i18n.t('devices.state.behind', behind, [numberText(behind), seen])
}
