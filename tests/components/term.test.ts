import { describe, expect, test } from 'vitest'
import { askedEnd, endOfLocalDate, initialTerm, localDate, toTerm } from '@/entrypoints/prompt/term'
import { DAY, HOUR } from '@/lib/base/time'

const NOW = Date.UTC(2026, 4, 3, 12)

describe('what is chosen at first', () => {
  test.each([
    ['once', 'once'],
    ['session', 'session'],
    [{ for: 'PT1H' }, 'hour'],
    [{ for: 'P30D' }, 'month'],
    [{ for: 'P1Y' }, 'asked'],
    [{ for: 'PT10M' }, 'asked'],
    [{ for: 'nonsense' }, 'once'],
    [{ until: '2027-01-31' }, 'asked'],
  ] as const)('%j → %s', (access, kind) => {
    expect(initialTerm(access).kind).toBe(kind)
  })

  test('is never longer than the site asks', () => {
    for (const length of ['PT1M', 'PT1H', 'P1D', 'P29D', 'P30D', 'P31D', 'P1Y']) {
      const access = { for: length }
      const term = toTerm(initialTerm(access), access, NOW)
      expect(term?.kind).toBe('until')
      if (term?.kind === 'until') expect(term.at).toBeLessThanOrEqual(askedEnd(access, NOW) ?? 0)
    }
  })
})

describe('the term that is sent', () => {
  test('ends when it says', () => {
    expect(toTerm({ kind: 'hour' }, 'once', NOW)).toEqual({ kind: 'until', at: NOW + HOUR })
    expect(toTerm({ kind: 'month' }, 'once', NOW)).toEqual({ kind: 'until', at: NOW + 30 * DAY })
    expect(toTerm({ kind: 'year' }, 'once', NOW)).toEqual({ kind: 'until', at: NOW + 365 * DAY })
    expect(toTerm({ kind: 'once' }, 'session', NOW)).toEqual({ kind: 'once' })
    expect(toTerm({ kind: 'session' }, 'once', NOW)).toEqual({ kind: 'session' })
    expect(toTerm({ kind: 'revoked' }, 'once', NOW)).toEqual({ kind: 'revoked' })
    expect(toTerm({ kind: 'asked' }, { for: 'P90D' }, NOW)).toEqual({ kind: 'until', at: NOW + 90 * DAY })
  })

  test('is none for a day that is past, is no day, or was not asked for', () => {
    expect(toTerm({ kind: 'date', date: '2026-05-01' }, 'once', NOW)).toBeNull()
    expect(toTerm({ kind: 'date', date: '' }, 'once', NOW)).toBeNull()
    expect(toTerm({ kind: 'date', date: '2026-02-30' }, 'once', NOW)).toBeNull()
    expect(toTerm({ kind: 'asked' }, { until: '2020-01-01' }, NOW)).toBeNull()
  })

  test('of a chosen day lasts to its end where the person is', () => {
    const end = endOfLocalDate('2026-05-20')
    expect(end).not.toBeNull()
    if (end === null) return
    expect(localDate(end)).toBe('2026-05-20')
    expect(localDate(end + 1)).toBe('2026-05-21')
  })
})
