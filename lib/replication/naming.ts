import { fromUtf8, utf8 } from '@/lib/base/bytes'
import { canonicalJson } from '@/lib/base/json'
import { BLOB, blobIdOf, blobIdsOf } from '@/lib/records/blobs'
import { mergeStates } from '@/lib/records/merge'
import type { RecordState, Stamp } from '@/lib/records/record'
import { parseStamp } from '@/lib/records/stamp'

/** What names an attachment: a field of a record, and the newest of its versions that does. */
export interface Naming {
  readonly collection: string
  readonly id: string
  readonly field: string
  readonly stamp: Stamp
}

/** What in a record names which attachment. Of several versions the newest tells it: what outdoes that outdoes the others. */
export function namingsOf(state: RecordState): readonly (readonly [blob: string, naming: Naming])[] {
  const { collection, id } = state
  // Of nearly every record that is all: whoever asks asks of all there are.
  if (blobIdsOf(state).length === 0) return []
  return Object.entries(state.fields).flatMap(([field, versions]) => {
    const newest = new Map<string, Stamp>()
    for (const { value, stamp } of versions) {
      const blob = blobIdOf(value)
      if (blob !== null && stamp > (newest.get(blob) ?? '')) newest.set(blob, stamp)
    }
    return [...newest].map(([blob, stamp]) => [blob, { collection, id, field, stamp }] as const)
  })
}

/**
 * Whether what is known of the record outdoes this: an erasure, or a floor of the history. Merging only ever adds, so then it names
 * the attachment nowhere again, from whichever chain it comes. @param known of the record, also where it was erased.
 */
export function isOutdone({ collection, id, field, stamp }: Naming, blob: string, known: RecordState | null) {
  const naming = { collection, id, fields: { [field]: [{ value: { [BLOB]: blob }, stamp }] } }
  return known !== null && !blobIdsOf(mergeStates(known, naming)).includes(blob)
}

export function encodeNamings(namings: readonly Naming[]): Uint8Array {
  const rows = namings.map(({ collection, id, field, stamp }) => [collection, id, field, stamp])
  return utf8(canonicalJson(rows))
}

/** @returns null for anything else, and where there is none. */
export function parseNamings(bytes: Uint8Array): readonly Naming[] | null {
  try {
    const rows = JSON.parse(fromUtf8(bytes)) as readonly (readonly unknown[])[]
    return rows.length > 0 && rows.every(isNaming)
      ? rows.map(([collection, id, field, stamp]) => ({ collection, id, field, stamp }))
      : null
  } catch {
    return null
  }
}

function isNaming(row: readonly unknown[]): row is readonly [string, string, string, Stamp] {
  return row.length === 4 && row.every((text) => typeof text === 'string') && parseStamp(row[3]) !== null
}
