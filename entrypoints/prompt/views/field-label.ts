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
} as const

/** Label of a field of one of the person's own collections, as a site asks for it. */
export function askedFieldLabel(field: string): string {
  return Object.hasOwn(OWN, field) ? i18n.t(OWN[field as keyof typeof OWN]) : bareClaimLabel(field)
}
