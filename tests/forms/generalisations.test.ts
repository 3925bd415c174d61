import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { match } from '@/lib/forms/match'
import { nameOfLabel, namesOf, pageOf, type Written } from './page-of'

/** What holds of forms nobody has seen: rules that know no site and, where they can, no language. */

const narrow = (name: string, maxLength: number, more: Written = {}): Written => ({
  name,
  maxLength,
  ...more,
})

describe('boxes without words', () => {
  const card = [
    narrow('n1', 4, { label: 'Card number' }),
    narrow('n2', 4),
    narrow('n3', 4, { type: 'password' }),
    narrow('n4', 4),
    narrow('cvc', 3),
  ]

  it('of a card’s number are four, masked or not, and the code is none of them', () => {
    const found = match(pageOf(card))
    expect(found.map(({ name }) => name)).toEqual([...Array(4).fill('cc-number'), 'cc-csc'])
    expect(found.map(({ part }) => part && 'index' in part && part.index)).toEqual([0, 1, 2, 3, null])
  })

  it('of a telephone are three in a frame that is named after it, whatever else their names may mean', () => {
    const legend = 'Phone'
    expect(
      namesOf([
        narrow('areacode', 3, { label: '(###)', legend }),
        narrow('prefix', 3, { label: '###', legend }),
        narrow('line', 4, { label: '####', legend }),
      ]),
    ).toEqual(['tel-area-code', 'tel-local-prefix', 'tel-local-suffix'])
  })

  it('are a second number where words begin again', () => {
    const three = (preceding: string, at: string): Written[] => [
      narrow(`${at}1`, 3, { preceding }),
      narrow(`${at}2`, 3),
      narrow(`${at}3`, 4),
    ]
    const once = ['tel-area-code', 'tel-local-prefix', 'tel-local-suffix']
    expect(namesOf([...three('Home phone', 'h'), ...three('Work phone', 'w')])).toEqual([...once, ...once])
  })

  it('share a label whose words nothing parts, where it stands over all of them', () => {
    const header = (text: string): Written => ({ labels: [{ from: 'header', text }] })
    expect(namesOf([header('City'), header('State ZIP'), header('State ZIP')])).toEqual([
      'address-level2',
      'address-level1',
      'postal-code',
    ])
  })

  it('have a share of a legend only where they stand under it', () => {
    expect(
      namesOf(
        [{ legend: 'Straße und Hausnummer' }, { legend: 'PLZ und Ort' }, { legend: 'PLZ und Ort' }],
        'de',
      ).slice(1),
    ).toEqual(['postal-code', 'address-level2'])
  })
})

describe('another person', () => {
  const person = (heading: string): Written[] => [
    { label: 'Name', heading },
    { label: 'Phone', heading },
  ]

  it('is who is asked for a name and a telephone again under a heading in no language', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[bcdfgh]{5,9}$/), (heading) => {
        expect(namesOf([...person('About you'), ...person(heading)])).toEqual(['name', 'tel', null, null])
      }),
      { numRuns: 30 },
    )
  })

  it('is nobody whose postal address is asked for, and not the sender', () => {
    const heading = 'Delivery'
    expect(
      namesOf([...person('About you'), ...person(heading), { label: 'Street', heading }]).slice(2),
    ).toEqual(['name', 'tel', 'street-address'])
    expect(namesOf([...person('Abc'), ...person('Sender')]).slice(2)).toEqual(['name', 'tel'])
  })

  it('is a guest with a name of their own', () => {
    expect(namesOf([{ label: 'First name' }, { label: 'Last name' }, { label: 'Guest name' }])).toEqual([
      'given-name',
      'family-name',
      null,
    ])
    expect(namesOf([{ label: 'Guest name' }, { label: 'Phone' }])).toEqual(['name', 'tel'])
  })

  it('is meant by the same word in every language', () => {
    const headings: { readonly [language: string]: string } = {
      en: 'In case of emergency',
      de: 'Im Notfall',
      fr: 'Personne à prévenir',
      es: 'En caso de emergencia',
      it: 'In caso di emergenza',
      pt: 'Cônjuge',
      nl: 'In geval van nood',
      pl: 'Współwnioskodawca',
      ru: 'Поручитель',
      tr: 'Kefil',
      ja: '緊急連絡先',
      zh: '紧急联系人',
      ko: '비상연락처',
      sv: 'Medsökande',
      fi: 'Puoliso',
      cs: 'Manželka',
      hu: 'Házastárs',
      ro: 'Soție',
      el: 'Σύζυγος',
      ar: 'حالات الطوارئ',
      th: 'ผู้ติดต่อฉุกเฉิน',
    }
    const found = Object.entries(headings).filter(
      ([language, heading]) => namesOf([{ name: 'phone', heading }], language)[0] !== null,
    )
    expect(found).toEqual([])
  })
})

