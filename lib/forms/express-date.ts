/** Days, months and years as a control takes them. */
import type { ControlDescription } from '@/lib/forms/description'
import { isWholeDate, parseDate } from '@/lib/records/dates'

type Unit = 'y' | 'm' | 'd'

/** Letters by which a hint writes a unit, as people of each language abbreviate it. A run of four letters is the year. */
const MONTH = /^[mм月]/i

/**
 * The text of a date in the order a hint shows (`TT.MM.JJJJ`, `mm / yy`, `年/月/日`), else in that of the page's language.
 * @param date `YYYY-MM-DD` or `YYYY-MM`.
 * @returns null where neither tells the order.
 */
export function dateInText(date: string, control: ControlDescription, language: string): string | null {
  const parsed = parseDate(date)
  if (!parsed) return null
  const { year, month, day } = parsed
  if (year === null || month === null) return null
  const write = (unit: Unit, length: number): string => {
    const of = unit === 'y' ? year : unit === 'm' ? month : (day ?? 0)
    const text = String(of).padStart(unit === 'y' ? 4 : 2, '0')
    return unit === 'y' && length === 2 ? text.slice(2) : text
  }
  const units = day === null ? 2 : 3
  for (const hint of hintsOf(control)) {
    const written = byHint(hint, units, write)
    if (written !== null) return written
  }
  if (day === null) return monthByLength(control.maxLength, write)
  return byLanguage(language, write)
}

/**
 * The date that a text says, as `dateInText` would have written it there; where that cannot tell the order, the only one it can be.
 * @returns null for none, for more than one, and for a year of two digits.
 */
export function dateSaid(text: string, control: ControlDescription, language: string): string | null {
  if (isWholeDate(text)) return text
  const groups = text.match(/\d+/g) ?? []
  const [a = '', b = '', c = ''] = groups
  if (groups.length !== 3) return null
  const dates = [
    [a, b, c],
    [c, b, a],
    [c, a, b],
  ].flatMap(([year = '', month = '', day = '']) => {
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    return parseDate(date) ? [date] : []
  })
  const numbers = (said: string | null) => (said?.match(/\d+/g) ?? []).map(Number).join()
  const written = [...new Set(dates)].map((date) => ({ date, as: dateInText(date, control, language) }))
  const same = written.filter(({ as }) => as === null || numbers(as) === numbers(text))
  return same.length === 1 ? (same[0]?.date ?? null) : null
}

/** Texts that may show how a date is written: the placeholder first. */
function hintsOf({ labels }: ControlDescription): readonly string[] {
  return [
    ...labels.filter(({ from }) => from === 'placeholder'),
    ...labels.filter(({ from }) => from !== 'placeholder'),
  ].map(({ text }) => text)
}

type Write = (unit: Unit, length: number) => string

function byHint(hint: string, units: number, write: Write): string | null {
  const shape =
    units === 3
      ? /(\p{L}{1,4})(\s?[./\-年月 ]\s?)(\p{L}{1,4})(\s?[./\-年月 ]\s?)(\p{L}{1,4})(?!\p{L})/u
      : /(?<!\p{L})(\p{L}{1,4})(\s?[./\- ]?\s?)(\p{L}{2,4})(?!\p{L})/u
  const found = shape.exec(hint)
  if (!found) return null
  const runs = [found[1], found[3], found[5]].slice(0, units).map((run) => run ?? '')
  if (runs.some((run) => new Set(run.toLowerCase()).size !== 1)) return null
  const year = runs.findIndex((run) => run.length === 4 || run === '年')
  const month = runs.findIndex((run, index) => index !== year && MONTH.test(run))
  const years = year >= 0 ? year : units === 2 ? 1 - month : 2
  if (month < 0 || years === month) return null
  return runs
    .map((run, index) => {
      const unit: Unit = index === years ? 'y' : index === month ? 'm' : 'd'
      const separator = index === 0 ? '' : (found[index * 2] ?? '')
      return separator + write(unit, run.length === 1 ? 4 : run.length)
    })
    .join('')
}

/** A card's expiry as it stands on the card. */
function monthByLength(most: number | null, write: Write): string {
  const long = most === 6 || most === 7
  const separator = most === 4 || most === 6 ? '' : '/'
  return write('m', 2) + separator + write('y', long ? 4 : 2)
}

/** Bare `en` is written in two orders, so it says nothing. */
function byLanguage(language: string, write: Write): string | null {
  if (language === '' || /^en$/i.test(language)) return null
  try {
    const parts = new Intl.DateTimeFormat(language, {
      timeZone: 'UTC',
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    }).formatToParts(0)
    return parts
      .map(({ type, value }) =>
        type === 'year'
          ? write('y', 4)
          : type === 'month'
            ? write('m', 2)
            : type === 'day'
              ? write('d', 2)
              : // Marks of direction are not typed.
                value.replace(/\p{Cf}/gu, ''),
      )
      .join('')
  } catch {
    return null
  }
}
