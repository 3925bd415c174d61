import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { claimValue } from '@/lib/records/answers'
import {
  CLAIM_NAMES,
  claimFields,
  formsOf,
  groupKey,
  hasForm,
  isPreferred,
  type ParsedClaim,
  parseClaim,
} from '@/lib/records/claims'
import { fieldOf } from '@/lib/records/collections'
import { recordView } from './view-of'

const parsed = (text: string) => parseClaim(text) as ParsedClaim

/** The autofill field list of the HTML Standard without credentials, one-time codes and transactions. */
const STANDARD =
  `name honorific-prefix given-name additional-name family-name honorific-suffix nickname organization-title organization
  street-address address-line1 address-line2 address-line3 address-level4 address-level3 address-level2 address-level1 country country-name
  postal-code cc-name cc-given-name cc-additional-name cc-family-name cc-number cc-exp cc-exp-month cc-exp-year cc-csc cc-type language bday
  bday-day bday-month bday-year sex url photo tel tel-country-code tel-national tel-area-code tel-local tel-local-prefix tel-local-suffix
  tel-extension email impp`.split(/\s+/)

test('the claims are those of the standard', () => {
  expect([...CLAIM_NAMES].sort()).toEqual(STANDARD.sort())
  for (const name of CLAIM_NAMES) {
    const claim = parsed(name)
    for (const field of claimFields(name))
      expect(fieldOf(claim.collection, field), `${name} ${field}`).not.toBeNull()
  }
})

describe('parsing a claim', () => {
  test.each([
    [
      'email',
      { claim: 'email', section: null, purposeOf: null, place: null, name: 'email', collection: 'emails' },
    ],
    [
      'Shipping  Street-Address',
      {
        claim: 'shipping street-address',
        section: null,
        purposeOf: 'shipping',
        place: null,
        name: 'street-address',
        collection: 'addresses',
      },
    ],
    [
      '\tsection-Gift billing WORK tel\n',
      {
        claim: 'section-gift billing work tel',
        section: 'section-gift',
        purposeOf: 'billing',
        place: 'work',
        name: 'tel',
        collection: 'phones',
      },
    ],
    [
      'section-a name',
      {
        claim: 'section-a name',
        section: 'section-a',
        purposeOf: null,
        place: null,
        name: 'name',
        collection: 'names',
      },
    ],
    [
      'fax tel-national',
      {
        claim: 'fax tel-national',
        section: null,
        purposeOf: null,
        place: 'fax',
        name: 'tel-national',
        collection: 'phones',
      },
    ],
    [
      'home impp',
      {
        claim: 'home impp',
        section: null,
        purposeOf: null,
        place: 'home',
        name: 'impp',
        collection: 'names',
      },
    ],
    [
      'pager tel',
      {
        claim: 'pager tel',
        section: null,
        purposeOf: null,
        place: 'pager',
        name: 'tel',
        collection: 'phones',
      },
    ],
  ])('reads %j', (text, expected) => expect(parseClaim(text)).toEqual(expected))

  test.each([
    '',
    ' ',
    '*',
    'names',
    'emial',
    'on',
    'off',
    'email email',
    'work street-address',
    'home name',
    'work shipping tel',
    'shipping billing name',
    'shipping section-a name',
    'section-a section-b name',
    'home work tel',
    'shipping',
    'section-a',
    'email shipping',
    '__proto__',
    'constructor',
    'toString',
    'username',
    'current-password',
    'new-password',
    'one-time-code',
    'webauthn',
    'email webauthn',
    'transaction-amount',
    'transaction-currency',
    'name\u0000',
    'section-\u202Egift name',
    'section-\u200B name',
    'section-\uD800 name',
    'name\u00A0',
    `section-${'x'.repeat(120)} name`,
    'NAME,email',
    '~label',
  ])('refuses %j', (text) => expect(parseClaim(text)).toBeNull())

  test('takes no text for a claim that it would write otherwise', () => {
    const token = fc.constantFrom(
      'section-x',
      'shipping',
      'billing',
      'home',
      'work',
      'mobile',
      'email',
      'tel',
      'name',
      'Bday',
      'x',
    )
    fc.assert(
      fc.property(fc.array(token, { maxLength: 5 }), (tokens) => {
        const claim = parseClaim(tokens.join(' '))
        if (!claim) return
        expect(parseClaim(claim.claim)).toEqual(claim)
        expect(claim.claim).toBe(
          [claim.section, claim.purposeOf, claim.place, claim.name].filter((one) => one !== null).join(' '),
        )
      }),
    )
  })
})

