import { describe, expect, it } from 'vitest'
import { namesOf } from './page-of'

/** What people read is clearer than what a programmer wrote, or what an empty box explains. */

describe('an address', () => {
  it('is one where nothing but its name calls it a town', () => {
    expect(namesOf([{ preceding: '이름' }, { preceding: '주소', name: 'city' }], 'ko')[1]).toBe(
      'street-address',
    )
    const parts = [{ preceding: '주소', name: 'city' }, { preceding: '우편번호' }]
    expect(namesOf(parts, 'ko')[0]).toBe('address-level2')
  })

  it('is no postal code by a help in the box', () => {
    const help = '郵便番号を入れると自動入力されます'
    expect(namesOf([{ label: '住所', name: 'address', placeholder: help }], 'ja')).toEqual(['street-address'])
  })

  it('has its lines as a programmer counts them, and a number where only numbers go in', () => {
    expect(
      namesOf(
        [
          { label: 'Adres', name: 'address_line_1' },
          { placeholder: 'Toevoeging (optioneel)', name: 'address_line_2' },
        ],
        'nl',
      ),
    ).toEqual(['address-line1', 'address-line2'])
    const street = { placeholder: 'Adresse', name: 'adresse' }
    expect(namesOf([{ placeholder: 'N° de rue', name: 'no', type: 'number' }, street], '')).toEqual([
      null,
      'street-address',
    ])
  })

  it('has a region in a list, and a third list below two', () => {
    const list = { choices: ['Uno', 'Dos'] }
    expect(
      namesOf(
        [{ label: 'Dirección' }, { label: 'Depto', ...list }, { label: 'Municipio', ...list }],
        'es',
      )[1],
    ).toBe('address-level1')
    expect(
      namesOf(
        [
          { name: 'prov', ...list },
          { name: 'city', ...list },
          { name: 'region', ...list },
        ],
        'zh',
      ),
    ).toEqual(['address-level1', 'address-level2', 'address-level3'])
  })
})

describe('a card', () => {
  it('has its holder where its number is in a frame', () => {
    expect(
      namesOf([{ label: 'Nom du titulaire', name: 'cardholder_name' }, { label: 'Adresse' }], 'fr')[0],
    ).toBe('cc-name')
    expect(
      namesOf([{ label: 'Nom du titulaire', name: 'holder_name' }, { label: 'Adresse' }], 'fr')[0],
    ).not.toBe('cc-name')
  })

  it('has a code that is called a verification', () => {
    const card = [{ label: 'Card number' }, { label: 'Expiry date' }]
    expect(namesOf([...card, { label: 'Verification code' }])[2]).toBe('cc-csc')
    expect(namesOf([{ label: 'Email' }, { label: 'Verification code' }])[1]).toBe('ignored')
    const typed = { label: 'Code de vérification', name: 'codeVerif', type: 'email' }
    expect(namesOf([{ label: 'N° de carte bancaire' }, { label: 'Date d’expiration' }, typed], 'fr')[2]).toBe(
      'cc-csc',
    )
  })

  it('has a holder in Greek', () => {
    const rest = [{ label: 'Αριθμός κάρτας' }, { label: 'CVV' }]
    expect(namesOf([...rest, { label: 'Όνομα Δικαιούχου' }], 'el')[2]).toBe('cc-name')
  })
})

describe('names and dates', () => {
  it('a studio’s or a company’s is no person’s', () => {
    expect(namesOf([{ label: 'Nome e Cognome' }, { label: 'Nome studio / azienda' }], 'it')).toEqual([
      'name',
      'organization',
    ])
    expect(namesOf([{ label: 'Nome / azienda' }], 'it')).toEqual(['name'])
  })

  it('initials with a last name are a name, and so is a real one', () => {
    expect(namesOf([{ label: 'Voorletters en achternaam' }], 'nl')).toEqual(['name'])
    expect(namesOf([{ label: '真实名称' }], 'zh')).toEqual(['name'])
  })

  it('a name above a last name in columns is a first one', () => {
    const cell = (text: string) => ({ labels: [{ from: 'header' as const, text }] })
    expect(
      namesOf(
        [cell('Nome'), cell('Código postal'), cell('Morada'), cell('Telemóvel'), cell('Apelido')],
        'pt',
      )[0],
    ).toBe('given-name')
  })

  it('a year of birth that takes a whole date is a birthday', () => {
    expect(namesOf([{ label: 'Рік народження', id: 'birthday', type: 'date' }], 'uk')).toEqual(['bday'])
  })

  it('a list called months is one beside a day and a year', () => {
    expect(
      namesOf([
        { preceding: 'Date of Birth:', name: 'month', choices: ['January', 'and so on', 'to the end'] },
        { name: 'day', choices: ['1', '2', '3'] },
        { name: 'year', choices: ['1990', '1991', '1992'] },
      ]),
    ).toEqual(['bday-month', 'bday-day', 'bday-year'])
  })
})
