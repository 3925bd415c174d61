import { expect, test } from 'vitest'
import { phoneText, readPhone } from '@/lib/records/phone'
import { recordView } from './view-of'

test.each([
  ['+44 20 7946 0018', null, '+442079460018', '+44', '020 7946 0018'],
  ['020 7946 0018', 'GB', '+442079460018', '+44', '020 7946 0018'],
  ['0044 20 7946 0018', 'DE', '+442079460018', '+44', '020 7946 0018'],
  ['(907) 555-0100', 'US', '+19075550100', '+1', '907 555 0100'],
  ['030 901820', 'DE', '+4930901820', '+49', '030 901820'],
  ['+33 1 42 68 53 00', 'GB', '+33142685300', '+33', '01 42 68 53 00'],
  ['+81 3-3213-1111', null, '+81332131111', '+81', '03 3213 1111'],
  ['+39 06 6982', null, '+39066982', '+39', '06 6982'],
  ['+45 33 12 34 56', null, '+4533123456', '+45', '33 12 34 56'],
])('%s dialled in %s', async (text, country, tel, code, national) => {
  const read = await readPhone(text, country)
  expect(read).toEqual({ tel, 'tel-country-code': code, 'tel-national': national })
  expect(await readPhone(tel, null)).toEqual(read)
})

test('an extension is kept beside the number', async () => {
  const read = await readPhone('+1 907 555 0100 ext. 12', null)
  expect(read).toEqual({
    tel: '+19075550100',
    'tel-country-code': '+1',
    'tel-national': '907 555 0100',
    'tel-extension': '12',
  })
})

test.each([
  ['020 7946 0018', null],
  ['020 7946 0018', 'XX'],
  ['+44', null],
  ['+999 123456', null],
  ['12', 'GB'],
  ['+44 20 7946 0018 1234 5678', null],
  ['tel +44 20 7946 0018', null],
  ['', 'GB'],
])('%j dialled in %s is no number', async (text, country) =>
  expect(await readPhone(text, country)).toBeNull(),
)

test.each([
  ['+44', '020 7946 0018'],
  [null, '+44 20 7946 0018'],
  ['+1', '+44 20 7946 0018'],
])('at home %s', (home, shown) => {
  expect(
    phoneText(
      recordView('phones', {
        tel: '+442079460018',
        'tel-country-code': '+44',
        'tel-national': '020 7946 0018',
      }),
      home,
    ),
  ).toBe(shown)
})

test('what lacks its national number is shown as E.164', () => {
  expect(phoneText(recordView('phones', { tel: '+442079460018' }))).toBe('+442079460018')
  expect(phoneText(recordView('phones', {}))).toBeNull()
  expect(
    phoneText(
      recordView('phones', {
        tel: '+39066982',
        'tel-country-code': '+39',
        'tel-national': '06 6982',
        'tel-extension': '5',
      }),
    ),
  ).toBe('+39 06 6982 ext. 5')
})

const withoutLibrary = () => Promise.reject(new TypeError('import() is disallowed in a service worker'))

test('where nothing can be loaded, a number written whole is read all the same', async () => {
  const whole = { tel: '+442079460018', 'tel-country-code': '+44', 'tel-national': '2079460018' }
  expect(await readPhone('+44 (20) 7946-0018', null, withoutLibrary)).toEqual(whole)
  for (const no of [
    '020 7946 0018',
    '+44',
    '+44 20 7946 0018 1234 5678',
    '+0 123456789',
    'tel +442079460018',
  ])
    expect(await readPhone(no, 'GB', withoutLibrary), no).toBeNull()
  // As it reads wherever the library is there.
  expect(phoneText({ fields: whole })).toBe('+44 2079460018')
})

test('calling codes are told apart as the library tells them, for every country', async () => {
  const { getCountries, getCountryCallingCode } = await import('libphonenumber-js/min')
  for (const country of getCountries()) {
    const code = getCountryCallingCode(country)
    const read = await readPhone(`+${code}23456789`, null, withoutLibrary)
    expect(read?.['tel-country-code'], country).toBe(`+${code}`)
    expect(read?.['tel-national'], country).toBe('23456789')
  }
})
