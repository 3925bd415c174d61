import { describe, expect, it } from 'vitest'
import { match } from '@/lib/forms/match'
import { namesOf, numbers, pageOf, type Written } from './page-of'

describe('autocomplete', () => {
  it('decides where it is a name of the list', () => {
    expect(namesOf([{ autocomplete: 'section-a shipping address-line1', label: 'Foo' }])).toEqual([
      'address-line1',
    ])
    expect(match(pageOf([{ autocomplete: 'shipping tel' }]))[0]).toMatchObject({
      name: 'tel',
      purposeOf: 'shipping',
    })
  })

  it('is a word like others where it is none, and nothing where it is off', () => {
    expect(
      namesOf([
        { autocomplete: 'firstname' },
        { autocomplete: 'off', label: 'City' },
        { autocomplete: 'nope' },
      ]),
    ).toEqual(['given-name', 'address-level2', null])
  })

  it('yields to what people and programmers say alike', () => {
    expect(namesOf([{ autocomplete: 'tel', label: 'City', name: 'city' }])).toEqual(['address-level2'])
    expect(namesOf([{ autocomplete: 'new-password', label: 'E-mail' }])).toEqual(['email'])
  })

  it('keeps secrets alone', () => {
    expect(
      namesOf([
        { autocomplete: 'username' },
        { autocomplete: 'one-time-code' },
        { autocomplete: 'current-password' },
      ]),
    ).toEqual(['ignored', 'ignored', 'ignored'])
  })
})

