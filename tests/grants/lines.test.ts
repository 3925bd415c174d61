import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasUnseen } from '@/lib/base/text'
import { type Choice, checkChoices, withheldOf } from '@/lib/grants/choose'
import { promptLines } from '@/lib/grants/lines'
import type { ClaimRequest } from '@/lib/grants/request'
import type { RecordView } from '@/lib/records/record'
import { ask, id, request, view } from './help'

const context = { today: '2026-05-03', aliasTag: 'shop-4f2' }
const home = view(
  'addresses',
  {
    'street-address': '12 St James Sq\nFlat 2',
    'address-level2': 'London',
    'postal-code': 'SW1Y 4JH',
    country: 'GB',
  },
  { id: id(1), label: 'Home' },
)
const office = view(
  'addresses',
  { 'street-address': '1 Main St', 'address-level2': 'Leeds', country: 'GB' },
  { id: id(2), label: 'Office', changed: 9000 },
)
const shipping = view(
  'addresses',
  { 'street-address': '9 Dock Rd', 'address-level2': 'Hull', 'postal-code': 'HU1' },
  { id: id(3), label: 'shipping' },
)
const cityOnly = view(
  'addresses',
  { 'address-level2': 'Paris' },
  { id: id(4), label: 'Shipping', changed: 9999 },
)
const mail = view('emails', { email: 'ada@example.org' }, { id: id(5), label: 'Private' })
const born = view('dates', { date: '1990-12-10', kind: 'birthday' }, { id: id(6), label: 'Birthday' })
const card = view('cards', { 'cc-number': '4111111111111111' }, { id: id(7), label: 'Visa' })
const all = [home, office, shipping, cityOnly, mail, born, card]

function linesOf(missing: readonly ClaimRequest[], records: readonly RecordView[] = all) {
  return promptLines({
    missing,
    views: (collection) => records.filter((one) => one.collection === collection),
    context,
  })
}

describe('rows of the prompt', () => {
  it('claims of one record stand together, in the order they were asked', () => {
    const lines = linesOf([
      ask('shipping street-address', { required: true }),
      ask('email'),
      ask('shipping postal-code', { reason: 'For the label' }),
      ask('billing street-address'),
    ])
    expect(
      lines.map(({ collection, purposeOf, claims }) => [
        collection,
        purposeOf,
        claims.map(({ claim }) => claim),
      ]),
    ).toEqual([
      ['addresses', 'shipping', ['shipping street-address', 'shipping postal-code']],
      ['emails', null, ['email']],
      ['addresses', 'billing', ['billing street-address']],
    ])
    expect(lines[0]?.claims[1]).toEqual({
      claim: 'shipping postal-code',
      required: false,
      reason: 'For the label',
    })
    expect(new Set(lines.map(({ key }) => key)).size).toBe(3)
  })

  it('claims that accept different forms stand apart, since a row has one form', () => {
    expect(linesOf([ask('street-address', { accepts: ['city'] }), ask('postal-code')])).toHaveLength(2)
    expect(
      linesOf([
        ask('street-address', { accepts: ['city', 'region'] }),
        ask('postal-code', { accepts: ['region', 'city'] }),
      ]),
    ).toHaveLength(1)
  })

  it('sections stand apart', () => {
    expect(linesOf([ask('section-a tel'), ask('section-b tel')])).toHaveLength(2)
  })

  it('a record with the label of the claim comes first, then home; one without the value comes last', () => {
    const [line] = linesOf([ask('shipping street-address', { required: true })])
    expect(line?.candidates.map(({ record }) => record)).toEqual([id(3), id(1), id(2)])
    expect(line?.suggested).toEqual({ record: id(3), form: 'full' })
  })

  it('a record that lacks a required claim stands behind one that has it', () => {
    const [line] = linesOf([
      ask('shipping street-address', { required: true }),
      ask('shipping address-level2'),
    ])
    expect(line?.candidates.at(-1)?.record).toBe(id(4))
    expect(line?.candidates.at(-1)?.forms[0]?.claims).toEqual({
      'shipping street-address': null,
      'shipping address-level2': 'Paris',
    })
  })

  it('of equals the one confirmed, changed or used last comes first', () => {
    const [line] = linesOf([ask('street-address')])
    expect(line?.candidates[0]?.record).toBe(id(2))
    const used = promptLines({
      missing: [ask('street-address')],
      views: () => [office, home],
      context: { ...context, lastUsed: (_collection, record) => (record === id(1) ? 99_999 : null) },
    })
    expect(used[0]?.candidates[0]?.record).toBe(id(1))
    const confirmed = linesOf([ask('street-address')], [office, { ...home, confirmed: 99_999 }])
    expect(confirmed[0]?.candidates[0]?.record).toBe(id(1))
  })

  it('the form that tells least is proposed, and every accepted one is offered with its text', () => {
    const [line] = linesOf([ask('email', { accepts: ['alias'] })])
    expect(line?.suggested).toEqual({ record: id(5), form: 'alias' })
    expect(line?.candidates[0]?.forms.map(({ form, text }) => [form, text])).toEqual([
      ['full', 'ada@example.org'],
      ['alias', 'ada+shop-4f2@example.org'],
    ])
    expect(
      linesOf([ask('street-address', { accepts: ['city', 'country'] })], [home])[0]?.suggested?.form,
    ).toBe('country')
    expect(linesOf([ask('bday', { accepts: ['year', 'over:18'] })])[0]?.suggested?.form).toBe('over:18')
    expect(linesOf([ask('bday')])[0]?.suggested?.form).toBe('full')
  })

  it('a form the record cannot give is not offered', () => {
    const [line] = linesOf([ask('street-address', { accepts: ['region'] })])
    expect(line?.candidates[0]?.forms.map(({ form }) => form)).toEqual(['full'])
    expect(line?.suggested?.form).toBe('full')
  })

  it('a value of several lines is shown as one', () => {
    expect(linesOf([ask('street-address')], [home])[0]?.candidates[0]?.forms[0]?.text).toBe(
      '12 St James Sq, Flat 2',
    )
  })

  it('the person decides how a value is shown', () => {
    const [line] = promptLines({
      missing: [ask('bday', { accepts: ['over:18'] })],
      views: () => [born],
      context: {
        ...context,
        show: (_claim, form, value) => (form === 'over:18' && value === true ? 'over 18' : String(value)),
      },
    })
    expect(line?.candidates[0]?.forms.map(({ text }) => text)).toEqual(['1990-12-10', 'over 18'])
  })

  it('without a record nothing is proposed, and deleted ones do not exist', () => {
    expect(linesOf([ask('tel')])[0]).toMatchObject({ candidates: [], suggested: null })
    expect(linesOf([ask('email')], [{ ...mail, deleted: 5 }])[0]).toMatchObject({
      candidates: [],
      suggested: null,
    })
  })

  it('cards are sensitive, addresses are not', () => {
    expect(linesOf([ask('cc-number'), ask('email')]).map(({ sensitive }) => sensitive)).toEqual([true, false])
  })

  it('hostile values are shown inert', () => {
    const hostile = view(
      'emails',
      { email: 'a\u202Eb\u200B\u0007<img src=x onerror=1>' },
      { id: id(8), label: '\u2066x\u2069' },
    )
    const [line] = linesOf([ask('email')], [hostile])
    expect(line?.candidates[0]?.forms[0]?.text).toBe('ab<img src=x onerror=1>')
    expect(hasUnseen(line?.candidates[0]?.label ?? '?')).toBe(false)
  })
})

