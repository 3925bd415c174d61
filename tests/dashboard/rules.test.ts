import { describe, expect, it } from 'vitest'
import { dayAhead, endOfDay, nearerEnd, presetsFor } from '@/entrypoints/dashboard/state/nearer-end'
import { coarserForms, EMPTY_FORM, ruledNames, ruleOfForm } from '@/entrypoints/dashboard/state/rule-form'
import { typedCount, typedOrigin } from '@/entrypoints/dashboard/state/rules'
import { parseRule } from '@/lib/grants/schema'
import { id } from '../grants/help'

const kept = (made: object) => parseRule({ ...made, id: id(1), created: 1 })

describe('a site that was typed', () => {
  it.each([
    ['shop.example', 'https://shop.example'],
    [' https://Shop.Example/path?q#h ', 'https://shop.example'],
    ['https://shop.example:8443', 'https://shop.example:8443'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['bücher.example', 'https://xn--bcher-kva.example'],
  ])('%s is %s', (typed, origin) => {
    expect(typedOrigin(typed)).toBe(origin)
    expect(kept({ kind: 'ask-always', origin })).not.toBeNull()
  })

  it.each([
    '',
    '  ',
    'shop',
    'http://shop.example',
    'ftp://shop.example',
    'https://a:b@shop.example',
    'https://a@shop.example',
    'a b.example',
    'javascript:alert(1)',
    'https://',
  ])('%j is none', (typed) => {
    expect(typedOrigin(typed)).toBeNull()
  })
})

it('a count is a whole number within bounds', () => {
  expect([typedCount(' 30 ', 100), typedCount('100', 100), typedCount('1', 100)]).toEqual([30, 100, 1])
  for (const typed of ['', '0', '101', '-1', '1.5', '1e2', 'x', '99999999'])
    expect(typedCount(typed, 100)).toBeNull()
})

describe('the form for a rule', () => {
  it.each([
    [
      { kind: 'never', claim: 'contacts' },
      { kind: 'never', claim: 'contacts' },
    ],
    [
      { kind: 'only', claim: 'email', forms: ['alias', 'city'] },
      { kind: 'only', claim: 'email', forms: ['alias'] },
    ],
    [
      { kind: 'longest', days: '90' },
      { kind: 'longest', days: 90 },
    ],
    [{ kind: 'optional-only' }, { kind: 'optional-only' }],
    [
      { kind: 'ask-always', site: 'a.example' },
      { kind: 'ask-always', origin: 'https://a.example' },
    ],
    [
      { kind: 'refuse-always', site: 'a.example' },
      { kind: 'refuse-always', origin: 'https://a.example' },
    ],
    [
      { kind: 'budget', reads: '5', site: '' },
      { kind: 'budget', reads: 5, origin: null },
    ],
    [
      { kind: 'budget', reads: '5', site: 'a.example' },
      { kind: 'budget', reads: 5, origin: 'https://a.example' },
    ],
  ] as const)('%o gives a rule that can be kept', (form, rule) => {
    const made = ruleOfForm({ ...EMPTY_FORM, ...form })
    expect(made).toEqual(rule)
    expect(kept(made as object)).not.toBeNull()
  })

  it.each([
    [{ kind: 'only', claim: 'email', forms: [] }, 'forms'],
    [{ kind: 'longest', days: '0' }, 'days'],
    [{ kind: 'longest', days: '3661' }, 'days'],
    [{ kind: 'budget', reads: 'many' }, 'reads'],
    [{ kind: 'budget', reads: '5', site: 'shop' }, 'site'],
    [{ kind: 'refuse-always', site: '' }, 'site'],
  ] as const)('%o says where it is wrong', (form, problem) => {
    expect(ruleOfForm({ ...EMPTY_FORM, ...form })).toBe(problem)
  })

  it('offers nothing that no rule can hold', () => {
    for (const claim of ruledNames('never'))
      expect([claim, kept({ kind: 'never', claim })]).not.toContain(null)
    for (const claim of ruledNames('only'))
      expect([claim, kept({ kind: 'only', claim, forms: coarserForms(claim) })]).not.toContain(null)
    expect(ruledNames('never')).not.toContain('cards')
  })
})

describe('a nearer end', () => {
  const now = new Date(2026, 4, 3, 15).getTime()

  it('is the last moment of a day where the person is', () => {
    expect(endOfDay('2026-05-03')).toBe(new Date(2026, 4, 3, 23, 59, 59, 999).getTime())
    for (const day of ['', '2026-02-30', '2026-13-01', '03.05.2026']) expect(endOfDay(day)).toBeNull()
  })

  it('is never in the past and never later than the end there is', () => {
    const ends = new Date(2026, 4, 10).getTime()
    expect(nearerEnd('2026-05-02', now, ends)).toBeNull()
    expect(nearerEnd('2026-05-10', now, ends)).toBeNull()
    expect(nearerEnd('2026-05-09', now, ends)).toBe(endOfDay('2026-05-09'))
    expect(nearerEnd('2030-01-01', now, null)).not.toBeNull()
  })

  it('is offered only where it is nearer', () => {
    expect(presetsFor(now, null)).toEqual(['today', 'week', 'month'])
    expect(presetsFor(now, new Date(2026, 4, 20).getTime())).toEqual(['today', 'week'])
    expect(presetsFor(now, now + 1)).toEqual([])
    expect(dayAhead(now, 30)).toBe('2026-06-02')
  })
})
