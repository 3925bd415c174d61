/**
 * Calendar dates as text, whole or partial: `1815-12-10`, `1815-12`, `1815`, and `--12-10` for a day without a year
 * (ISO 8601, RFC 6350 §4.3.1). A date is a day on a calendar, never an instant: no time zone can move it.
 */

export interface CalendarDate {
  readonly year: number | null
  readonly month: number | null
  readonly day: number | null
}

const SHAPE = /^(?:(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?|--(\d{2})-(\d{2}))$/

/** Reads a date of the proleptic Gregorian calendar, years 0001 to 9999. @returns null when there is no such day. */
export function parseDate(text: string): CalendarDate | null {
  const found = SHAPE.exec(text)
  if (!found) return null
  const [, years, months, days, yearlessMonth, yearlessDay] = found
  const year = numberOrNull(years)
  const month = numberOrNull(months ?? yearlessMonth)
  const day = numberOrNull(days ?? yearlessDay)
  if (year === 0) return null
  if (month !== null && (month < 1 || month > 12)) return null
  // A day without a year may be 29 February.
  if (month !== null && day !== null && (day < 1 || day > daysIn(month, year ?? 2000))) return null
  return { year, month, day }
}

/** True when year, month and day are all known. */
export function isWholeDate(text: string): boolean {
  return text.length === 10 && parseDate(text) !== null
}

/** Number of days of a month (1 to 12). */
export function daysIn(month: number, year: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

export function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/**
 * Whether somebody born on `birth` is at least `years` old on the day `today` (`YYYY-MM-DD`). Who was born on 29 February
 * comes of age on 1 March where there is no such day. @returns null when the date does not tell, or lies ahead of today.
 */
export function isAtLeast(birth: string, years: number, today: string): boolean | null {
  const born = parseDate(birth)
  const now = parseDate(today)
  if (born?.year == null || now?.year == null || now.month === null || now.day === null) return null
  const earliest = monthDay(born.month ?? 1, born.day ?? 1)
  const latest = monthDay(
    born.month ?? 12,
    born.day ?? (born.month === null ? 31 : daysIn(born.month, born.year)),
  )
  const current = monthDay(now.month, now.day)
  const passed = now.year - born.year
  if (passed < 0 || (passed === 0 && earliest > current)) return null
  if (passed !== years) return passed > years
  if (current >= latest) return true
  return current < earliest ? false : null
}

/** The date in words of `locale`, as much of it as is known; the text itself when it is no date. */
export function displayDate(text: string, locale = 'en'): string {
  const date = parseDate(text)
  if (!date) return text
  const shown = new Date(0)
  shown.setUTCFullYear(date.year ?? 2000, (date.month ?? 1) - 1, date.day ?? 1)
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    calendar: 'gregory',
    ...(date.year === null ? {} : { year: 'numeric' }),
    ...(date.month === null ? {} : { month: 'long' }),
    ...(date.day === null ? {} : { day: 'numeric' }),
  }).format(shown)
}

function monthDay(month: number, day: number): number {
  return month * 100 + day
}

function numberOrNull(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits)
}
