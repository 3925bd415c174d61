import type { ClaimName } from '@/lib/records/claims'

/** Recognised, and none of ours. */
export type Ignored =
  | 'username'
  | 'password'
  | 'one-time-code'
  | 'search'
  | 'captcha'
  | 'honeypot'
  | 'comment'

/** What says too little alone; its neighbours decide. */
export type Vague =
  | 'whole-name'
  | 'address'
  | 'street'
  | 'unit'
  | 'given?'
  | 'family?'
  | 'middle?'
  | 'title?'
  | 'number?'
  | 'code?'
  | 'date?'
  | 'day?'
  | 'month?'
  | 'year?'
  | 'kind?'
  | 'place?'
  | 'line?'
  | 'card?'
  | 'prefix?'
  | 'birth-name?'
  | 'person?'
  | 'house-number'
  | 'street-name'
  | 'second-surname'

/** `none`: recognised as something else that is no claim. */
export type Concept = ClaimName | Ignored | Vague | 'none'

const IGNORED: ReadonlySet<string> = new Set<Ignored>([
  'username',
  'password',
  'one-time-code',
  'search',
  'captcha',
  'honeypot',
  'comment',
])

export const isIgnored = (concept: Concept): concept is Ignored => IGNORED.has(concept)

/** Of a broad notion, the narrower ones it says nothing against. */
const NARROWER: { readonly [broad: string]: readonly Concept[] } = {
  name: [
    'organization',
    'whole-name',
    'given-name',
    'family-name',
    'additional-name',
    'honorific-prefix',
    'honorific-suffix',
    'nickname',
    'cc-name',
    'given?',
    'family?',
    'middle?',
    'second-surname',
    'cc-given-name',
    'cc-family-name',
  ],
  'person?': ['name', 'whole-name'],
  'given?': ['given-name', 'cc-given-name'],
  'family?': ['family-name', 'second-surname', 'cc-family-name'],
  'middle?': ['additional-name'],
  'family-name': ['second-surname', 'cc-family-name'],
  'given-name': ['cc-given-name'],
  'whole-name': ['cc-name'],
  'title?': ['honorific-prefix', 'organization-title'],
  address: [
    'postal-code',
    'address-level1',
    'address-level2',
    'address-level3',
    'address-level4',
    'country',
    'street',
    'unit',
    'street-address',
    'address-line1',
    'address-line2',
    'address-line3',
    'house-number',
    'street-name',
    'line?',
  ],
  street: [
    'street-name',
    'street-address',
    'address-line1',
    'house-number',
    'address-line2',
    'address-line3',
  ],
  'street-address': ['address-line1', 'street-name', 'address-line2', 'address-line3', 'unit', 'street'],
  'line?': ['address-line1', 'address-line2', 'address-line3'],
  unit: ['address-line2', 'address-line3'],
  tel: [
    'tel-country-code',
    'tel-area-code',
    'tel-local',
    'tel-local-prefix',
    'tel-local-suffix',
    'tel-national',
    'tel-extension',
  ],
  'prefix?': ['tel-country-code', 'tel-area-code', 'tel-local-prefix'],
  bday: ['bday-day', 'bday-month', 'bday-year', 'day?', 'month?', 'year?'],
  'cc-exp': ['cc-exp-month', 'cc-exp-year', 'month?', 'year?'],
  'date?': ['bday', 'bday-day', 'bday-month', 'bday-year', 'cc-exp', 'cc-exp-month', 'cc-exp-year', 'none'],
  'day?': ['bday-day'],
  'month?': ['bday-month', 'cc-exp-month'],
  'year?': ['bday-year', 'cc-exp-year'],
  'card?': ['cc-number', 'cc-type', 'cc-name', 'cc-csc', 'cc-exp', 'cc-exp-month', 'cc-exp-year'],
  'number?': ['cc-number', 'house-number', 'tel', 'tel-local', 'tel-national', 'cc-csc', 'none', 'username'],
  'code?': ['postal-code', 'cc-csc', 'tel-country-code', 'tel-area-code', 'captcha', 'one-time-code', 'none'],
  'place?': ['address-level2'],
  'kind?': ['cc-type', 'none'],
  country: ['country-name', 'tel-country-code'],
  'cc-name': ['cc-given-name', 'cc-family-name'],
}

/** Whether evidence for `broad` is no evidence against `narrow`. */
export const embraces = (broad: Concept, narrow: Concept): boolean =>
  broad === narrow || (NARROWER[broad]?.includes(narrow) ?? false)

const VAGUE: ReadonlySet<string> = new Set<Vague>([
  'given?',
  'family?',
  'middle?',
  'title?',
  'number?',
  'code?',
  'date?',
  'day?',
  'month?',
  'year?',
  'kind?',
  'place?',
  'line?',
  'card?',
  'prefix?',
  'birth-name?',
  'person?',
])

/** Says nothing certain without its neighbours. */
export const isVague = (concept: Concept): boolean => VAGUE.has(concept)
