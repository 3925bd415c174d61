/** The full value of each claim, made from one record. */
import type { Json } from '@/lib/base/json'
import { cardIssuer } from '@/lib/records/cards'
import type { Answer, ClaimName, ParsedClaim } from '@/lib/records/claims'
import { countryName } from '@/lib/records/country'
import { parseDate } from '@/lib/records/dates'
import { NAME_PARTS, type NameParts, orderOf, splitName, wholeName } from '@/lib/records/names'
import type { RecordView } from '@/lib/records/record'
import { textOf } from '@/lib/records/view'

type Made = (view: RecordView) => Answer | null
type NamePart = (typeof NAME_PARTS)[number]

const MADE: { readonly [Name in ClaimName]?: Made } = {
  name: wholeOf,
  'honorific-prefix': (view) => partOf(view, 'honorific-prefix'),
  'given-name': (view) => partOf(view, 'given-name'),
  'additional-name': (view) => partOf(view, 'additional-name'),
  'family-name': (view) => partOf(view, 'family-name'),
  'honorific-suffix': (view) => partOf(view, 'honorific-suffix'),
  'address-line1': (view) => lineOf(view, 0),
  'address-line2': (view) => lineOf(view, 1),
  'address-line3': (view) => lineOf(view, 2),
  'country-name': (view) => from(view, 'country', (code) => countryName(code)),
  'cc-given-name': (view) => from(view, 'cc-name', (name) => splitName(name)['given-name']),
  'cc-additional-name': (view) => from(view, 'cc-name', (name) => splitName(name)['additional-name']),
  'cc-family-name': (view) => from(view, 'cc-name', (name) => splitName(name)['family-name']),
  'cc-exp-month': (view) => from(view, 'cc-exp', (date) => parseDate(date)?.month),
  'cc-exp-year': (view) => from(view, 'cc-exp', (date) => parseDate(date)?.year),
  'cc-type': (view) => from(view, 'cc-number', cardIssuer),
  bday: (view) => birthday(view, (text) => text),
  'bday-day': (view) => birthday(view, (text) => parseDate(text)?.day),
  'bday-month': (view) => birthday(view, (text) => parseDate(text)?.month),
  'bday-year': (view) => birthday(view, (text) => parseDate(text)?.year),
  'tel-area-code': (view) => from(view, 'tel-national', (national) => phoneParts(national)?.area),
  'tel-local': (view) => from(view, 'tel-national', (national) => phoneParts(national)?.local.join(' ')),
  'tel-local-prefix': (view) => from(view, 'tel-national', (national) => localPart(national, 0)),
  'tel-local-suffix': (view) => from(view, 'tel-national', (national) => localPart(national, 1)),
}

/**
 * The full value of a claim from a record of its collection, and the fields it was made of. Texts are strings in the
 * formats of the HTML Standard; days, months and years are numbers.
 * @returns null when the record does not hold it, or is of another collection.
 */
export function claimValue(claim: ParsedClaim, view: RecordView): Answer | null {
  if (view.collection !== claim.collection) return null
  const made = MADE[claim.name]
  return made ? made(view) : from(view, claim.name, (text) => text)
}

function from(view: RecordView, field: string, make: (text: string) => Json | undefined): Answer | null {
  const text = textOf(view, field)
  const value = text === null ? null : (make(text) ?? null)
  return value === null || value === '' ? null : { value, fields: [field] }
}

function wholeOf(view: RecordView): Answer | null {
  const whole = textOf(view, 'name')
  if (whole !== null) return { value: whole, fields: ['name'] }
  const parts = partsOf(view)
  const used = NAME_PARTS.filter((part) => parts[part] !== undefined)
  const order = textOf(view, 'order')
  const value = wholeName(parts, orderOf(order, Object.values(parts).join('')))
  return value === '' ? null : { value, fields: order === null ? used : [...used, 'order'] }
}

function partOf(view: RecordView, part: NamePart): Answer | null {
  const stored = textOf(view, part)
  if (stored !== null) return { value: stored, fields: [part] }
  // Where the person keeps parts, an absent one is absent; only a bare whole is cut.
  const whole = Object.keys(partsOf(view)).length > 0 ? null : textOf(view, 'name')
  if (whole === null) return null
  const order = textOf(view, 'order')
  const value = splitName(whole, orderOf(order, whole))[part]
  return value === undefined ? null : { value, fields: order === null ? ['name'] : ['name', 'order'] }
}

function partsOf(view: RecordView): NameParts {
  return Object.fromEntries(
    NAME_PARTS.flatMap((part) => {
      const text = textOf(view, part)
      return text === null ? [] : [[part, text]]
    }),
  )
}

/** The standard knows three lines; what a fourth one says must not get lost. */
function lineOf(view: RecordView, index: number): Answer | null {
  return from(view, 'street-address', (text) => {
    const lines = text.split('\n').filter((line) => line !== '')
    return index < 2 ? lines[index] : lines.slice(2).join(', ')
  })
}

function birthday(view: RecordView, make: (text: string) => Json | undefined): Answer | null {
  return textOf(view, 'kind') === 'birthday' ? from(view, 'date', make) : null
}

/** `020 7946 0018` → area `020`, local `7946`, `0018`. One group only: which digits are the area cannot be told. */
function phoneParts(national: string): { readonly area: string; readonly local: readonly string[] } | null {
  const [area, ...local] = national.split(' ')
  return area && local.length > 0 ? { area, local } : null
}

function localPart(national: string, index: 0 | 1): string | undefined {
  const local = phoneParts(national)?.local ?? []
  if (local.length < 2) return undefined
  return index === 0 ? local[0] : local.slice(1).join(' ')
}
