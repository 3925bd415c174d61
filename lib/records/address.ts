/**
 * Addresses by country: which fields one has, in the order people there write them, and the lines on the envelope.
 * Layouts are those of Google's libaddressinput (through localized-address-format), fields are named as in the HTML
 * Standard: `address-level1` is the state or province, `address-level2` the town, `address-level3` the part of town.
 */
import { type Address, formatAddress } from 'localized-address-format'
import { countryName } from '@/lib/records/country'
import type { RecordView } from '@/lib/records/record'
import { textOf } from '@/lib/records/view'

export type AddressField =
  | 'organization'
  | 'street-address'
  | 'address-level4'
  | 'address-level3'
  | 'address-level2'
  | 'address-level1'
  | 'postal-code'

export interface AddressRow {
  readonly field: AddressField
  /** Without it a letter does not arrive there. A hint for the person, never a reason to refuse. */
  readonly required: boolean
}

const FIELDS = [
  'organization',
  'street-address',
  'address-level3',
  'address-level2',
  'address-level1',
  'postal-code',
] as const
type Laid = (typeof FIELDS)[number]

/** One character per field that no address holds, to see where a layout puts it. */
const MARKS: { readonly [field in Laid]: string } = {
  organization: '\uE000',
  'street-address': '\uE001',
  'address-level3': '\uE002',
  'address-level2': '\uE003',
  'address-level1': '\uE004',
  'postal-code': '\uE005',
}

/** Towns that libaddressinput leaves in the street lines, but sites ask for on their own. Stands after the field named. */
const TOWN_AFTER: { readonly [country: string]: Laid } = { JP: 'address-level1' }

/** Beside the street: T town, S state, Z postal code. Elsewhere street and town. */
const REQUIRED: { readonly [fields: string]: readonly string[] } = {
  TSZ: 'US CA AU BR CN IN IT ES MX RU TW KR PR'.split(' '),
  TZ: 'GB DE FR AT CH NL BE LU DK SE NO FI PL CZ SK HU PT GR RO EE LT LI TR UA NZ ZA MY IL IS HR SI'.split(
    ' ',
  ),
  SZ: ['JP'],
  Z: ['SG', 'VA', 'MC', 'GI'],
  S: ['HK', 'AE'],
  TS: ['CO', 'VE', 'ID', 'AR'],
}

/** Fields of an address in `country` (ISO 3166-1 alpha-2), in the order they are written there; `country` itself left out. */
export function addressRows(country: string | null): readonly AddressRow[] {
  const need = Object.entries(REQUIRED).find(([, countries]) => countries.includes(country ?? ''))?.[0] ?? 'T'
  return layoutOf(country).map((field) => ({
    field,
    required:
      field === 'street-address' ||
      (field === 'address-level2' && need.includes('T')) ||
      (field === 'address-level1' && need.includes('S')) ||
      (field === 'postal-code' && need.includes('Z')),
  }))
}

/**
 * The lines of the address as written in its own country. What that layout has no place for is not lost but stands with
 * the street or before the country. The country's name, in `locale`, comes last unless `home` is that country.
 */
export function addressLines(
  view: Pick<RecordView, 'fields'>,
  locale = 'en',
  home: string | null = null,
): readonly string[] {
  const country = textOf(view, 'country')
  const printed = printedOf(country)
  const street = (textOf(view, 'street-address') ?? '').split('\n').filter((line) => line !== '')
  const corner = textOf(view, 'address-level4')
  if (corner !== null) street.push(corner)
  const townInStreet = TOWN_AFTER[country ?? ''] !== undefined
  const town = townInStreet ? textOf(view, 'address-level2') : null
  if (town !== null) street.unshift(town)
  const left = FIELDS.filter(
    (field) => !printed.includes(field) && !(townInStreet && field === 'address-level2'),
  )
    .map((field) => textOf(view, field))
    .filter((text) => text !== null)
  const lines = format(country, (field) => textOf(view, field) ?? '', street)
  return [...lines, ...left, ...(country === null || country === home ? [] : [countryName(country, locale)])]
}

/** Fields to type: those the layout prints, and where it knows neither region nor postal code, a place for both. */
function layoutOf(country: string | null): readonly Laid[] {
  const rows = [...printedOf(country)]
  if (!rows.includes('postal-code') && !rows.includes('address-level1'))
    rows.push('postal-code', 'address-level1')
  const after = TOWN_AFTER[country ?? '']
  if (after) rows.splice(rows.indexOf(after) + 1, 0, 'address-level2')
  return rows
}

/** Fields the layout prints, in its order. */
function printedOf(country: string | null): readonly Laid[] {
  const written = format(country, (field) => MARKS[field], [MARKS['street-address']]).join('\n')
  return FIELDS.filter((field) => written.includes(MARKS[field])).sort(
    (a, b) => written.indexOf(MARKS[a]) - written.indexOf(MARKS[b]),
  )
}

function format(
  country: string | null,
  text: (field: Laid) => string,
  street: readonly string[],
): readonly string[] {
  const address: Address = {
    postalCountry: country ?? 'ZZ',
    organization: text('organization'),
    addressLines: [...street],
    dependentLocality: text('address-level3'),
    locality: text('address-level2'),
    administrativeArea: text('address-level1'),
    postalCode: text('postal-code'),
  }
  return formatAddress(address)
}
