import { describe, expect, it } from 'vitest'
import type { ControlDescription } from '@/lib/forms/description'
import { countryOption, regionOption } from '@/lib/forms/express-choice'
import { bareName } from '@/lib/forms/place-text'
import { places } from '@/lib/forms/places'
import { REGIONS } from '@/lib/forms/region-table'
import { COUNTRIES, isCountry } from '@/lib/records/country'

type Options = ControlDescription['options']
const of = (...lines: readonly (readonly [value: string, text: string])[]): Options =>
  [['', 'Choose'] as const, ...lines].map(([value, text]) => ({ value, text }))
const texts = (...all: readonly string[]): Options =>
  of(...all.map((text, at) => [`${at + 1}`, text] as const))

const country = (code: string, options: Options, language = 'en'): string | null =>
  countryOption(options, code, language, places)?.value ?? null
const region = (land: string, name: string, options: Options): string | null =>
  regionOption(options, places.region(land, name))?.text ?? null

describe('a country in a list', () => {
  it.each<[string, string | null, string]>([
    ['its name in the page’s language', country('DE', texts('Frankreich', 'Deutschland'), 'de'), '2'],
    ['its name in English', country('DE', texts('France', 'Germany'), 'tr'), '2'],
    ['its own name for itself', country('DE', texts('France', 'Deutschland'), 'en'), '2'],
    ['capitals without accents', country('CI', texts('COTE D IVOIRE', 'MALI'), 'fr'), '1'],
    ['an official long name', country('KR', texts('Korea, Republic of', 'Japan')), '1'],
    ['two letters', country('GB', of(['fr', 'A'], ['gb', 'B'])), 'gb'],
    ['three letters', country('GB', of(['FRA', 'A'], ['GBR', 'B'])), 'GBR'],
    ['three letters that are seen', country('GB', texts('FRA', 'GBR')), '2'],
    ['its number', country('GB', of(['250', 'А'], ['826', 'Б'], ['756', 'В'])), '826'],
    ['its number without zeros', country('AF', of(['4', 'А'], ['8', 'Б'], ['250', 'В'])), '4'],
  ])('is found by %s', (_name, found, expected) => {
    expect(found).toBe(expected)
  })

  it('is not another that begins with its name', () => {
    expect(country('GN', texts('Guinea-Bissau', 'Ghana'))).toBeNull()
    expect(country('GN', texts('Guinea-Bissau', 'Guinea'))).toBe('2')
  })

  it('is not taken by its number where the lines are counted', () => {
    const counted = of(...Array.from({ length: 40 }, (_, at) => [`${at + 1}`, `Land ${at}`] as const))
    expect(country('AF', counted)).toBeNull()
    expect(country('GB', of(['826', 'А'], ['7', 'Б'], ['9', 'В']))).toBeNull()
  })

  it('is not taken where two lines say it', () => {
    expect(country('GB', of(['1', 'United Kingdom'], ['2', 'United Kingdom']))).toBeNull()
    expect(country('GB', of(['1', 'United Kingdom'], ['1', 'United Kingdom']))).toBe('1')
  })

  it('has three letters and a number of its own', () => {
    const all = COUNTRIES.map((code) => places.codesOf(code))
    expect(new Set(all.map((one) => one?.alpha3)).size).toBe(COUNTRIES.length)
    expect(new Set(all.map((one) => one?.number)).size).toBe(COUNTRIES.length)
    expect(all.every((one) => one && /^[A-Z]{3}$/.test(one.alpha3) && /^\d{3}$/.test(one.number))).toBe(true)
    expect([places.codesOf('GB'), places.codesOf('AF'), places.codesOf('ZW')]).toEqual([
      { alpha3: 'GBR', number: '826' },
      { alpha3: 'AFG', number: '004' },
      { alpha3: 'ZWE', number: '716' },
    ])
    expect(places.codesOf('XX')).toBeNull()
  })
})

const US = of(
  ['CA', 'California'],
  ['WA', 'Washington'],
  ['VA', 'Virginia'],
  ['WV', 'West Virginia'],
  ['NY', 'New York'],
)

