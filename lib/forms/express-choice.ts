/** Which option of a select says a value. */
import type { ControlDescription } from '@/lib/forms/description'
import { countryName } from '@/lib/records/country'

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

/** A text as it is compared: lower case, without accents and marks, single spaces. */
export function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim()
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

/** Texts under which a list of countries may have one: code, and names in the page's language, English and its own. */
export function countryTexts(code: string, language: string): readonly string[] {
  const own = ownLanguage(code)
  const names = [language, 'en', own].flatMap((locale) => {
    try {
      return locale === '' ? [] : [countryName(code, locale)]
    } catch {
      return []
    }
  })
  return [code, ...names, ...(ALSO[code] ?? [])]
}

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
