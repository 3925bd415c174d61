import { expect, test } from 'vitest'
import { summaryOf } from '@/lib/records/summary'
import { recordView } from './view-of'

test.each([
  [
    'names',
    { 'given-name': 'Ada', 'family-name': 'Lovelace', nickname: 'Countess' },
    ['Ada Lovelace', 'Countess'],
  ],
  ['emails', { email: 'ada@ada.example' }, ['ada@ada.example']],
  [
    'phones',
    { tel: '+442079460018', 'tel-country-code': '+44', 'tel-national': '020 7946 0018' },
    ['+44 20 7946 0018'],
  ],
  ['dates', { date: '1815-12-10', kind: 'birthday' }, ['December 10, 1815']],
  [
    'cards',
    { 'cc-number': '4242424242424242', 'cc-exp': '2030-05', 'cc-name': 'Ada', 'cc-csc': '123' },
    ['Visa •••• 4242', '05/30'],
  ],
  [
    'documents',
    { kind: 'passport', title: 'Passport', number: 'C01X00T47', issuer: 'HMPO' },
    ['Passport', '••• T47', 'HMPO'],
  ],
  ['documents', { kind: 'passport', number: '12345' }, ['•••']],
  ['documents', { kind: 'membership', number: '12345' }, ['12345']],
  ['contacts', { name: 'Charles', email: 'c@b.example' }, ['Charles', 'c@b.example']],
  ['notes', { title: 'List', text: 'milk\nbread' }, ['List', 'milk']],
  [
    'addresses',
    { 'street-address': 'X 1', 'address-level2': 'Ulm', country: 'DE' },
    ['X 1', 'Ulm', 'Germany'],
  ],
  ['app:x', { a: 'b' }, []],
  ['cards', {}, []],
] as const)('%s %j', (collection, fields, lines) =>
  expect(summaryOf(recordView(collection, fields))).toEqual(lines),
)

test('speaks the reader’s language', () => {
  expect(summaryOf(recordView('dates', { date: '1815-12-10' }), { locale: 'fr' })).toEqual([
    '10 décembre 1815',
  ])
  expect(
    summaryOf(recordView('addresses', { 'street-address': 'X 1', country: 'DE' }), { country: 'DE' }),
  ).toEqual(['X 1'])
})
