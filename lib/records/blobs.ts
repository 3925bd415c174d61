/**
 * Attachments as records name them: a field's value is an object with the member `selfstead:blob`, the id of the sealed bytes
 * beside the log. Only the value itself counts, never one inside it.
 */
import { isId } from '@/lib/base/ids'
import type { Json } from '@/lib/base/json'
import type { RecordState } from '@/lib/records/record'

/** Member of a value that names an attachment. */
export const BLOB = 'selfstead:blob'

/** Id of the attachment a value stands for; null when it stands for none. */
export function blobIdOf(value: Json): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, BLOB))
    return null
  const id = (value as { readonly [member: string]: Json })[BLOB]
  return isId(id) ? id : null
}

/** Ids of all attachments a record names, in its current values and in what is kept of its history. */
export function blobIdsOf(state: RecordState): readonly string[] {
  const ids: string[] = []
  for (const field in state.fields) {
    for (const { value } of state.fields[field] ?? []) {
      const id = blobIdOf(value)
      if (id !== null && !ids.includes(id)) ids.push(id)
    }
  }
  return ids
}
