/** Which option of a select says a value. */
import type { ControlDescription } from '@/lib/forms/description'
import { bareName, plain, spellings } from '@/lib/forms/place-text'
import type { Places } from '@/lib/forms/places'
import { COUNTRIES, countryName } from '@/lib/records/country'

type Option = ControlDescription['options'][number]

/** Names of countries that pages use beside those of the machine's own tables. */
const ALSO: { readonly [code: string]: readonly string[] } = {
  CD: ['dr congo', 'democratic republic of the congo'],
  CI: ['ivory coast'],
  CV: ['cape verde'],
  CZ: ['czech republic'],
  GB: ['great britain', 'uk', 'england', 'united kingdom of great britain and northern ireland'],
  KP: ['korea democratic peoples republic of'],
  KR: ['republic of korea', 'korea republic of', 'korea south'],
  MK: ['macedonia'],
  NL: ['holland', 'the netherlands'],
  RU: ['russian federation'],
  SZ: ['swaziland'],
  TR: ['turkey', 'turkiye'],
  TZ: ['united republic of tanzania'],
  US: ['usa', 'united states of america', 'u s a'],
  VN: ['viet nam'],
}

/**
 * The one option that says any of these texts: by its value or its text, else as the beginning of its text. Null where none
 * or more than one does.
 */
export function optionOf(options: readonly Option[], texts: readonly string[]): Option | null {
  const wanted = new Set(texts.map(plain).filter((text) => text !== ''))
  const is = (option: Option) => wanted.has(plain(option.text)) || wanted.has(plain(option.value))
  const exact = onlyOf(options.filter((option) => option.value !== '' && is(option)))
  if (exact) return exact
  const begins = options.filter(
    (option) =>
      option.value !== '' &&
      [...wanted].some((text) => text.length > 1 && `${plain(option.text)} `.startsWith(`${text} `)),
  )
  return onlyOf(begins)
}

/** Lists may name one value twice, the frequent ones on top. */
function onlyOf(options: readonly Option[]): Option | null {
  const [first] = options
  return first && options.every(({ value }) => value === first.value) ? first : null
}

/** Names of a country in the page's language, in English, in its own, and others that pages use. */
export function countryNames(code: string, language: string): readonly string[] {
  const names = [language, 'en', ownLanguage(code)].flatMap((locale) => {
    try {
      return locale === '' ? [] : [countryName(code, locale)]
    } catch {
      return []
    }
  })
  return [...names, ...(ALSO[code] ?? [])]
}

/**
 * The option of a list of countries: by a name, by a code of two or three letters, and by its number where the list is one of
 * numbers: most lists number their lines in a way of their own.
 */
export function countryOption(
  options: readonly Option[],
  code: string,
  language: string,
  places: Places,
): Option | null {
  const names = countryNames(code, language)
  const codes = places.codesOf(code)
  const letters = codes ? [code, codes.alpha3] : [code]
  const byName = optionOf(options, names)
  if (byName && !isAnother(byName, code, language)) return byName
  const byLetters = onlyOf(options.filter(isAny(letters.map(plain))))
  if (byLetters || !codes) return byLetters
  const numbered = options.filter(({ value }) => places.isCountryNumber(value))
  const real = options.filter(({ value }) => value !== '')
  if (numbered.length < 3 || numbered.length < real.length * 0.9) return null
  return onlyOf(numbered.filter(({ value }) => Number(value) === Number(codes.number)))
}

/** Whether an option that begins with a country's name is another country: Guinea, and Guinea-Bissau. */
function isAnother({ text }: Option, code: string, language: string): boolean {
  const said = plain(text)
  return [language, 'en'].some((locale) => {
    try {
      const names = new Intl.DisplayNames([locale], { type: 'region' })
      const all = COUNTRIES.filter((other) => plain(names.of(other) ?? '') === said)
      return all.length > 0 && !all.includes(code)
    } catch {
      return false
    }
  })
}

/**
 * The option of a list of regions, or of towns and parts of them: by a name, by a code where the list is one of that country's
 * codes, by a name without the word for what it is, and by a name beside its code.
 */
export function regionOption(
  options: readonly Option[],
  { names, codes, ofCountry }: ReturnType<Places['region']>,
): Option | null {
  const real = options.filter(({ value }) => value !== '')
  const called = names.flatMap(spellings)
  const byName = onlyOf(real.filter(({ text }) => called.includes(plain(text))))
  if (byName) return byName
  const isOurs = (text: string): boolean => ofCountry.has(plain(text).split(' ').at(-1) ?? '')
  const ours = real.filter(({ value, text }) => isOurs(value) || isOurs(text)).length
  const wanted = codes.map(plain)
  // Codes of two letters are those of many countries: only a list that is of this one is taken at its codes.
  if (ours >= real.length * 0.8 && ours > 1) {
    const byCode = onlyOf(real.filter(isAny(wanted)))
    if (byCode) return byCode
  }
  const byValue = onlyOf(real.filter(({ value }) => value.length > 3 && called.includes(plain(value))))
  if (byValue) return byValue
  const bare = new Set(names.map(bareName))
  const byBare = onlyOf(
    real.filter(({ text, value }) => bare.has(bareName(text)) || bare.has(bareName(value))),
  )
  if (byBare) return byBare
  const byHead = onlyOf(real.filter(({ text }) => called.includes(plain(headOf(text)))))
  return byHead ?? onlyOf(real.filter(({ text }) => isNameWithCode(plain(text), called, wanted)))
}

/** “Springfield, IL”, “Bolzano / Bozen”, “Paris (75)”: what stands before the sign that something is added. */
const headOf = (text: string): string => text.split(/\s*[,(/]|\s[-–—]\s/)[0] ?? ''

/** “CA - California”, “Milano (MI)”, “13 東京都”, and no word more: “West Virginia” is another state. */
function isNameWithCode(text: string, names: readonly string[], codes: readonly string[]): boolean {
  const words = text.split(' ')
  const rest = words.filter((word) => !codes.includes(word))
  return rest.length < words.length && names.includes(rest.join(' '))
}

const isAny =
  (wanted: readonly string[]) =>
  ({ value, text }: Option): boolean =>
    value !== '' && (wanted.includes(plain(value)) || wanted.includes(plain(text)))

/** The language most people of a country speak, by the machine's own tables (CLDR likely subtags). */
function ownLanguage(code: string): string {
  try {
    return new Intl.Locale(`und-${code}`).maximize().language
  } catch {
    return ''
  }
}

/** The option that names a calling code and, where several countries share it, the country too. */
export function callingOption(
  options: readonly Option[],
  code: string,
  countries: readonly string[],
): Option | null {
  const digits = code.replace(/\D/g, '')
  const says = new RegExp(`(?<![\\d+])(?:\\+|00)?\\s?${digits}(?!\\d)`)
  const with0 = options.filter(({ value, text }) => value !== '' && (says.test(text) || says.test(value)))
  const only = onlyOf(with0)
  if (only || countries.length === 0) return only
  const names = countries.map(plain)
  return onlyOf(
    with0.filter(({ value, text }) =>
      names.some((name) => ` ${plain(text)} `.includes(` ${name} `) || plain(value) === name),
    ),
  )
}
