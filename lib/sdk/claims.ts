/** Fields of the autofill list that may follow `home`, `work`, `mobile`, `fax` or `pager`. */
export const CONTACT_FIELDS = [
  'tel',
  'tel-country-code',
  'tel-national',
  'tel-area-code',
  'tel-local',
  'tel-local-prefix',
  'tel-local-suffix',
  'tel-extension',
  'email',
  'impp',
] as const

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
  'cc-csc',
  'cc-type',
  'bday',
  'bday-day',
  'bday-month',
  'bday-year',
  'sex',
  'language',
  'url',
  'photo',
  ...CONTACT_FIELDS,
] as const

export type Field = (typeof FIELDS)[number]
type Named = Field | `${'home' | 'work' | 'mobile' | 'fax' | 'pager'} ${(typeof CONTACT_FIELDS)[number]}`
type Addressed = Named | `${'shipping' | 'billing'} ${Named}`

/** A field, with the prefixes of the autofill list where they are wanted: `shipping postal-code`, `section-gift name`. */
export type Claim = Addressed | `section-${string} ${Addressed}`

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

const CLAIM = new RegExp(
  `^(section-[^ ]+ )?((shipping|billing) )?(((home|work|mobile|fax|pager) )?(${CONTACT_FIELDS.join('|')})|${FIELDS.join('|')})$`,
)
const FORM = /^(year|over:[1-9]\d{0,2}|city|region|country|given-name|alias|last:3)$/

/** In the one spelling that answers use: lower case, single spaces. */
export function isClaim(text: string): text is Claim {
  return text.length <= 128 && CLAIM.test(text) && text === text.toLowerCase()
}

export function isForm(text: unknown): text is Form {
  return typeof text === 'string' && FORM.test(text)
}