describe('addresses', () => {
  it('a street alone, and one with further lines', () => {
    expect(namesOf([{ label: 'Street' }, { label: 'City' }])).toEqual(['street-address', 'address-level2'])
    expect(namesOf([{ label: 'Address' }, { label: 'Apartment, suite, etc.' }, { label: 'City' }])).toEqual([
      'address-line1',
      'address-line2',
      'address-level2',
    ])
    expect(namesOf([{ name: 'address1' }, { name: 'address2' }, { name: 'address3' }])).toEqual([
      'address-line1',
      'address-line2',
      'address-line3',
    ])
  })

  it('a house number in a box of its own', () => {
    const found = match(
      pageOf([{ label: 'Straße' }, { label: 'Nr.' }, { label: 'PLZ' }, { label: 'Ort' }], 'de'),
    )
    expect(found.map(({ name }) => name)).toEqual(['street-address', null, 'postal-code', 'address-level2'])
    expect(found.map(({ part }) => part?.kind ?? null)).toEqual(['street-name', 'house-number', null, null])
  })

  it('a street with a number of its own is the first line where a second follows further down', () => {
    const street = [{ label: 'Straße' }, { label: 'Nr.' }, { label: 'PLZ' }]
    const found = match(pageOf([...street, { label: 'Adresszusatz' }], 'de'))
    expect(found.map(({ name }) => name)).toEqual(['address-line1', null, 'postal-code', 'address-line2'])
    expect(found[0]?.part?.kind).toBe('street-name')
    expect(namesOf([...street, { label: 'Ort' }], 'de')[0]).toBe('street-address')
  })

  it('a detail apart from its street is none beside a second line, and the second line where there is none', () => {
    const street = [{ label: 'Address' }, { label: 'Unit' }, { label: 'Postal code' }]
    expect(namesOf([...street, { label: 'Building name' }])[3]).toBeNull()
    expect(namesOf([{ label: 'Address' }, { label: 'Postal code' }, { label: 'Building name' }])[2]).toBe(
      'address-line2',
    )
    const billing = { label: 'Billing address', name: 'billing_address' }
    expect(namesOf([...street, billing, { label: 'City' }, { label: 'Unit' }])[5]).toBe('address-line2')
  })

  it('a third line is one where something calls it so, or nothing calls it at all', () => {
    const two = [{ label: 'Address line 1' }, { label: 'Address line 2' }]
    expect(namesOf([...two, { label: 'Address line 3' }])[2]).toBe('address-line3')
    const boxes = [{ label: 'Street', name: 'street[0]' }, { name: 'street[1]' }, { name: 'street[2]' }]
    expect(namesOf(boxes)).toEqual(['address-line1', 'address-line2', 'address-line3'])
    expect(namesOf([...two, { label: 'Unit' }])[2]).toBeNull()
  })

  it('a flat is what a programmer calls so where its word is one for a region that is asked for elsewhere', () => {
    const flat = { label: 'Departamento', name: 'floor' }
    const others = [{ label: 'Barrio' }, { label: 'Ciudad' }, { label: 'Provincia' }]
    expect(namesOf([{ label: 'Calle' }, flat, ...others], 'es')[1]).toBe('address-line2')
    expect(namesOf([{ label: 'Calle' }, flat, { label: 'Ciudad' }], 'es')[1]).toBe('address-level1')
    expect(namesOf([{ label: 'Calle' }, { label: 'Departamento' }, ...others], 'es')[1]).toBe(
      'address-level1',
    )
  })

  it('a label for two boxes is shared out', () => {
    expect(namesOf([{ preceding: 'PLZ / Ort' }, {}], 'de')).toEqual(['postal-code', 'address-level2'])
    expect(namesOf([{ preceding: 'City / State / Zip' }, {}, {}])).toEqual([
      'address-level2',
      'address-level1',
      'postal-code',
    ])
  })

  it('all of it where it is read as one and only its attribute names a part', () => {
    const whole: Written = { label: 'ご住所', name: 'address-level1', autocomplete: 'address-level1' }
    expect(namesOf([{ label: '郵便番号' }, whole], 'ja')).toEqual(['postal-code', 'street-address'])
    expect(namesOf([{ label: '郵便番号' }, whole, { label: '市区町村' }], 'ja')[1]).toBe('address-level1')
  })

  it('its end where a short box and one without words follow the street', () => {
    const short: Written = { preceding: 'Postadress', maxLength: 6 }
    expect(namesOf([{ preceding: 'Gatuadress' }, short, { name: 'x1' }], 'sv')).toEqual([
      'street-address',
      'postal-code',
      'address-level2',
    ])
    expect(namesOf([{ preceding: 'Gatuadress' }, { preceding: 'Postadress' }, {}], 'sv')[1]).not.toBe(
      'postal-code',
    )
  })

  it('a postal code in two boxes', () => {
    const found = match(
      pageOf(
        [
          { label: '郵便番号', name: 'zip1', maxLength: 3 },
          { name: 'zip2', maxLength: 4 },
        ],
        'ja',
      ),
    )
    expect(found.map(({ name }) => name)).toEqual(['postal-code', 'postal-code'])
    expect(found[1]?.part).toEqual({ kind: 'piece', index: 1, of: 2, lengths: [3, 4] })
  })

  it('countries and states by their options', () => {
    const countries = ['Austria', 'Belgium', 'Croatia', 'Denmark', 'Estonia', 'France']
    expect(namesOf([{ choices: ['Choose', ...countries] }])).toEqual(['country'])
    expect(namesOf([{ choices: ['Alabama', 'Alaska', 'Arizona', 'Arkansas'] }])).toEqual(['address-level1'])
    expect(namesOf([{ label: 'Nationality', choices: countries }])).toEqual([null])
  })
})

describe('names', () => {
  it('a bare name is the half that its neighbour is not', () => {
    expect(namesOf([{ label: 'Nom' }, { label: 'Prénom' }], 'fr')).toEqual(['family-name', 'given-name'])
    expect(namesOf([{ label: 'Nome' }, { label: 'Cognome' }], 'it')).toEqual(['given-name', 'family-name'])
    expect(namesOf([{ label: 'Nombre' }, { label: 'Apellidos' }, { label: 'Teléfono' }], 'es')).toEqual([
      'given-name',
      'family-name',
      'tel',
    ])
  })

  it('furigana are no name, and numbered boxes are two halves', () => {
    const page = [
      { label: 'お名前', name: 'name1' },
      { label: 'お名前', name: 'name2' },
      { label: 'フリガナ', name: 'kana1' },
    ]
    expect(namesOf(page, 'ja')).toEqual(['family-name', 'given-name', null])
  })

  it('a title is a salutation before a name and a position behind one', () => {
    expect(namesOf([{ label: 'Title', choices: ['Mr', 'Mrs', 'Ms'] }, { label: 'First name' }])[0]).toBe(
      'honorific-prefix',
    )
    expect(namesOf([{ label: 'Last name' }, { label: 'Title' }, { label: 'Company' }])[1]).toBe(
      'organization-title',
    )
    expect(namesOf([{ label: 'Title' }, { label: 'Description' }])[0]).toBeNull()
  })
})

