import { describe, expect, it } from 'vitest'
import { namesOf } from './page-of'

/** Markup that was copied from elsewhere and changed in part: what people read decides. */

describe('a type that was copied', () => {
  it('hides nothing that is plainly a name on a card or a postal code', () => {
    const card = { label: 'Card number' }
    expect(namesOf([{ label: 'Name on card', id: 'exampleInputPassword1', type: 'password' }, card])[0]).toBe(
      'cc-name',
    )
    expect(namesOf([{ label: 'Zip code', type: 'password' }])).toEqual(['postal-code'])
    expect(namesOf([{ preceding: 'PLZ', name: 'plz', type: 'password' }], 'de')).toEqual(['postal-code'])
  })

  it('still hides what may be a secret', () => {
    const hidden = (label: string, autocomplete = '') => namesOf([{ label, autocomplete, type: 'password' }])
    expect(hidden('First name')).toEqual(['ignored'])
    expect(hidden('City')).toEqual(['ignored'])
    expect(hidden('Password or zip code')).toEqual(['ignored'])
    expect(hidden('Zip code', 'new-password')).toEqual(['ignored'])
  })

  it('asks for no e-mail address where label and name say a telephone', () => {
    const typed = (label: string, id: string) => namesOf([{ label, id, type: 'email' }])[0]
    expect(typed('Mobile number', 'user-phone')).toBe('tel')
    expect(typed('手机号码', 'user-phone')).toBe('tel')
    expect(typed('Mobile number', 'mail')).not.toBe('tel')
  })
})

describe('a name and an id that disagree', () => {
  it('are decided by the one whose word people read', () => {
    expect(namesOf([{ label: 'Name of Applicant', name: 'name_of_applicant', id: 'firstname1' }])).toEqual([
      'name',
    ])
    expect(namesOf([{ label: 'Stage of Operation', name: 'stage_of_operation', id: 'lastname1' }])).toEqual([
      null,
    ])
    expect(namesOf([{ label: 'Obra', name: 'estado', id: 'titulo_obra' }], 'pt')).toEqual([null])
  })

  it('both count where neither or both are read', () => {
    expect(namesOf([{ label: 'Where you live', name: 'city', id: 'town' }])).toEqual(['address-level2'])
    expect(
      namesOf([{ label: 'Sign up for our newsletter', name: 'email', id: 'newsletter', type: 'email' }]),
    ).toEqual(['email'])
  })

  it('a letter and “name” at the end of a word are that word’s', () => {
    expect(namesOf([{ name: 'clanname' }, { name: 'teamname' }, { name: 'modelname' }])).toEqual([
      null,
      null,
      null,
    ])
    expect(namesOf([{ name: 'lname' }, { name: 'fname' }])).toEqual(['family-name', 'given-name'])
  })

  it('an id at the end of a path says which one', () => {
    const named = (name: string) => ({ name, choices: ['甲', '乙'] })
    expect(namesOf([{ label: '姓名' }, named('city.id'), named('country.id')], '')).toEqual([
      'name',
      'address-level2',
      'country',
    ])
  })
})

describe('autocomplete=name', () => {
  const tel = { label: 'Телефон', name: 'tel' }
  it('is the whole name over a word for both where no last name is beside it', () => {
    expect(namesOf([{ label: 'Имя', name: 'name', autocomplete: 'name' }, tel], 'ru')[0]).toBe('name')
    expect(namesOf([{ label: 'Имя', autocomplete: 'name' }, { label: 'Фамилия' }, tel], 'ru')).toEqual([
      'given-name',
      'family-name',
      'tel',
    ])
  })

  it('is the last name beside a first one', () => {
    expect(
      namesOf([{ label: 'Nom', name: 'name', autocomplete: 'name' }, { label: 'Prénom' }], 'fr'),
    ).toEqual(['family-name', 'given-name'])
  })
})

describe('contact persons and parents', () => {
  const own = (first: string, last: string, phone: string) => [
    { label: first },
    { label: last },
    { label: phone },
  ]
  it.each([
    ['nl', 'Voornaam', 'Achternaam', 'Telefoon', 'Voornaam contactpersoon', 'Telefoon contactpersoon'],
    ['de', 'Vorname', 'Nachname', 'Telefon', 'Vorname Ansprechpartner', 'Telefon Ansprechpartner'],
    [
      'es',
      'Nombre',
      'Apellidos',
      'Teléfono',
      'Nombre de la persona de contacto',
      'Teléfono de la persona de contacto',
    ],
    ['pl', 'Imię', 'Nazwisko', 'Telefon', 'Imię osoby kontaktowej', 'Telefon osoby kontaktowej'],
    ['sv', 'Förnamn', 'Efternamn', 'Telefon', 'Förnamn kontaktperson', 'Telefon kontaktperson'],
  ])('are others behind a name of one’s own: %s', (language, first, last, phone, other, reached) => {
    const found = namesOf([...own(first, last, phone), { label: other }, { label: reached }], language)
    expect(found).toEqual(['given-name', 'family-name', 'tel', null, null])
  })

  it('are who fills the form where nobody was named before', () => {
    expect(
      namesOf([{ label: 'Company' }, { label: 'Contact person' }, { label: 'Contact person phone' }]),
    ).toEqual(['organization', 'name', 'tel'])
    expect(
      namesOf([{ label: 'Contact person' }, { label: 'Contact person phone' }, { label: 'Phone' }]),
    ).toEqual(['name', 'tel', 'tel'])
  })

  it('live elsewhere than who fills the form', () => {
    expect(
      namesOf(
        [{ label: 'Naam' }, { label: 'Adres' }, { label: 'Adres ouder/verzorger' }, { label: 'Woonplaats' }],
        'nl',
      ),
    ).toEqual(['name', 'street-address', null, 'address-level2'])
  })
})

