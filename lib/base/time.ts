/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/** The time, as an argument: pure rooms never ask the machine for it. */
export type Clock = () => Instant

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

const DURATION =
  /^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$/

/**
 * Length in milliseconds of an ISO 8601 duration; a year counts 365 days and a month 30.
 * @returns null when `text` is no duration, or one of no length.
 */
export function parseDuration(text: string): number | null {
  const found = DURATION.exec(text)
  if (!found || text.endsWith('T')) return null
  const [years, months, weeks, days, hours, minutes, seconds] = found
    .slice(1)
    .map((part) => Number(part ?? 0)) as [number, number, number, number, number, number, number]
  const length =
    (years * 365 + months * 30 + weeks * 7 + days) * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND
  return length > 0 ? length : null
}

/** The last millisecond (UTC) of a calendar date `YYYY-MM-DD`, or null when there is no such day. */
export function endOfDate(text: string): Instant | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!found) return null
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number]
  const start = Date.UTC(year, month - 1, day)
  const same = new Date(start)
  if (same.getUTCMonth() !== month - 1 || same.getUTCDate() !== day) return null
  return start + DAY - 1
}
