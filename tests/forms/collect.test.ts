import { describe, expect, it } from 'vitest'
import { collect, keepable } from '@/lib/forms/collect'
import type { ControlDescription, FieldMatch, PageDescription } from '@/lib/forms/description'

type Made = Partial<ControlDescription> & Partial<Pick<FieldMatch, 'purposeOf' | 'part'>>

/** A page of these controls, each with what it is for and what a person typed. */
function page(language: string, ...fields: readonly (readonly [FieldMatch['name'], string, Made?])[]) {
  const controls = fields.map(([, , made], control): ControlDescription => {
    const { purposeOf: _, part: __, ...rest } = made ?? {}
    return {
      control,
      tag: 'input',
      type: 'text',
      name: '',
      id: '',
      autocomplete: '',
      inputMode: '',
      pattern: '',
      accept: '',
      maxLength: null,
      required: false,
      multiple: false,
      labels: [],
      options: [],
      form: 0,
      unseen: null,
      box: { x: 0, y: 0, width: 1, height: 1 },
      signature: String(control),
      ...rest,
    }
  })
  const matches = fields.map(
    ([name, , { purposeOf = null, part = null } = {}], control): FieldMatch => ({
      control,
      name,
      purposeOf,
      part,
      confidence: 1,
      why: '',
    }),
  )
  const described: PageDescription = {
    language,
    controls,
    forms: [{ name: '', id: '', otherOrigin: null, submit: '' }],
    frames: { sameOrigin: 0, otherOrigin: 0 },
    cut: false,
  }
  const values = fields.map(([, text], control) => ({ control, text }))
  return { described, matches, values }
}

const typed = (...made: Parameters<typeof page>) => {
  const { described, matches, values } = page(...made)
  return collect(described, matches, values)
}
const fieldsOf = (...made: Parameters<typeof page>) => typed(...made)[0]?.fields

const options = (...texts: readonly string[]) => ({
  tag: 'select' as const,
  type: 'select-one',
  options: texts.map((text, at) => ({ value: String(at), text })),
})
const STREET = { part: { kind: 'street-name' } } as const
const NUMBER = { part: { kind: 'house-number' } } as const
const hint = (text: string) => ({ labels: [{ from: 'placeholder', text }] }) as const