describe('who signs in', () => {
  it('has a name beside an id, and a nickname beside another login', () => {
    const password = { label: '비밀번호', type: 'password' }
    expect(
      namesOf([{ label: '아이디' }, password, { label: '사용자 이름' }, { label: '별명' }], 'ko'),
    ).toEqual(['ignored', 'ignored', 'name', 'nickname'])
    expect(namesOf([{ label: '닉네임' }, password], 'ko')).toEqual(['ignored', 'ignored'])
    expect(namesOf([{ label: '사용자 이름' }, password], 'ko')).toEqual(['ignored', 'ignored'])
  })

  it('has a role on the site, and another at work', () => {
    expect(namesOf([{ label: 'Role', choices: ['Editor', 'Reader', 'Owner'] }])).toEqual([null])
    expect(namesOf([{ label: 'Role' }, { label: 'Job title' }])).toEqual([
      'organization-title',
      'organization-title',
    ])
  })
})

describe('addresses as they are asked for', () => {
  it('in a box for many lines are whole, whatever a programmer calls them', () => {
    expect(
      namesOf([{ label: 'Alamat Lengkap', name: 'addressDetail', tag: 'textarea', type: 'textarea' }], 'id'),
    ).toEqual(['street-address'])
  })

  it('in detail without any other line are the street', () => {
    const detail = { label: 'Địa chỉ cụ thể', name: 'address_detail' }
    expect(namesOf([{ label: 'Tỉnh' }, detail], 'vi')[1]).toBe('street-address')
    expect(namesOf([{ label: 'Đường' }, detail], 'vi')[1]).toBe('address-line2')
  })

  it('have their number in a box of its own where it is called the address’s', () => {
    expect(namesOf([{ label: 'Numéro adresse' }, { label: 'Adresse' }], 'fr')).toEqual([
      null,
      'street-address',
    ])
  })

  it('have an example in the box that is no first line', () => {
    expect(namesOf([{ label: 'Indirizzo', placeholder: 'Via Garibaldi 1' }], 'it')).toEqual([
      'street-address',
    ])
  })

  it('have lists side by side under one word', () => {
    const list = { choices: ['甲', '乙'] }
    expect(namesOf([{ preceding: '所在地', ...list }, list, list], 'zh')).toEqual([
      'address-level1',
      'address-level2',
      'address-level3',
    ])
    expect(namesOf([{ preceding: 'Topic', ...list }, list, list])).toEqual([null, null, null])
  })

  it('have prefectures to tick, which no box to tick has', () => {
    const of = (type: string) =>
      namesOf(
        ['北海道', '青森県', '岩手県', '東京都', '大阪府'].map((text) => ({
          type,
          name: 'pref',
          label: text,
          options: [{ value: text, text }],
          tag: 'input' as const,
        })),
        'ja',
      )
    expect(new Set(of('radio'))).toEqual(new Set(['address-level1']))
    expect(new Set(of('checkbox'))).toEqual(new Set([null]))
  })

  it('have an example before the box that names nothing', () => {
    expect(namesOf([{ preceding: '例） ××市×区××町1-2-3', name: 'addressB' }], 'ja')).toEqual([
      'street-address',
    ])
  })

  it('are no places of work or of origin', () => {
    expect(namesOf([{ label: 'State of Work' }, { label: 'State of Origin' }, { label: 'State' }])).toEqual([
      null,
      null,
      'address-level1',
    ])
  })
})

describe('names as they are asked for', () => {
  it('a reading by its name under the name’s label', () => {
    expect(namesOf([{ preceding: 'お名前', name: 'name_kana' }, { name: 'name' }], 'ja')).toEqual([
      null,
      'name',
    ])
  })

  it('a child’s birthday behind a child’s name, where nobody else is named', () => {
    const child = { label: 'שם פרטי של הילד' }
    expect(namesOf([child, { label: 'תאריך לידה', type: 'date' }], 'he')).toEqual([null, null])
    expect(namesOf([{ label: 'שם פרטי' }, child, { label: 'תאריך לידה', type: 'date' }], 'he')[0]).toBe(
      'given-name',
    )
  })

  it('salutations whose words stand before their buttons', () => {
    const button = (text: string) => ({ type: 'radio', name: 'Title', preceding: text })
    expect(namesOf([button('MR.'), button('MS.'), { label: 'Full name' }])).toEqual([
      'honorific-prefix',
      'honorific-prefix',
      'name',
    ])
  })

  it('a telephone in three boxes that say nothing but their number', () => {
    expect(
      namesOf(
        [
          { preceding: '전화번호', name: 'tel1' },
          { name: 'tel2' },
          { name: 'tel3', labels: [{ from: 'following', text: '숫자만' }] },
        ],
        'ko',
      ),
    ).toEqual(['tel-area-code', 'tel-local-prefix', 'tel-local-suffix'])
  })
})
