import { describe, expect, test } from 'vitest'
import { cardIssuer, isCardNumber, passesLuhn } from '@/lib/records/cards'
import {
  COLLECTION_NAMES,
  checkField,
  collectionOf,
  fieldOf,
  isIdentityKind,
  isSensitive,
  isSensitiveCollection,
  isSensitiveField,
  MAX_CHUNKS,
} from '@/lib/records/collections'
import { COUNTRIES, countryName, isCountry } from '@/lib/records/country'
import { MAX_CHUNK, MAX_LINE, MAX_TEXT } from '@/lib/records/fields'
import { recordView } from './view-of'

const LONE = '\uD800'
const RLO = '\u202E'
const ZWSP = '\u200B'

describe('a value that fits is cleaned and kept', () => {
  test.each([
    ['names', 'name', '  Ada \t Lovelace\r\n', 'Ada Lovelace'],
    ['names', 'name', '<b onclick="x">Ada</b>', '<b onclick="x">Ada</b>'],
    ['names', 'name', `Ada${RLO}ecalevoL\u2066`, 'AdaecalevoL'],
    ['names', 'name', `A\u0000d${ZWSP}a\u0007`, 'Ada'],
    ['names', 'name', 'می‌خواهم', 'می‌خواهم'],
    ['names', 'name', 'Jose\u0301', 'José'],
    ['names', 'name', '', null],
    ['names', 'name', ' \n ', null],
    ['names', 'name', ZWSP, null],
    ['names', 'name', null, null],
    ['names', 'language', 'de-CH', 'de-CH'],
    ['names', 'order', 'family-first', 'family-first'],
    ['addresses', 'street-address', ' 12 St James Sq \r\nFlat 2\t\r ', '12 St James Sq\nFlat 2'],
    ['addresses', 'street-address', `a${RLO}b\u2028c`, 'ab\nc'],
    ['addresses', 'country', ' gb ', 'GB'],
    ['notes', 'text', '  indented\n\n\nlist\u0000', 'indented\n\n\nlist'],
    ['emails', 'email', ' ada@ada.example ', 'ada@ada.example'],
    ['emails', 'email', "o'b+tag!#$%&*/=?^_`{|}~-.x@localhost", "o'b+tag!#$%&*/=?^_`{|}~-.x@localhost"],
    ['emails', 'email', 'a..b.@x.example', 'a..b.@x.example'],
    ['dates', 'date', '2024-02-29', '2024-02-29'],
    ['dates', 'date', '--02-29', '--02-29'],
    ['dates', 'date', '1815', '1815'],
    ['cards', 'cc-number', '4242 4242-4242 4242', '4242424242424242'],
    ['cards', 'cc-exp', '2030-05', '2030-05'],
    ['names', 'url', 'https://ada.example/a?b#c', 'https://ada.example/a?b#c'],
    ['names', 'url', 'http://[::1]:80/', 'http://[::1]:80/'],
    ['names', 'impp', 'xmpp:ada@ada.example', 'xmpp:ada@ada.example'],
    ['documents', 'file-size', 12, 12],
    ['documents', 'file/35', 'AAAA', 'AAAA'],
  ])('%s %s %j', (collection, field, value, kept) =>
    expect(checkField(collection, field, value)).toEqual({ value: kept }),
  )
})