describe('choices', () => {
  const asked = [
    ask('shipping street-address', { required: true }),
    ask('shipping postal-code', { required: true }),
    ask('email', { accepts: ['alias'] }),
  ]
  const lines = linesOf(asked)
  const check = (...choices: Choice[]) =>
    checkChoices({ request: request(...asked, ask('tel')) }, choices, lines)
  const street: Choice = { claim: 'shipping street-address', record: id(1), form: 'full' }

  it('become granted claims', () => {
    expect(check(street, { claim: 'email', record: id(5), form: 'alias' })).toEqual({
      ok: true,
      value: [
        { claim: 'shipping street-address', collection: 'addresses', record: id(1), form: 'full' },
        { claim: 'email', collection: 'emails', record: id(5), form: 'alias' },
      ],
    })
  })

  it.each<[string, Choice[], string]>([
    ['nothing', [], 'nothing is chosen'],
    [
      'a claim that was not asked',
      [{ ...street, claim: 'billing street-address' }],
      'a claim was not asked for',
    ],
    [
      'a claim that stands already',
      [{ claim: 'tel', record: id(1), form: 'full' }],
      'a claim was not asked for',
    ],
    ['a claim twice', [street, { ...street, record: id(2) }], 'a claim is chosen twice'],
    ['a form that was not asked', [{ ...street, form: 'city' }], 'a form was not asked for'],
    [
      'a form of another claim',
      [{ claim: 'email', record: id(5), form: 'year' }],
      'a form was not asked for',
    ],
    ['a record that is not there', [{ ...street, record: id(77) }], 'a record was not offered'],
    ['a record of another collection', [{ ...street, record: id(5) }], 'a record was not offered'],
    [
      'a record without the value',
      [{ claim: 'shipping postal-code', record: id(2), form: 'full' }],
      'a record has no such value',
    ],
    ['an inherited name', [{ ...street, claim: 'toString' }], 'a claim was not asked for'],
  ])('%s is refused', (_name, choices, reason) => {
    expect(check(...choices)).toEqual({ ok: false, reason })
  })

  it('a required claim may be unticked; its name is withheld', () => {
    const checked = check(street)
    expect(checked.ok && withheldOf(asked, checked.value)).toEqual(['shipping postal-code', 'email'])
  })

  it('whatever is chosen, only what was asked and offered is granted', () => {
    const choice = fc.record({
      claim: fc.constantFrom('shipping street-address', 'shipping postal-code', 'email', 'tel', 'cc-number'),
      record: fc.constantFrom(...all.map((one) => one.id)),
      form: fc.constantFrom<Choice['form']>('full', 'alias', 'city', 'over:18'),
    })
    let accepted = 0
    fc.assert(
      fc.property(fc.array(choice, { minLength: 1, maxLength: 3 }), (choices) => {
        const checked = check(...choices)
        if (!checked.ok) return true
        accepted++
        return checked.value.every(
          ({ claim, collection, record, form }) =>
            asked.some((one) => one.claim === claim && (form === 'full' || one.accepts.includes(form))) &&
            all.some((one) => one.id === record && one.collection === collection),
        )
      }),
      { numRuns: 5000 },
    )
    expect(accepted).toBeGreaterThan(50)
  })
})
