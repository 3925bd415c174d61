import { DAY, type Instant } from '@/lib/base/time'
import { localDate } from '@/lib/services/local-date'

/** Days ahead that are offered as a nearer end: today, in a week, in a month. */
export const PRESETS = { today: 0, week: 7, month: 30 } as const
export type Preset = keyof typeof PRESETS

/** The last millisecond of a calendar day `YYYY-MM-DD` where the person is; null when it is none. */
export function endOfDay(day: string): Instant | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null
  const end = new Date(`${day}T23:59:59.999`).getTime()
  return Number.isNaN(end) || localDate(end) !== day ? null : end
}

/** The day that many days ahead, `YYYY-MM-DD`, by the calendar on the wall. */
export function dayAhead(now: Instant, days: number): string {
  const noon = new Date(now).setHours(12, 0, 0, 0)
  return localDate(noon + days * DAY)
}

/** An end that is nearer than the grant's own, or null: the past and what is later are no nearer end. */
export function nearerEnd(day: string, now: Instant, ends: Instant | null): Instant | null {
  const end = endOfDay(day)
  return end !== null && end > now && (ends === null || end < ends) ? end : null
}

/** Presets that would bring the end nearer. */
export function presetsFor(now: Instant, ends: Instant | null): readonly Preset[] {
  return (Object.keys(PRESETS) as Preset[]).filter(
    (preset) => nearerEnd(dayAhead(now, PRESETS[preset]), now, ends) !== null,
  )
}