describe('a value that does not fit is named and refused', () => {
  test.each([
    ['names', 'name', LONE, 'not-text'],
    ['names', 'name', `Ada\uDC00`, 'not-text'],
    ['names', 'name', 7, 'not-text'],
    ['names', 'name', true, 'not-text'],
    ['names', 'name', ['Ada'], 'not-text'],
    ['names', 'name', { toString: 'Ada' }, 'not-text'],
    ['names', 'name', 'x'.repeat(MAX_LINE + 1), 'too-long'],
    ['names', 'language', 'german!', 'not-text'],
    ['names', 'order', 'random', 'not-a-choice'],
    ['names', '__proto__', 'x', 'unknown-field'],
    ['names', 'constructor', 'x', 'unknown-field'],
    ['names', 'email', 'x', 'unknown-field'],
    ['names', '~label', 'x', 'unknown-field'],
    ['__proto__', 'name', 'x', 'unknown-field'],
    ['~grants', 'grant', 'x', 'unknown-field'],
    ['notes', 'text', 'x'.repeat(MAX_TEXT + 1), 'too-long'],
    ['notes', 'text', `a${LONE}b`, 'not-text'],
    ['emails', 'email', 'ada', 'not-an-email'],
    ['emails', 'email', 'ada@', 'not-an-email'],
    ['emails', 'email', '@ada.example', 'not-an-email'],
    ['emails', 'email', 'a@b@c.example', 'not-an-email'],
    ['emails', 'email', 'ada @ada.example', 'not-an-email'],
    ['emails', 'email', 'ada@-ada.example', 'not-an-email'],
    ['emails', 'email', 'ada@ada-.example', 'not-an-email'],
    ['emails', 'email', 'ada@ada..example', 'not-an-email'],
    ['emails', 'email', 'ada@ada.example.', 'not-an-email'],
    ['emails', 'email', `ada${ZWSP}@ada.example`, 'not-an-email'],
    ['emails', 'email', `${RLO}ada@ada.example`, 'not-an-email'],
    ['emails', 'email', 'ada@ada.example\nbcc:x@y.example', 'not-an-email'],
    ['emails', 'email', '<script>@ada.example', 'not-an-email'],
    ['emails', 'email', 'аda@аda.example', 'not-an-email'],
    ['emails', 'email', `ada@${'x'.repeat(64)}.example`, 'not-an-email'],
    ['emails', 'email', LONE, 'not-text'],
    ['dates', 'date', '2023-02-29', 'not-a-date'],
    ['dates', 'date', '2024-13-01', 'not-a-date'],
    ['dates', 'date', '2024-04-31', 'not-a-date'],
    ['dates', 'date', '0000-01-01', 'not-a-date'],
    ['dates', 'date', '10.12.1815', 'not-a-date'],
    ['dates', 'date', '2024-01-01T00:00:00Z', 'not-a-date'],
    ['dates', 'date', '--02-30', 'not-a-date'],
    ['dates', 'date', '٢٠٢٤', 'not-a-date'],
    ['dates', 'kind', 'today', 'not-a-choice'],
    ['cards', 'cc-number', '4242424242424241', 'not-a-card'],
    ['cards', 'cc-number', '42424242424242424', 'not-a-card'],
    ['cards', 'cc-number', '0000000000000000', 'not-a-card'],
    ['cards', 'cc-number', '4242x', 'not-a-card'],
    ['cards', 'cc-exp', '05/30', 'not-a-date'],
    ['cards', 'cc-exp', '2030', 'not-a-date'],
    ['cards', 'cc-exp', '2030-13', 'not-a-date'],
    ['cards', 'cc-exp', '--05-01', 'not-a-date'],
    ['cards', 'cc-csc', '12345', 'too-long'],
    ['addresses', 'country', 'XX', 'not-a-country'],
    ['addresses', 'country', 'United Kingdom', 'not-a-country'],
    ['addresses', 'street-address', 'x'.repeat(501), 'too-long'],
    ['names', 'url', 'javascript:alert(1)', 'not-a-url'],
    ['names', 'url', 'data:text/html,x', 'not-a-url'],
    ['names', 'url', 'file:///etc/passwd', 'not-a-url'],
    ['names', 'url', 'ada.example', 'not-a-url'],
    ['names', 'url', 'https://', 'not-a-url'],
    ['names', 'url', 'https://user:pass@ada.example', 'not-a-url'],
    ['names', 'url', 'https://ada.example/<b>', 'not-a-url'],
    ['names', 'url', `https://ada.example/${RLO}x`, 'not-a-url'],
    ['phones', 'tel', 'call me', 'not-a-phone'],
    ['phones', 'tel', `+44${ZWSP}20`, 'not-a-phone'],
    ['documents', 'file-size', -1, 'not-text'],
    ['documents', 'file-size', 1.5, 'not-text'],
    ['documents', 'file/36', 'AAAA', 'unknown-field'],
    ['documents', 'file/01', 'AAAA', 'unknown-field'],
    ['documents', 'file/0', 'not base64!', 'not-text'],
    ['documents', 'file/0', 'A'.repeat(MAX_CHUNK + 1), 'too-long'],
    ['notes', 'file/0', 'AAAA', 'unknown-field'],
  ])('%s %s %j', (collection, field, value, problem) =>
    expect(checkField(collection, field, value)).toEqual({ problem }),
  )
})