describe('telephone numbers in pieces', () => {
  it('three boxes, two, and a country code', () => {
    const three = [{ label: 'Phone', maxLength: 3 }, { maxLength: 3 }, { maxLength: 4 }]
    expect(namesOf(three)).toEqual(['tel-area-code', 'tel-local-prefix', 'tel-local-suffix'])
    expect(namesOf([{ label: 'Vorwahl' }, { label: 'Telefonnummer' }], 'de')).toEqual([
      'tel-area-code',
      'tel-local',
    ])
    expect(namesOf([{ label: 'Körzetszám' }, { label: 'Telefonszám' }], 'hu')).toEqual([
      'tel-area-code',
      'tel-local',
    ])
    const codes = ['+1 United States', '+44 United Kingdom', '+49 Germany', '+33 France', '+81 Japan']
    expect(namesOf([{ name: 'cc', choices: codes }, { label: 'Mobile' }])).toEqual([
      'tel-country-code',
      'tel-national',
    ])
    expect(namesOf([{ label: 'Phone' }, { label: 'Ext.' }])).toEqual(['tel', 'tel-extension'])
  })

  it('two numbers are two', () => {
    expect(namesOf([{ label: 'Home phone' }, { label: 'Mobile phone' }])).toEqual(['tel', 'tel'])
  })
})

describe('dates in pieces', () => {
  const days = numbers(1, 31)
  const months = numbers(1, 12)
  it('a birthday in selects, in any order', () => {
    const years = numbers(1930, 2010)
    expect(
      namesOf([{ preceding: 'Date of birth', choices: months }, { choices: days }, { choices: years }]),
    ).toEqual(['bday-month', 'bday-day', 'bday-year'])
    expect(
      namesOf(
        [
          { legend: 'Geburtsdatum', choices: days },
          { legend: 'Geburtsdatum', choices: months },
          { legend: 'Geburtsdatum', choices: years },
        ],
        'de',
      ),
    ).toEqual(['bday-day', 'bday-month', 'bday-year'])
  })

  it('a birthday in boxes, in the order of the language', () => {
    const boxes = [{ label: 'Date of birth', maxLength: 2 }, { maxLength: 2 }, { maxLength: 4 }]
    expect(namesOf(boxes, 'en-US')).toEqual(['bday-month', 'bday-day', 'bday-year'])
    expect(namesOf(boxes, 'en-GB')).toEqual(['bday-day', 'bday-month', 'bday-year'])
  })

  it('a card’s expiry in one and in two', () => {
    const card = { label: 'Card number' }
    expect(namesOf([card, { label: 'Expiration date (MM/YY)' }, { label: 'CVV' }])).toEqual([
      'cc-number',
      'cc-exp',
      'cc-csc',
    ])
    expect(
      namesOf([
        card,
        { label: 'Month', choices: months },
        { label: 'Year', choices: numbers(2024, 2040) },
        { label: 'Security code' },
      ]),
    ).toEqual(['cc-number', 'cc-exp-month', 'cc-exp-year', 'cc-csc'])
  })

  it('dates of a journey are no birthdays', () => {
    expect(namesOf([{ label: 'Departure', choices: days }, { choices: months }])).toEqual([null, null])
  })
})

