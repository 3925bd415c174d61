import { DAY, HOUR, MINUTE, SECOND } from '@/lib/base/time'

const YEAR = 365.25 * DAY
/** The universe is some 14 billion years old; a number beyond that says nothing to anybody. */
const BEYOND = 14e9 * YEAR

/** A span to two figures in the largest unit that fits: "3 hours", "4.7 million years"; or a name for the extremes. */
export function guessWords(seconds: number, locale: string): string | 'at-once' | 'beyond' {
  const span = seconds * SECOND
  if (span < SECOND) return 'at-once'
  if (span > BEYOND) return 'beyond'
  const units = [
    ['year', YEAR],
    ['day', DAY],
    ['hour', HOUR],
    ['minute', MINUTE],
    ['second', SECOND],
  ] as const
  const [unit, length] = units.find(([, size]) => span >= size) ?? ['second', SECOND]
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    notation: 'compact',
    compactDisplay: 'long',
    maximumSignificantDigits: 2,
  }).format(span / length)
}
