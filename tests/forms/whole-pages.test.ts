import { describe, expect, it } from 'vitest'
import { nameOfLabel, namesOf } from './page-of'

/** What whole pages as they are have: words in one place for several boxes, slips, and what a person reads from where a box stands. */

describe('one word before all boxes of an address', () => {
  const list = (...choices: readonly string[]) => ({ choices })
  it.each([
    ['ja', '住所', ['北海道', '青森県', '大阪府']],
    ['zh-TW', '聯絡地址', ['台北市', '新北市', '高雄市']],
    ['ko', '주소', ['서울', '부산', '경기']],
  ])('is read from the widest place to the narrowest: %s', (language, label, regions) => {
    expect(namesOf([{ preceding: label }, list(...regions), list('A', 'B'), {}], language)).toEqual([
      'postal-code',
      'address-level1',
      'address-level2',
      'street-address',
    ])
  })

  it('goes on behind the sign of a postal code and its lists', () => {
    const region = list('北海道', '青森県', '大阪府')
    expect(namesOf([{ preceding: '〒' }, region, {}, {}], 'ja')).toEqual([
      'postal-code',
      'address-level1',
      'address-level2',
      'street-address',
    ])
    expect(namesOf([{ preceding: '우편번호' }, {}, { label: '휴대폰번호' }], 'ko')).toEqual([
      'postal-code',
      'street-address',
      'tel',
    ])
  })

  it('leaves the second box of a postal code, what is closed, and addresses of other orders', () => {
    const code = { preceding: '〒', maxLength: 3 }
    expect(namesOf([code, { maxLength: 4 }, { label: '電話番号' }], 'ja')).toEqual([
      'postal-code',
      'postal-code',
      'tel',
    ])
    expect(namesOf([{ preceding: '우편번호' }, { unseen: 'read-only' }], 'ko')).toEqual(['postal-code', null])
    expect(namesOf([{ preceding: 'Postleitzahl' }, {}, { label: 'Telefon' }], 'de')).toEqual([
      'postal-code',
      null,
      'tel',
    ])
  })
})

describe('a word that is written with a slip', () => {
  it.each([
    ['en', 'Affilation', 'organization'],
    ['uk', 'Адресса', 'street-address'],
    ['de', 'Postleizahl', 'postal-code'],
    ['pl', 'Miejsowość', 'address-level2'],
    ['es', 'Telefonno', 'tel'],
    ['fr', 'Entreprisse', 'organization'],
  ])('is the one word it is nearest to: %s %s', (language, label, name) => {
    expect(nameOfLabel(label, language)).toBe(name)
  })

  it('is none for somebody else, and none of few letters', () => {
    const labels = [{ label: 'Manage your booking email' }, { label: 'First name' }]
    expect(namesOf(labels)).toEqual(['email', 'given-name'])
    expect(nameOfLabel('Cityy', 'en')).toBe(null)
  })
})

describe('what several labels begin with', () => {
  it('is what all of them are about, and the rest says which', () => {
    const labels = ['Miejscowość', 'Ulica', 'Numer budynku', 'Numer mieszkania']
    const about = (label: string) => ({ label: `Adres korespondencyjny - ${label}` })
    expect(namesOf(labels.map(about), 'pl')).toEqual([
      'address-level2',
      'address-line1',
      null,
      'address-line2',
    ])
  })

  it('stays where it says whose or what the rest is', () => {
    expect(namesOf([{ label: 'Emergency contact - Phone' }, { label: 'Emergency contact - City' }])).toEqual([
      null,
      null,
    ])
    expect(namesOf([{ label: 'Passport - Country' }, { label: 'Passport - City' }])).toEqual([null, null])
    expect(namesOf([{ label: 'Phone - Home' }, { label: 'Phone - City code' }])[0]).toBe('tel')
  })
})

describe('a name behind a box', () => {
  const box = (text: string, following: string) => ({
    preceding: text,
    labels: [{ from: 'following' as const, text: following }],
  })
  it('counts where what stands before it is a word that nobody knows', () => {
    expect(namesOf([box('Xyzzy', 'Postal code')])).toEqual(['postal-code'])
    expect(namesOf([box('받으실 곳', '우편번호')], 'ko')).toEqual(['postal-code'])
  })
  it('is that of the next where it stands before that one as well', () => {
    expect(namesOf([box('Xyzzy', 'City'), { preceding: 'City' }])).toEqual([null, 'address-level2'])
  })
})

