/** What a person typed into a page, as records of their own: the way back from controls to fields. */

import { codesOf } from '@/lib/forms/country-codes'
import type { ControlDescription, FieldMatch, PageDescription } from '@/lib/forms/description'
import { countryNames } from '@/lib/forms/express-choice'
import { dateSaid } from '@/lib/forms/express-date'
import { monthSaid, numberIn } from '@/lib/forms/express-month'
import { meantBy } from '@/lib/forms/meant'
import { plain } from '@/lib/forms/place-text'
import { type ClaimName, parseClaim } from '@/lib/records/claims'
import { COUNTRIES } from '@/lib/records/country'
import { parseDate } from '@/lib/records/dates'

export interface TypedValue {
  readonly control: number
  readonly text: string
}

/** Fields of one record, as they would be typed into a form of the person's own. */
export interface Collected {
  readonly collection: string
  readonly purposeOf: string | null
  readonly fields: { readonly [field: string]: string }
}

/** Controls whose values may be kept: recognised, seen, and none of what is kept nowhere. */
export function keepable(page: PageDescription, matches: readonly FieldMatch[]): readonly number[] {
  return matches.flatMap((match) => {
    const described = page.controls[match.control]
    if (!described || described.unseen !== null || described.type === 'password') return []
    const name = meantBy(match)
    return name === null || name === 'cc-csc' ? [] : [match.control]
  })
}

/** One record for each collection and purpose, of telephone numbers and e-mail addresses one for each. What cannot be read is left out. */
export function collect(
  page: PageDescription,
  matches: readonly FieldMatch[],
  values: readonly TypedValue[],
): readonly Collected[] {
  const may = new Set(keepable(page, matches))
  const typed = new Map(
    values.filter(({ control }) => may.has(control)).map((one) => [one.control, one.text]),
  )
  const groups = new Map<string, Gathered>()
  for (const match of matches) {
    const control = page.controls[match.control]
    const text = typed.get(match.control)?.trim()
    const name = meantBy(match) as ClaimName
    const collection = text && control ? parseClaim(name)?.collection : undefined
    if (!text || !control || collection === undefined) continue
    const key = `${collection} ${match.purposeOf ?? ''} ${control.form ?? ''}`
    const group = groups.get(key) ?? { collection, purposeOf: match.purposeOf, found: new Map() }
    groups.set(key, group)
    const said = { text: wordsOf(control, text), value: text, control, part: match.part }
    group.found.set(name, [...(group.found.get(name) ?? []), said])
  }
  return [...groups.values()].flatMap(({ collection, purposeOf, found }) => {
    return recordsOf(collection, found, page.language)
      .filter((fields) => Object.keys(fields).length > 0)
      .map((fields) => ({ collection, purposeOf, fields }))
  })
}

interface Said {
  /** As the person read it: of a choice its words. */
  readonly text: string
  readonly value: string
  readonly control: ControlDescription
  readonly part: FieldMatch['part']
}

interface Gathered {
  readonly collection: string
  readonly purposeOf: string | null
  readonly found: Map<ClaimName, readonly Said[]>
}

function wordsOf({ options }: ControlDescription, text: string): string {
  return options.find(({ value }) => value === text)?.text || text
}

type Fields = { [field: string]: string }
type Found = ReadonlyMap<ClaimName, readonly Said[]>

function recordsOf(collection: string, found: Found, language: string): readonly Fields[] {
  if (collection === 'emails') {
    const all = (found.get('email') ?? []).map(({ text }) => text)
    return differing(all, (email) => email.toLowerCase()).map((email) => ({ email }))
  }
  return collection === 'phones'
    ? differing(numbersOf(found), digitsOf).map((tel) => ({ tel }))
    : [fieldsOf(collection, found, language)]
}

/** Many forms ask for the same twice. */
function differing(all: readonly string[], by: (text: string) => string): readonly string[] {
  return all.filter((one, at) => all.findIndex((other) => by(other) === by(one)) === at)
}

function fieldsOf(collection: string, found: Found, language: string): Fields {
  const one = (name: ClaimName): string => found.get(name)?.[0]?.text ?? ''
  const whole = (name: ClaimName, between = ''): string =>
    (found.get(name) ?? []).map(({ text }) => text).join(between)
  const fields: { [field: string]: string } = {}
  const set = (field: string, text: string) => {
    if (text !== '') fields[field] = text
  }
  switch (collection) {
    case 'names':
      for (const name of found.keys()) set(name, one(name))
      break
    case 'addresses': {
      set('street-address', streetOf(found))
      for (const name of ['organization', 'address-level1', 'address-level2', 'address-level3'] as const)
        set(name, one(name))
      set('postal-code', whole('postal-code', ' '))
      set('country', countryOf(found.get('country') ?? found.get('country-name') ?? [], language))
      break
    }
    case 'dates': {
      const date = dateOf(found, language)
      if (date !== null) {
        fields.date = date
        fields.kind = 'birthday'
      }
      break
    }
    case 'cards':
      set('cc-number', whole('cc-number').replace(/\D/g, ''))
      set('cc-name', one('cc-name') || [one('cc-given-name'), one('cc-family-name')].join(' ').trim())
      set('cc-exp', expiryOf(found))
  }
  return fields
}