describe('card numbers', () => {
  test.each([
    ['4242424242424242', 'Visa'],
    ['5555555555554444', 'Mastercard'],
    ['2223003122003222', 'Mastercard'],
    ['378282246310005', 'American Express'],
    ['6011111111111117', 'Discover'],
    ['3056930009020004', 'Diners Club'],
    ['36227206271667', 'Diners Club'],
    ['3566002020360505', 'JCB'],
    ['6200000000000005', 'UnionPay'],
    ['6759649826438453', 'Maestro'],
  ])('%s is of %s', (number, issuer) => {
    expect(isCardNumber(number)).toBe(true)
    expect(cardIssuer(number)).toBe(issuer)
  })

  test('no single wrong digit and no swap of two neighbours (but 0 and 9) passes', () => {
    const number = '4242424242424242'
    for (let at = 0; at < number.length; at++) {
      for (let digit = 0; digit < 10; digit++) {
        const other = number.slice(0, at) + digit + number.slice(at + 1)
        expect(passesLuhn(other), other).toBe(other === number)
      }
    }
    expect(passesLuhn('2442424242424242')).toBe(false)
    // Passes the check, but no card of Visa has fourteen digits.
    expect(passesLuhn('40000000000010')).toBe(true)
    expect(isCardNumber('40000000000010')).toBe(false)
  })
})

describe('collections', () => {
  test('are nine, each with fields, labels and something it needs', () => {
    expect([...COLLECTION_NAMES].sort()).toEqual([
      'addresses',
      'cards',
      'contacts',
      'dates',
      'documents',
      'emails',
      'names',
      'notes',
      'phones',
    ])
    for (const name of COLLECTION_NAMES) {
      const collection = collectionOf(name)
      expect(collection?.labels.length).toBeGreaterThan(2)
      const fields = collection?.fields.map((field) => field.name) ?? []
      expect(new Set(fields).size).toBe(fields.length)
      expect(fields).toEqual(expect.arrayContaining([...(collection?.needs ?? [])]))
    }
    for (const other of ['', 'app:notes', '~grants', '__proto__', 'toString'])
      expect(collectionOf(other)).toBeNull()
  })

  test('know what is sensitive', () => {
    expect(isSensitive(recordView('cards', {}))).toBe(true)
    for (const kind of ['passport', 'identity-card', 'driving-licence', 'residence-permit', 'made-up']) {
      expect(isSensitive(recordView('documents', { kind })), kind).toBe(true)
      expect(isIdentityKind(kind)).toBe(true)
    }
    expect(isSensitive(recordView('documents', {}))).toBe(true)
    expect(isSensitive(recordView('documents', { kind: 'contract' }))).toBe(false)
    expect(isSensitive(recordView('emails', {}))).toBe(false)
    expect(COLLECTION_NAMES.filter(isSensitiveCollection)).toEqual(['cards', 'documents'])
    const all = collectionOf('cards')?.fields.every((field) =>
      isSensitiveField(recordView('cards', {}), field.name),
    )
    expect(all).toBe(true)
    expect(isSensitiveField(recordView('documents', { kind: 'passport' }), 'number')).toBe(true)
    expect(isSensitiveField(recordView('documents', { kind: 'contract' }), 'number')).toBe(false)
    expect(isSensitiveField(recordView('documents', { kind: 'contract' }), 'file/0')).toBe(true)
    expect(isSensitiveField(recordView('names', {}), '__proto__')).toBe(true)
    expect(isSensitiveField(recordView('names', {}), 'name')).toBe(false)
  })

  test('hold files of a mebibyte in parts that fit a segment', () => {
    expect(MAX_CHUNK * MAX_CHUNKS * 0.75).toBeGreaterThan(2 ** 20)
    expect(fieldOf('documents', 'file/0')?.sensitive).toBe(true)
  })
})

test('countries are the 249 of ISO 3166-1', () => {
  expect(COUNTRIES.length).toBe(249)
  expect(new Set(COUNTRIES).size).toBe(249)
  expect(COUNTRIES.every((code) => /^[A-Z]{2}$/.test(code))).toBe(true)
  for (const code of ['XX', 'EU', 'UK', 'XK', 'gb', '']) expect(isCountry(code), code).toBe(false)
  expect(countryName('GB')).toBe('United Kingdom')
  expect(countryName('DE', 'de')).toBe('Deutschland')
  expect(countryName('XX')).toBe('XX')
})