describe('levels of an address', () => {
  it('have no gaps, and a quarter lies within a district', () => {
    expect(namesOf([{ label: 'İl' }, { label: 'İlçe' }, { label: 'Mahalle' }], 'tr')).toEqual([
      'address-level1',
      'address-level2',
      'address-level3',
    ])
    expect(
      namesOf([{ label: 'Province' }, { label: 'City' }, { label: 'District' }, { label: 'Barangay' }]),
    ).toEqual(['address-level1', 'address-level2', 'address-level3', 'address-level4'])
    expect(namesOf([{ label: 'แขวง/ตำบล' }, { label: 'เขต/อำเภอ' }, { label: 'จังหวัด' }], 'th')).toEqual([
      'address-level3',
      'address-level2',
      'address-level1',
    ])
  })

  it('begin with a street that a programmer counts as the second line', () => {
    expect(
      namesOf(
        [
          { label: '市区町村', name: 'addr01' },
          { placeholder: '番地・ビル名', name: 'addr02' },
        ],
        'ja',
      ),
    ).toEqual(['address-level2', 'street-address'])
  })
})

describe('texts', () => {
  it('a fax number is nobody’s telephone, by any evidence', () => {
    expect(namesOf([{ autocomplete: 'fax tel' }, { label: 'Fax' }, { name: 'fax_number' }])).toEqual([
      null,
      null,
      null,
    ])
  })

  it('a heading that stands for one control is its question', () => {
    const placeholder = 'Type your answer here…'
    const asks = (heading: string): Written => ({ heading, placeholder })
    expect(
      namesOf([
        asks('What’s your first name?'),
        asks('And your last name?'),
        asks('Which company do you work for?'),
      ]),
    ).toEqual(['given-name', 'family-name', 'organization'])
  })

  it.each([
    ['Town where you live now, not where you were born', 'address-level2', 'en'],
    ['Name or company', 'name', 'en'],
    ['Name oder Firma', 'name', 'de'],
    ['Company name', 'organization', 'en'],
    ['Ansprechpartnerin im Hause (Vor- und Nachname)', 'name', 'de'],
    ['Years at this address', null, 'en'],
    ['Tipo de vía', null, 'es'],
    ['Business website', 'url', 'en'],
    ['Grad', 'address-level2', 'hr'],
    ['Grad', null, 'de'],
    ['Akademischer Grad', 'honorific-prefix', 'de'],
    ['Eesnimi', 'given-name', 'et'],
    ['Uzvārds', 'family-name', 'lv'],
    ['Gatvė, namo nr.', 'street-address', 'lt'],
    ['Priimek', 'family-name', 'sl'],
    ['รหัสไปรษณีย์', 'postal-code', 'th'],
    ['نام خانوادگی', 'family-name', 'fa'],
    ['کد پستی', 'postal-code', 'fa'],
    ['Poskod', 'postal-code', 'ms'],
  ] as const)('“%s” is %s', (label, name, language) => {
    expect(nameOfLabel(label, language)).toBe(name)
  })

  it('levels of an address are no lines of it, where names are those of the standard', () => {
    const names = ['street-address', 'address-level2', 'address-level1', 'postal-code']
    expect(namesOf(names.map((name) => ({ name })))).toEqual(names)
    expect(namesOf(names.map((name) => ({ label: name, autocomplete: name })))).toEqual(names)
  })

  it('what the form is about does not outshout a box that names itself', () => {
    expect(
      namesOf([{ placeholder: 'Номер карты', preceding: 'Оплата заказа № 8841' }, { label: 'CVC' }], 'ru'),
    ).toEqual(['cc-number', 'cc-csc'])
  })
})

