import { describe, expect, it } from 'vitest'
import { nameOfLabel, namesOf, type Written } from './page-of'

/** Whose data a form asks for: only those of who fills it have a name. */

const under = (heading: string, ...labels: readonly string[]): readonly Written[] =>
  labels.map((label) => ({ label, heading }))

describe('a section of its own', () => {
  it('is another person’s where it asks for a name again, whatever its heading says', () => {
    const one = under('About you', 'First name', 'Last name', 'Email', 'Street', 'City')
    for (const heading of ['Qxvrt', 'Agent', 'Pet', 'Zeugen'])
      expect(namesOf([...one, ...under(heading, 'First name', 'Date of birth', 'Street')]).slice(5)).toEqual([
        null,
        null,
        null,
      ])
  })

  it('is one’s own where it has a purpose, an account or the first postal address', () => {
    const one = under('Contact', 'Full name', 'Email')
    expect(namesOf([...one, ...under('Shipping address', 'Full name', 'Street')]).slice(2)).toEqual([
      'name',
      'street-address',
    ])
    expect(namesOf([...one, ...under('Payment', 'Account holder', 'IBAN')]).slice(2)).toEqual(['name', null])
    expect(namesOf([...one, ...under('Qxvrt', 'Full name', 'Street')]).slice(2)).toEqual([
      'name',
      'street-address',
    ])
  })

  it('beside a card asks for the name that stands on it', () => {
    const one = under('Contact', 'First name', 'Last name', 'Email')
    expect(
      namesOf([...one, ...under('Payment', 'First name', 'Last name', 'Card number', 'CVV')]).slice(3),
    ).toEqual(['cc-given-name', 'cc-family-name', 'cc-number', 'cc-csc'])
    expect(
      namesOf([...one, ...under('Payment', 'First name', 'Street', 'City', 'Card number', 'CVV')])[3],
    ).toBe('given-name')
  })

  it('is the first half of a name’s other half, where each stands under a question', () => {
    expect(
      namesOf([...under('Your first name?', 'First name'), ...under('And your last name?', 'Last name')]),
    ).toEqual(['given-name', 'family-name'])
  })

  it('under a heading that names one of several is one’s own where it is the only one', () => {
    const owner = under('Owner', 'First name', 'Last name', 'Phone')
    expect(namesOf(owner)).toEqual(['given-name', 'family-name', 'tel'])
    const friend = under('Friend', 'First name', 'Email')
    expect(namesOf(friend)).toEqual(['given-name', 'email'])
    expect(namesOf([...friend, ...under('Your details', 'First name', 'Email')])).toEqual([
      null,
      null,
      'given-name',
      'email',
    ])
  })

  it('is not told by the number of a step', () => {
    for (const heading of ['Step 2 of 3 – Passenger', 'Schritt 2: Teilnehmer', '2 Guest details'])
      expect(namesOf(under(heading, 'Email'))).toEqual(['email'])
    expect(namesOf(under('Passenger 2', 'Email'))).toEqual([null])
  })
})

describe('a control', () => {
  it('of a further row of a table is that of the person whose name stands in the row', () => {
    const row = (at: number): readonly Written[] =>
      ['first', 'email'].map((name) => ({
        name: `author[${at}][${name}]`,
        labels: [{ from: 'header', text: name === 'first' ? 'First name' : 'Email' }],
      }))
    expect(namesOf([...row(0), ...row(1)])).toEqual(['given-name', 'email', null, null])
  })

  it('called another’s by a programmer alone is one’s own where all of them are', () => {
    const partner: readonly Written[] = [
      { name: 'partner_name', label: 'Name' },
      { name: 'partner_email', label: 'Email' },
    ]
    expect(namesOf(partner)).toEqual(['name', 'email'])
    expect(namesOf([{ label: 'Name' }, ...partner]).slice(1)).toEqual([null, null])
  })

  it('is a doctor’s, a landlord’s or a child’s in every case of the word', () => {
    const labels: readonly (readonly [string, string])[] = [
      ['en', "Doctor's phone number"],
      ['de', 'Telefon des Vermieters'],
      ['fr', "Date de naissance de l'enfant"],
      ['ru', 'Телефон поручителем'],
      ['pl', 'Telefon świadkowi'],
    ]
    expect(labels.filter(([language, label]) => nameOfLabel(label, language) !== null)).toEqual([])
  })

  it('asks for a thing’s name, address or date', () => {
    const labels: readonly (readonly [string, string])[] = [
      ['en', 'Name of school'],
      ['de', 'Geburtsdatum des Hundes'],
      ['fr', "Nom de l'hôtel"],
      ['es', 'Ciudad de destino'],
      ['it', "Nome dell'evento"],
      ['ja', '銀行名'],
    ]
    expect(labels.filter(([language, label]) => nameOfLabel(label, language) !== null)).toEqual([])
    expect(namesOf([{ name: 'boat_name' }, { name: 'store_city' }, { name: 'school_name' }])).toEqual([
      null,
      null,
      null,
    ])
  })
})

