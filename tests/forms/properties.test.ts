import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ControlDescription, PageDescription } from '@/lib/forms/description'
import { match } from '@/lib/forms/match'
import { CLAIM_NAMES } from '@/lib/records/claims'
import { controlOf, type Written } from './page-of'

const WORDS = [
  'First name',
  'Name',
  'E-Mail',
  'Straße',
  'Nr.',
  'PLZ / Ort',
  'Telefon',
  'Phone',
  'Date of birth',
  'Tag',
  'Month',
  'Jahr',
  'Card number',
  'Name on card',
  'CVV',
  '電話番号',
  '姓',
  'ИНДЕКС',
  'Search',
  'Password',
  'Message',
  'Country',
  'State',
  'Title',
  'Ext.',
  'Gutscheincode',
  '¿?',
  '',
  'Passenger 2',
  'Address line 2',
  'kana',
  'Ad Soyad',
  '年',
  'Number',
  'code',
]
const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
)
const code = fc.oneof(
  fc.constantFrom(
    'billing_address_1',
    'ctl00$x$txtName',
    'tel1',
    'tel2',
    'q',
    'user[email]',
    'cc-exp',
    'zip',
    '',
  ),
  fc.string({ maxLength: 30 }),
)
const length = fc.option(fc.integer({ min: 0, max: 60 }))

const written: fc.Arbitrary<Written> = fc.record(
  {
    type: fc.constantFrom(
      'text',
      'tel',
      'email',
      'password',
      'search',
      'number',
      'date',
      'month',
      'hidden',
      'submit',
      'file',
      'checkbox',
      'radio',
      'url',
    ),
    label: text,
    placeholder: text,
    preceding: text,
    legend: text,
    heading: text,
    name: code,
    id: code,
    autocomplete: fc.constantFrom(
      '',
      'off',
      'tel',
      'email',
      'shipping address-line1',
      'cc-number',
      'nonsense',
      'new-password',
      'one-time-code',
      'username',
    ),
    maxLength: length,
    choices: fc.array(text, { maxLength: 14 }),
    form: fc.constantFrom(0, 1, null),
    unseen: fc.constantFrom(null, 'hidden' as const, 'off-screen' as const, 'transparent' as const),
  },
  { requiredKeys: ['type'] },
)

const page: fc.Arbitrary<PageDescription> = fc
  .tuple(
    fc.array(written, { maxLength: 24 }),
    fc.constantFrom('', 'en', 'de', 'ja-JP', 'tr', 'xx', 'zh-Hant-TW', 'fr'),
  )
  .map(([all, language]) => ({
    language,
    controls: all.map((one, at): ControlDescription => {
      const described = controlOf(one, at)
      return described.tag === 'select' ? { ...described, type: 'select-one' } : described
    }),
    forms: [0, 1].map(() => ({ name: '', id: '', otherOrigin: null, submit: '' })),
    frames: { sameOrigin: 0, otherOrigin: 0 },
    cut: false,
  }))

const NAMES: readonly (string | null)[] = [...CLAIM_NAMES, 'ignored', null]

describe('matching', () => {
  it('answers each control once, with a name of the list, and always the same', () => {
    fc.assert(
      fc.property(page, (one) => {
        const found = match(one)
        expect(found.map(({ control }) => control)).toEqual(one.controls.map(({ control }) => control))
        for (const { name, confidence, why } of found) {
          expect(NAMES).toContain(name)
          expect(confidence).toBeGreaterThanOrEqual(0)
          expect(confidence).toBeLessThanOrEqual(1)
          expect(why).not.toBe('')
          if (name === null) expect(confidence).toBe(0)
        }
        expect(match(one)).toEqual(found)
      }),
    )
  })

  it('gives nothing to what holds no text, nor to passwords and searches', () => {
    const CLOSED = ['hidden', 'submit', 'file']
    fc.assert(
      fc.property(page, (one) => {
        match(one).forEach(({ name }, at) => {
          const { type, autocomplete } = one.controls[at] as ControlDescription
          if (CLOSED.includes(type)) expect(name).toBeNull()
          if (type === 'password' && autocomplete === '')
            expect(['ignored', null, 'cc-csc', 'cc-number', 'cc-name', 'postal-code']).toContain(name)
          if (type === 'checkbox')
            expect(['ignored', null, 'sex', 'honorific-prefix', 'cc-type']).toContain(name)
        })
      }),
    )
  })

  it('does not look at where a control stands on the screen, at its pattern or whether it is required', () => {
    fc.assert(
      fc.property(page, fc.boolean(), (one, required) => {
        const moved = one.controls.map((each) => ({
          ...each,
          required,
          pattern: '[0-9]+',
          inputMode: 'numeric',
          signature: 'other',
          box: { ...each.box, x: 40, y: 7 },
        }))
        expect(match({ ...one, controls: moved })).toEqual(match(one))
      }),
    )
  })
})