describe('a place', () => {
  it('is a flat behind a house’s number where the region comes later', () => {
    const labels = ['Calle', 'Número', 'Departamento (opcional)', 'Localidad', 'Provincia']
    expect(
      namesOf(
        labels.map((label) => ({ label })),
        'es',
      ),
    ).toEqual(['address-line1', null, 'address-line2', 'address-level2', 'address-level1'])
  })

  it('is none where a text is for two of them', () => {
    expect(namesOf([{ label: 'Kota & Kecamatan' }], 'id')).toEqual([null])
    expect(
      namesOf(
        [
          { preceding: '住所', name: 'jusho1', placeholder: '都道府県・市区町村' },
          { name: 'jusho2', placeholder: '番地・建物名' },
        ],
        'ja',
      ),
    ).toEqual([null, 'street-address'])
  })

  it('is a line where a text lists what goes into it, a street among it', () => {
    expect(
      namesOf([{ label: 'Flat, House no.' }, { label: 'Area, Street, Sector, Village' }]).at(-1),
    ).toMatch(/^address-line|^street-address$/)
  })

  it('beside one of birth is of birth', () => {
    expect(
      namesOf([{ label: 'Comune di nascita' }, { label: 'Prov.', maxLength: 2 }, { label: 'Comune' }], 'it'),
    ).toEqual([null, null, 'address-level2'])
  })

  it('is all of a text for two where its name says so', () => {
    expect(
      namesOf(
        [{ label: 'Stato/Provincia', name: 'region_id', choices: ['Milano', 'Roma', 'Torino'] }, {}],
        'it',
      )[0],
    ).toBe('address-level1')
  })

  it('chosen alone in a form is where the shop sends to', () => {
    const choices = ['France', 'Germany', 'Italy', 'Spain']
    const one = { label: 'Country', choices, form: 1 }
    expect(namesOf([{ label: 'Email' }, one])).toEqual(['email', null])
    expect(namesOf([{ label: 'Email' }, { ...one, form: 0 }])).toEqual(['email', 'country'])
  })

  it('is no street or flat where it is chosen from a list', () => {
    expect(namesOf([{ label: 'Oficina', choices: ['Centro', 'Norte'] }], 'es')).toEqual([null])
  })
})

describe('a prefix', () => {
  it('before a telephone is a part of it, by what its list holds', () => {
    const phone = { label: 'Mobile phone' }
    expect(namesOf([{ label: 'Prefix', choices: ['085', '086', '087'] }, phone])).toEqual([
      'tel-area-code',
      'tel-local',
    ])
    expect(namesOf([{ label: 'Country', choices: ['+1 (US)', '+61 (AU)'] }, phone])).toEqual([
      'tel-country-code',
      'tel-national',
    ])
    expect(namesOf([{ label: 'Prefix' }, { label: 'First name' }])[0]).toBe('honorific-prefix')
  })

  it('is a country’s where each line names one and its number, and no town’s district', () => {
    const area = { label: '区号', choices: ['中国大陆 86', '中国香港 852', '中国台湾 886'] }
    expect(namesOf([area, { label: '手机' }], 'zh')).toEqual(['tel-country-code', 'tel-national'])
    const named = { label: 'Vorwahl', choices: ['Deutschland (49)', 'Österreich (43)', 'Schweiz (41)'] }
    expect(namesOf([named, { label: 'Telefon' }], 'de')).toEqual(['tel-country-code', 'tel-national'])
    const districts = ['Quận 1', 'Quận 3', 'Quận 5', 'Quận 7']
    expect(namesOf([{ name: 'shipping_district', choices: districts }], 'vi')).toEqual(['address-level2'])
    const areas = { label: 'Vorwahl', choices: ['Berlin 30', 'Hamburg 40', 'Bremen 421'] }
    expect(namesOf([areas, { label: 'Telefon' }], 'de')).toEqual(['tel-area-code', 'tel-local'])
  })

  it('may be called a position, which is short behind a telephone', () => {
    const poste = { label: 'Poste' }
    expect(namesOf([{ label: 'Téléphone' }, { ...poste, maxLength: 5 }], 'fr')).toEqual([
      'tel',
      'tel-extension',
    ])
    expect(namesOf([{ label: 'Téléphone' }, poste], 'fr')[1]).toBe('organization-title')
  })
})

describe('a search', () => {
  it('is one box with a button that says so', () => {
    expect(namesOf([{ placeholder: 'Qxvrt' }], 'tr', 'Ara')).toEqual(['ignored'])
    expect(namesOf([{ placeholder: 'Qxvrt' }, { label: 'Ad' }], 'tr', 'Ara')[0]).toBeNull()
  })
})

