import type { Concept } from '@/lib/forms/concept'
import type { Atom } from '@/lib/forms/words/words'

/** The atoms of one text. */
interface Spoken {
  has(...atoms: readonly Atom[]): boolean
  any(...atoms: readonly Atom[]): boolean
  readonly first: Atom | undefined
  readonly last: Atom | undefined
  /** Written by a programmer, as a path whose end counts most, not for people to read. */
  readonly code: boolean
}

/**
 * What a text with these atoms calls its control; null where it says nothing or two things at once. The rules know no
 * language: what words there are for an atom is the business of the word tables.
 */
export function conceptOf(atoms: readonly Atom[], code: boolean): Concept | null {
  if (atoms.length === 0) return null
  const set = new Set<Atom>(ordered(atoms).filter((atom) => atom !== 'shipping' && atom !== 'billing'))
  if (set.size === 0) return null
  const spoken: Spoken = {
    has: (...all) => all.every((atom) => set.has(atom)),
    any: (...some) => some.some((atom) => set.has(atom)),
    first: [...set][0],
    last: atoms.at(-1),
    code,
  }
  for (const rule of RULES) {
    const found = rule(spoken)
    if (found !== undefined) return found
  }
  return null
}

const ORDINALS: readonly Atom[] = ['first-one', 'second-one', 'third-one']

/** A number counts where it stands behind something: `address2` is a second line, `person2_address` is not. */
const ordered = (atoms: readonly Atom[]): readonly Atom[] => {
  const first = atoms.findIndex((atom) => !ORDINALS.includes(atom))
  return first <= 0 ? atoms : atoms.slice(first)
}

/** Undefined: the rule has nothing to say. Null: the text is ambiguous. */
type Rule = (spoken: Spoken) => Concept | null | undefined

/** Atoms that name a control whatever stands around them. */
const STRONG = ['email', 'phone', 'first', 'last', 'postal', 'city', 'country', 'street', 'region'] as const

const ignored: Rule = ({ has, any, first, code }) => {
  if (has('bait')) return 'honeypot'
  if (has('captcha')) return 'captcha'
  if (has('csc')) return any('other') && !has('card') ? undefined : 'cc-csc'
  if (has('once')) return 'one-time-code'
  if (has('password')) return code && any('csc', 'email') ? undefined : 'password'
  if (has('search')) return code && has('city') ? undefined : 'search'
  if (has('comment'))
    return first === 'comment' || !any(...STRONG, 'company', 'extra', 'unit', 'birth')
      ? code && any('email', 'phone', 'name', 'first', 'last')
        ? undefined
        : 'comment'
      : undefined
  if (has('user')) {
    if (code)
      return any(...STRONG, 'company', 'address', 'birth', 'title', 'sex') ||
        (has('name') && any('full', 'middle'))
        ? undefined
        : 'username'
    return any('first', 'last', 'street', 'city', 'postal') ? undefined : 'username'
  }
  return undefined
}

/** What things have as persons do, and what only persons have. */
const OF_THINGS: readonly Atom[] = [
  'name',
  'city',
  'address',
  'street',
  'postal',
  'region',
  'country',
  'date',
  'birth',
]
const OF_PERSONS: readonly Atom[] = [
  'first',
  'last',
  'full',
  'holder',
  'email',
  'phone',
  'shipping',
  'billing',
]