describe('a region in a list', () => {
  it.each<[string, string | null, string | null]>([
    ['its name', region('US', 'california', US), 'California'],
    ['its code, where its name is seen', region('US', 'CA', US), 'California'],
    ['its code with the country', region('US', 'US-CA', US), 'California'],
    ['its name, where codes are seen', region('US', 'California', texts('AZ', 'CA', 'NY')), 'CA'],
    ['both in one', region('US', 'Virginia', texts('VA - Virginia', 'WV - West Virginia')), 'VA - Virginia'],
    ['its name beside the code', region('IT', 'Milano', texts('Milano (MI)', 'Monza (MB)')), 'Milano (MI)'],
    ['its code of two letters', region('IT', 'MI', texts('Milano', 'Monza e Brianza')), 'Milano'],
    ['the native name for an English one', region('DE', 'Bavaria', texts('Bayern', 'Hessen')), 'Bayern'],
    ['the English name for a native one', region('DE', 'Bayern', texts('Bavaria', 'Hesse')), 'Bavaria'],
    ['no umlauts', region('DE', 'Thüringen', texts('Hessen', 'Thueringen')), 'Thueringen'],
    ['no accents', region('BR', 'São Paulo', texts('SAO PAULO', 'PARA')), 'SAO PAULO'],
    ['three languages of one canton', region('CH', 'Genève', texts('Genf', 'Zürich')), 'Genf'],
    ['a strip of Kanji', region('JP', '大阪府', texts('大阪', '東京')), '大阪'],
    ['Kanji for letters', region('JP', 'Osaka', texts('大阪府', '東京都')), '大阪府'],
    ['a short Korean name', region('KR', '충청북도', texts('충북', '충남')), '충북'],
    ['the other way to write Taiwan', region('TW', '台北市', texts('臺北市', '新北市')), '臺北市'],
    [
      'without the word for what it is',
      region('IE', 'Dublin', texts('Co. Cork', 'Co. Dublin')),
      'Co. Dublin',
    ],
    [
      'the same in Russian',
      region('RU', 'Московская область', texts('Московская обл.', 'Тульская обл.')),
      'Московская обл.',
    ],
    ['a country we have no names for', region('RO', 'Timiș', texts('Timis', 'Cluj')), 'Timis'],
    [
      'a code of another country',
      region('US', 'CA', of(['CA', 'Cagliari'], ['MI', 'Milano'], ['TO', 'Torino'])),
      null,
    ],
    [
      'a code in a list of which most are codes of another country',
      region(
        'US',
        'California',
        of(
          ...['AG', 'AL', 'AR', 'BO', 'CA', 'FI', 'MI', 'TO'].map((code) => [code, `città ${code}`] as const),
        ),
      ),
      null,
    ],
    [
      'a town with its state behind it',
      region('', 'Springfield', texts('Springfield, IL', 'Chicago, IL')),
      'Springfield, IL',
    ],
    [
      'an abbreviation that is another country’s code',
      region('MX', 'Baja California', texts('AB', 'BC', 'NL', 'ON')),
      null,
    ],
    [
      'an abbreviation in a list of its own',
      region('MX', 'Nuevo León', texts('AGS', 'BC', 'NL', 'QR')),
      'NL',
    ],
    ['what is not there', region('US', 'Texas', US), null],
    ['a part of another’s name', region('US', 'Virginia', texts('West Virginia', 'Texas')), null],
  ])('%s', (_name, found, expected) => {
    expect(found).toBe(expected)
  })

  it('has a code of its own in each country, and no name of two', () => {
    for (const [land, lines] of Object.entries(REGIONS)) {
      expect(isCountry(land)).toBe(true)
      const codes = lines.split(';').map((line) => line.trim().split(' ')[0] ?? '')
      expect(new Set(codes).size, land).toBe(codes.length)
      expect(
        codes.every((code) => /^[A-Z0-9]{1,3}$/.test(code)),
        land,
      ).toBe(true)
    }
  })

  it('keeps a name that is nothing but such words', () => {
    expect([bareName('Land'), bareName('京都府'), bareName('County Cork')]).toEqual(['land', '京都', 'cork'])
  })
})
