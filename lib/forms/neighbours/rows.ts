import type { Concept } from '@/lib/forms/concept'
import { become, type Field, headingOf, is, isClaimed } from './field'

const NAMES: readonly Concept[] = ['name', 'whole-name', 'given-name', 'family-name']
const REACHED: readonly Concept[] = ['email', 'tel', 'bday', 'sex']
const PLACES: readonly Concept[] = ['address', 'street', 'street-address', 'address-line1', 'postal-code']

/**
 * The same question for a name a second time in one part of a form, with something else between, is for the next person: a row for each
 * who comes along. With an address behind it may be where to send.
 */
export function settleRows(fields: readonly Field[]): void {
  const first = new Map<string, number>()
  let next = false
  let heading: string | undefined
  fields.forEach((field, at) => {
    // What stands between two parts with one heading parts them: ways to be sent something, of which one is chosen.
    if (headingOf(field) !== heading) {
      heading = headingOf(field)
      first.clear()
      next = false
    }
    if (field.evidence.described.unseen !== null || isClaimed(field)) return
    if (is(field, ...NAMES)) {
      const key = keyOf(field)
      const before = first.get(key)
      if (before === undefined) first.set(key, at)
      next = before !== undefined && isApart(fields, before, at) && !hasPlace(fields.slice(at))
    }
    if (next && is(field, ...NAMES, ...REACHED)) become(field, null, 'asked for again in a further row')
  })
}

const keyOf = (field: Field): string =>
  JSON.stringify([
    field.concept,
    field.evidence.purposeOf,
    headingOf(field),
    field.evidence.described.labels.filter(({ from }) => from !== 'preceding').map(({ text }) => text),
    field.evidence.described.labels.length,
  ])

/** Something that is no part of a name stands between. */
const isApart = (fields: readonly Field[], from: number, to: number): boolean =>
  fields.slice(from + 1, to).some((field) => is(field, ...REACHED))

const hasPlace = (fields: readonly Field[]): boolean => fields.some((field) => is(field, ...PLACES))
