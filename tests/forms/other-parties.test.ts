import { describe, expect, it } from 'vitest'
import { namesOf } from './page-of'

/** What looks like the person's and is of somebody or something else. */

describe('a visa', () => {
  it('is no card where a form is about entering a country', () => {
    const form = [
      { label: 'Numéro visa', name: 'numeroVisa' },
      { label: 'Date d’expiration visa', name: 'dateExpirationVisa' },
      { label: 'Numéro de passeport', name: 'passeport' },
    ]
    expect(namesOf(form, 'fr')).toEqual([null, null, null])
    expect(namesOf([{ label: 'Visa number' }, { label: 'Visa expiry date' }, { label: 'Passport' }])).toEqual(
      [null, null, null],
    )
  })

  it('is one beside a card’s code, or another brand', () => {
    const card = [{ label: 'Numéro Visa' }, { label: 'Date d’expiration' }]
    expect(namesOf([...card, { label: 'CVV' }], 'fr')).toEqual(['cc-number', 'cc-exp', 'cc-csc'])
    expect(namesOf([{ label: 'Type', choices: ['Visa', 'MasterCard'] }, ...card], 'fr')).toEqual([
      'cc-type',
      'cc-number',
      'cc-exp',
    ])
  })
})

describe('against whom one turns', () => {
  it.each([
    ['nl', 'Gegevens wederpartij', 'Voornaam', 'Achternaam', 'E-mailadres'],
    ['de', 'Angaben zum Unfallgegner', 'Vorname', 'Nachname', 'E-Mail'],
    ['fr', 'Partie adverse', 'Prénom', 'Nom', 'E-mail'],
    ['en', 'Defendant', 'First name', 'Last name', 'Email'],
    ['es', 'Datos del demandado', 'Nombre', 'Apellidos', 'Correo electrónico'],
    ['it', 'Controparte', 'Nome', 'Cognome', 'Email'],
    ['pl', 'Dane pozwanego', 'Imię', 'Nazwisko', 'E-mail'],
    ['ru', 'Данные ответчика', 'Имя', 'Фамилия', 'Почта'],
  ])('is another, though nobody else is asked for: %s', (language, heading, ...labels) => {
    expect(
      namesOf(
        labels.map((label) => ({ label, heading })),
        language,
      ),
    ).toEqual([null, null, null])
  })
})

describe('places that are nobody’s address', () => {
  it.each([
    ['es', 'Fecha y lugar de nacimiento', 'País', 'Municipio'],
    ['de', 'Geburtsort', 'Land', 'Ort'],
    ['en', 'Place of birth', 'Country', 'City'],
    ['fr', 'Lieu de naissance', 'Pays', 'Ville'],
    ['pl', 'Miejsce urodzenia', 'Kraj', 'Miasto'],
    ['nl', 'Geboorteplaats', 'Land', 'Plaats'],
    ['tr', 'Doğum yeri', 'Ülke', 'İlçe'],
  ])('where somebody was born: %s', (language, heading, country, town) => {
    const own = { label: 'E-mail', heading: 'x' }
    const found = namesOf([own, { label: country, heading }, { label: town, heading }], language)
    expect(found).toEqual(['email', null, null])
  })

  it('where somebody studies, by the beginning of a name', () => {
    expect(
      namesOf(
        [
          { label: 'Öğrenim Görülen Ülke', name: 'study_country', choices: ['Türkiye', 'Almanya', 'Fransa'] },
          { label: 'Şehir', name: 'study_city' },
          { label: 'Adres', name: 'address' },
        ],
        'tr',
      ),
    ).toEqual([null, null, 'street-address'])
  })

  it('what somebody prefers', () => {
    const list = { choices: ['メール', '電話'] }
    expect(namesOf([{ label: '初回の連絡はどれがよいですか', name: 'contact_pref', ...list }], 'ja')).toEqual(
      [null],
    )
    expect(namesOf([{ label: '都道府県', name: 'home_pref', choices: ['東京都', '大阪府'] }], 'ja')).toEqual([
      'address-level1',
    ])
  })
})
