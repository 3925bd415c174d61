import { describe, expect, it } from 'vitest'
import { match } from '@/lib/forms/match'
import { nameOfLabel, namesOf, pageOf, type Written } from './page-of'

describe('what is behind another person', () => {
  it('is that person’s where one’s own was asked for', () => {
    expect(
      namesOf([
        { label: 'Full name' },
        { label: 'Phone' },
        { label: 'Emergency contact' },
        { label: 'Relationship' },
        { label: 'Telephone' },
      ]),
    ).toEqual(['name', 'tel', null, null, null])
  })

  it('is one’s own where nothing was asked for before', () => {
    expect(namesOf([{ label: 'Full name' }, { label: 'Referred by' }, { label: 'Phone' }])).toEqual([
      'name',
      null,
      'tel',
    ])
  })

  it('ends with the part of the form', () => {
    expect(
      namesOf([
        { label: 'Full name', heading: 'You' },
        { label: 'Home phone', heading: 'You' },
        { label: 'Referred by', heading: 'You' },
        { label: 'Work phone', heading: 'Work' },
      ]),
    ).toEqual(['name', 'tel', null, 'tel'])
  })
})

describe('what reaches a thing', () => {
  it('is not one’s own where that was asked for before', () => {
    const own = { label: 'Phone', heading: 'Contact' }
    expect(namesOf([own, { label: 'Phone', heading: 'Bank' }])).toEqual(['tel', null])
    expect(namesOf([{ label: 'Phone', heading: 'Bank' }])).toEqual(['tel'])
  })
})

describe('a place behind one’s address', () => {
  const address = [
    { label: 'Street', heading: 'Address' },
    { label: 'Postal code', heading: 'Address' },
    { label: 'City', heading: 'Address' },
  ]
  const names = ['street-address', 'postal-code', 'address-level2']

  it('is where something else is, among other things under a heading of its own', () => {
    const heading = 'Certificate'
    expect(
      namesOf([
        ...address,
        { label: 'Country', heading },
        { label: 'City', heading },
        { label: 'IBAN', heading },
        { label: 'Passport number', heading },
      ]),
    ).toEqual([...names, null, null, null, null])
  })

  it('is one’s own where nothing else is asked for, or a purpose is said', () => {
    expect(namesOf([...address, { label: 'Country', heading: 'Country' }])).toEqual([
      ...names,
      'country-name',
    ])
    const heading = 'Delivery'
    expect(
      namesOf([
        ...address,
        { label: 'City', heading },
        { label: 'Quantity', heading },
        { label: 'Parcel size', heading },
      ]),
    ).toEqual([...names, 'address-level2', null, null])
  })
})

describe('an address under a heading that names a thing', () => {
  const own = { label: 'Street', heading: 'You' }
  it('is where that is, where one’s own is asked for', () => {
    const heading = 'Accident'
    expect(namesOf([own, { label: 'Street', heading }, { label: 'City', heading }])).toEqual([
      'street-address',
      null,
      null,
    ])
  })

  it('is one’s own where no other is asked for', () => {
    const heading = 'Where is the car kept?'
    expect(
      namesOf([
        { label: 'E-mail', heading: 'You' },
        { label: 'Street', heading },
      ]),
    ).toEqual(['email', 'street-address'])
  })
})

describe('where one looks', () => {
  it('is no country of one’s own', () => {
    const choices = ['United States', 'Canada', 'Mexico']
    const country = { label: 'Country', choices }
    expect(namesOf([{ label: 'City, State or ZIP' }, { label: 'Within' }, country])).toEqual([
      null,
      null,
      null,
    ])
    expect(namesOf([{ label: 'Street' }, { label: 'City, State or ZIP' }, country])).toEqual([
      'street-address',
      null,
      'country',
    ])
  })

  it('is around a place, and no dialling code', () => {
    expect(namesOf([{ choices: ['+0 km', '+5 km', '+10 km', '+20 km', '+50 km'] }])).toEqual([null])
    expect(namesOf([{ choices: ['+1', '+44', '+49', '+33', '+34'] }])).toEqual(['tel-country-code'])
  })
})

describe('a box without a word', () => {
  it('is the first line between a postal code and a second line', () => {
    expect(
      namesOf(
        [{ label: '우편번호' }, { name: 'x1' }, { placeholder: '상세주소' }, { label: '전화번호' }],
        'ko',
      ),
    ).toEqual(['postal-code', 'address-line1', 'address-line2', 'tel'])
  })
})

