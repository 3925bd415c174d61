import { describe, expect, it } from 'vitest'
import { nameOfLabel, namesOf, type Written } from './page-of'

/** False friends: words of ours in labels of something else. */
const NONE = [
  'Company registration number',
  'File name',
  'Product name',
  'Pet name',
  'Subject',
  'IP address',
  'Promo code',
  'Order number',
  'Passport number',
  'VAT number',
  'Delivery date',
  'Check-in date',
  'Country of birth',
  'City of birth',
  'Nationality',
  'Flight number',
  'Gift card number',
  'Serial number',
  'Coupon code',
  "Mother's maiden name",
  'Emergency contact name',
  'Bank name',
  'Driver licence number',
  'Departure city',
  'Marital status',
  'Quantity',
  'Amount',
]
const IGNORED = [
  'User name',
  'Search',
  'Message',
  'Comments',
  'Verification code',
  'Enter the characters you see (captcha)',
  'Leave this field empty',
  'Login',
  'Password',
]
const CLAIMS: readonly (readonly [string, string])[] = [
  ['Company name', 'organization'],
  ['City name', 'address-level2'],
  ['E-mail address', 'email'],
  ['Web address', 'url'],
  ['State', 'address-level1'],
  ['Zip code', 'postal-code'],
  ['Country', 'country-name'],
  ['Full name (as it appears on your passport)', 'name'],
  ['Phone (for questions about the delivery)', 'tel'],
  ['Job title', 'organization-title'],
  ['Country/Region', 'country-name'],
  ['Name (first)', 'given-name'],
  ['First and last name', 'name'],
  ['Please enter the town you live in', 'address-level2'],
]

describe('false friends', () => {
  for (const label of NONE) it(`“${label}” is no claim`, () => expect(nameOfLabel(label, 'en')).toBeNull())
  for (const label of IGNORED)
    it(`“${label}” is left alone`, () => expect(nameOfLabel(label, 'en')).toBe('ignored'))
  for (const [label, name] of CLAIMS)
    it(`“${label}” is ${name}`, () => expect(nameOfLabel(label, 'en')).toBe(name))

  it('a label for two things is ambiguous', () => {
    for (const label of ['Email or phone', 'City, State, ZIP', 'PLZ / Ort', 'State or city'])
      expect(nameOfLabel(label, 'de')).toBeNull()
  })

  it('two sources that contradict each other are ambiguous', () => {
    expect(namesOf([{ labels: [{ from: 'header', text: 'City' }], name: 'phone' }])).toEqual([null])
  })

  it('a name on a card is its holder’s, and one on a company’s line is the company’s', () => {
    expect(namesOf([{ label: 'Name on card' }, { label: 'Card number' }])).toEqual(['cc-name', 'cc-number'])
    expect(namesOf([{ label: 'Name', name: 'company_name' }])).not.toContain('name')
  })

  it('a lone expiry is no card’s', () => {
    expect(namesOf([{ label: 'Expiration date' }, { label: 'City' }])).toEqual([null, 'address-level2'])
  })
})

describe('words that are read with the silent ones around them', () => {
  it.each([
    ['Enter ZIP code to see city and state', 'en', null],
    ['If you see this, leave it', 'en', 'ignored'],
    ['Não sei meu CEP', 'pt', 'postal-code'],
    ['Não preencha este campo', 'pt', 'ignored'],
    ['Law firm', 'en', 'organization'],
    ['Open from Monday through Friday', 'en', null],
    ['Ne pas indiquer', 'fr', null],
    ['Né(e) le', 'fr', 'bday'],
  ])('“%s” (%s)', (label, language, name) => expect(nameOfLabel(label, language)).toBe(name))
})

describe('what is left alone', () => {
  it('an e-mail that only opens an account is a login name, one that makes it an address', () => {
    const form = [
      { label: 'E-mail', type: 'email' },
      { label: 'Password', type: 'password' },
    ]
    expect(namesOf(form, 'en', 'Log in')).toEqual(['ignored', 'ignored'])
    expect(namesOf(form, 'en', 'Create account')).toEqual(['email', 'ignored'])
    expect(
      namesOf(
        [
          { ...form[0], autocomplete: 'email' },
          { label: 'Password', type: 'password' },
        ],
        'en',
        'Log in',
      ),
    ).toEqual(['email', 'ignored'])
  })

  it('a part of an address whose domain stands behind the box', () => {
    const box = (following: string): Written => ({
      label: 'New e-mail',
      labels: [{ from: 'following', text: following }],
    })
    expect(
      namesOf([box('@mail.example'), { label: 'Password', type: 'password' }, { label: 'City' }])[0],
    ).toBe('ignored')
    expect(namesOf([box('required'), { label: 'City' }])[0]).toBe('email')
  })

  it('a field is no trap because it is hidden', () => {
    expect(
      namesOf([
        { label: 'City', unseen: 'hidden' },
        { label: 'Street', unseen: 'hidden' },
      ]),
    ).toEqual(['address-level2', 'street-address'])
  })

  it('a second box of the same kind out of sight is a trap, and so is one closed on all sides', () => {
    const seen = [{ label: 'E-mail' }, { label: 'City' }, { label: 'Phone' }]
    expect(namesOf([...seen, { label: 'E-mail', unseen: 'off-screen' }]).at(-1)).toBe('ignored')
    expect(
      namesOf([...seen, { label: 'Company', unseen: 'transparent', skipped: true, autocomplete: 'off' }]).at(
        -1,
      ),
    ).toBe('ignored')
    expect(namesOf([...seen, { label: 'Company', unseen: 'transparent' }]).at(-1)).toBe('organization')
  })

  it('what belongs to another person is nobody’s claim', () => {
    expect(
      namesOf([
        { label: 'First name', heading: 'Passenger 1' },
        { label: 'First name', heading: 'Passenger 2' },
      ]),
    ).toEqual(['given-name', null])
    expect(namesOf([{ label: 'Phone', heading: 'Emergency contact' }])).toEqual([null])
  })
})

describe('a name asked for again by nobody who could see it', () => {
  it('is a trap', () => {
    const again = { name: 'shop_surname_confirm' }
    expect(namesOf([{ ...again, unseen: 'hidden' }])).toEqual(['ignored'])
    expect(namesOf([{ ...again, label: 'Confirm surname' }])).toEqual(['family-name'])
  })
})

describe('a label made of those of others', () => {
  it('is a trap where nobody sees its box', () => {
    const made = { label: 'E-mail Name Message' }
    expect(namesOf([{ ...made, unseen: 'hidden' }])).toEqual(['ignored'])
    expect(namesOf([made])).not.toEqual(['ignored'])
    expect(namesOf([{ label: 'Phone', name: 'company_phone', unseen: 'hidden' }])).toEqual(['tel'])
  })
})
