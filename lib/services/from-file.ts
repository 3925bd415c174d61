import type { Instant } from '@/lib/base/time'
import { versionsOf } from '@/lib/records/merge'
import type { FieldVersion, Provenance, RecordState } from '@/lib/records/record'

/** Longest name of a file that a source holds. */
const MAX_NAME = 300

/**
 * A file as a source: its name as it was picked (bytes that were not picked have none), and when what is in it was taken out. That
 * time and not now, so that one file is one source whenever and wherever it comes in.
 */
export function fileSourceOf(file: Blob, nameless: string, created: Instant): Provenance {
  const name = file instanceof File && file.name !== '' ? file.name : nameless
  return { by: 'file', name: name.slice(0, MAX_NAME).toWellFormed(), at: created }
}

/**
 * A record of another vault as it comes into this one: what its person typed was not typed by ours, so it comes from the file. Only
 * the source is another: values and stamps stay, so that it merges as it did, and what came from a site stays from there. A version
 * that is here already keeps the source it has here: the same file once more changes nothing.
 */
export function asFromFile(state: RecordState, own: RecordState | null, source: Provenance): RecordState {
  const fields = Object.entries(state.fields).map(([field, versions]) => {
    const known = own ? versionsOf(own, field) : []
    return [field, versions.map((version) => sourced(version, known, source))] as const
  })
  return { ...state, fields: Object.fromEntries(fields) }
}

function sourced(version: FieldVersion, known: readonly FieldVersion[], source: Provenance): FieldVersion {
  if (version.from?.by !== 'person') return version
  const here = known.find(({ stamp }) => stamp === version.stamp)
  return { ...version, from: here?.from ?? source }
}
