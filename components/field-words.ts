import { i18n } from '#i18n'
import { bareClaimLabel } from '@/components/labels'

/** Fields that no claim names, or that are called otherwise on a form of the person's own. */
const OWN = {
  kind: 'dashboard.field.kind',
  title: 'dashboard.field.title',
  number: 'dashboard.field.number',
  holder: 'dashboard.field.holder',
  issuer: 'dashboard.field.issuer',
  issued: 'dashboard.field.issued',
  expires: 'dashboard.field.expires',
  note: 'dashboard.field.note',
  text: 'dashboard.field.text',
  date: 'dashboard.field.date',
  order: 'dashboard.field.order',
  country: 'dashboard.field.country',
  name: 'dashboard.field.name',
  file: 'asking.file',
  'cc-exp': 'dashboard.field.ccExp',
  'file-name': 'dashboard.field.fileName',
  'file-type': 'dashboard.field.fileType',
  'file-size': 'dashboard.field.fileSize',
} as const

/** Label of a field of a collection, on a form of the person's own and where a site asks for it. */
export function fieldLabel(field: string): string {
  return Object.hasOwn(OWN, field) ? i18n.t(OWN[field as keyof typeof OWN]) : bareClaimLabel(field)
}

const WORDS = {
  birthday: 'dashboard.choice.birthday',
  anniversary: 'dashboard.choice.anniversary',
  wedding: 'dashboard.choice.wedding',
  'moved-in': 'dashboard.choice.movedIn',
  other: 'dashboard.choice.other',
  passport: 'dashboard.choice.passport',
  'identity-card': 'dashboard.choice.identityCard',
  'driving-licence': 'dashboard.choice.drivingLicence',
  'residence-permit': 'dashboard.choice.residencePermit',
  visa: 'dashboard.choice.visa',
  'social-security': 'dashboard.choice.socialSecurity',
  'tax-number': 'dashboard.choice.taxNumber',
  'health-insurance': 'dashboard.choice.healthInsurance',
  'birth-certificate': 'dashboard.choice.birthCertificate',
  membership: 'dashboard.choice.membership',
  contract: 'dashboard.choice.contract',
  'given-first': 'dashboard.choice.givenFirst',
  'family-first': 'dashboard.choice.familyFirst',
  legal: 'dashboard.choice.legal',
  everyday: 'dashboard.choice.everyday',
  work: 'dashboard.choice.work',
  birth: 'dashboard.choice.birth',
  home: 'dashboard.choice.home',
  shipping: 'dashboard.choice.shipping',
  billing: 'dashboard.choice.billing',
  holiday: 'dashboard.choice.holiday',
  private: 'dashboard.choice.private',
  newsletters: 'dashboard.choice.newsletters',
  mobile: 'dashboard.choice.mobile',
  fax: 'dashboard.choice.fax',
  pager: 'dashboard.choice.pager',
  credit: 'dashboard.choice.credit',
  debit: 'dashboard.choice.debit',
  family: 'dashboard.choice.family',
  friend: 'dashboard.choice.friend',
  neighbour: 'dashboard.choice.neighbour',
  emergency: 'dashboard.choice.emergency',
  idea: 'dashboard.choice.idea',
  list: 'dashboard.choice.list',
  reminder: 'dashboard.choice.reminder',
} as const

/** A code of a list in words: `driving-licence` → "Driving licence". Unknown codes stand as they are. */
export function choiceText(code: string): string {
  return Object.hasOwn(WORDS, code) ? i18n.t(WORDS[code as keyof typeof WORDS]) : code
}

const PROBLEMS = {
  missing: 'dashboard.problem.missing',
  'too-long': 'dashboard.problem.tooLong',
  'not-text': 'dashboard.problem.notText',
  'not-an-email': 'dashboard.problem.notAnEmail',
  'not-a-phone': 'dashboard.problem.notAPhone',
  'not-a-date': 'dashboard.problem.notADate',
  'not-a-card': 'dashboard.problem.notACard',
  'not-a-country': 'dashboard.problem.notACountry',
  'not-a-url': 'dashboard.problem.notAUrl',
  'not-a-choice': 'dashboard.problem.notAChoice',
  'unknown-field': 'dashboard.problem.unknownField',
} as const

/** What stands beside a field that was refused. */
export function problemText(problem: string): string {
  return Object.hasOwn(PROBLEMS, problem)
    ? i18n.t(PROBLEMS[problem as keyof typeof PROBLEMS])
    : i18n.t('dashboard.problem.other')
}