describe('who has an account already', () => {
  it('signs in under a heading of its own', () => {
    const type = 'password'
    const page = [
      { heading: 'Returning customer', label: 'Email' },
      { heading: 'Returning customer', label: 'Password', type },
      { heading: 'Your details', label: 'First name' },
      { heading: 'Your details', label: 'Email' },
    ]
    expect(namesOf(page)).toEqual(['ignored', 'ignored', 'given-name', 'email'])
    expect(namesOf(page.slice(0, 3))[0]).toBe('email')
  })
})

describe('a list', () => {
  const phone = { label: 'Phone' }

  it('of few dialling codes is one, and of banks none', () => {
    expect(namesOf([{ choices: ['+1 (US)', '+61 (AU)'] }, phone])[0]).toBe('tel-country-code')
    const banks = ['003', '004', '005', '011'].map((value) => ({ value, text: `은행 ${value}` }))
    expect(namesOf([{ label: 'Qxvrt', options: banks }])[0]).toBeNull()
  })

  it('of cities and counties beside their districts is the region', () => {
    const choices = ['臺北市', '新北市', '桃園市', '高雄市']
    expect(
      namesOf(
        [
          { label: '縣市', choices },
          { label: '鄉鎮市區', choices: ['中正區', '大安區'] },
        ],
        'zh',
      ),
    ).toEqual(['address-level1', 'address-level2'])
  })
})

describe('a further box of an address', () => {
  const street = { label: 'Street address', name: 'address1' }

  it('has no word of its own, not even a programmer’s', () => {
    expect(namesOf([street, { name: 'address2' }])[1]).toBe('address-line2')
    expect(namesOf([street, { name: '' }])[1]).toBe('address-line2')
    expect(namesOf([street, { name: 'qxvrt' }])[1]).toBeNull()
  })

  it('is nothing to tick', () => {
    expect(namesOf([street, { type: 'radio', name: 'r', label: '2' }])[1]).toBeNull()
  })
})

describe('initials', () => {
  it('are no middle name', () => {
    expect(
      namesOf([
        { label: 'First name' },
        { label: 'Initials' },
        { label: 'Middle initial' },
        { label: 'Last name' },
      ]),
    ).toEqual(['given-name', null, 'additional-name', 'family-name'])
  })
})

describe('what neighbours say', () => {
  it('of a box to tick is nothing, where no tick says such a thing', () => {
    expect(
      namesOf(
        [
          { label: 'Data di nascita', placeholder: 'gg', maxLength: 2 },
          { placeholder: 'mm', maxLength: 2 },
          { type: 'checkbox', name: 'c', label: 'Qxvrt', maxLength: 4 },
        ],
        'it',
      ),
    ).toEqual(['bday-day', 'bday-month', null])
  })

  it('of a holder among holders is no card', () => {
    expect(namesOf([{ label: 'Nome do titular' }, { label: 'Titular' }], 'pt')).not.toContain('cc-name')
    expect(
      namesOf([{ label: 'Nome do titular' }, { label: 'Número do cartão' }, { label: 'CVV' }], 'pt')[0],
    ).toBe('cc-name')
  })

  it('of choices is what they are asked under, known or not', () => {
    const one = { type: 'radio', name: 'gender', legend: 'Aanhef' }
    const radio = (text: string) => ({
      ...one,
      label: text,
      options: [{ value: text, text }],
      tag: 'input' as const,
    })
    expect(namesOf(['Mevrouw', 'Qxvrt', 'Zeg ik liever niet'].map(radio), 'nl')).toEqual(
      Array(3).fill('honorific-prefix'),
    )
  })
})

describe('in other words', () => {
  it('an expiry, a town that is looked up and the rest of a postal code are what they are', () => {
    const card = [{ label: 'Kart numarası' }, { label: 'Son kullanma tarihi', placeholder: 'AA/YY' }]
    expect(namesOf(card, 'tr')).toEqual(['cc-number', 'cc-exp'])
    expect(namesOf([{ name: 'form[cityLookup]' }])).toEqual(['address-level2'])
    expect(namesOf([{ label: 'Extensão do código postal' }], 'pt')).toEqual(['postal-code'])
  })
})
