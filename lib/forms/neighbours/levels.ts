import { become, type Field, is, isBare, isClaimed, isNextOf, isSelect, lengthOf, starts } from './field'

/** Levels have no gaps: a suburb is the place of an address that asks for no town; of two quarters the second is within the first. */
export function settleLevels(fields: readonly Field[]): void {
  // “Comune di nascita” and “Prov.”: the region is that of the place before it.
  fields.forEach((field, at) => {
    const before = fields[at - 1]
    if (
      is(field, 'address-level1') &&
      before &&
      is(before, 'none') &&
      before.evidence.own.has('birth') &&
      lengthOf(field) === 2 &&
      !starts(before, 'bday') &&
      !isClaimed(field)
    )
      become(field, null, 'of a place of birth')
  })
  const beside = (at: number): readonly Field[] =>
    fields
      .slice(Math.max(0, at - 6), at + 7)
      .filter((other) => other.evidence.purposeOf === fields[at]?.evidence.purposeOf)
  fields.forEach((field, at) => {
    const { own } = field.evidence
    const within = beside(at).some(
      (other) => other !== field && is(other, 'address-level1') && !other.evidence.own.has('county'),
    )
    if (is(field, 'address-level1') && own.has('county') && !isClaimed(field) && within)
      become(field, null, 'a part of a region')
  })
  // `prov`, `city`, `region` of three lists that nobody names.
  fields.forEach((field, at) => {
    const [region, town] = [fields[at - 2], fields[at - 1]]
    if (
      is(field, 'address-level1') &&
      isBare(field) &&
      isSelect(field) &&
      is(region, 'address-level1') &&
      is(town, 'address-level2') &&
      !isClaimed(field)
    )
      become(field, 'address-level3', 'the third of three lists', 0.7)
  })
  // «Depto» is a flat or a region: a flat is no list, and a list between places is one of them.
  fields.forEach((field, at) => {
    const near = [fields[at - 1], fields[at + 1]]
    if (
      field.concept === null &&
      isSelect(field) &&
      !isClaimed(field) &&
      field.evidence.votes.some(({ concept, from }) => concept === 'unit' && from === 'label') &&
      near.some((other) => is(other, 'address-level2')) &&
      !field.evidence.around.has('birthplace') &&
      !beside(at).some((other) => is(other, 'address-level1'))
    )
      become(field, 'address-level1', 'a list between places', 0.7)
  })
  // «Entidad»: a list with one word that says nothing else, before that of towns, is of what these lie in.
  fields.forEach((field, at) => {
    const next = fields[at + 1]
    if (
      field.concept === null &&
      isSelect(field) &&
      next &&
      isSelect(next) &&
      is(next, 'address-level2') &&
      isOneWord(field) &&
      !beside(at).some((other) => is(other, 'address-level1'))
    )
      become(field, 'address-level1', 'a list before one of towns', 0.65)
  })
  // Departamento, provincia, distrito: a region within a region is the place of an address that asks for no town.
  fields.forEach((field, at) => {
    const before = fields[at - 1]
    if (!before || !is(field, 'address-level1') || !is(before, 'address-level1') || isClaimed(field)) return
    if (
      field.evidence.purposeOf !== before.evidence.purposeOf ||
      isNextOf(field, before) ||
      isSame(field, before) ||
      field.evidence.described.type === 'radio'
    )
      return
    if (!beside(at).some((other) => is(other, 'address-level2')))
      become(field, 'address-level2', 'a region within a region', 0.7)
  })
  // «Şehir» is a region for some and a town for others: beside a region it is what a programmer calls it.
  fields.forEach((field, at) => {
    const near = beside(at).filter((other) => other !== field)
    if (
      is(field, 'address-level1') &&
      !isClaimed(field) &&
      field.evidence.votes.some(({ concept }) => concept === 'address-level2') &&
      !near.some((other) => is(other, 'address-level2')) &&
      (near.some((other) => is(other, 'address-level1') && !isSame(other, field)) ||
        (field.evidence.choices === null &&
          !near.some((other) => is(other, 'address-level1', 'address-level3', 'address-level4'))))
    )
      become(field, 'address-level2', 'a town beside a region or without a part', 0.7)
  })
  // «Регион, район, город»: what stands between a region and its town is a part of the region.
  fields.forEach((field, at) => {
    const [region, town] = [fields[at - 1], fields[at + 1]]
    if (
      is(field, 'address-level3') &&
      !isClaimed(field) &&
      is(region, 'address-level1') &&
      is(town, 'address-level2') &&
      region?.evidence.purposeOf === field.evidence.purposeOf
    )
      become(field, null, 'a part of a region')
  })
  // “Locality” is a town, or a part of the one that is asked for beside it.
  fields.forEach((field, at) => {
    const isTown = (other: Field): boolean =>
      other !== field && is(other, 'address-level2') && !other.evidence.own.has('locality')
    if (
      is(field, 'address-level2') &&
      field.evidence.own.has('locality') &&
      !isClaimed(field) &&
      beside(at).some(isTown) &&
      !beside(at).some((other) => is(other, 'address-level3'))
    )
      become(field, 'address-level3', 'a part of the town beside it', 0.7)
  })
  const wards = fields.flatMap((field, at) => {
    if (!is(field, 'address-level4') || isClaimed(field)) return []
    const near = beside(at)
    const [town, district] = [
      near.some((other) => is(other, 'address-level2')),
      near.some((other) => is(other, 'address-level3')),
    ]
    return town && district
      ? []
      : [{ field, to: town || district ? ('address-level3' as const) : ('address-level2' as const) }]
  })
  fields.forEach((field, at) => {
    if (!is(field, 'address-level3') || isClaimed(field)) return
    const near = beside(at).filter((other) => other !== field)
    if (!near.some((other) => is(other, 'address-level2')))
      become(field, 'address-level2', 'no town beside it', 0.7)
    else if (fields.slice(Math.max(0, at - 3), at).some((other) => is(other, 'address-level3')))
      become(field, 'address-level4', 'within a district', 0.7)
  })
  for (const { field, to } of wards) become(field, to, 'a quarter, without a level above it', 0.7)
}

const isOneWord = ({ evidence }: Field): boolean =>
  evidence.described.labels.some(({ from, text }) => from === 'label' && /^\p{L}{4,}\s?[*:]*$/u.test(text))

/** A list and a box for the same, of which a page shows one: nothing but their kind tells them apart. */
const isSame = (one: Field, other: Field): boolean => {
  const textsOf = ({ evidence }: Field): string =>
    evidence.described.labels.flatMap(({ from, text }) => (from === 'heading' ? [] : [text])).join()
  return textsOf(one) === textsOf(other) || textsOf(one) === '' || textsOf(other) === ''
}
