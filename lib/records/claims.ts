/**
 * Claims: what a site may ask for. Names and prefixes are those of the autofill field list of the HTML Standard
 * (https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill-field), without the names that are
 * one site's secrets (`username`, passwords, `one-time-code`, `webauthn`) or belong to one transaction.
 */
import type { Json } from '@/lib/base/json'
import { hasUnseen } from '@/lib/base/text'
import type { Form } from '@/lib/records/form'
import type { RecordView } from '@/lib/records/record'

interface ClaimKind {
  readonly collection: string
  /** Fields of the record an answer can be made of. */
  readonly fields: readonly string[]
  /** In the standard's contact category: `home`, `work`, `mobile`, `fax`, `pager` may stand before it. */
  readonly contact?: true
  readonly forms?: readonly Form[]
}

const NAME_FIELDS = ['honorific-prefix', 'given-name', 'additional-name', 'family-name', 'honorific-suffix']
const PLACE_FORMS = ['full', 'city', 'region', 'country'] as const

const name = (...fields: string[]): ClaimKind => ({ collection: 'names', fields })
const part = (field: string): ClaimKind => name(field, 'name', 'order')
const address = (fields: string[], forms: readonly Form[] = PLACE_FORMS): ClaimKind => ({
  collection: 'addresses',
  fields,
  forms,
})
const card = (...fields: string[]): ClaimKind => ({ collection: 'cards', fields })
const date = (forms?: readonly Form[]): ClaimKind => ({
  collection: 'dates',
  fields: ['date', 'kind'],
  ...(forms && { forms }),
})
const phone = (fields: string[], forms?: readonly Form[]): ClaimKind => ({
  collection: 'phones',
  fields,
  contact: true,
  ...(forms && { forms }),
})

const KINDS = {
  name: { ...name('name', 'order', ...NAME_FIELDS), forms: ['full', 'given-name'] },
  'honorific-prefix': part('honorific-prefix'),
  'given-name': part('given-name'),
  'additional-name': part('additional-name'),
  'family-name': part('family-name'),
  'honorific-suffix': part('honorific-suffix'),
  nickname: name('nickname'),
  'organization-title': name('organization-title'),
  sex: name('sex'),
  language: name('language'),
  url: name('url'),
  photo: name('photo'),
  impp: { ...name('impp'), contact: true },
  organization: address(['organization'], ['full']),
  'street-address': address(['street-address']),
  'address-line1': address(['street-address']),
  'address-line2': address(['street-address']),
  'address-line3': address(['street-address']),
  'address-level4': address(['address-level4']),
  'address-level3': address(['address-level3']),
  'address-level2': address(['address-level2'], ['full', 'region', 'country']),
  'address-level1': address(['address-level1'], ['full', 'country']),
  country: address(['country'], ['full']),
  'country-name': address(['country'], ['full']),
  'postal-code': address(['postal-code']),
  'cc-name': card('cc-name'),
  'cc-given-name': card('cc-name'),
  'cc-additional-name': card('cc-name'),
  'cc-family-name': card('cc-name'),
  'cc-number': card('cc-number'),
  'cc-exp': card('cc-exp'),
  'cc-exp-month': card('cc-exp'),
  'cc-exp-year': card('cc-exp'),
  'cc-csc': card('cc-csc'),
  'cc-type': card('cc-number'),
  bday: date(['full', 'year', 'over:18']),
  'bday-day': date(),
  'bday-month': date(),
  'bday-year': date(),
  tel: phone(['tel'], ['full', 'last:3']),
  'tel-country-code': phone(['tel-country-code']),
  'tel-national': phone(['tel-national'], ['full', 'last:3']),
  'tel-area-code': phone(['tel-national']),
  'tel-local': phone(['tel-national'], ['full', 'last:3']),
  'tel-local-prefix': phone(['tel-national']),
  'tel-local-suffix': phone(['tel-national']),
  'tel-extension': phone(['tel-extension']),
  email: { collection: 'emails', fields: ['email'], contact: true, forms: ['full', 'alias'] },
} as const satisfies { readonly [claim: string]: ClaimKind }

