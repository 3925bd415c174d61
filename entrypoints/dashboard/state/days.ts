import type { Instant } from '@/lib/base/time'
import type { LedgerLine } from '@/lib/ledger/entry'

/** Days are the person's own: calendar days of the device's time zone, named by the instant they begin. */
export function startOfDay(at: Instant): Instant {
  const day = new Date(at)
  day.setHours(0, 0, 0, 0)
  return day.getTime()
}

/** The beginning of the day `count` days later; right across changes of summer time. */
export function addDays(day: Instant, count: number): Instant {
  const moved = new Date(day)
  moved.setDate(moved.getDate() + count)
  return startOfDay(moved.getTime())
}

export interface Day {
  readonly day: Instant
  readonly lines: readonly LedgerLine[]
}

/** Lines by day, keeping their order. */
export function groupByDay(lines: readonly LedgerLine[]): readonly Day[] {
  const days: { day: Instant; lines: LedgerLine[] }[] = []
  for (const line of lines) {
    const day = startOfDay(line.entry.at)
    const last = days.at(-1)
    if (last?.day === day) last.lines.push(line)
    else days.push({ day, lines: [line] })
  }
  return days
}

/** One bar of the strip: a day or, when the time is long, several. */
export interface Bar {
  readonly from: Instant
  /** The first instant after it. */
  readonly to: Instant
  readonly count: number
}

/**
 * Disclosures over time as at most `limit` bars of equal length in days, from the first disclosure (or 30 days back,
 * whichever is earlier) to today.
 */
export function barsOf(lines: readonly LedgerLine[], now: Instant, limit = 90): readonly Bar[] {
  const times = lines.filter((line) => line.entry.kind === 'disclosure').map((line) => line.entry.at)
  const today = startOfDay(now)
  const first = Math.min(
    times.reduce((least, at) => Math.min(least, at), today),
    addDays(today, -29),
  )
  const begin = startOfDay(first)
  const days = Math.round((today - begin) / 86_400_000) + 1
  const each = Math.max(1, Math.ceil(days / limit))
  const count = Math.ceil(days / each)
  const edges = Array.from({ length: count + 1 }, (_, index) => addDays(today, 1 - (count - index) * each))
  const counts = new Array<number>(count).fill(0)
  for (const at of times) {
    let low = 0
    let high = count - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((edges[middle] ?? 0) <= at) low = middle
      else high = middle - 1
    }
    counts[low] = (counts[low] ?? 0) + 1
  }
  return counts.map((value, index) => ({ from: edges[index] ?? 0, to: edges[index + 1] ?? 0, count: value }))
}
