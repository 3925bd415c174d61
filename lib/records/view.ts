import type { Json } from '@/lib/base/json'
import type { Instant } from '@/lib/base/time'
import { currentValue, currentVersion, versionsOf } from '@/lib/records/merge'
import type { Provenance, RecordState, RecordView, Stamp } from '@/lib/records/record'
import { stampTime } from '@/lib/records/stamp'

/** Fields of ours, kept beside those of the collection. */
export const LABEL = '~label'
export const CREATED = '~created'
export const CONFIRMED = '~confirmed'
export const DELETED = '~deleted'

/** True for a field of ours, which no site and no form ever names. */
export function isOwnField(field: string): boolean {
  return field.startsWith('~')
}

/** The record as a page shows it: current values, where each came from, when. Emptied fields are left out. */
export function viewOf(state: RecordState): RecordView {
  const fields: [string, Json][] = []
  const versions: [string, Stamp][] = []
  const sources: [string, Provenance][] = []
  let first = Number.POSITIVE_INFINITY
  let changed = 0
  let history = 0
  for (const field of Object.keys(state.fields)) {
    const all = versionsOf(state, field)
    for (const { stamp } of all) first = Math.min(first, stampTime(stamp))
    if (field === CONFIRMED || field === CREATED) continue
    const current = currentVersion(state, field)
    if (!current) continue
    changed = Math.max(changed, stampTime(current.stamp))
    if (isOwnField(field)) continue
    history += all.length - 1
    if (current.value === null) continue
    fields.push([field, current.value])
    versions.push([field, current.stamp])
    if (current.from) sources.push([field, current.from])
  }
  const label = currentValue(state, LABEL)
  return {
    collection: state.collection,
    id: state.id,
    label: typeof label === 'string' ? label : '',
    // `fromEntries` defines members, so that a field named `__proto__` is one and changes nothing.
    fields: Object.fromEntries(fields),
    versions: Object.fromEntries(versions),
    sources: Object.fromEntries(sources),
    created: instant(currentValue(state, CREATED)) ?? (Number.isFinite(first) ? first : 0),
    changed,
    confirmed: instant(currentValue(state, CONFIRMED)),
    deleted: instant(currentValue(state, DELETED)),
    history,
  }
}

/** True when the person deleted the record and it has not been restored or erased since. */
export function isDeleted(state: RecordState): boolean {
  return instant(currentValue(state, DELETED)) !== null
}

/** A field's current value when it is a text that is not empty, else null. */
export function textOf(view: Pick<RecordView, 'fields'>, field: string): string | null {
  const value = Object.hasOwn(view.fields, field) ? view.fields[field] : null
  return typeof value === 'string' && value !== '' ? value : null
}

function instant(value: Json): Instant | null {
  return typeof value === 'number' ? value : null
}
