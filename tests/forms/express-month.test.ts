import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthOption, monthSaid, numberIn, numberOption } from '@/lib/forms/express-month'

const list = (...lines: readonly (readonly [value: string, text: string])[]) =>
  lines.map(([value, text]) => ({ value, text }))
const counted = (from: number, texts: readonly string[]) =>
  texts.map((text, at) => ({ value: String(at + from), text }))
const MONTHS = {
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
  el: 'Ιανουάριος Φεβρουάριος Μάρτιος Απρίλιος Μάιος Ιούνιος Ιούλιος Αύγουστος Σεπτέμβριος Οκτώβριος Νοέμβριος Δεκέμβριος'.split(
    ' ',
  ),
  en: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
  hr: 'siječanj veljača ožujak travanj svibanj lipanj srpanj kolovoz rujan listopad studeni prosinac'.split(
    ' ',
  ),
  pl: 'styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień'.split(
    ' ',
  ),
  none: 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu'.split(' '),
}

describe('a line of a list', () => {
  it.each([
    ['5', 5],
    ['05', 5],
    ['5日', 5],
    ['５', 5],
    ['٥', 5],
    ['۵', 5],
    ['3rd', 3],
    ['03 - March', 3],
    ['1815年', 1815],
    ['3월', 3],
    ['March', null],
    ['1/2', null],
    ['', null],
  ])('%j says %j', (text, number) => {
    expect(numberIn(text)).toBe(number)
  })

  it('is chosen by what people read, whatever the lines are counted from', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1, max: 3 }),
        fc.integer({ min: 1, max: 31 }),
        fc.constantFrom('', '日', 'th', '일', '.'),
        (from, day, unit) => {
          const days = counted(
            from,
            Array.from({ length: 31 }, (_, at) => `${at + 1}${unit}`),
          )
          expect(numberOption(days, [day])?.text).toBe(`${day}${unit}`)
        },
      ),
    )
    const years = list(['', 'Year'], ['0', '1985年'], ['1985', '1986年'])
    expect(numberOption(years, [1985])?.value).toBe('0')
    expect(numberOption(list(['28', '2028'], ['2028', '2029']), [2028, 28])?.value).toBe('28')
  })

  it('is chosen by its value where no text has a number', () => {
    expect(numberOption(list(['1', 'first'], ['2', 'second']), [2])?.text).toBe('second')
  })

  it('is none where two of them say it and mean different things', () => {
    expect(numberOption(list(['a', '5'], ['b', '05']), [5])).toBeNull()
    expect(numberOption(list(['a', '5'], ['a', '05']), [5])?.value).toBe('a')
  })
})

describe('a month in a list', () => {
  it.each([
    ['in the page’s language', counted(0, MONTHS.de), 'de', 'März'],
    ['in German on a page that says English', counted(0, MONTHS.de), 'en', 'März'],
    ['in the case in which a Greek list has it', counted(0, MONTHS.el), 'el', 'Μάρτιος'],
    ['on a page that says nothing', counted(0, MONTHS.de), '', 'März'],
    ['in English, short, from 0', counted(0, MONTHS.en), 'de', 'Mar'],
    ['with a line that asks for it', [{ value: '0', text: 'Monat' }, ...counted(1, MONTHS.de)], 'en', 'März'],
    [
      'by numbers with a unit',
      counted(
        0,
        MONTHS.en.map((_, at) => `${at + 1}月`),
      ),
      'en',
      '3月',
    ],
    [
      'by numbers and names',
      counted(
        0,
        MONTHS.de.map((name, at) => `${at + 1} ${name}`),
      ),
      'fr',
      '3 März',
    ],
    ['by values up to 12, where nobody knows the names', counted(1, MONTHS.none), 'en', 'gamma'],
    ['in no way, where these count from 0', counted(0, MONTHS.none), 'en', undefined],
  ])('is found %s', (_, options, language, text) => {
    expect(monthOption(options, 3, language)?.text).toBe(text)
  })

  it('is read in the language of the whole list: listopad is October in Croatian and November in Polish', () => {
    const found = (texts: readonly string[], month: number) =>
      monthOption(counted(0, texts), month, 'en')?.text
    expect([found(MONTHS.hr, 10), found(MONTHS.hr, 11)]).toEqual(['listopad', 'studeni'])
    expect([found(MONTHS.pl, 10), found(MONTHS.pl, 11)]).toEqual(['październik', 'listopad'])
  })

  it('is said by what it would have been chosen for', () => {
    for (const [language, texts] of Object.entries(MONTHS))
      for (let month = 1; month <= 12; month++) {
        const options = counted(language === 'none' ? 1 : 0, texts)
        const value = options[month - 1]?.value ?? ''
        expect(monthSaid(options, value, 'en')).toBe(month)
      }
    expect(['5', '05', 'Mai', 'may', 'mai.', '13', 'x'].map((text) => monthSaid([], text, 'de'))).toEqual([
      5,
      5,
      5,
      5,
      5,
      null,
      null,
    ])
  })
})
