import { become, type Field, is, isClaimed } from './field'
import { isLine } from './lines'

/** A “place” beside a postal code is its town. */
export function settleTowns(fields: readonly Field[]): void {
  fields.forEach((field, at) => {
    const isBesidePlace = [fields[at - 1], fields[at + 1]].some((other) =>
      is(other, 'address-level1', 'address-level2', 'country'),
    )
    // Without its word for a code, as India has it.
    if (
      field.concept === null &&
      isBesidePlace &&
      !isClaimed(field) &&
      field.evidence.described.labels.some(isPin)
    )
      become(field, 'postal-code', 'beside a place', 0.75)
    if (is(field, 'place?') && [fields[at - 1], fields[at + 1]].some((other) => is(other, 'postal-code')))
      become(field, 'address-level2', 'beside a postal code', 0.8)
  })
}

const isPin = ({ from, text }: { readonly from: string; readonly text: string }): boolean =>
  from !== 'heading' && from !== 'legend' && /^pin\s?[*:]*$/i.test(text)

/** “ST” between a town and its postal code is a state and no street. */
export function settleStates(fields: readonly Field[]): void {
  fields.forEach((field, at) => {
    const { labels } = field.evidence.described
    const [town, code] = [fields[at - 1], fields[at + 1]]
    if (
      (field.concept === null || isLine(field)) &&
      is(town, 'address-level2') &&
      is(code, 'postal-code') &&
      labels.some(
        ({ from, text }) => from !== 'heading' && from !== 'legend' && /^st\.?\s?[*:]?$/i.test(text),
      )
    )
      become(field, 'address-level1', 'between a town and its postal code', 0.8)
  })
}