describe('a part of a region', () => {
  it('stands between a region and its town', () => {
    expect(
      namesOf([{ label: 'Регион' }, { label: 'Район' }, { label: 'Город' }, { label: 'Улица' }], 'ru'),
    ).toEqual(['address-level1', null, 'address-level2', 'street-address'])
    expect(
      namesOf([{ label: 'Регион' }, { label: 'Город' }, { label: 'Район' }, { label: 'Улица' }], 'ru'),
    ).toEqual(['address-level1', 'address-level2', 'address-level3', 'street-address'])
  })
})

describe('a name at birth', () => {
  it('is the last name where a form asks for no other', () => {
    expect(namesOf([{ label: 'Nom de naissance' }, { label: 'Prénom' }], 'fr')).toEqual([
      'family-name',
      'given-name',
    ])
    expect(
      namesOf([{ label: 'Nom de naissance' }, { label: 'Nom d’usage' }, { label: 'Prénom' }], 'fr'),
    ).toEqual([null, 'family-name', 'given-name'])
  })
})

describe('what a text spells out', () => {
  it('is two places where its brackets say so', () => {
    expect(nameOfLabel('Wohnort (PLZ/Ort)', 'de')).toBeNull()
    expect(nameOfLabel('Wohnort (Stadt)', 'de')).toBe('address-level2')
  })

  it('is where somebody was born, as a sentence', () => {
    expect(namesOf([{ label: 'nato/a a' }, { label: 'nato/a il' }], 'it')).toEqual([null, 'bday'])
    expect(namesOf([{ label: 'Où êtes-vous né(e) ?' }], 'fr')).toEqual([null])
  })

  it('is a telephone where its example is one', () => {
    expect(namesOf([{ label: 'Joignable au', placeholder: '06 12 34 56 78' }], 'fr')).toEqual(['tel'])
    expect(namesOf([{ label: 'À quel numéro pouvons-nous vous joindre ?' }], 'fr')).toEqual(['tel'])
    expect(namesOf([{ label: 'Référence', placeholder: '123 456 789 00012' }], 'fr')).toEqual([null])
  })
})

describe('a type that was copied along', () => {
  it('says nothing where several boxes are plainly for something else', () => {
    const type = 'email'
    expect(
      namesOf([
        { label: 'Name', type },
        { label: 'Telephone', type },
        { label: 'E-mail', type },
      ]),
    ).toEqual(['name', 'tel', 'email'])
  })

  it('holds against one label', () => {
    expect(
      namesOf([
        { label: 'Name', type: 'email' },
        { label: 'E-mail', type: 'email' },
      ]),
    ).toEqual([null, 'email'])
  })
})

describe('a letter that stands for a number', () => {
  it('says nothing against a label', () => {
    expect(
      namesOf(
        [
          { placeholder: 'Votre nom*', name: 'n', preceding: 'Femme' },
          { placeholder: 'Votre prénom*', name: 'p' },
        ],
        'fr',
      ),
    ).toEqual(['family-name', 'given-name'])
  })
})

describe('a kind of telephone', () => {
  it('is none', () => {
    expect(namesOf([{ label: 'Type of phone' }, { label: 'Phone number' }])).toEqual([null, 'tel'])
  })
})

describe('the level of an address in brackets', () => {
  it('is what goes in', () => {
    expect(namesOf([{ label: 'ご住所（都道府県）' }, { label: 'ご住所（番地）' }], 'ja')).toEqual([
      'address-level1',
      'street-address',
    ])
  })
})

describe('a birthday without its year', () => {
  it('is none that a vault has', () => {
    expect(nameOfLabel('Geburtstag (TT.MM.)', 'de')).toBeNull()
    expect(nameOfLabel('Birthday (MM/DD)', 'en')).toBeNull()
    expect(nameOfLabel('Geburtstag (TT.MM.JJJJ)', 'de')).toBe('bday')
  })

  it('has its parts where an era stands before the year', () => {
    const parts = [
      { further: '出生年月日', preceding: '民國', following: '年' },
      { preceding: '年', following: '月' },
      { preceding: '月', following: '日' },
    ]
    const controls = parts.map(({ further, preceding, following }) => ({
      labels: [
        { from: 'preceding' as const, text: preceding },
        ...(further === undefined ? [] : [{ from: 'further' as const, text: further }]),
        { from: 'following' as const, text: following },
      ],
    }))
    expect(namesOf(controls, 'zh-TW')).toEqual(['bday-year', 'bday-month', 'bday-day'])
  })
})

