import type { Json } from '@/lib/base/json'
import { type Collection, collectionOf } from '@/lib/records/collections'
import { readPhone } from '@/lib/records/phone'
import type { FieldProblems } from '@/lib/services/keeping'

/**
 * Between what people type and what the vault keeps: a card's end is typed as it stands on the card (`05/30`), a
 * telephone number as it is dialled in some country.
 */
export type Values = { readonly [field: string]: Json }

export interface Read {
  readonly values: Values
  readonly problems: FieldProblems
}

/** Kept values as a form shows them. Fields computed when a record is saved are left out. */
export function toTyped(collection: string, values: Values): Values {
  const known = collectionOf(collection)
  if (!known) return values
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const kind = kindOf(known, name)
      if (kind === null) return []
      return [[name, kind === 'month' && typeof value === 'string' ? monthToTyped(value) : value]]
    }),
  )
}

/** Typed values as the vault keeps them. `country` is where numbers without `+` are dialled. */
export async function readTyped(collection: string, values: Values, country: string | null): Promise<Read> {
  const known = collectionOf(collection)
  const read: { [field: string]: Json } = { ...values }
  const problems: { [field: string]: 'not-a-phone' } = {}
  for (const [name, value] of Object.entries(values)) {
    if (!known || typeof value !== 'string' || value.trim() === '') continue
    const kind = kindOf(known, name)
    if (kind === 'month') read[name] = monthFromTyped(value)
    if (kind === 'phone') {
      const phone = await readPhone(value.trim(), country)
      if (phone) read[name] = phone.tel
      else problems[name] = 'not-a-phone'
    }
  }
  return { values: read, problems }
}

/** `2030-05` → `05/30`. */
export function monthToTyped(month: string): string {
  const found = /^\d{2}(\d{2})-(\d{2})$/.exec(month)
  return found ? `${found[2]}/${found[1]}` : month
}

/** `5/30`, `05 / 2030` → `2030-05`; what is neither stays as it is and is refused where it is kept. */
export function monthFromTyped(text: string): string {
  const found = /^\s*(\d{1,2})\s*[/.-]\s*(?:20)?(\d{2})\s*$/.exec(text)
  return found ? `20${found[2]}-${(found[1] ?? '').padStart(2, '0')}` : text.trim()
}

function kindOf(known: Collection, name: string): string | null {
  const field = known.fields.find((one) => one.name === name)
  return field && !field.derived ? field.kind : null
}
