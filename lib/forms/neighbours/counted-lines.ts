import type { Concept } from '@/lib/forms/concept'
import { become, type Field, is, isClaimed, isNamed } from './field'

/** `address_line_2` right behind `address_line_1` is one, though what people read there may be a part of a house's number. */
export function joinCounted(fields: readonly Field[], isLine: (field: Field) => boolean): void {
  const isCalled = ({ evidence }: Field, line: Concept): boolean =>
    evidence.votes.some(({ concept, from }) => concept === line && from === 'name')
  fields.forEach((field, at) => {
    const before = fields[at - 1]
    const isUnsaid = field.concept === null || is(field, 'none')
    if (!before || !isUnsaid || isClaimed(field) || isNamed(field) || !isLine(before)) return
    if (isCalled(before, 'address-line1') && isCalled(field, 'address-line2'))
      become(field, 'address-line2', 'counted behind the first line', 0.7)
  })
}
