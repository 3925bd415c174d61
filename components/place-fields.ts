import { i18n } from '#i18n'
import type { PlaceField } from '@/lib/replicas/kinds'
import type { PlaceSettings } from '@/lib/replication/places'

/** One field of a kind of place, as the form shows it. */
export interface FieldOf {
  readonly name: PlaceField
  readonly label: string
  readonly hint?: string
  readonly type: 'address' | 'text' | 'secret'
}

/** A kind with its fields as they stand in the form. */
export type Typed = { readonly kind: EnteredKind } & { readonly [field: string]: string }

export const KINDS = ['s3', 'webdav', 'remote-storage'] as const

export type EnteredKind = (typeof KINDS)[number]

export function fieldsOf(kind: EnteredKind): readonly FieldOf[] {
  switch (kind) {
    case 's3':
      return [
        {
          name: 'address',
          label: i18n.t('places.field.s3Address'),
          hint: i18n.t('places.field.s3AddressHint'),
          type: 'address',
        },
        { name: 'bucket', label: i18n.t('places.field.bucket'), type: 'text' },
        {
          name: 'region',
          label: i18n.t('places.field.region'),
          hint: i18n.t('places.field.regionHint'),
          type: 'text',
        },
        { name: 'keyId', label: i18n.t('places.field.keyId'), type: 'text' },
        { name: 'secret', label: i18n.t('places.field.secret'), type: 'secret' },
      ]
    case 'webdav':
      return [
        {
          name: 'address',
          label: i18n.t('places.field.webdavAddress'),
          hint: i18n.t('places.field.webdavAddressHint'),
          type: 'address',
        },
        { name: 'name', label: i18n.t('places.field.user'), type: 'text' },
        {
          name: 'password',
          label: i18n.t('places.field.password'),
          hint: i18n.t('places.field.passwordHint'),
          type: 'secret',
        },
      ]
    case 'remote-storage':
      return [
        {
          name: 'address',
          label: i18n.t('places.field.webdavAddress'),
          hint: i18n.t('places.field.remoteAddressHint'),
          type: 'address',
        },
        { name: 'token', label: i18n.t('places.field.token'), type: 'secret' },
      ]
  }
}

const NOTHING: { readonly [kind in EnteredKind]: Typed } = {
  s3: { kind: 's3', address: '', bucket: '', region: 'us-east-1', keyId: '', secret: '', style: 'path' },
  webdav: { kind: 'webdav', address: '', name: '', password: '' },
  'remote-storage': { kind: 'remote-storage', address: '', token: '' },
}

/** The form as it stands first: empty, or with what was entered before. */
export function typedOf(kind: EnteredKind, entered: PlaceSettings | null): Typed {
  return entered && entered.kind === kind ? ({ ...NOTHING[kind], ...entered } as Typed) : NOTHING[kind]
}
