import { i18n } from '#i18n'
import { listText } from '@/components/lists'
import type { Form } from '@/lib/records/form'

const CLAIMS = {
  name: 'claim.name',
  'honorific-prefix': 'claim.honorific_prefix',
  'given-name': 'claim.given_name',
  'additional-name': 'claim.additional_name',
  'family-name': 'claim.family_name',
  'honorific-suffix': 'claim.honorific_suffix',
  nickname: 'claim.nickname',
  'organization-title': 'claim.organization_title',
  organization: 'claim.organization',
  username: 'claim.username',
  'street-address': 'claim.street_address',
  'address-line1': 'claim.address_line1',
  'address-line2': 'claim.address_line2',
  'address-line3': 'claim.address_line3',
  'address-level1': 'claim.address_level1',
  'address-level2': 'claim.address_level2',
  'address-level3': 'claim.address_level3',
  'address-level4': 'claim.address_level4',
  country: 'claim.country',
  'country-name': 'claim.country_name',
  'postal-code': 'claim.postal_code',
  'cc-name': 'claim.cc_name',
  'cc-given-name': 'claim.cc_given_name',
  'cc-additional-name': 'claim.cc_additional_name',
  'cc-family-name': 'claim.cc_family_name',
  'cc-number': 'claim.cc_number',
  'cc-exp': 'claim.cc_exp',
  'cc-exp-month': 'claim.cc_exp_month',
  'cc-exp-year': 'claim.cc_exp_year',
  'cc-csc': 'claim.cc_csc',
  'cc-type': 'claim.cc_type',
  'transaction-currency': 'claim.transaction_currency',
  'transaction-amount': 'claim.transaction_amount',
  language: 'claim.language',
  bday: 'claim.bday',
  'bday-day': 'claim.bday_day',
  'bday-month': 'claim.bday_month',
  'bday-year': 'claim.bday_year',
  sex: 'claim.sex',
  url: 'claim.url',
  photo: 'claim.photo',
  tel: 'claim.tel',
  'tel-country-code': 'claim.tel_country_code',
  'tel-national': 'claim.tel_national',
  'tel-area-code': 'claim.tel_area_code',
  'tel-local': 'claim.tel_local',
  'tel-local-prefix': 'claim.tel_local_prefix',
  'tel-local-suffix': 'claim.tel_local_suffix',
  'tel-extension': 'claim.tel_extension',
  email: 'claim.email',
  impp: 'claim.impp',
} as const

const PURPOSES = {
  shipping: 'purpose_of.shipping',
  billing: 'purpose_of.billing',
  home: 'purpose_of.home',
  work: 'purpose_of.work',
  mobile: 'purpose_of.mobile',
  fax: 'purpose_of.fax',
  pager: 'purpose_of.pager',
} as const

const COLLECTIONS = {
  names: 'collection.names',
  addresses: 'collection.addresses',
  emails: 'collection.emails',
  phones: 'collection.phones',
  dates: 'collection.dates',
  documents: 'collection.documents',
  cards: 'collection.cards',
  notes: 'collection.notes',
  contacts: 'collection.contacts',
} as const

const KINDS = {
  names: 'kind.names',
  addresses: 'kind.addresses',
  emails: 'kind.emails',
  phones: 'kind.phones',
  dates: 'kind.dates',
  documents: 'kind.documents',
  cards: 'kind.cards',
  notes: 'kind.notes',
  contacts: 'kind.contacts',
} as const

const FORMS = {
  full: ['form.full', 'form_short.full'],
  year: ['form.year', 'form_short.year'],
  city: ['form.city', 'form_short.city'],
  region: ['form.region', 'form_short.region'],
  country: ['form.country', 'form_short.country'],
  'given-name': ['form.given_name', 'form_short.given_name'],
  alias: ['form.alias', 'form_short.alias'],
  'last:3': ['form.last3', 'form_short.last3'],
} as const

function isKey<Table extends object>(table: Table, key: string): key is keyof Table & string {
  return Object.hasOwn(table, key)
}

/** The claim without its prefixes (`shipping street-address` → `street-address`). */
export function bareClaim(claim: string): string {
  return claim.split(' ').at(-1) ?? claim
}

/** Name of a claim without what it is for: `shipping street-address` → "Street address". Unknown names stand as they are. */
export function bareClaimLabel(claim: string): string {
  const bare = bareClaim(claim)
  return isKey(CLAIMS, bare) ? i18n.t(CLAIMS[bare]) : bare
}

/** Name of a claim as the site wrote it, prefixes included: `shipping street-address` → "Street address (Delivery)". */
export function claimLabel(claim: string): string {
  const purpose = claim.split(' ').find((part) => isKey(PURPOSES, part)) ?? null
  const label = bareClaimLabel(claim)
  return purpose === null ? label : i18n.t('claim.with_purpose', [label, purposeOfLabel(purpose)])
}

/** "Delivery" for `shipping`. */
export function purposeOfLabel(purpose: string): string {
  return isKey(PURPOSES, purpose) ? i18n.t(PURPOSES[purpose]) : purpose
}

/** Heading of a collection: "Addresses". */
export function collectionLabel(collection: string): string {
  return isKey(COLLECTIONS, collection) ? i18n.t(COLLECTIONS[collection]) : collection
}

/** One record of a collection: "Address". */
export function kindLabel(collection: string): string {
  return isKey(KINDS, collection) ? i18n.t(KINDS[collection]) : collection
}

/** Claims that are parts of one record, so that a list of them can be told in a word. */
function kindOfClaim(claim: string): string | null {
  const bare = bareClaim(claim)
  if (/^(street-address|address-l|postal-code|country)/.test(bare)) return 'addresses'
  if (bare.startsWith('cc-')) return 'cards'
  if (bare.startsWith('tel')) return 'phones'
  return null
}

/** A label as it stands in the middle of a sentence: without its capital where the language wants that. */
export function inSentence(label: string): string {
  if (i18n.t('language.in_sentence') !== 'lower') return label
  return label.charAt(0).toLocaleLowerCase(i18n.t('language.tag')) + label.slice(1)
}

/** "name, address and e-mail": labels joined as the language joins them, in the middle of a sentence. */
export function listInSentence(
  labels: readonly string[],
  type: 'conjunction' | 'disjunction' = 'conjunction',
): string {
  return listText(labels.map(inSentence), type)
}

/** What claims come to in few words, each once: "Name", "Address", "E-mail". Names are in their order. */
export function claimsInShort(claims: readonly string[]): readonly string[] {
  return [
    ...new Set(
      claims.map((claim) => {
        const kind = kindOfClaim(claim)
        return kind === null ? bareClaimLabel(claim) : kindLabel(kind)
      }),
    ),
  ]
}

/** A form as a choice: "Only the city". `short` is for a tag beside the claim: "only the city". */
export function formLabel(form: Form, short = false): string {
  if (form.startsWith('over:')) {
    const age = form.slice('over:'.length)
    return short ? i18n.t('form_short.over', [age]) : i18n.t('form.over', [age])
  }
  if (!isKey(FORMS, form)) return form
  return i18n.t(FORMS[form][short ? 1 : 0])
}