/** Things that forms ask for and no claim holds. */
const others: Rule = ({ has, any, first, last, code }) => {
  // A boat's name, a school's address: about a thing, and no person's.
  if (has('thing') && !code && (first === 'thing' || !any('email', 'phone'))) return 'none'
  if (has('thing') && code && any(...OF_THINGS) && !any(...OF_PERSONS)) return 'none'
  // The code of a door, and the last of a path that is none of ours: `address_gate_code`.
  if (has('unit', 'code') && !has('postal')) return 'none'
  if (!code && has('name', 'date') && !has('birth')) return 'none'
  // What an address is called, and a name and an address in one box.
  if (!code && has('name', 'address') && !any('company', 'street', 'full', 'first', 'last', 'email', 'phone'))
    return 'none'
  if (code && last === 'other' && first !== 'other') return 'none'
  if (has('kana') && !any('holder', 'card', 'email', 'phone', 'address')) return 'none'
  if (has('fax')) return 'none'
  if (has('someone')) return 'none'
  if (has('other')) {
    // `issue_country` is a passport's.
    if (code && first === 'other' && last === 'country' && !any('address')) return 'none'
    if (code && any(...STRONG, 'address', 'birth', 'card', 'csc', 'holder', 'company', 'middle', 'full'))
      return undefined
    if (any('email') && !code) return undefined
    if (has('phone') && !any('code')) return undefined
    if (any('first', 'last', 'postal', 'street')) return undefined
    if (!code && first === 'extra') return undefined
    return 'none'
  }
  if (has('context') && any('number', 'code', 'date', 'kind') && !any(...STRONG, 'full', 'card', 'birth'))
    return 'none'
  if (has('birth') && any('city', 'country', 'place', 'region', 'district')) return 'none'
  return undefined
}

const reach: Rule = ({ has, any, code, first, last }) => {
  if (has('email')) {
    if (any('phone') && !code) return null
    return 'email'
  }
  if (has('extension') && !any('address', 'street', 'postal')) return 'tel-extension'
  if (has('dial')) return 'tel-country-code'
  if (has('phone')) {
    if (has('country')) return 'tel-country-code'
    if (has('kind') && !code) return 'none'
    // “Area code and phone number” asks for both.
    if (has('area')) return !code && first === 'area' && last !== 'area' ? 'tel' : 'tel-area-code'
    if (has('code')) return 'prefix?'
    if (has('suffix')) return 'tel-local-suffix'
    if (has('prefix')) return 'prefix?'
    return 'tel'
  }
  if (has('area') && !has('postal'))
    return !code && first === 'area' && last === 'number' ? 'tel' : 'tel-area-code'
  return undefined
}

const dates: Rule = ({ has, any }) => {
  if (has('birth')) {
    const parts = (['day', 'month', 'year'] as const).filter((part) => has(part))
    if (parts.length === 1) return `bday-${parts[0] as 'day'}`
    // Day and month without a year are no birthday a vault has.
    if (parts.length === 2) return 'none'
    if (has('last', 'name') && !has('date')) return 'birth-name?'
    return any('name') && !has('date') ? 'none' : 'bday'
  }
  return undefined
}

const cards: Rule = ({ has, any, code }) => {
  if (has('expiry')) {
    if (has('month') !== has('year')) return has('month') ? 'cc-exp-month' : 'cc-exp-year'
    return 'cc-exp'
  }
  if (has('holder')) {
    if (has('first')) return 'cc-given-name'
    if (has('last')) return 'cc-family-name'
    return any('email', 'phone', 'address', 'city', 'postal', 'street', 'country') ? undefined : 'cc-name'
  }
  if (!has('card')) return undefined
  if (any('address', 'city', 'postal', 'street', 'country', 'region', 'unit', 'company')) return undefined
  if (has('number')) return 'cc-number'
  if (has('kind')) return 'cc-type'
  if (has('first')) return 'cc-given-name'
  if (has('last')) return 'cc-family-name'
  if (has('name')) return 'cc-name'
  if (has('code')) return 'cc-csc'
  if (has('month') !== has('year')) return has('month') ? 'cc-exp-month' : 'cc-exp-year'
  if (any('date', 'month')) return 'cc-exp'
  return code && any('first-one', 'second-one', 'third-one') ? null : 'card?'
}

const names: Rule = ({ has, any, code }) => {
  if (has('suffix') && (has('name') || !any('address', 'phone', 'house', 'street'))) return 'honorific-suffix'
  if (has('prefix') && !any('phone', 'number')) return 'honorific-prefix'
  if (has('nick') && !any('address')) return 'nickname'
  if (has('sex')) return 'sex'
  // «Ünvan / şirket»: what a firm is called.
  if (!code && has('title', 'job', 'company')) return 'organization'
  if (has('job')) return 'organization-title'
  if (has('first') && has('last')) return 'whole-name'
  if (has('first') && has('name')) return 'given-name'
  if (has('last') && has('name')) return 'family-name'
  if (has('last') && has('second-one')) return 'second-surname'
  if (has('middle') && !any('address')) return has('name') ? 'additional-name' : 'middle?'
  if (
    has('full') &&
    has('name') &&
    !any(
      'company',
      'street',
      'city',
      'postal',
      'country',
      'region',
      'address',
      'house',
      'unit',
      'extra',
      'district',
      'number',
    )
  )
    return 'whole-name'
  if (has('first') && !any('line', 'address')) return 'given?'
  if (has('last') && !any('line', 'address', 'number')) return 'family?'
  return undefined
}

