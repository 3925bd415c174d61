import type { Json } from '@/lib/base/json'
import type { RecordView, Stamp } from '@/lib/records/record'

/** A view with these fields, as `viewOf` would give it. */
export function recordView(
  collection: string,
  fields: { readonly [field: string]: Json },
  label = '',
): RecordView {
  const stamp = '0000000000010000-a' as Stamp
  return {
    collection,
    id: 'r',
    label,
    fields,
    versions: Object.fromEntries(Object.keys(fields).map((field) => [field, stamp])),
    sources: {},
    created: 1,
    changed: 1,
    confirmed: null,
    deleted: null,
    history: 0,
  }
}