describe('what was typed', () => {
  it('is asked for where it may be kept, a house’s number too, and nowhere else', () => {
    const { described, matches } = page(
      'de',
      ['street-address', '', STREET],
      [null, '', NUMBER],
      [null, ''],
      ['ignored', ''],
      ['cc-csc', ''],
      ['email', '', { unseen: 'hidden' }],
      ['name', '', { type: 'password' }],
      ['cc-number', ''],
    )
    expect(keepable(described, matches)).toEqual([0, 1, 7])
  })

  it.each<[string, Parameters<typeof page>, object]>([
    [
      'a street and its number',
      ['de', ['street-address', 'Unter den Linden', STREET], [null, '77', NUMBER]],
      { 'street-address': 'Unter den Linden 77' },
    ],
    [
      'a number before its street',
      ['en', [null, '77', NUMBER], ['street-address', 'High Street', STREET]],
      { 'street-address': '77 High Street' },
    ],
    [
      'a first line, its number and a second line',
      ['de', ['address-line1', 'Weg', STREET], [null, '5', NUMBER], ['address-line2', 'Hinterhaus']],
      { 'street-address': 'Weg 5\nHinterhaus' },
    ],
    ['a German birthday', ['de', ['bday', '05.03.1815']], { date: '1815-03-05', kind: 'birthday' }],
    [
      'an American one by its hint',
      ['en', ['bday', '03/05/1815', hint('MM/DD/YYYY')]],
      { date: '1815-03-05', kind: 'birthday' },
    ],
    ['one that can be read one way', ['en', ['bday', '25/3/1815']], { date: '1815-03-25', kind: 'birthday' }],
    ['one of a date field', ['de', ['bday', '1815-03-05']], { date: '1815-03-05', kind: 'birthday' }],
    [
      'one in lists with units',
      [
        'ja',
        ['bday-year', '0', options('1815年', '1816年')],
        ['bday-month', '2', options('1月', '2月', '3月', '4月')],
        ['bday-day', '4', options('1日', '2日', '3日', '4日', '5日')],
      ],
      { date: '1815-03-05', kind: 'birthday' },
    ],
    [
      'a card',
      [
        'en',
        ['cc-name', 'Ada Lovelace'],
        ['cc-number', '4242 4242 4242 4242'],
        ['cc-exp-month', '05'],
        ['cc-exp-year', '30'],
      ],
      { 'cc-name': 'Ada Lovelace', 'cc-number': '4242424242424242', 'cc-exp': '2030-05' },
    ],
    [
      'a telephone in boxes',
      [
        'en',
        ['tel-country-code', '+1', { tag: 'select', options: [{ value: '+1', text: 'United States (+1)' }] }],
        ['tel-area-code', '907'],
        ['tel-local-prefix', '555'],
        ['tel-local-suffix', '0100'],
      ],
      { tel: '+1 907 555 0100' },
    ],
    [
      'a country by its name',
      ['de', ['country-name', 'Frankreich'], ['address-level2', 'Lille']],
      { country: 'FR', 'address-level2': 'Lille' },
    ],
  ])('is read: %s', (_, made, fields) => {
    expect(fieldsOf(...made)).toEqual(fields)
  })

  it.each<[string, Parameters<typeof page>]>([
    ['a date of either order', ['en', ['bday', '03/05/1815']]],
    ['a year of two digits', ['de', ['bday', '05.03.15']]],
    ['a day that no month has', ['de', ['bday', '31.02.1815']]],
    ['nothing', ['de', ['bday', '  ']]],
  ])('is left out where it cannot be read: %s', (_, made) => {
    expect(typed(...made)).toEqual([])
  })

  it('is a record of its own for each purpose and form', () => {
    const found = typed(
      'en',
      ['address-level2', 'Lille', { purposeOf: 'shipping' }],
      ['address-level2', 'Paris', { purposeOf: 'billing' }],
      ['email', 'a@b.example'],
      ['email', 'c@d.example', { form: 1 }],
    )
    expect(found.map(({ collection, purposeOf, fields }) => [collection, purposeOf, fields])).toEqual([
      ['addresses', 'shipping', { 'address-level2': 'Lille' }],
      ['addresses', 'billing', { 'address-level2': 'Paris' }],
      ['emails', null, { email: 'a@b.example' }],
      ['emails', null, { email: 'c@d.example' }],
    ])
  })

  it.each<[string, Parameters<typeof page>, readonly string[]]>([
    [
      'two telephones',
      ['en', ['tel', '020 7946 0958'], ['tel', '07700 900123']],
      ['020 7946 0958', '07700 900123'],
    ],
    [
      'a telephone and a national one',
      ['en', ['tel-national', '020 7946 0958'], ['tel', '+44 7700 900123']],
      ['020 7946 0958', '+44 7700 900123'],
    ],
    [
      'two national ones, each with its country',
      [
        'en',
        ['tel-country-code', '+44'],
        ['tel-national', '020 7946 0958'],
        ['tel-country-code', '+33'],
        ['tel-national', '01 99 00 12 34'],
      ],
      ['+44 20 7946 0958', '+33 1 99 00 12 34'],
    ],
    ['the same one twice', ['en', ['tel', '020 7946 0958'], ['tel', '02079460958']], ['020 7946 0958']],
    ['none in the second box', ['en', ['tel', '020 7946 0958'], ['tel', '–']], ['020 7946 0958']],
    ['a number in pieces', ['en', ['tel', '020'], ['tel', '7946 0958']], ['020 7946 0958']],
    [
      'pieces that are long',
      [
        'en',
        ['tel', '2079460', { part: { kind: 'piece', index: 0, of: 2, lengths: [7, 7] } }],
        ['tel', '9580000', { part: { kind: 'piece', index: 1, of: 2, lengths: [7, 7] } }],
      ],
      ['2079460 9580000'],
    ],
  ])('is one record for each telephone number: %s', (_, made, numbers) => {
    expect(typed(...made).map(({ collection, fields }) => [collection, fields])).toEqual(
      numbers.map((tel) => ['phones', { tel }]),
    )
  })

  it('is one record for each e-mail address, once', () => {
    const found = typed('en', ['email', 'a@b.example'], ['email', 'A@b.example'], ['email', 'c@d.example'])
    expect(found.map(({ fields }) => fields)).toEqual([{ email: 'a@b.example' }, { email: 'c@d.example' }])
  })
})
