import type { Concept } from '@/lib/forms/concept'
import { type Field, is } from './field'

/** What is a line of an address, and what says so. */

export const isLine = (field: Field | undefined): boolean =>
  is(
    field,
    'address',
    'street',
    'street-name',
    'street-address',
    'address-line1',
    'address-line2',
    'address-line3',
    'line?',
    'unit',
  )

export const isPartOfBlock = (field: Field): boolean => isLine(field) || is(field, 'house-number')

export const PLACES: readonly Concept[] = [
  'postal-code',
  'country',
  'address-level1',
  'address-level2',
  'address-level3',
  'address-level4',
]

/** People read it there, not only a programmer. */
export const isReadAs = ({ evidence }: Field, ...concepts: readonly Concept[]): boolean =>
  evidence.votes.some(({ concept, from }) => concepts.includes(concept) && from !== 'name' && from !== 'id')

/** People read that it is a first line; a programmer's `street1` says little where there is no second. */
export const isCalledFirst = (field: Field): boolean => isReadAs(field, 'address-line1')
