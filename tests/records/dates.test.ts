import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { describe, expect, test } from 'vitest'
import { daysIn, displayDate, isAtLeast, isLeap, isWholeDate, parseDate } from '@/lib/records/dates'

test.each([
  ['1815-12-10', { year: 1815, month: 12, day: 10 }],
  ['2000-02-29', { year: 2000, month: 2, day: 29 }],
  ['1815-12', { year: 1815, month: 12, day: null }],
  ['1815', { year: 1815, month: null, day: null }],
  ['--12-10', { year: null, month: 12, day: 10 }],
  ['0001-01-01', { year: 1, month: 1, day: 1 }],
])('%s is a date', (text, date) => expect(parseDate(text)).toEqual(date))

test.each([
  '',
  '1900-02-29',
  '2023-00-10',
  '2023-12-00',
  '2023-12-32',
  '--13-01',
  '--02-30',
  '0000',
  '815',
  '1815-1-1',
  '1815/12/10',
  '+01815-12-10',
  '1815-12-10Z',
  ' 1815',
  '1815\n',
  '--12',
])('%j is none', (text) => expect(parseDate(text)).toBeNull())

test('months have their days, leap years their 29 February', () => {
  expect(Array.from({ length: 12 }, (_, i) => daysIn(i + 1, 2023))).toEqual([
    31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31,
  ])
  expect([1900, 2000, 2023, 2024].map(isLeap)).toEqual([false, true, false, true])
  expect(isWholeDate('2024-02-29')).toBe(true)
  expect(isWholeDate('2024-02')).toBe(false)
})

test.each([
  ['1815-12-10', 'en-GB', '10 December 1815'],
  ['1815-12-10', 'de', '10. Dezember 1815'],
  ['1815-12', 'en', 'December 1815'],
  ['1815', 'en', '1815'],
  ['--02-29', 'en', 'February 29'],
  ['0045-03-15', 'en', 'March 15, 45'],
  ['soon', 'en', 'soon'],
])('%s in %s', (text, locale, shown) => expect(displayDate(text, locale)).toBe(shown))

describe('a date without a time zone', () => {
  test('is the same day in Kiritimati and in Adak', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'selfstead-dates-'))
    try {
      const root = fileURLToPath(new URL('../..', import.meta.url))
      await build({
        configFile: false,
        logLevel: 'silent',
        root,
        build: {
          lib: { entry: join(root, 'lib/records/dates.ts'), formats: ['es'], fileName: () => 'dates.mjs' },
          outDir: folder,
          minify: false,
        },
      })
      const script = `
        import { parseDate, displayDate, isAtLeast } from ${JSON.stringify(join(folder, 'dates.mjs'))}
        const dates = ['1815-12-10', '2024-03-10', '2024-11-03', '1994-12-31', '1995-01-01', '2000-02-29', '--01-01', '1900']
        console.log(JSON.stringify([new Date(2024, 0, 1).getTimezoneOffset(),
          dates.map((date) => [parseDate(date), displayDate(date, 'en'), isAtLeast(date, 30, '2024-12-31')])]))`
      const [kiritimati, adak] = ['Pacific/Kiritimati', 'America/Adak'].map((zone) =>
        JSON.parse(
          execFileSync(process.execPath, ['--input-type=module', '-e', script], {
            env: { ...process.env, TZ: zone },
            encoding: 'utf8',
          }),
        ),
      )
      expect(kiritimati[0]).not.toBe(adak[0])
      expect(kiritimati[1]).toEqual(adak[1])
      expect(kiritimati[1][3]).toEqual([{ year: 1994, month: 12, day: 31 }, 'December 31, 1994', true])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  test('tells an age only where it can', () => {
    expect(isAtLeast('2008-11', 18, '2026-11-15')).toBeNull()
    expect(isAtLeast('2008-11-15', 18, '2026-11')).toBeNull()
    expect(isAtLeast('2008-11-15', 18, '2026-11-15')).toBe(true)
  })
})
