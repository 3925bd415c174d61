/** What of a person's own collections a site may ask for. Cards are asked for claim by claim only. */
export const SHARED = {
  names: [
    'name',
    'given-name',
    'additional-name',
    'family-name',
    'honorific-prefix',
    'honorific-suffix',
    'order',
    'nickname',
    'organization-title',
    'sex',
    'language',
    'url',
    'photo',
    'impp',
  ],
  addresses: [
    'country',
    'organization',
    'street-address',
    'address-level4',
    'address-level3',
    'postal-code',
    'address-level2',
    'address-level1',
  ],
  emails: ['email'],
  phones: ['tel', 'tel-extension'],
  dates: ['date', 'kind'],
  documents: ['kind', 'title', 'number', 'holder', 'issuer', 'country', 'issued', 'expires', 'note', 'file'],
  contacts: [
    'name',
    'email',
    'tel',
    'organization',
    'organization-title',
    'country',
    'street-address',
    'postal-code',
    'address-level2',
    'address-level1',
    'bday',
    'url',
    'note',
  ],
  notes: ['title', 'text'],
} as const

export type SharedName = keyof typeof SHARED
export type SharedField<C extends SharedName> = (typeof SHARED)[C][number]

/** `app:notes`, the site's own, or `app:notes@https://notes.example`, another's. */
export type LockerName = `app:${string}`

const LOCKER = /^app:[a-z0-9][a-z0-9-]{0,63}(@https?:\/\/[^\s/?#@\\]{1,280})?$/

export function isLockerName(name: string): name is LockerName {
  return LOCKER.test(name)
}

export function isSharedName(name: string): name is SharedName {
  return Object.hasOwn(SHARED, name)
}
