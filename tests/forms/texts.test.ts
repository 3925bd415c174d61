import { describe, expect, it } from 'vitest'
import { nameOfLabel, namesOf, type Written } from './page-of'

/** How texts are taken apart, and what half of a text says. */

describe('words', () => {
  it('with dots are one', () => {
    expect(nameOfLabel('C.A.P.', 'it')).toBe('postal-code')
    expect(nameOfLabel('D.O.B.', 'en')).toBe('bday')
    expect(nameOfLabel('Т. е. улица', 'ru')).toBe('street-address')
  })

  it('are apart where an article is elided or two elements touch', () => {
    expect(nameOfLabel("Nom de l'entreprise", 'fr')).toBe('organization')
    expect(nameOfLabel("PrénomsDans l'ordre de l'état civil, séparés par une espace", 'fr')).toBe(
      'given-name',
    )
  })

  it('are one where a column spreads them', () => {
    expect(nameOfLabel('用 户 名', 'zh')).toBe('ignored')
    expect(nameOfLabel('邮 编', 'zh')).toBe('postal-code')
  })

  it('with a capital within are one where they are a name', () => {
    expect(nameOfLabel('WhatsApp', 'en')).toBe('tel')
    expect(nameOfLabel('App', 'en')).toBeNull()
  })

  it('that count questions are no search', () => {
    expect(namesOf([{ name: 'q8_email' }, { name: 'q' }])).toEqual(['email', 'ignored'])
  })

  it('behind a sign for a number are one', () => {
    expect(nameOfLabel('Home #', 'en')).toBe('tel')
  })
})

describe('how a date is to be written', () => {
  it('says nothing of whose it is, in whatever letters', () => {
    const labels: readonly (readonly [string, string])[] = [
      ['tr', 'Doğum tarihi GG.AA.YYYY'],
      ['da', 'Fødselsdato DD-MM-ÅÅÅÅ'],
      ['cs', 'Datum narození DD.MM.RRRR'],
      ['de', 'Geburtsdatum TT.MM.JJJJ'],
    ]
    expect(labels.filter(([language, label]) => nameOfLabel(label, language) !== 'bday')).toEqual([])
    expect(nameOfLabel('Dzień i miesiąc urodzenia', 'pl')).toBeNull()
  })
})

describe('half of a text', () => {
  it('makes no name of a box for two places', () => {
    expect(namesOf([{ label: 'City, State, ZIP', name: 'city' }, { label: 'Phone' }])).toEqual([null, 'tel'])
    expect(namesOf([{ label: 'PLZ u. Wohnort', name: 'plz' }], 'de')).toEqual([null])
  })

  it('is for each of two boxes', () => {
    expect(namesOf([{ label: 'PLZ Ort' }, {}], 'de')).toEqual(['postal-code', 'address-level2'])
    expect(namesOf([{ label: 'First name' }, {}])).toEqual(['given-name', null])
  })

  it('may be two words where both are places', () => {
    expect(namesOf([{ label: 'Code postal Ville' }, {}], 'fr')).toEqual(['postal-code', 'address-level2'])
  })

  it('takes no box that has words of its own', () => {
    expect(namesOf([{ label: 'PLZ, Ort' }, { label: 'Qxvrt' }], 'de')).not.toContain('address-level2')
  })
})

describe('a list', () => {
  it('holds nothing that is typed: it is of what was kept before', () => {
    expect(
      namesOf([{ label: 'Address', choices: ['Home, 1 Elm St', 'Work, 2 Oak St', 'New address'] }]),
    ).toEqual([null])
  })

  it('of words beside a date is none of its parts', () => {
    expect(
      namesOf(
        [
          { label: '生年月日', choices: ['昭和', '平成', '令和'] },
          { name: 'nen', maxLength: 2, labels: [{ from: 'following', text: '年' }] },
          { name: 'tsuki', maxLength: 2, labels: [{ from: 'following', text: '月' }] },
          { name: 'hi', maxLength: 2, labels: [{ from: 'following', text: '日' }] },
        ],
        'ja',
      ),
    ).toEqual([null, 'bday-year', 'bday-month', 'bday-day'])
  })
})

describe('an address', () => {
  it('has one region, and a county in it is none', () => {
    expect(namesOf([{ label: 'State' }, { label: 'County' }])).toEqual(['address-level1', null])
    expect(namesOf([{ label: 'Town' }, { label: 'County' }])).toEqual(['address-level2', 'address-level1'])
  })

  it('has a flat behind its street, and none before it', () => {
    expect(namesOf([{ label: 'Flat number' }, { label: 'Street' }])).toEqual([null, 'street-address'])
    expect(namesOf([{ label: 'Street' }, { label: 'Flat number' }])).toEqual([
      'address-line1',
      'address-line2',
    ])
  })

  it('has a town where a region lies within a region', () => {
    expect(namesOf([{ label: 'Departamento' }, { label: 'Provincia' }, { label: 'Distrito' }], 'es')).toEqual(
      ['address-level1', 'address-level2', 'address-level3'],
    )
  })

  it('has its lines in their order where a programmer counts from 0', () => {
    expect(
      namesOf([{ label: 'Address', name: 'street[0]' }, { name: 'street[1]' }, { name: 'street[2]' }]),
    ).toEqual(['address-line1', 'address-line2', 'address-line3'])
  })

  it('goes on in a box without a word that is as wide as the line before it', () => {
    const box = { x: 0, y: 0, width: 300, height: 30 }
    expect(namesOf([{ label: 'Address', box }, { box }, { box }])).toEqual([
      'address-line1',
      'address-line2',
      'address-line3',
    ])
    expect(namesOf([{ label: 'Address', box }, { box: { ...box, width: 60 } }])[1]).toBeNull()
  })

  it('is not what an address is called, nor the code of its door', () => {
    expect(nameOfLabel('Name der Adresse', 'de')).toBeNull()
    expect(nameOfLabel('Код домофона', 'ru')).toBeNull()
  })
})

