import type { Instant } from '@/lib/base/time'

/** The calendar date where the person is, `YYYY-MM-DD`: ages are counted by it. */
export function localDate(at: Instant): string {
  const date = new Date(at)
  const pad = (value: number, length = 2) => String(value).padStart(length, '0')
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}
