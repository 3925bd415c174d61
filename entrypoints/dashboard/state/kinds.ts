import { COLLECTION_NAMES, type CollectionName } from '@/lib/records/collection-names'

export type Kind = CollectionName

export function isKind(text: string): text is Kind {
  return (COLLECTION_NAMES as readonly string[]).includes(text)
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
