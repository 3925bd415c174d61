import { describe, expect, it } from 'vitest'
import { match } from '@/lib/forms/match'
import { namesOf, numbers, pageOf } from './page-of'

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

const MONTHS = {
  ar: 'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر',
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
  el: 'Ιανουάριος Φεβρουάριος Μάρτιος Απρίλιος Μάιος Ιούνιος Ιούλιος Αύγουστος Σεπτέμβριος Οκτώβριος Νοέμβριος Δεκέμβριος',
  fi: 'tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu',
  fr: 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.',
  pl: 'styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień',
  ru: 'Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь',
  th: 'ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.',
  zh: '一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月',
} as const

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

  it('a birthday in selects without a word beside them, whatever language its months are in', () => {
    const date = (choices: readonly string[], page = 'en') =>
      namesOf([{ choices: days }, { choices }, { choices: numbers(1930, 2010) }], page)
    const all = ['bday-day', 'bday-month', 'bday-year']
    for (const list of Object.values(MONTHS)) {
      const names = list.split(' ')
      expect(date(names), list).toEqual(all)
      expect(date(['—', ...names]), list).toEqual(all)
      expect(date(names.map((name, at) => `${at + 1} ${name}`)), list).toEqual(all)
      // A month short, one of another language, or one more: not the twelve of one language.
      expect(date([...names.slice(0, 11), 'Qxvrt']), list).not.toEqual(all)
      expect(date([...names.slice(0, 11), 'Qxvrt', 'Qxvrtz']), list).not.toEqual(all)
    }
    const vietnamese = numbers(1, 12).map((month) => `Tháng ${month}`)
    expect(date(vietnamese)).toEqual(all)
    expect(date(vietnamese.toReversed())).toEqual(all)
    expect(date(numbers(2, 13).map((month) => `Tháng ${month}`))).not.toEqual(all)
    expect(date(numbers(1, 12).map((size) => `Size ${size}`))).not.toEqual(all)
  })

  it('numbers in the digits of the page, and as dates are written in it', () => {
    const date = (write: (number: string) => string) =>
      namesOf([
        { choices: ['Qxvrt', ...days.map(write)] },
        { choices: months.map(write) },
        { choices: numbers(1930, 2010).map(write) },
      ])
    const arabic = (number: string) =>
      number.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)))
    for (const write of [arabic, (number: string) => `${number}.`, (number: string) => `${number} г.`])
      expect(date(write), write('12')).toEqual(['bday-day', 'bday-month', 'bday-year'])
    expect(date((number) => `${number} €`)).toEqual([null, null, null])
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
