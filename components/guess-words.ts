import { DAY, HOUR, MINUTE, SECOND } from '@/lib/base/time'

const YEAR = 365.25 * DAY
/** The universe is some 14 billion years old; a number beyond that says nothing to anybody. */
const BEYOND = 14e9 * YEAR

/** Years after “million”, where the language wants a word between: “4,7 millones de años”. Only years come to so many. */
const OF_YEARS: { readonly [language: string]: string } = { es: 'de años', fr: 'd’années', pt: 'de anos' }

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
  const format = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    notation: 'compact',
    compactDisplay: 'long',
    maximumSignificantDigits: 2,
  })
  const count = span / length
  // Rounded to two figures, this and more is said in millions.
  const of = count < 995_000 ? undefined : OF_YEARS[new Intl.Locale(locale).language]
  return format
    .formatToParts(count)
    .map(({ type, value }) => (of && type === 'unit' ? of : value))
    .join('')
}
