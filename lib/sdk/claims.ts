/**
 * Fields a site may ask for: names of the WHATWG HTML autofill field list
 * (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill-field), without those that are
 * secrets of one site (passwords, one-time codes) or belong to one transaction.
 */
export const FIELDS = [
  'name',
  'honorific-prefix',
  'given-name',
  'additional-name',
  'family-name',
  'honorific-suffix',
  'nickname',
  'organization-title',
  'organization',
  'street-address',
  'address-line1',
  'address-line2',
  'address-line3',
  'address-level4',
  'address-level3',
  'address-level2',
  'address-level1',
  'country',
  'country-name',
  'postal-code',
  'cc-name',
  'cc-given-name',
  'cc-additional-name',
  'cc-family-name',
  'cc-number',
  'cc-exp',
  'cc-exp-month',
  'cc-exp-year',
  'cc-type',
  'bday',
  'bday-day',
  'bday-month',
  'bday-year',
  'sex',
  'language',
  'url',
  'photo',
  'tel',
  'tel-country-code',
  'tel-national',
  'tel-area-code',
  'tel-local',
  'tel-extension',
  'email',
  'impp',
] as const

export type Field = (typeof FIELDS)[number]
export type Prefix = 'shipping' | 'billing' | 'home' | 'work'

/** A field, with the prefixes of the autofill list where they are wanted: `shipping postal-code`, `section-gift name`. */
export type Claim =
  | Field
  | `${Prefix} ${Field}`
  | `section-${string} ${Field}`
  | `section-${string} ${Prefix} ${Field}`

/** A coarser answer a site can work with, computed on the person's device. */
export type Form =
  | 'year'
  | `over:${number}`
  | 'city'
  | 'region'
  | 'country'
  | 'given-name'
  | 'alias'
  | 'last:3'

const CLAIM = new RegExp(`^(section-[a-z0-9-]{1,32} )?((shipping|billing|home|work) )?(${FIELDS.join('|')})$`)
const FORM = /^(year|over:\d{1,3}|city|region|country|given-name|alias|last:3)$/

export function isClaim(text: string): text is Claim {
  return CLAIM.test(text)
}

export function isForm(text: unknown): text is Form {
  return typeof text === 'string' && FORM.test(text)
}
