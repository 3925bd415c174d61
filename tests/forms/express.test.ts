import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ControlDescription } from '@/lib/forms/description'
import { express } from '@/lib/forms/express'
import { follows } from '@/lib/forms/follows'
import { fitsPattern } from '@/lib/forms/pattern'
import { places } from '@/lib/forms/places'
import { type ParsedClaim, parseClaim } from '@/lib/records/claims'
import type { RecordView } from '@/lib/records/record'

const context = { today: '2026-11-29', aliasTag: 'a1b2' }
const base: ControlDescription = {
  control: 0,
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
  signature: '',
}

const record = (collection: string, fields: RecordView['fields']): RecordView => ({
  collection,
  id: 'id',
  label: '',
  fields,
  versions: {},
  sources: {},
  created: 0,
  changed: 0,
  confirmed: null,
  deleted: null,
  history: 0,
})

const BIRTHDAY = record('dates', { date: '1815-12-10', kind: 'birthday' })
const CARD = record('cards', {
  'cc-number': '4242424242424242',
  'cc-exp': '2030-05',
  'cc-name': 'Ada Lovelace',
})
const PHONE = record('phones', {
  tel: '+442079460018',
  'tel-country-code': '+44',
  'tel-national': '020 7946 0018',
})
const HOME = record('addresses', {
  country: 'DE',
  'street-address': 'Unter den Linden 77\nHinterhaus',
  'postal-code': '10117',
  'address-level2': 'Berlin',
})
const options = (...texts: string[]) => texts.map((text, index) => ({ value: `v${index}`, text }))
const placeholder = (text: string) => [{ from: 'placeholder' as const, text }]

interface Around {
  readonly language?: string
  readonly callingApart?: boolean
  readonly country?: string | null
}

function text(
  claim: string,
  view: RecordView,
  control: Partial<ControlDescription> = {},
  { language = 'en-GB', callingApart = false, country = null }: Around = {},
): string {
  const made = express({
    control: { ...base, ...control },
    claim: parseClaim(claim) as ParsedClaim,
    part: null,
    form: 'full',
    view,
    context,
    page: { language, callingApart, country, places },
  })
  return made.ok ? made.shown : `(${made.why})`
}

describe('a value in a control', () => {
  it.each<[string, string, string]>([
    ['a date field', text('bday', BIRTHDAY, { type: 'date' }), '1815-12-10'],
    ['a German hint', text('bday', BIRTHDAY, { labels: placeholder('TT.MM.JJJJ') }), '10.12.1815'],
    ['an American hint', text('bday', BIRTHDAY, { labels: placeholder('MM/DD/YYYY') }), '12/10/1815'],
    ['the language alone', text('bday', BIRTHDAY, {}, { language: 'fr' }), '10/12/1815'],
    ['English alone, which writes it both ways', text('bday', BIRTHDAY, {}, { language: 'en' }), '(format)'],
    [
      'a list of months',
      text(
        'bday-month',
        BIRTHDAY,
        { tag: 'select', options: options('März', 'Dezember') },
        { language: 'de' },
      ),
      'Dezember',
    ],
    ['a card’s expiry', text('cc-exp', CARD), '05/30'],
    ['the same with four digits', text('cc-exp', CARD, { labels: placeholder('MM / YYYY') }), '05 / 2030'],
    ['the same in four characters', text('cc-exp', CARD, { maxLength: 4 }), '0530'],
    ['a telephone number', text('tel', PHONE), '+442079460018'],
    ['the same beside its calling code', text('tel', PHONE, {}, { callingApart: true }), '02079460018'],
    ['a street in one line', text('street-address', HOME), 'Unter den Linden 77, Hinterhaus'],
    [
      'a list of countries',
      text('country', HOME, { tag: 'select', options: options('Allemagne', 'Autriche') }, { language: 'fr' }),
      'Allemagne',
    ],
    ['a list of codes', text('country', HOME, { tag: 'select', options: options('FR', 'DE') }), 'DE'],
    [
      'a list without it',
      text('country', HOME, { tag: 'select', options: options('FR', 'ES') }),
      '(no-option)',
    ],
    ['too little room', text('address-level2', HOME, { maxLength: 3 }), '(too-long)'],
    ['digits only', text('postal-code', HOME, { pattern: '[0-9]{5}' }), '10117'],
    ['a pattern it does not fit', text('postal-code', HOME, { pattern: '[A-Z]{2}' }), '(format)'],
    ['a password field', text('address-level2', HOME, { type: 'password' }), '(format)'],
  ])('is written for %s', (_name, written, expected) => {
    expect(written).toBe(expected)
  })

  it('is taken apart for a house number', () => {
    const made = (kind: 'house-number' | 'street-name') =>
      express({
        control: base,
        claim: parseClaim('street-address') as ParsedClaim,
        part: { kind },
        form: 'full',
        view: HOME,
        context,
        page: { language: 'de', callingApart: false, country: null, places },
      })
    expect([made('street-name'), made('house-number')]).toMatchObject([
      { text: 'Unter den Linden' },
      { text: '77' },
    ])
  })

  it('never is longer than the control, and always follows from the record', () => {
    const claims = ['name', 'family-name', 'given-name']
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        fc.option(fc.nat(20), { nil: null }),
        fc.constantFrom(...claims),
        fc.constantFrom('input', 'textarea') as fc.Arbitrary<'input' | 'textarea'>,
        (value, maxLength, claim, tag) => {
          const control = { ...base, maxLength, tag }
          const view = record('names', { [claim]: value })
          const parsed = parseClaim(claim) as ParsedClaim
          const page = { language: 'en', callingApart: false, country: null, places }
          const made = express({ control, claim: parsed, part: null, form: 'full', view, context, page })
          if (!made.ok) return
          expect(made.text.length).toBeLessThanOrEqual(maxLength ?? 60_000)
          if (/[\p{L}\p{N}]/u.test(made.text))
            expect(follows(made.text, control, parsed, 'full', view, context, 'en')).toBe(true)
        },
      ),
    )
  })

  it('follows from nothing but its own record', () => {
    const name = parseClaim('family-name') as ParsedClaim
    const said = (written: string, control = base) =>
      follows(written, control, name, 'full', record('names', { 'family-name': 'Lovelace' }), context, 'en')
    expect([said('Lovelace'), said('LOVELACE'), said('Lovelace 4242'), said(''), said('…')]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
    expect(said('v0', { ...base, tag: 'select', options: options('x') })).toBe(true)
    expect(said('v9', { ...base, tag: 'select', options: options('x') })).toBe(false)
    const born = parseClaim('bday') as ParsedClaim
    expect(follows('10.12.1815', base, born, 'full', BIRTHDAY, context, 'de')).toBe(true)
    expect(follows('10.12.1816', base, born, 'full', BIRTHDAY, context, 'de')).toBe(false)
  })
})

describe('a page’s pattern', () => {
  it('is never run where it could take long', () => {
    for (const pattern of ['(a+)+$', '(a|a)*b', '.*.*.*.*x', '[', '\\1', '(?=a)'])
      expect(fitsPattern(pattern, 'a'.repeat(150))).toBe(true)
    expect([fitsPattern('\\d{5}', '10117'), fitsPattern('\\d{5}', '1011')]).toEqual([true, false])
  })
})
