import { DAY, HOUR, type Instant, MINUTE, SECOND } from '@/lib/base/time'

/** Whole days between two instants as the calendar on the wall counts them. */
function calendarDays(from: Instant, to: Instant): number {
  const start = new Date(from).setHours(12, 0, 0, 0)
  const end = new Date(to).setHours(12, 0, 0, 0)
  return Math.round((end - start) / DAY)
}

/** Date and time in full: "3 May 2026 at 14:05". Always in the title of a shorter one. */
export function absoluteText(at: Instant, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(at)
}

/** The date alone, with the year only where it is not this one: "3 May". */
export function dateText(at: Instant, now: Instant, locale: string): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at)
}

/** Relative within a week ("yesterday", "in 3 hours"), the date after that. */
export function whenText(at: Instant, now: Instant, locale: string): string {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const distance = at - now
  const size = Math.abs(distance)
  if (size < 45 * SECOND) return relative.format(0, 'second')
  if (size < 45 * MINUTE)
    return relative.format(Math.round(distance / MINUTE) || Math.sign(distance), 'minute')
  if (size < 12 * HOUR) return relative.format(Math.round(distance / HOUR) || Math.sign(distance), 'hour')
  const days = calendarDays(now, at)
  if (days === 0) return relative.format(Math.round(distance / HOUR), 'hour')
  if (Math.abs(days) <= 7) return relative.format(days, 'day')
  return dateText(at, now, locale)
}

/** When something ends, to stand after "until": the time within a day, the date after that. */
export function endText(at: Instant, now: Instant, locale: string): string {
  if (at - now < DAY) return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at)
  return dateText(at, now, locale)
}

const UNITS = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const
const DURATION =
  /^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$/

/** An ISO 8601 duration in words: `P90D` → "90 days". Null when `text` is no duration. */
export function durationText(text: string, locale: string): string | null {
  const found = DURATION.exec(text)
  if (!found) return null
  const parts = UNITS.flatMap((unit, index) => {
    const count = Number(found[index + 1] ?? 0)
    return count > 0
      ? [new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count)]
      : []
  })
  return parts.length > 0 ? new Intl.ListFormat(locale, { type: 'unit' }).format(parts) : null
}
