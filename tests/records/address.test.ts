import { describe, expect, test } from 'vitest'
import { addressLines, addressRows } from '@/lib/records/address'
import { COUNTRIES } from '@/lib/records/country'
import { recordView } from './view-of'

const lines = (fields: Record<string, string>, locale?: string, home?: string) =>
  addressLines(recordView('addresses', fields), locale, home)

test.each([
  [
    {
      country: 'GB',
      'street-address': '12 St James Sq\nFlat 2',
      'address-level2': 'London',
      'postal-code': 'SW1Y 4JH',
    },
    ['12 St James Sq', 'Flat 2', 'London', 'SW1Y 4JH', 'United Kingdom'],
  ],
  [
    {
      country: 'DE',
      organization: 'Rechenwerk',
      'street-address': 'Unter den Linden 77',
      'address-level2': 'Berlin',
      'postal-code': '10117',
    },
    ['Rechenwerk', 'Unter den Linden 77', '10117 Berlin', 'Germany'],
  ],
  [
    {
      country: 'US',
      'street-address': '548 Market St',
      'address-level2': 'San Francisco',
      'address-level1': 'CA',
      'postal-code': '94104',
    },
    ['548 Market St', 'San Francisco, CA 94104', 'United States'],
  ],
  [
    {
      country: 'JP',
      'street-address': '丸の内1-1',
      'address-level2': '千代田区',
      'address-level1': '東京都',
      'postal-code': '100-0005',
    },
    ['〒100-0005', '東京都', '千代田区', '丸の内1-1', 'Japan'],
  ],
  [
    {
      country: 'BR',
      'street-address': 'Av. Paulista 1578',
      'address-level3': 'Bela Vista',
      'address-level2': 'São Paulo',
      'address-level1': 'SP',
      'postal-code': '01310-200',
    },
    ['Av. Paulista 1578', 'Bela Vista', 'São Paulo-SP', '01310-200', 'Brazil'],
  ],
  [
    { country: 'HU', 'street-address': 'Fő utca 1', 'address-level2': 'Budapest', 'postal-code': '1011' },
    ['Budapest', 'Fő utca 1', '1011', 'Hungary'],
  ],
  [
    {
      country: 'IE',
      'street-address': '1 Main Street',
      'address-level3': 'Dundrum',
      'address-level2': 'Dublin',
      'address-level1': 'Co. Dublin',
      'postal-code': 'D14 X2F4',
    },
    ['1 Main Street', 'Dundrum', 'Dublin', 'Co. Dublin', 'D14 X2F4', 'Ireland'],
  ],
  [
    { country: 'FR', 'street-address': '5 rue X', 'address-level2': 'Paris', 'postal-code': '75001' },
    ['5 rue X', '75001 Paris', 'France'],
  ],
  [
    {
      country: 'HK',
      'street-address': '1 Queen’s Road',
      'address-level2': 'Central',
      'address-level1': 'Hong Kong Island',
    },
    ['Hong Kong Island', 'Central', '1 Queen’s Road', 'Hong Kong SAR China'],
  ],
  [
    { country: 'SG', 'street-address': '1 Raffles Pl', 'postal-code': '048616' },
    ['1 Raffles Pl', 'SINGAPORE 048616', 'Singapore'],
  ],
] as const)('%j', (fields, expected) => expect(lines({ ...fields })).toEqual(expected))

test('the country is named in the reader’s language, and not at home', () => {
  const fields = { country: 'DE', 'street-address': 'X 1', 'address-level2': 'Ulm', 'postal-code': '89073' }
  expect(lines(fields, 'ja').at(-1)).toBe('ドイツ')
  expect(lines(fields, 'de', 'DE')).toEqual(['X 1', '89073 Ulm'])
  expect(lines({ 'street-address': 'X 1', 'address-level2': 'Ulm' })).toEqual(['X 1', 'Ulm'])
  expect(lines({})).toEqual([])
})

test('no country’s layout loses a field', () => {
  const fields = {
    organization: 'OO',
    'street-address': 'L1\nL2\nL3',
    'address-level4': 'V4',
    'address-level3': 'V3',
    'address-level2': 'V2',
    'address-level1': 'V1',
    'postal-code': 'PC',
  }
  for (const country of [...COUNTRIES, '']) {
    const written = lines(country ? { ...fields, country } : fields)
      .join('\n')
      .toUpperCase()
    for (const text of ['OO', 'L1', 'L2', 'L3', 'V4', 'V3', 'V2', 'V1', 'PC'])
      expect(written, `${country} ${text}`).toContain(text)
    expect(written.split('V2').length, country).toBe(2)
  }
})

describe('the fields to type', () => {
  const fields = (country: string | null) =>
    addressRows(country).map(({ field, required }) => (required ? `${field}!` : field))
  test.each([
    ['GB', ['organization', 'street-address!', 'address-level2!', 'postal-code!']],
    ['DE', ['organization', 'street-address!', 'postal-code!', 'address-level2!']],
    ['US', ['organization', 'street-address!', 'address-level2!', 'address-level1!', 'postal-code!']],
    ['JP', ['postal-code!', 'address-level1!', 'address-level2', 'street-address!', 'organization']],
    [
      'BR',
      [
        'organization',
        'street-address!',
        'address-level3',
        'address-level2!',
        'address-level1!',
        'postal-code!',
      ],
    ],
    ['HU', ['organization', 'address-level2!', 'street-address!', 'postal-code!']],
    [
      'IE',
      [
        'organization',
        'street-address!',
        'address-level3',
        'address-level2!',
        'address-level1',
        'postal-code',
      ],
    ],
    ['SG', ['organization', 'street-address!', 'postal-code!']],
    [null, ['organization', 'street-address!', 'address-level2!', 'postal-code', 'address-level1']],
  ])('of %s', (country, expected) => expect(fields(country)).toEqual(expected))

  test('always hold the street, each field once, and every required one', () => {
    for (const country of COUNTRIES) {
      const rows = addressRows(country).map((row) => row.field)
      expect(rows).toContain('street-address')
      expect(new Set(rows).size).toBe(rows.length)
    }
  })
})