export type ClaimName = keyof typeof KINDS

/** Every name a claim can have. */
export const CLAIM_NAMES = Object.keys(KINDS) as readonly ClaimName[]

const PLACES = ['home', 'work', 'mobile', 'fax', 'pager'] as const
const LONGEST = 128

export type PurposeOf = 'shipping' | 'billing'
export type Place = (typeof PLACES)[number]

export interface ParsedClaim {
  /** The claim in one spelling: lower case, single spaces. Two claims are the same when these are. */
  readonly claim: string
  /** `section-…`, by which a site tells two sets of the same claims apart. */
  readonly section: string | null
  readonly purposeOf: PurposeOf | null
  readonly place: Place | null
  readonly name: ClaimName
  readonly collection: string
}

/**
 * Reads `[section-*] [shipping|billing] [home|work|mobile|fax|pager] <name>` as the standard does: tokens in this order,
 * upper and lower case alike, a place only before a contact name.
 * @returns null for a name that is not in the list, a token out of place, or characters that cannot be seen.
 */
export function parseClaim(text: string): ParsedClaim | null {
  if (text.length > LONGEST || !text.isWellFormed()) return null
  const tokens = text
    .toLowerCase()
    .split(/[\t\n\f\r ]+/)
    .filter((token) => token !== '')
  const claim = tokens.join(' ')
  const last = tokens.pop()
  if (last === undefined || !isClaimName(last) || hasUnseen(claim)) return null
  const kind: ClaimKind = KINDS[last]
  const place = kind.contact ? (PLACES.find((one) => one === tokens.at(-1)) ?? null) : null
  if (place) tokens.pop()
  const purpose = tokens.at(-1)
  const purposeOf = purpose === 'shipping' || purpose === 'billing' ? purpose : null
  if (purposeOf) tokens.pop()
  const section = tokens.at(-1)?.startsWith('section-') ? (tokens.pop() ?? null) : null
  if (tokens.length > 0) return null
  return { claim, section, purposeOf, place, name: last, collection: kind.collection }
}

/** Fields of a record of the claim's collection that an answer can be made of. */
export function claimFields(claim: ClaimName): readonly string[] {
  return KINDS[claim].fields
}

/**
 * Forms an answer to `claim` (as text, prefixes and all) can have, the most precise first; empty for what is no claim.
 * `over:18` stands for every `over:N`, see `hasForm`.
 */
export function formsOf(claim: string): readonly Form[] {
  const parsed = parseClaim(claim)
  if (!parsed) return []
  const kind: ClaimKind = KINDS[parsed.name]
  return kind.forms ?? ['full']
}

/** Whether an answer to `claim` can have exactly this form; `over:N` for any N from 1 to 150. */
export function hasForm(claim: string, form: string): form is Form {
  const age = /^over:([1-9]\d{0,2})$/.exec(form)
  if (age) return Number(age[1]) <= 150 && formsOf(claim).includes('over:18')
  return formsOf(claim).some((known) => known === form && !known.startsWith('over:'))
}

/** Claims with the same key are answered from one record: an address is never put together from two. */
export function groupKey({ collection, section, purposeOf, place }: ParsedClaim): string {
  return [collection, section, purposeOf, place].filter((token) => token !== null).join(' ')
}

/** Whether the record's label says that it is for what the claim is for: `work` for `work tel`, `birthday` for `bday`. */
export function isPreferred(claim: ParsedClaim, view: RecordView): boolean {
  const label = view.label.trim().toLowerCase()
  if (claim.collection === 'dates') return view.fields.kind === 'birthday'
  return label !== '' && (label === claim.purposeOf || label === claim.place)
}

/** An answer, and the fields of the record it was made of, whose versions the ledger notes. */
export interface Answer {
  readonly value: Json
  readonly fields: readonly string[]
}

function isClaimName(token: string): token is ClaimName {
  return Object.hasOwn(KINDS, token)
}
