import type { Atom } from '@/lib/forms/words/words'
import { become, type Field, is, isBare, isClaimed, isMute, isSelect, speaksOf } from './field'

const LEVELS = ['address-level1', 'address-level2', 'address-level3'] as const
const PLACE: readonly Atom[] = ['region', 'city', 'place', 'address', 'district']

/** “Location” over lists side by side, of which only the first has a word: from the region down. */
export function joinLists(fields: readonly Field[]): void {
  fields.forEach((field, at) => {
    if (!isSelect(field) || isBare(field) || isClaimed(field) || !speaksOf(field, ...PLACE)) return
    if (field.concept !== null && !is(field, ...LEVELS, 'place?', 'address')) return
    let end = at + 1
    while (end < fields.length && end - at < LEVELS.length && isFurtherList(fields[end] as Field)) end++
    if (end - at < 2 || fields.slice(0, at).some((other) => is(other, ...LEVELS))) return
    fields.slice(at, end).forEach((list, level) => {
      const name = LEVELS[level]
      if (name && list.concept !== name) become(list, name, `list ${level + 1} of a place`, 0.7)
    })
  })
}

const isFurtherList = (field: Field): boolean =>
  isSelect(field) &&
  isBare(field) &&
  !isClaimed(field) &&
  field.evidence.choices === null &&
  (isMute(field) || is(field, 'address-level2', 'address-level3'))
