/** The nine collections a person keeps, in the order they are shown. Apart from what they hold, so that a page can name them for little. */
export const COLLECTION_NAMES = [
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
export type CollectionName = (typeof COLLECTION_NAMES)[number]