test('claims of one purpose and collection are answered from one record', () => {
  expect(groupKey(parsed('shipping street-address'))).toBe(groupKey(parsed('shipping country')))
  const keys = [
    'shipping country',
    'billing country',
    'country',
    'section-a country',
    'shipping name',
    'work tel',
    'home tel',
    'tel',
  ].map((text) => groupKey(parsed(text)))
  expect(new Set(keys).size).toBe(keys.length)
})

test('a label says what a record is for', () => {
  expect(isPreferred(parsed('work tel'), recordView('phones', {}, 'Work'))).toBe(true)
  expect(isPreferred(parsed('billing country'), recordView('addresses', {}, 'billing'))).toBe(true)
  expect(isPreferred(parsed('billing country'), recordView('addresses', {}, 'shipping'))).toBe(false)
  expect(isPreferred(parsed('country'), recordView('addresses', {}, ''))).toBe(false)
  expect(isPreferred(parsed('bday'), recordView('dates', { date: '1815-12-10', kind: 'birthday' }))).toBe(
    true,
  )
})

const ada = recordView('names', {
  name: 'Ada Lovelace',
  nickname: 'Countess',
  'organization-title': 'Analyst',
  sex: 'female',
  language: 'en-GB',
  url: 'https://ada.example',
  photo: 'https://ada.example/a.png',
  impp: 'xmpp:ada@ada.example',
})
const home = recordView('addresses', {
  organization: 'Engines Ltd',
  'street-address': '12 St James Sq\nFlat 2\nRear\nTop floor',
  'address-level1': 'Greater London',
  'address-level2': 'London',
  'address-level3': 'Westminster',
  'address-level4': 'Corner',
  'postal-code': 'SW1Y 4JH',
  country: 'GB',
})
const phone = recordView('phones', {
  tel: '+442079460018',
  'tel-country-code': '+44',
  'tel-national': '020 7946 0018',
  'tel-extension': '12',
})
const card = recordView('cards', {
  'cc-name': 'Ada King Lovelace',
  'cc-number': '4242424242424242',
  'cc-exp': '2030-05',
  'cc-csc': '123',
})
const birth = recordView('dates', { date: '1815-12-10', kind: 'birthday' })
const mail = recordView('emails', { email: 'ada@ada.example' })