describe('what stands between a name and its box', () => {
  const between = (text: string, further: string, heading?: string) => ({
    labels: [
      { from: 'preceding', text },
      { from: 'further', text: further },
    ] as const,
    ...(heading !== undefined && { heading }),
  })

  it('is read past where it explains, or says that the box must be filled', () => {
    expect(
      namesOf(
        [
          between('Wie in Ihrem Ausweis angegeben', 'Vorname'),
          between('Pflichtfeld', 'Ort'),
          between('Bitte füllen Sie dieses Feld aus.', 'Telefon'),
        ],
        'de',
      ),
    ).toEqual(['given-name', 'address-level2', 'tel'])
  })

  it('is read past before many boxes whatever its language', () => {
    const texts = ['Vorname', 'Nachname', 'PLZ', 'Ort']
    expect(namesOf(texts.map((text) => between('Xyzzy', text)))).toEqual([
      'given-name',
      'family-name',
      'postal-code',
      'address-level2',
    ])
  })

  it('is what the box is called where it names something', () => {
    expect(namesOf([between('Kennzeichen', 'Ort'), between('Telefon', 'Ort')], 'de')).toEqual([null, 'tel'])
  })
})

describe('what programmers and machines write', () => {
  it('says nothing where letters and digits take turns', () => {
    expect(
      namesOf([
        { label: 'CVV', name: 'x4bd19e2' },
        { label: 'Card number', name: 'xd3cc9446' },
        { label: 'City', name: 'q[uid6]' },
      ]),
    ).toEqual(['cc-csc', 'cc-number', 'address-level2'])
  })

  it('may be for another thing than what people read', () => {
    expect(namesOf([{ label: 'Name', name: 'user_name' }, { label: 'E-mail' }])).toEqual(['name', 'email'])
    expect(namesOf([{ label: 'Sign up to our newsletter', name: 'newsletterEmail' }])).toEqual(['email'])
    expect(namesOf([{ label: 'Phone', name: 'Phone_countrycode' }, { label: 'City' }])).toEqual([
      'tel',
      'address-level2',
    ])
  })

  it('asks machines for sums', () => {
    expect(namesOf([{ label: 'Ile to jest 3 + 4?', name: 'kod' }], 'pl')).toEqual(['ignored'])
  })
})

describe('of others and of nobody', () => {
  it('is the e-mail address of a guest whose name is asked for beside one’s own', () => {
    expect(
      namesOf(
        [
          { label: 'Nombre' },
          { label: 'Email' },
          { label: 'Nombre del huésped' },
          { label: 'Email del huésped' },
        ],
        'es',
      ),
    ).toEqual(['name', 'email', null, null])
  })

  it('is a code for the security of what is no card', () => {
    expect(namesOf([{ label: 'Address' }, { label: 'Security code of the gate' }])[1]).toBeNull()
    expect(namesOf([{ label: 'CVV' }])).toEqual(['cc-csc'])
  })

  it('is not what stands over everybody', () => {
    const heading = 'Find your doctor'
    expect(
      namesOf([
        { label: 'First name', heading },
        { label: 'Last name', heading },
        { label: 'Phone', heading },
      ]),
    ).toEqual(['given-name', 'family-name', 'tel'])
  })
})

describe('places', () => {
  it('a state between a town and its code, and a region by its list', () => {
    expect(namesOf([{ placeholder: 'City' }, { placeholder: 'ST' }, { placeholder: 'ZIP' }])).toEqual([
      'address-level2',
      'address-level1',
      'postal-code',
    ])
    expect(
      namesOf([{ name: 'city', choices: ['台北市', '新北市', '桃園市'] }, { name: 'zip' }], 'zh-TW')[0],
    ).toBe('address-level1')
  })

  it('two names for two boxes where the second is called nothing known', () => {
    expect(
      namesOf(
        [{ label: 'PLZ, Ort *', name: 'invadr[oxuser__oxzip]' }, { name: 'invadr[oxuser__oxcity]' }],
        'de',
      ),
    ).toEqual(['postal-code', 'address-level2'])
  })
})