describe('a letter before a path', () => {
  it('is that of a form', () => {
    const fields = [
      { placeholder: 'Vorname', name: 'f[vorname]' },
      { placeholder: 'Name', name: 'f[name]' },
    ]
    expect(namesOf(fields, 'de')).toEqual(['given-name', 'family-name'])
  })
})

describe('the name on a doorbell', () => {
  it('is no name of a person', () => {
    expect(nameOfLabel('Nome sul citofono', 'it')).toBeNull()
    expect(nameOfLabel('Name on doorbell', 'en')).toBeNull()
  })
})

describe('the number of a flat', () => {
  it('is a second line, shortened or in a programmer’s words', () => {
    const street = [{ label: 'Ulica' }, { label: 'Nr domu' }]
    const names = ['address-line1', null, 'address-line2']
    expect(namesOf([...street, { label: 'Nr lok.' }], 'pl')).toEqual(names)
    expect(namesOf([...street, { name: 'nr_lok' }], 'pl')).toEqual(names)
    expect(namesOf([{ label: 'Ulica' }, { label: 'Kućni broj' }, { label: 'Stan' }], 'hr')).toEqual(names)
  })
})

describe('an e-mail address in two boxes', () => {
  it('is neither, where only the first has words and a number parts their names', () => {
    expect(namesOf([{ preceding: '이메일', name: 'mail1' }, { name: 'mail2' }], 'ko')).toEqual([null, null])
  })

  it('is one’s own twice where the second says so, and where it is another box', () => {
    const first = { label: 'E-mail', name: 'mail1' }
    expect(namesOf([first, { label: 'Repeat e-mail', name: 'mail2' }])).toEqual(['email', 'email'])
    expect(namesOf([first, { name: 'email' }])).toEqual(['email', 'email'])
  })
})

describe('an e-mail address with a password in a form of its own', () => {
  const heading = 'Shipping address'
  const login = [
    { label: 'E-mail', heading },
    { label: 'Password', type: 'password', heading },
  ]
  const named = (
    order: readonly Written[],
    first: readonly Written[] = login,
  ): readonly (string | null)[] => {
    const forms = [...first.map((one) => ({ ...one, form: 0 })), ...order.map((one) => ({ ...one, form: 1 }))]
    return match(pageOf(forms)).map(({ name }) => name)
  }
  const address = [
    { label: 'Street', heading },
    { label: 'City', heading },
  ]

  it('is that of the order it stands over', () => {
    expect(named(address)[0]).toBe('email')
  })

  it('is a login name under another heading, beside another e-mail address and without an address', () => {
    const apart = login.map((one) => ({ ...one, heading: 'Customers' }))
    expect(named(address, apart)[0]).toBe('ignored')
    expect(named([...address, { label: 'E-mail', heading }])[0]).toBe('ignored')
    expect(named([{ label: 'City', heading }])[0]).toBe('ignored')
  })
})

describe('a list of countries without a word', () => {
  const choices = ['Bangladesh', 'India', 'Nepal', 'Sri Lanka']

  it('is none among what is asked of a passenger', () => {
    expect(namesOf([{ label: 'Age' }, { label: 'Sex' }, { choices }, { label: 'Meal' }])[2]).toBeNull()
  })

  it('is a country in an address, or where anything names it', () => {
    expect(namesOf([{ label: 'City' }, { choices }])[1]).toBe('country')
    expect(namesOf([{ label: 'Age' }, { label: 'Sex' }, { name: 'country', choices }])[2]).toBe('country')
  })
})

describe('words of fresh forms', () => {
  it.each([
    ['Doktorgrad', 'de', 'honorific-prefix'],
    ['Full Name (as per PAN card)', 'en', 'name'],
    ['Statsborgerskap', 'no', null],
    ['Πατρώνυμο', 'el', null],
    ['Επώνυμο (λατινικοί χαρακτήρες)', 'el', null],
  ])('%s', (label, language, name) => {
    expect(nameOfLabel(label, language)).toBe(name)
  })

  it('a list of titles is one, though its word is one for a last name', () => {
    const choices = ['السيد', 'السيدة', 'الآنسة']
    expect(namesOf([{ label: 'اللقب', name: 'title', choices }, { label: 'الاسم الأول' }], 'ar')[0]).toBe(
      'honorific-prefix',
    )
  })

  it('the country of a document is none, and that of an address is one', () => {
    expect(namesOf([{ name: 'issue_country' }])).toEqual([null])
    expect(namesOf([{ name: 'issue_address_country' }])).toEqual(['country-name'])
  })
})
