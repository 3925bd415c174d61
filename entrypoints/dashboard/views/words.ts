import { i18n } from '#i18n'
import { listText } from '@/components/lists'
import { localeTag } from '@/components/locale'
import { whenText } from '@/components/time-text'
import { DAY, type Instant } from '@/lib/base/time'
import type { DisclosedValue } from '@/lib/ledger/entry'
import { parseClaim } from '@/lib/records/claims'
import type { Form } from '@/lib/records/form'

const NOUNS = {
  names: 'dashboard.noun.names',
  addresses: 'dashboard.noun.addresses',
  emails: 'dashboard.noun.emails',
  phones: 'dashboard.noun.phones',
  dates: 'dashboard.noun.dates',
  cards: 'dashboard.noun.cards',
  documents: 'dashboard.noun.documents',
  contacts: 'dashboard.noun.contacts',
  notes: 'dashboard.noun.notes',
} as const

/** A kind inside a sentence: "address". */
export function nounOf(collection: string): string {
  return collection in NOUNS
    ? i18n.t(NOUNS[collection as keyof typeof NOUNS])
    : i18n.t('dashboard.noun.other')
}

/** What a coarser form is of, inside a sentence: "city", "birth year". */
function coarserNoun(form: Form): string | null {
  switch (form) {
    case 'given-name':
      return i18n.t('dashboard.noun.givenName')
    case 'city':
      return i18n.t('dashboard.noun.city')
    case 'region':
      return i18n.t('dashboard.noun.region')
    case 'country':
      return i18n.t('dashboard.noun.country')
    case 'year':
      return i18n.t('dashboard.noun.year')
    case 'alias':
      return i18n.t('dashboard.noun.alias')
    case 'last:3':
      return i18n.t('dashboard.noun.last3')
    default:
      return null
  }
}

/** Age asked about by `over:18`, or null for other forms. */
export function ageOf(form: Form): string | null {
  return form.startsWith('over:') ? form.slice('over:'.length) : null
}

/** Collection of a part of a grant: entries about a decision hold only names (`email`, `contacts`, `contacts.email`). */
function collectionOfClaim(claim: string): string {
  const [collection = claim] = claim.split(/[.:]/)
  return parseClaim(claim)?.collection ?? (collection in NOUNS ? collection : 'other')
}

/** "name, address and phone number" of claims' names, each kind once. */
export function claimsText(claims: readonly string[]): string {
  const nouns = claims.map((claim) => {
    const collection = collectionOfClaim(claim)
    return collection === 'dates' ? i18n.t('dashboard.noun.birthDate') : nounOf(collection)
  })
  return listText([...new Set(nouns)])
}

type Told = Pick<DisclosedValue, 'collection' | 'claim' | 'form'>

/** The same of values that left, coarser forms by their own names. An answer about age is no noun and is left out. */
export function valuesText(values: readonly Told[]): string {
  const nouns = values
    .filter((value) => ageOf(value.form) === null)
    .map((value) => {
      const coarser = coarserNoun(value.form)
      if (coarser) return coarser
      return value.claim.split(' ').at(-1)?.startsWith('bday')
        ? i18n.t('dashboard.noun.birthDate')
        : nounOf(value.collection)
    })
  return listText([...new Set(nouns)])
}

/** "that you are over 18", or null when no value says so. */
export function ageText(values: readonly Pick<Told, 'form'>[]): string | null {
  const ages = values.map((value) => ageOf(value.form)).filter((age) => age !== null)
  return ages.length > 0 ? listText(ages.map((age) => i18n.t('dashboard.noun.over', [age]))) : null
}

export function numberText(count: number): string {
  return new Intl.NumberFormat(localeTag()).format(count)
}

/** How old something is, in days once it is older than one: "12 days ago". */
export function ageInDays(at: Instant, now: Instant): string {
  const days = Math.floor((now - at) / DAY)
  if (days < 1) return whenText(at, now)
  return new Intl.RelativeTimeFormat(localeTag(), { numeric: 'auto' }).format(-days, 'day')
}