describe('the full value of a claim', () => {
  const table: [string, ReturnType<typeof recordView>, unknown, string[]][] = [
    ['name', ada, 'Ada Lovelace', ['name']],
    ['given-name', ada, 'Ada', ['name']],
    ['family-name', ada, 'Lovelace', ['name']],
    ['nickname', ada, 'Countess', ['nickname']],
    ['organization-title', ada, 'Analyst', ['organization-title']],
    ['sex', ada, 'female', ['sex']],
    ['language', ada, 'en-GB', ['language']],
    ['url', ada, 'https://ada.example', ['url']],
    ['photo', ada, 'https://ada.example/a.png', ['photo']],
    ['impp', ada, 'xmpp:ada@ada.example', ['impp']],
    ['honorific-prefix', recordView('names', { name: 'Dr. Ada M. Lovelace PhD' }), 'Dr.', ['name']],
    ['additional-name', recordView('names', { name: 'Dr. Ada M. Lovelace PhD' }), 'M.', ['name']],
    ['honorific-suffix', recordView('names', { name: 'Dr. Ada M. Lovelace PhD' }), 'PhD', ['name']],
    [
      'name',
      recordView('names', { 'given-name': '太郎', 'family-name': '山田', order: 'family-first' }),
      '山田太郎',
      ['given-name', 'family-name', 'order'],
    ],
    ['given-name', recordView('names', { name: 'A B', 'given-name': 'Ada' }), 'Ada', ['given-name']],
    ['organization', home, 'Engines Ltd', ['organization']],
    ['street-address', home, '12 St James Sq\nFlat 2\nRear\nTop floor', ['street-address']],
    ['address-line1', home, '12 St James Sq', ['street-address']],
    ['address-line2', home, 'Flat 2', ['street-address']],
    ['address-line3', home, 'Rear, Top floor', ['street-address']],
    ['address-level1', home, 'Greater London', ['address-level1']],
    ['address-level2', home, 'London', ['address-level2']],
    ['address-level3', home, 'Westminster', ['address-level3']],
    ['address-level4', home, 'Corner', ['address-level4']],
    ['postal-code', home, 'SW1Y 4JH', ['postal-code']],
    ['country', home, 'GB', ['country']],
    ['country-name', home, 'United Kingdom', ['country']],
    ['email', mail, 'ada@ada.example', ['email']],
    ['tel', phone, '+442079460018', ['tel']],
    ['tel-country-code', phone, '+44', ['tel-country-code']],
    ['tel-national', phone, '020 7946 0018', ['tel-national']],
    ['tel-area-code', phone, '020', ['tel-national']],
    ['tel-local', phone, '7946 0018', ['tel-national']],
    ['tel-local-prefix', phone, '7946', ['tel-national']],
    ['tel-local-suffix', phone, '0018', ['tel-national']],
    ['tel-extension', phone, '12', ['tel-extension']],
    ['cc-name', card, 'Ada King Lovelace', ['cc-name']],
    ['cc-given-name', card, 'Ada', ['cc-name']],
    ['cc-additional-name', card, 'King', ['cc-name']],
    ['cc-family-name', card, 'Lovelace', ['cc-name']],
    ['cc-number', card, '4242424242424242', ['cc-number']],
    ['cc-exp', card, '2030-05', ['cc-exp']],
    ['cc-exp-month', card, 5, ['cc-exp']],
    ['cc-exp-year', card, 2030, ['cc-exp']],
    ['cc-csc', card, '123', ['cc-csc']],
    ['cc-type', card, 'Visa', ['cc-number']],
    ['bday', birth, '1815-12-10', ['date']],
    ['bday-day', birth, 10, ['date']],
    ['bday-month', birth, 12, ['date']],
    ['bday-year', birth, 1815, ['date']],
  ]

  test.each(table)('%s', (claim, view, value, fields) =>
    expect(claimValue(parsed(claim), view)).toEqual({ value, fields }),
  )

  test('is listed above for every claim', () => {
    expect(new Set(table.map(([claim]) => claim))).toEqual(new Set(CLAIM_NAMES))
  })

  test.each([
    ['email', home],
    ['bday', recordView('dates', { date: '1843-07-08', kind: 'anniversary' })],
    ['bday-day', recordView('dates', { date: '1815', kind: 'birthday' })],
    ['address-line2', recordView('addresses', { 'street-address': 'One line' })],
    ['tel-area-code', recordView('phones', { tel: '+4512345678', 'tel-national': '12345678' })],
    ['family-name', recordView('names', { name: 'Plato' })],
    ['given-name', recordView('names', { name: 'Ada Lovelace', 'family-name': 'King' })],
    ['name', recordView('names', {})],
    ['cc-type', recordView('cards', {})],
    ['nickname', recordView('names', { nickname: '' })],
    ['nickname', recordView('names', { nickname: 7 })],
  ])('%s is nothing where the record does not hold it', (claim, view) =>
    expect(claimValue(parsed(claim), view)).toBeNull(),
  )
})

describe('the forms of a claim', () => {
  test.each([
    ['bday', ['full', 'year', 'over:18']],
    ['shipping street-address', ['full', 'city', 'region', 'country']],
    ['postal-code', ['full', 'city', 'region', 'country']],
    ['address-level2', ['full', 'region', 'country']],
    ['address-level1', ['full', 'country']],
    ['country', ['full']],
    ['organization', ['full']],
    ['name', ['full', 'given-name']],
    ['email', ['full', 'alias']],
    ['work tel', ['full', 'last:3']],
    ['cc-number', ['full']],
    ['nonsense', []],
  ])('%s', (claim, forms) => expect(formsOf(claim)).toEqual(forms))

  test('over:N counts for any N from 1 to 150', () => {
    for (const form of ['over:1', 'over:16', 'over:18', 'over:150', 'year', 'full'])
      expect(hasForm('bday', form), form).toBe(true)
    for (const form of [
      'over:0',
      'over:151',
      'over:018',
      'over:-1',
      'over:1.5',
      'over:',
      'over:1e2',
      'city',
      '',
      'toString',
    ])
      expect(hasForm('bday', form), form).toBe(false)
    expect(hasForm('bday-year', 'over:18')).toBe(false)
    expect(hasForm('email', 'over:18')).toBe(false)
  })
})