describe('persons with a form each', () => {
  const person = (heading: string, form: number): readonly Written[] =>
    under(heading, 'First name', 'Surname').map((one) => ({ ...one, form }))

  it('are the first one and others', () => {
    expect(namesOf([...person('Adult 1', 0), ...person('Adult 2', 1), ...person('Infant', 2)])).toEqual([
      'given-name',
      'family-name',
      null,
      null,
      null,
      null,
    ])
  })
})

describe('the birthday of an animal', () => {
  it('is nobody’s, and its owner’s is the first', () => {
    expect(
      namesOf([
        { legend: 'The dog', label: 'Date of birth' },
        { legend: 'The owner', label: 'First name' },
        { legend: 'The owner', label: 'Date of birth' },
      ]),
    ).toEqual([null, 'given-name', 'bday'])
    expect(nameOfLabel("Dog's birthday", 'en')).toBeNull()
  })
})

describe('who learns', () => {
  it('fills the form where no parent is asked for', () => {
    const legend = 'Datos del alumno'
    expect(
      namesOf(
        [
          { legend, label: 'Nombre' },
          { legend, label: 'Apellidos' },
          { legend: 'Estudios', label: 'Centro de procedencia' },
        ],
        'es',
      ),
    ).toEqual(['given-name', 'family-name', null])
  })
})

describe('a parent’s part of a form', () => {
  it('is one, whatever frames it has, and the child’s is another’s', () => {
    const child = { heading: 'Camper' }
    const parent = { heading: 'Parent or Guardian' }
    expect(
      namesOf([
        { ...child, legend: 'Camper’s name', label: 'First' },
        { ...child, legend: 'Camper’s name', label: 'Last' },
        { ...child, label: 'Birth date' },
        { ...parent, legend: 'Your name', label: 'First' },
        { ...parent, legend: 'Your name', label: 'Last' },
        { ...parent, label: 'Email' },
      ]),
    ).toEqual([null, null, null, 'given-name', 'family-name', 'email'])
  })
})

describe('a row for each who comes along', () => {
  const row = [
    { labels: [{ from: 'aria-label', text: 'Name' }] },
    { labels: [{ from: 'aria-label', text: 'E-mail' }] },
  ] as const

  it('is one’s own the first time', () => {
    expect(namesOf([...row, ...row, ...row])).toEqual(['name', 'email', null, null, null, null])
  })

  it('is where to send where an address follows', () => {
    expect(namesOf([...row, ...row, { label: 'Street' }])).toEqual([
      'name',
      'email',
      'name',
      'email',
      'street-address',
    ])
  })
})

describe('a number', () => {
  it('at a role is a further person’s, whatever is asked of them', () => {
    expect(
      namesOf([...under('Your details', 'Full name', 'Email'), ...under('Author 2', 'Email', 'Country')]),
    ).toEqual(['name', 'email', null, null])
  })
})

describe('where somebody works', () => {
  it('is theirs, and its telephone is not', () => {
    const one = under('Your details', 'Full name', 'Phone')
    expect(namesOf([...one, ...under('Current employment', 'Employer name', 'Job title', 'Phone')])).toEqual([
      'name',
      'tel',
      'organization',
      'organization-title',
      null,
    ])
  })
})