const places: Rule = ({ has, any, code, first, last }) => {
  // `postal_address` has no code.
  if (code && first === 'postal' && last === 'address') return 'address'
  const heads = (['postal', 'city', 'country', 'region'] as const).filter((head) => has(head))
  if (heads.length === 0) return undefined
  if (has('house')) return undefined
  // “Area, Street, Sector, Village” is what all goes into a line; “street, city” is two lines at once.
  if (!code && has('street')) return any('unit', 'district', 'ward') && !has('postal') ? 'street' : null
  if (has('country') && has('code') && !has('postal') && !code) return 'tel-country-code'
  if (has('postal')) return !code && any('city', 'region') ? null : 'postal-code'
  if (code) {
    if (has('county', 'district')) return null
    // The last of a path's heads is the control's own: `country_state`, `address_city`.
    if (has('city')) return 'address-level2'
    if (has('region')) return 'address-level1'
    return 'country'
  }
  // “Country / region” is a country; “city / region” is either.
  if (has('country')) return has('city') ? null : 'country'
  if (has('city') && has('region')) return null
  return has('city') ? 'address-level2' : 'address-level1'
}

const streets: Rule = ({ has, any, code, first, last }) => {
  // `num_calle` is a house's number, `strasse_nr` is both.
  if (code && first === 'number' && has('street') && !any('name', 'line', 'extra', ...ORDINALS))
    return 'house-number'
  // `address[number]`
  if (code && has('address') && last === 'number' && !any('street', 'line', 'unit', ...ORDINALS))
    return 'house-number'
  if (has('house') && has('number')) {
    if (any('street', 'address')) return 'street'
    return has('unit') ? 'address' : 'house-number'
  }
  // “Street type”, “years at this address”: about one, and none.
  if (any('kind', 'year', 'date', 'month') && any('address', 'street')) return 'none'
  if (has('line') || has('address') || has('street')) {
    if (has('third-one')) return 'address-line3'
    if (has('second-one')) return 'address-line2'
    if (has('extra') && !has('street')) return 'address-line2'
    if (has('first-one') || (has('line') && has('first'))) return 'address-line1'
  }
  if (has('company')) return undefined
  if (has('street')) return has('name') && !has('number') ? 'street-name' : 'street'
  if (any('unit', 'extra')) return has('address') && has('unit') ? 'address' : 'unit'
  if (has('address')) return 'address'
  if (has('ward')) return 'address-level4'
  if (has('district')) return 'address-level3'
  if (has('line')) return 'line?'
  return undefined
}

const rest: Rule = ({ has, any, code, first }) => {
  if (has('website')) return 'url'
  if (has('company')) {
    if (any('address', 'street')) return 'address'
    // “Building, company”: both stand in a further line.
    if (!code && first !== 'company' && any('unit', 'extra')) return 'unit'
    return any('number', 'code', 'kind', 'date', 'year') ? 'none' : 'organization'
  }
  if (has('ward')) return 'address-level4'
  if (has('district')) return 'address-level3'
  if (has('title')) return any('name') ? 'honorific-prefix' : 'title?'
  if (has('name')) return 'name'
  if (has('date')) return 'date?'
  const parts = (['day', 'month', 'year'] as const).filter((part) => has(part))
  if (parts.length === 1) return `${parts[0] as 'day'}?`
  if (parts.length > 1) return 'date?'
  if (has('house')) return 'house-number'
  if (has('kind')) return 'kind?'
  if (has('place')) return 'place?'
  if (has('number')) return 'number?'
  if (has('code')) return 'code?'
  return has('person') && !code ? 'person?' : undefined
}

const RULES: readonly Rule[] = [ignored, others, reach, dates, cards, names, places, streets, rest]
