/** Which record of the person's is meant by values that came from elsewhere. */
import { canonicalJson, type Json } from '@/lib/base/json'
import type { RecordView } from '@/lib/records/record'

type Values = { readonly [field: string]: Json }

/** Fields in which many records are alike although they have nothing to do with each other. */
const COMMON: ReadonlySet<string> = new Set(['country', 'kind', 'order', 'language', 'sex'])

/** The record that has most in common with what is offered, of equals the newest; null where none has anything. */
export function nearest(views: readonly RecordView[], fields: Values, origin: string): RecordView | null {
  let best: { readonly view: RecordView; readonly likeness: number } | null = null
  for (const view of views) {
    const shared = Object.entries(fields).filter(
      ([name, value]) => !COMMON.has(name) && isEqual(view, name, value),
    ).length
    const fromHere = Object.values(view.sources).some((from) => from.by === 'site' && from.origin === origin)
    const likeness = shared + (fromHere ? 1 : 0)
    if (likeness === 0) continue
    if (!best || likeness > best.likeness || (likeness === best.likeness && view.changed > best.view.changed))
      best = { view, likeness }
  }
  return best?.view ?? null
}

/** Whether the record holds this value, however either is written. */
export function isEqual({ fields }: RecordView, field: string, value: Json): boolean {
  if (!Object.hasOwn(fields, field)) return false
  return isSameValue(field, fields[field] ?? null, value)
}

/** Numbers are offered as they are written and kept in one form; the digits at their end tell them apart. */
export function isSameValue(field: string, a: Json, b: Json): boolean {
  if (field !== 'tel') return canonicalJson(a) === canonicalJson(b)
  const digits = (value: Json) => String(value).replace(/\D/g, '').replace(/^0+/, '')
  const [one, other] = [digits(a), digits(b)]
  return one.length >= 6 && other.length >= 6 && (one.endsWith(other) || other.endsWith(one))
}
