import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { claimValue } from '@/lib/records/answers'
import { CLAIM_NAMES, formsOf, type ParsedClaim, parseClaim } from '@/lib/records/claims'
import { aliasOf, coarsen } from '@/lib/records/coarser'
import type { Form } from '@/lib/records/form'
import { recordView } from './view-of'

const context = { today: '2026-11-23', aliasTag: 'shop-4f2' }
const home = recordView('addresses', {
  'street-address': '12 St James Sq',
  'address-level2': 'London',
  'address-level1': 'England',
  'postal-code': 'SW1Y 4JH',
  country: 'GB',
})
const birth = (date: string) => recordView('dates', { date, kind: 'birthday' })
const answer = (claim: string, form: Form, view: ReturnType<typeof recordView>, today = context.today) =>
  coarsen(parseClaim(claim) as ParsedClaim, form, view, { ...context, today })

test.each([
  ['bday', 'year', birth('1990-05-01'), 1990, ['date']],
  ['bday', 'over:18', birth('1990-05-01'), true, ['date']],
  ['shipping street-address', 'city', home, 'London', ['address-level2']],
  ['postal-code', 'region', home, 'England', ['address-level1']],
  ['address-line1', 'country', home, 'GB', ['country']],
  ['address-level2', 'country', home, 'GB', ['country']],
  ['name', 'given-name', recordView('names', { name: 'Ada Lovelace' }), 'Ada', ['name']],
  [
    'name',
    'given-name',
    recordView('names', { 'given-name': 'Ada', 'family-name': 'Lovelace' }),
    'Ada',
    ['given-name'],
  ],
  [
    'email',
    'alias',
    recordView('emails', { email: 'ada@ada.example' }),
    'ada+shop-4f2@ada.example',
    ['email'],
  ],
  ['work tel', 'last:3', recordView('phones', { tel: '+442079460018' }), '018', ['tel']],
  [
    'tel-national',
    'last:3',
    recordView('phones', { tel: '+442079460018', 'tel-national': '020 7946 0018' }),
    '018',
    ['tel'],
  ],
  ['email', 'full', recordView('emails', { email: 'ada@ada.example' }), 'ada@ada.example', ['email']],
] as const)('%s as %s', (claim, form, view, value, fields) =>
  expect(answer(claim, form, view)).toEqual({ value, fields }),
)

test.each([
  ['bday', 'year', birth('--12-10')],
  ['bday', 'year', recordView('dates', { date: '1990-05-01', kind: 'other' })],
  ['bday', 'over:18', recordView('dates', { date: '1990-05-01', kind: 'other' })],
  ['bday', 'city', birth('1990-05-01')],
  ['bday', 'over:151', birth('1990-05-01')],
  ['street-address', 'region', recordView('addresses', { 'street-address': 'x', country: 'DE' })],
  ['street-address', 'city', birth('1990-05-01')],
  ['country', 'city', home],
  ['tel', 'last:3', recordView('phones', { tel: '+290123' })],
  ['email', 'alias', recordView('emails', { email: `${'x'.repeat(60)}@ada.example` })],
  ['nickname', 'given-name', recordView('names', { nickname: 'x', name: 'Ada Lovelace' })],
] as const)('%s as %s is nothing where the record does not tell', (claim, form, view) =>
  expect(answer(claim, form, view)).toBeNull(),
)

test('no coarser form gives the value itself away', () => {
  const views = [
    home,
    birth('1990-05-01'),
    recordView('names', { name: 'Ada Lovelace' }),
    recordView('emails', { email: 'ada@ada.example' }),
    recordView('phones', { tel: '+442079460018', 'tel-national': '020 7946 0018' }),
  ]
  for (const claim of CLAIM_NAMES) {
    for (const form of formsOf(claim).filter((one) => one !== 'full')) {
      for (const view of views) {
        const full = claimValue(parseClaim(claim) as ParsedClaim, view)
        const coarse = answer(claim, form, view)
        if (full && coarse)
          expect(JSON.stringify(coarse.value), `${claim} ${form}`).not.toContain(JSON.stringify(full.value))
      }
    }
  }
})

describe('over:N', () => {
  test.each([
    ['2008-11-23', '2026-11-22', false],
    ['2008-11-23', '2026-11-23', true],
    ['2008-11-24', '2026-11-23', false],
    ['2008-02-29', '2026-02-28', false],
    ['2008-02-29', '2026-03-01', true],
    ['2004-02-29', '2022-02-28', false],
    ['2000-02-29', '2018-03-01', true],
    ['2007', '2026-01-01', true],
    ['2009', '2026-12-31', false],
    ['2008-11', '2026-10-31', false],
    ['2008-11', '2026-11-30', true],
  ])('born %s, on %s', (date, today, value) =>
    expect(answer('bday', 'over:18', birth(date), today)?.value).toBe(value),
  )

  test.each([
    ['2008', '2026-06-01'],
    ['2008-11', '2026-11-15'],
    ['--11-23', '2026-11-23'],
    ['2027-01-01', '2026-11-23'],
    ['2026-11-24', '2026-11-23'],
    ['1990-05-01', 'today'],
  ])('born %s, on %s: cannot be told', (date, today) =>
    expect(answer('bday', 'over:18', birth(date), today)).toBeNull(),
  )

  test('is true at 29 February births of every leap year on 29 February', () => {
    expect(answer('bday', 'over:20', birth('2004-02-29'), '2024-02-29')?.value).toBe(true)
    expect(answer('bday', 'over:20', birth('2004-02-29'), '2024-02-28')?.value).toBe(false)
  })

  test('never turns from yes to no as days go by, nor with a smaller N', () => {
    const day = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, day, day, fc.integer({ min: 2, max: 150 }), (born, one, other, years) => {
        const [early, late] = one < other ? [one, other] : [other, one]
        const before = answer('bday', `over:${years}`, birth(born), early)?.value
        if (before === true) expect(answer('bday', `over:${years}`, birth(born), late)?.value).toBe(true)
        if (before === true) expect(answer('bday', `over:${years - 1}`, birth(born), early)?.value).toBe(true)
      }),
    )
  })
})

test.each([
  ['ada@ada.example', 'shop', 'ada+shop@ada.example'],
  ['ada+old@ada.example', 'shop', 'ada+shop@ada.example'],
  ['ada@ada.example', 'a b', null],
  ['ada@ada.example', 'a@evil.example', null],
  ['ada@ada.example', '', null],
  ['@ada.example', 'shop', null],
  ['+x@ada.example', 'shop', null],
  ['no address', 'shop', null],
  [`${'x'.repeat(59)}@a.example`, 'shop', `${'x'.repeat(59)}+shop@a.example`],
  [`${'x'.repeat(60)}@a.example`, 'shop', null],
])('the alias of %s for %s', (email, tag, alias) => expect(aliasOf(email, tag)).toBe(alias))
