import type { FieldMatch } from '@/lib/forms/description'

/** The name of a field, where it has a claim's. The autofill list has none for a house number alone: it is a part of the street's. */
export function meantBy({ name, part }: FieldMatch): string | null {
  if (name === 'ignored') return null
  return name ?? (part?.kind === 'house-number' ? 'street-address' : null)
}