/** Digits of the shortest number that stands in one box. */
const WHOLE_NUMBER = 7

const digitsOf = (text: string): string => text.replace(/\D/g, '')

/** Telephone numbers, each whole: boxes that hold too little to be one are the pieces of one. */
function numbersOf(found: Found): readonly string[] {
  const said = (name: ClaimName) => (found.get(name) ?? []).filter(({ text }) => digitsOf(text) !== '')
  const [own, national] = [said('tel'), said('tel-national')]
  const all = [...own, ...national].sort((a, b) => a.control.control - b.control.control)
  const areWhole = all.every(({ text, part }) => part === null && digitsOf(text).length >= WHOLE_NUMBER)
  const joined = [own, national].map((pieces) => pieces.map(({ text }) => text).join(' '))
  const one = joined.find((text) => text !== '') ?? localOf(found)
  const codes = (found.get('tel-country-code') ?? []).flatMap(
    ({ text }) => text.match(/\+?\d[\d ]*/)?.[0] ?? [],
  )
  const numbers = all.length > 0 && areWhole ? all.map(({ text }) => text) : one === '' ? [] : [one]
  return numbers.map((tel, at) => {
    const code = digitsOf(codes[codes.length === numbers.length ? at : 0] ?? '')
    return code === '' || tel.startsWith('+') ? tel : `+${code} ${tel.replace(/^0+/, '')}`
  })
}

function localOf(found: Found): string {
  const whole = (name: ClaimName, between = ''): string =>
    (found.get(name) ?? []).map(({ text }) => text).join(between)
  const local = whole('tel-local', ' ') || `${whole('tel-local-prefix')} ${whole('tel-local-suffix')}`.trim()
  return local === '' ? '' : `${whole('tel-area-code')} ${local}`.trim()
}

function streetOf(found: Found): string {
  const street = found.get('street-address') ?? []
  const lines = (['address-line1', 'address-line2', 'address-line3'] as const).flatMap(
    (name) => found.get(name) ?? [],
  )
  // As the page asked for them: what comes first in it comes first in the line.
  const all = [...street, ...lines].sort((a, b) => a.control.control - b.control.control)
  const number = all.find(({ part }) => part?.kind === 'house-number')
  const rest = all.filter((one) => one !== number).map(({ text }) => text)
  if (!number) return rest.join('\n')
  const isFirst = all.indexOf(number) === 0
  const line = isFirst ? `${number.text} ${rest[0] ?? ''}` : `${rest[0] ?? ''} ${number.text}`
  return [line.trim(), ...rest.slice(1)].join('\n')
}

function countryOf(from: readonly Said[], language: string): string {
  const [first] = from
  if (!first) return ''
  const upper = first.value.toUpperCase()
  if (COUNTRIES.includes(upper)) return upper
  const wanted = plain(first.text)
  const said = (code: string) => countryNames(code, language).some((text) => plain(text) === wanted)
  return COUNTRIES.find((code) => codesOf(code)?.alpha3 === upper || said(code)) ?? ''
}

function dateOf(found: Found, language: string): string | null {
  const whole = found.get('bday')?.[0]
  if (whole) return dateSaid(whole.value, whole.control, language)
  const number = (name: ClaimName) => numberIn(found.get(name)?.[0]?.text ?? '')
  const [year, day] = [number('bday-year'), number('bday-day')]
  const said = found.get('bday-month')?.[0]
  const month = said ? monthSaid(listOf(said.control), said.value, language) : null
  if (year === null || day === null || month === null) return null
  const pad = (value: number) => String(value).padStart(2, '0')
  const date = `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`
  return parseDate(date) ? date : null
}

/** What a text field proposes is no list. */
const listOf = ({ tag, options }: ControlDescription) => (tag === 'select' ? options : [])

/** `05/30`, `05 / 2030`, or two controls; `YYYY-MM` as a month field says it. */
function expiryOf(found: Found): string {
  const whole = found.get('cc-exp')?.[0]?.value ?? ''
  const parts = /^(\d{4})-(\d{2})$/.exec(whole) ?? null
  if (parts) return whole
  const [month = '', year = ''] =
    whole === ''
      ? [found.get('cc-exp-month')?.[0]?.text ?? '', found.get('cc-exp-year')?.[0]?.text ?? '']
      : whole.split(/\D+/)
  const digits = [/^\d{1,2}/.exec(month)?.[0] ?? '', /\d{4}|\d{2}/.exec(year)?.[0] ?? '']
  if (digits[0] === '' || digits[1] === '') return ''
  const text = `${digits[1]?.length === 2 ? `20${digits[1]}` : digits[1]}-${digits[0]?.padStart(2, '0')}`
  return parseDate(text) ? text : ''
}