describe('who fills the form', () => {
  it.each([
    ['es', 'Paciente', 'Teléfono'],
    ['de', 'Antragsteller', 'Telefon'],
    ['fr', 'Souscripteur', 'Téléphone'],
    ['it', 'Paziente', 'Telefono'],
    ['pt', 'Paciente', 'Telefone'],
    ['nl', 'Klant', 'Telefoon'],
    ['pl', 'Wnioskodawca', 'Telefon'],
    ['ru', 'Пациент', 'Телефон'],
    ['tr', 'Müşteri', 'Telefon'],
    ['cs', 'Zákazník', 'Telefon'],
    ['sv', 'Kund', 'Telefon'],
    ['fi', 'Asiakas', 'Puhelin'],
    ['el', 'Πελάτης', 'Τηλέφωνο'],
    ['en', 'Patient', 'Phone'],
  ])('may be asked for by what they are there: %s', (language, label, phone) => {
    expect(namesOf([{ label }, { label: phone }], language)).toEqual(['name', 'tel'])
    expect(
      namesOf([{ label }, { label: phone, name: 'tel' }, { label: 'Name', name: 'name' }], 'en')[0],
    ).toBe(null)
  })

  it('is whom one can write to, behind names of those one cannot', () => {
    const named = (heading: string) => [
      { label: 'Jméno', heading },
      { label: 'Příjmení', heading },
    ]
    const own = [...named('Odesílací formulář'), { label: 'E-mail', heading: 'Odesílací formulář' }]
    expect(namesOf([...named('Trenér roku'), ...own], 'cs').slice(2)).toEqual([
      'given-name',
      'family-name',
      'email',
    ])
  })

  it('is asked for again where one of several ways is chosen', () => {
    const part = (heading: string, ...labels: readonly string[]) =>
      labels.map((label) => ({ label, heading }))
    const reach = ['Naam', 'Telefoonnummer', 'E-mail']
    expect(
      namesOf(
        [
          ...part('Uw gegevens', ...reach, 'Adres'),
          ...part('Adresgegevens', ...reach, 'Adres'),
          ...part('Uw gegevens', ...reach),
        ],
        'nl',
      ).slice(-3),
    ).toEqual(['name', 'tel', 'email'])
  })
})

describe('places by where they stand', () => {
  it('PIN beside a state is a postal code, and alone it is not', () => {
    expect(namesOf([{ label: 'State' }, { label: 'PIN' }])).toEqual(['address-level1', 'postal-code'])
    expect(namesOf([{ label: 'PIN' }])).not.toEqual(['postal-code'])
  })

  it('a list before one of towns is of what these lie in', () => {
    const list = (label: string) => ({ label, choices: ['A', 'B'] })
    expect(namesOf([list('Entidad'), list('Municipio')], 'es')).toEqual(['address-level1', 'address-level2'])
    expect(namesOf([list('Estado'), list('Entidad'), list('Municipio')], 'es')[1]).toBe(null)
  })

  it('«Şehir» that a programmer calls a city is one where neither a region nor a part of it is asked for', () => {
    const town = { label: 'Şehir', name: 'city' }
    expect(namesOf([town, { label: 'Ülke' }], 'tr')[0]).toBe('address-level2')
    expect(namesOf([town, { label: 'İlçe' }], 'tr')[0]).toBe('address-level1')
  })

  it('“Postal code” over two boxes is one thing', () => {
    const header = { labels: [{ from: 'header' as const, text: 'CÓDIGO POSTAL' }] }
    expect(
      namesOf(
        [
          { ...header, name: 'codpost4', maxLength: 4 },
          { ...header, name: 'codpost3', maxLength: 3 },
        ],
        'pt',
      ),
    ).toEqual(['postal-code', 'postal-code'])
  })

  it('a building and a company in one box are a further line', () => {
    expect(namesOf([{ label: '番地' }, { label: '建物名・会社名' }], 'ja')).toEqual([
      'address-line1',
      'address-line2',
    ])
  })

  it('details of an address alone are all of it', () => {
    expect(namesOf([{ placeholder: 'Adres Detayları' }], 'tr')).toEqual(['street-address'])
  })
})

describe('what is asked otherwise', () => {
  it('“Your number” beside an e-mail address is a telephone, unless there is one', () => {
    const [name, email, number] = ['Your name', 'Your email', 'Your number'].map((placeholder) => ({
      placeholder,
    }))
    expect(namesOf([name, email, number].flatMap((one) => one ?? []))).toEqual(['name', 'email', 'tel'])
    expect(namesOf([email, number, { placeholder: 'Phone' }].flatMap((one) => one ?? []))[1]).toBe(null)
  })

  it('buttons whose name says a sex and whose words do not are none', () => {
    const button = (text: string, id: string) => ({
      type: 'radio',
      name: 'sex',
      id,
      label: text,
    })
    expect(namesOf([button('クレジットカード', 'male'), button('代金引換', 'female')], 'ja')).toEqual([
      null,
      null,
    ])
  })

  it.each([
    ['pl', 'Nazwa działalności gospodarczej', 'organization'],
    ['ko', '받으실분', 'name'],
    ['ko', '받으실 곳', 'street-address'],
    ['uk', 'ПГТ', 'address-level2'],
    ['zh', '地址請勿填寫郵政信箱', 'street-address'],
  ])('in words that were not known: %s %s', (language, label, name) => {
    expect(nameOfLabel(label, language)).toBe(name)
  })
})

