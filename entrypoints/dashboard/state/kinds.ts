/** The nine kinds a person keeps, in the order they are shown. */
export const KINDS = [
  'names',
  'addresses',
  'emails',
  'phones',
  'dates',
  'cards',
  'documents',
  'contacts',
  'notes',
] as const

export type Kind = (typeof KINDS)[number]

export function isKind(text: string): text is Kind {
  return (KINDS as readonly string[]).includes(text)
}

/** Sections of My data: most show one kind, reaching somebody is one thought. */
export const SECTIONS = [
  { key: 'names', kinds: ['names'] },
  { key: 'addresses', kinds: ['addresses'] },
  { key: 'reach', kinds: ['emails', 'phones'] },
  { key: 'dates', kinds: ['dates'] },
  { key: 'cards', kinds: ['cards'] },
  { key: 'documents', kinds: ['documents'] },
  { key: 'contacts', kinds: ['contacts'] },
  { key: 'notes', kinds: ['notes'] },
] as const satisfies readonly { key: string; kinds: readonly Kind[] }[]

export type SectionKey = (typeof SECTIONS)[number]['key']
