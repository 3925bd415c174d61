/** Months, days and years in lists: which line of a list says one, and what a line says. */
import type { ControlDescription } from '@/lib/forms/description'
import { optionOf } from '@/lib/forms/express-choice'
import { plain } from '@/lib/forms/place-text'

type Option = ControlDescription['options'][number]

/** Languages of the word tables: a page says it is of one and lists its months in another. */
const LANGUAGES =
  'de fr es it pt nl pl ru tr ja zh ko sv da nb fi cs sk hu ro el uk ar hi hr sr sl bg he vi id et lv lt th fa ca'.split(
    ' ',
  )

/**
 * The number a text says, with or without its unit: `5`, `05`, `5日`, `5th`, `٥`, `03 - March`. Null where it says none or more
 * than one.
 */
export function numberIn(text: string): number | null {
  const digits = text
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .match(/\p{Nd}+/gu)
  const number = digits?.length === 1 ? Number(digits[0]) : Number.NaN
  return Number.isNaN(number) ? null : number
}

/**
 * The option that says a number to whoever reads it. Its value says it only where the texts have no numbers: many lists count
 * their lines from 0.
 */
export function numberOption(options: readonly Option[], numbers: readonly number[]): Option | null {
  const real = options.filter(({ value }) => value !== '')
  const said = isNumbered(real) ? 'text' : 'value'
  return onlyOf(real.filter((option) => numbers.includes(numberIn(option[said]) ?? Number.NaN)))
}

const isNumbered = (real: readonly Option[]): boolean =>
  real.filter(({ text }) => numberIn(text) !== null).length > real.length / 2

/**
 * The option of a month (from 1): by its number; else by its name in the language that the list is in, the page's and English before
 * others, as one word may be two months (listopad); else by a value, where these go up to 12.
 */
export function monthOption(options: readonly Option[], month: number, language: string): Option | null {
  const real = options.filter(({ value }) => value !== '')
  if (isNumbered(real)) return numberOption(real, [month])
  const texts = real.map(({ text }) => ({ value: text, text }))
  for (const one of [language, 'en', ...LANGUAGES]) {
    const named = monthsIn(one).map((names) => optionOf(texts, names))
    const isIn = named.filter((found) => found !== null).length >= Math.min(12, real.length) - 1
    const found = isIn ? named[month - 1] : null
    if (found) return onlyOf(real.filter(({ text }) => text === found.text))
  }
  return real.some(({ value }) => numberIn(value) === 12) ? numberOption(real, [month]) : null
}

/** The month, from 1, that was chosen in a list (`value`) or typed. */
export function monthSaid(options: readonly Option[], value: string, language: string): number | null {
  if (options.length > 0) return first((month) => monthOption(options, month, language)?.value === value)
  const number = numberIn(value)
  const names = [...monthsIn(language), ...monthsIn('en')]
  const named = names.findIndex((all) => all.some((name) => plain(name) === plain(value)))
  return first((month) => month === (number ?? (named < 0 ? null : (named % 12) + 1)))
}

/**
 * Whether a list is of the twelve months, whatever the language of its page: each by its whole name in one language, beside its own
 * number or none, and nothing else but one line that asks to choose.
 */
export function isMonths(options: readonly Option[], languages: readonly string[]): boolean {
  const texts = [...new Set(options.map(({ text }) => text.trim()))]
  if (texts.length < 12 || texts.length > 13) return false
  const said = texts.map((text) => ({ name: lettersOf(text), number: numberIn(text) }))
  return [...languages, 'en', ...LANGUAGES].some((language) => {
    const names = monthsIn(language)
    const isThere = (at: number): boolean =>
      said.some(
        ({ name, number }) =>
          (number === null || number === at + 1) && names[at]?.some((one) => lettersOf(one) === name),
      )
    return names.length === 12 && names.every((_, at) => isThere(at))
  })
}

const lettersOf = (text: string): string => plain(text).replace(/\P{L}+/gu, '')

function first(is: (month: number) => boolean): number | null {
  for (let month = 1; month <= 12; month++) if (is(month)) return month
  return null
}

const known = new Map<string, readonly (readonly string[])[]>()

/** Names of the twelve months in a language, long and short, alone, beside a day and beside a year; none of what is no language. */
function monthsIn(language: string): readonly (readonly string[])[] {
  const names = known.get(language) ?? namesIn(language)
  known.set(language, names)
  return names
}

function namesIn(language: string): readonly (readonly string[])[] {
  if (language === '') return []
  try {
    const formats = (['long', 'short'] as const).flatMap((month) =>
      // Alone, some languages give the case that stands beside a day, and lists have the one beside a year: Ιανουάριος.
      [{ month }, { month, day: 'numeric' } as const, { month, year: 'numeric' } as const].map(
        (how) => new Intl.DateTimeFormat(language, { timeZone: 'UTC', calendar: 'gregory', ...how }),
      ),
    )
    return Array.from({ length: 12 }, (_, at) => {
      const names = new Set(formats.map((format) => monthIn(format, Date.UTC(2001, at, 15))))
      names.delete('')
      return [...names]
    })
  } catch {
    return []
  }
}

function monthIn(format: Intl.DateTimeFormat, instant: number): string {
  const part = format.formatToParts(instant).find(({ type }) => type === 'month')
  return (part?.value ?? '').replace(/[\p{Nd}\s.]+/gu, '')
}

function onlyOf(options: readonly Option[]): Option | null {
  const [first] = options
  return first && options.every(({ value }) => value === first.value) ? first : null
}