describe('a number', () => {
  it('behind a dialling code is a telephone’s, whatever an area may be elsewhere', () => {
    expect(
      namesOf([
        { label: 'Phone', name: 'cc', choices: ['+1', '+44', '+49', '+33'] },
        { name: 'txtArea', maxLength: 3 },
        { name: 'txtPhone', maxLength: 8 },
      ]),
    ).toEqual(['tel-country-code', 'tel-area-code', 'tel-local'])
  })

  it('behind a dialling code needs no word', () => {
    const dial = { label: 'Telefon', choices: ['+1', '+44', '+49', '+33'] }
    expect(namesOf([dial, { maxLength: 12 }], 'de')).toEqual(['tel-country-code', 'tel-national'])
    expect(namesOf([dial, { type: 'tel' }], 'de')).toEqual(['tel-country-code', 'tel-national'])
    expect(namesOf([dial, { label: 'Betreff' }], 'de')[1]).toBeNull()
  })

  it('is an extension only of a telephone', () => {
    expect(namesOf([{ label: 'Street' }, { label: 'Extension' }])[1]).toBeNull()
    expect(namesOf([{ label: 'Phone' }, { label: 'Extension' }])).toEqual(['tel', 'tel-extension'])
  })

  it('of a card may be in four boxes of one width', () => {
    const box = { x: 0, y: 0, width: 80, height: 30 }
    expect(namesOf([{ label: 'Card number', box }, { box }, { box }, { box }, { label: 'CVV' }])).toEqual([
      'cc-number',
      'cc-number',
      'cc-number',
      'cc-number',
      'cc-csc',
    ])
  })

  it('of a passport ends on no card’s day', () => {
    const passport = { heading: 'Passport', label: 'Expiry date' }
    const card = ['Card number', 'Expiry date', 'CVV'].map((label) => ({ label, heading: 'Payment' }))
    expect(namesOf([passport, ...card])).toEqual([null, 'cc-number', 'cc-exp', 'cc-csc'])
  })
})

describe('a name', () => {
  it('is whole where one word says both and nothing else of it is asked for', () => {
    expect(namesOf([{ label: 'Ваше имя' }, { label: 'Телефон' }], 'ru')).toEqual(['name', 'tel'])
    expect(namesOf([{ label: 'Имя' }, { label: 'Фамилия' }, { label: 'Телефон' }], 'ru')).toEqual([
      'given-name',
      'family-name',
      'tel',
    ])
  })

  it('of a former or another last name beside the first is none', () => {
    expect(
      namesOf([{ label: 'Nom de famille' }, { label: "Nom d'usage" }, { label: 'Prénom' }], 'fr'),
    ).toEqual(['family-name', null, 'given-name'])
  })
})

describe('what explains', () => {
  it('in brackets is no word that makes a name another’s', () => {
    expect(nameOfLabel('Name (as in NRIC)', 'en')).toBe('name')
    expect(nameOfLabel('Name of the qxvrt', 'en')).toBeNull()
  })

  it('before a question is not the question', () => {
    expect(nameOfLabel('Hi! First things first, what is your full name?', 'en')).toBe('name')
  })

  it('as an example in the box is not what it is made of', () => {
    expect(
      namesOf([{ label: 'Dirección de residencia', placeholder: 'Ej: Cra 43A # 7-50 Apto 301' }], 'es'),
    ).toEqual(['street-address'])
  })

  it('as a legend says nothing of a control with a word of its own', () => {
    expect(namesOf([{ legend: 'Dirección del suministro', label: 'CUPS' }], 'es')).toEqual([null])
    expect(namesOf([{ legend: 'Familienname' }], 'de')).toEqual(['family-name'])
  })
})

describe('something that nobody knows', () => {
  it('may have a street or a name that is not one’s own', () => {
    for (const label of ['Address of the qxvrt', 'Qxvrt street address', 'Full name of the qxvrt'])
      expect(nameOfLabel(label, 'en'), label).toBeNull()
    for (const label of ['Permanent address', 'Full name', 'Street (no PO box)'])
      expect(nameOfLabel(label, 'en'), label).not.toBeNull()
  })

  it('is not believed where a name says the same', () => {
    expect(namesOf([{ label: 'Qxvrt address', name: 'street_address' }])).toEqual(['street-address'])
  })
})

describe('words that say nothing', () => {
  it('are silent each for itself where no spaces part them', () => {
    const unit = (text: string, before: readonly string[]): Written => ({
      labels: [
        ...before.map((one, at) => ({
          from: at === 0 ? ('preceding' as const) : ('further' as const),
          text: one,
        })),
        { from: 'following', text },
      ],
    })
    expect(namesOf([unit('年', ['西暦', '生年月日']), unit('月', ['年']), unit('日', ['月'])], 'ja')).toEqual(
      ['bday-year', 'bday-month', 'bday-day'],
    )
  })
})

describe('a name or something else', () => {
  it('is the name', () => {
    expect(nameOfLabel('Ad Soyad / Ünvan', 'tr')).toBe('name')
    expect(nameOfLabel('이름 또는 닉네임', 'ko')).toBe('name')
  })
})
