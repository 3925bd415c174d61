import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { elideStart } from '@/components/elide'
import { dateText, durationText, whenText } from '@/components/time-words'

describe('a host that is too long', () => {
  test('loses its start, never its end', () => {
    expect(elideStart('a.b.c.example', 40)).toBe('a.b.c.example')
    expect(elideStart('login.bank.example.evil.test', 10)).toBe('…evil.test')
  })

  test('always ends as it did', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.integer({ min: 2, max: 60 }),
        (text, room) => {
          const short = elideStart(text, room)
          expect([...short].length).toBeLessThanOrEqual(Math.max(room, 2))
          expect(text.endsWith(short.replace(/^…/, ''))).toBe(true)
        },
      ),
    )
  })
})

describe('a moment', () => {
  const now = new Date(2026, 4, 10, 15, 0).getTime()
  const at = (...parts: [number, number, number, number?]) => new Date(...parts).getTime()

  test.each([
    [now - 5_000, 'now'],
    [now - 60_000 * 5, '5 minutes ago'],
    [now + 3 * 3_600_000, 'in 3 hours'],
    [at(2026, 4, 9, 1), 'yesterday'],
    [at(2026, 4, 4, 23), '6 days ago'],
    [at(2026, 4, 16, 1), 'in 6 days'],
    [at(2026, 3, 30, 12), '30 April'],
    [at(2025, 3, 30, 12), '30 April 2025'],
  ])('%s is told as %s', (moment, told) => {
    expect(whenText(moment, now, 'en-GB')).toBe(told)
  })

  test('carries the year only where it is another', () => {
    expect(dateText(at(2026, 0, 2), now, 'en-GB')).toBe('2 January')
    expect(dateText(at(2024, 0, 2), now, 'en-GB')).toBe('2 January 2024')
  })
})

describe('a duration', () => {
  test.each([
    ['P90D', '90 days'],
    ['P1Y', '1 year'],
    ['P1Y6M', '1 year, 6 months'],
    ['PT30M', '30 minutes'],
    ['P2W', '2 weeks'],
    ['nonsense', null],
    ['P', null],
  ])('%s is told as %s', (text, told) => {
    expect(durationText(text, 'en-GB')).toBe(told)
  })
})