describe('two of one kind side by side', () => {
  it.each([
    ['en', 'Shipping address', 'Billing address'],
    ['de', 'Lieferadresse', 'Rechnungsadresse'],
  ])('are for two purposes where they say so: %s', (language, ships, bills) => {
    expect(namesOf([{ label: ships }, { label: bills }], language)).toEqual([
      'street-address',
      'street-address',
    ])
  })

  it('a text behind a box is none of its names where a heading before it is one', () => {
    const behind = { labels: [{ from: 'following' as const, text: '결제수단 선택' }] }
    const box = { preceding: '휴대폰 번호', heading: '휴대폰 번호', ...behind }
    expect(namesOf([box], 'ko')).toEqual(['tel'])
  })

  it('halves of a name in two columns are one name’s', () => {
    const street = { label: 'Adresse', name: 'adresse1' }
    const line = { label: 'Complément d’adresse', name: 'adresse2' }
    const between = ['Téléphone', 'Ville', 'Remarques', 'Pays'].map((label) => ({ label }))
    const form = [{ label: 'Nom' }, { label: 'E-mail' }, street, ...between, { label: 'Prénom' }, line]
    expect(namesOf(form, 'fr')).toEqual([
      'family-name',
      'email',
      'address-line1',
      'tel',
      'address-level2',
      'ignored',
      'country-name',
      'given-name',
      'address-line2',
    ])
  })
})

describe('what programmers left', () => {
  it('a type of telephone that came with its attribute is no witness for it', () => {
    const box = { label: 'Company', name: 'company', id: 'company', autocomplete: 'tel', type: 'tel' }
    expect(namesOf([box])).toEqual(['organization'])
  })

  it('brands of cards under pictures are known by their ids', () => {
    const button = (id: string) => ({ type: 'radio', name: 'c_type', id })
    const types = ['master_card', 'visa_card', 'amex_card'].map(button)
    expect(namesOf(types)).toEqual(['cc-type', 'cc-type', 'cc-type'])
    const answers = types.map((one, at) => ({ ...one, label: ['Never', 'Often', 'Always'][at] ?? '' }))
    expect(namesOf(answers)).toEqual([null, null, null])
  })

  it('an e-mail address that signs in as well is one', () => {
    const nick = { preceding: 'ランキング表示名', name: 'AffNickname' }
    const login = {
      preceding: 'メールアドレス（ログインID）',
      name: 'AffUsername',
      id: 'affUsername',
    }
    const secret = { preceding: 'パスワード', type: 'password' }
    expect(namesOf([nick, { preceding: '電話番号' }, login, secret], 'ja')).toEqual([
      'nickname',
      'tel',
      'email',
      'ignored',
    ])
  })

  it('a button behind a box that looks up what was typed is no name of it', () => {
    const code = { name: 'zip02', labels: [{ from: 'following' as const, text: '郵便番号検索' }] }
    const both = [{ preceding: '郵便番号', name: 'zip01' }, code]
    expect(namesOf(both, 'ja')).toEqual(['postal-code', 'postal-code'])
  })

  it('a list under “Telephone” and a box behind it are its parts', () => {
    const list = { preceding: '联系方式', name: 'contact_zone', choices: ['中国大陆+86'] }
    expect(namesOf([list, { id: 'txt_contact' }], 'zh')).toEqual(['tel-country-code', 'tel-national'])
  })

  it('no list is a line of an address', () => {
    const list = (preceding: string) => ({ preceding, choices: ['A', 'B'] })
    expect(
      namesOf([{ label: 'Address' }, list('Additional Language / Subject'), list('Skill Subject')]),
    ).toEqual(['street-address', null, null])
  })
})

describe('words of whole pages', () => {
  it.each([
    ['en', 'Name of the Enterprise', 'organization'],
    ['en', 'Bank Account Name', 'name'],
    ['en', 'First name (Local Language)', null],
    ['en', 'Division', 'address-level1'],
    ['tr', 'Yasal Ünvan', 'organization'],
    ['tr', 'Ünvan / şirket', 'organization'],
    ['pt', 'Bairro do ocorrido', null],
    ['it', 'Stato ordine', null],
    ['es', 'Estado del pedido', null],
    ['pt', 'Estado do pedido', null],
  ])('%s: %s', (language, label, name) => {
    expect(nameOfLabel(label, language)).toBe(name)
  })

  it('a person to contact is named by a programmer alone', () => {
    expect(namesOf([{ label: 'Contacto', name: 'personacontacto' }], 'es')).toEqual(['name'])
  })
})