describe('a number in boxes', () => {
  it('is one though all the names of a form are counted', () => {
    const card = ['カード番号', undefined, undefined, undefined].map((preceding, at) => ({
      name: `v${at + 1}`,
      maxLength: 4,
      ...(preceding !== undefined && { preceding }),
    }))
    expect(
      namesOf(
        [
          ...card,
          { name: 'v5', preceding: '有効期限' },
          { name: 'v6', preceding: 'カード名義' },
          { name: 'v10', preceding: '支払方法' },
        ],
        'ja',
      ),
    ).toEqual(['cc-number', 'cc-number', 'cc-number', 'cc-number', 'cc-exp', 'cc-name', null])
  })
})

describe('what stands behind a box with nothing before it', () => {
  it('is its name, whatever a programmer calls it', () => {
    const behind = (text: string, name: string): Written => ({ name, labels: [{ from: 'following', text }] })
    expect(namesOf([behind('Имя', 'name'), behind('Отчество', 'surname')], 'ru')).toEqual([
      'given-name',
      'additional-name',
    ])
  })
})

describe('a card’s frame', () => {
  it('says nothing of which of its boxes one without words is', () => {
    const box = (preceding: string, width: number): Written => ({
      legend: 'Credit Card Info',
      ...(preceding !== '' && { preceding }),
      box: { x: 0, y: 0, width, height: 20 },
    })
    expect(
      namesOf([box('Card number:', 180), box('CVC:', 50), box('Expiration (MM/YYYY):', 33), box('', 50)]),
    ).toEqual(['cc-number', 'cc-csc', 'cc-exp-month', 'cc-exp-year'])
  })
})

describe('an area code', () => {
  it('and the number in one text are a telephone', () => {
    for (const text of ['DDD + número', 'DDD e telefone'])
      expect(namesOf([{ label: 'Telefone', placeholder: text }], 'pt')).toEqual(['tel'])
    expect(namesOf([{ label: 'Phone area code' }, { label: 'Phone' }])[0]).toBe('tel-area-code')
  })
})

describe('a telephone’s boxes', () => {
  const narrow = (name: string, legend: string, maxLength: number): Written => ({ name, legend, maxLength })

  it('end with their frame', () => {
    const three = (legend: string, at: string): Written[] => [
      narrow(`${at}1`, legend, 3),
      narrow(`${at}2`, legend, 4),
      narrow(`${at}3`, legend, 4),
    ]
    const found = namesOf([...three('전화번호', 'a'), ...three('휴대폰', 'b')], 'ko')
    expect(found.slice(3)).toEqual(found.slice(0, 3))
    expect(found).not.toContain('tel-extension')
  })

  it('may have the list of dialling codes behind them', () => {
    const codes: Written = { name: 'code', choices: ['+1 (US)', '+44 (UK)', '+61 (AU)'] }
    expect(namesOf([{ label: 'Phone' }, codes, { label: 'Email' }])).toEqual([
      'tel-national',
      'tel-country-code',
      'email',
    ])
  })
})

describe('a birth day', () => {
  it('that takes a whole date is one', () => {
    expect(namesOf([{ label: 'Birth Day', type: 'date' }])).toEqual(['bday'])
    expect(
      namesOf([{ label: 'Birth Day', maxLength: 2 }, { label: 'Birth Month' }, { label: 'Birth Year' }]),
    ).toEqual(['bday-day', 'bday-month', 'bday-year'])
  })
})

describe('a question instead of a word', () => {
  it('names what it asks for', () => {
    expect(namesOf([{ label: '如何稱呼您？' }], 'zh')).toEqual(['name'])
    expect(namesOf([{ placeholder: 'Masukan No telpon' }], 'id')).toEqual(['tel'])
    expect(namesOf([{ label: 'Nome Compagnia', name: 'name' }], 'it')).toEqual(['organization'])
  })
})
