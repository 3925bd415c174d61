import { describe, expect, it } from 'vitest'
import { match } from '@/lib/forms/match'
import { namesOf, pageOf, type Written } from './page-of'

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
