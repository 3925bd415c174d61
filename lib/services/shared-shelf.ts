import type { Json } from '@/lib/base/json'
import type { StandingCollection } from '@/lib/grants/grant'
import { CHUNK_BYTES } from '@/lib/protocol/site'
import { BLOB } from '@/lib/records/blobs'
import { isSensitive } from '@/lib/records/collections'
import { fileOf } from '@/lib/records/files'
import type { FieldVersion, Provenance, RecordState, RecordView, Stamp } from '@/lib/records/record'
import { CREATED, DELETED, isDeleted, viewOf } from '@/lib/records/view'
import type { PairwiseNames } from '@/lib/services/pairwise'
import type { Shelf } from '@/lib/services/shelf'
import type { VaultReader } from '@/lib/vault/vault'

/** Field by which a site asks for the file of a document. */
export const FILE = 'file'

export interface SharedEdges {
  readonly origin: string
  readonly names: PairwiseNames
  /** The passphrase was given just now: what is sensitive is there. */
  readonly fresh: boolean
  readonly now: () => number
  readonly newId: () => string
}

/** A shelf that also says what of a record leaves, for the ledger. */
export interface SharedShelf extends Shelf {
  /** Stamp of each field of a record that this grant shows. */
  versions(record: RecordState): { readonly [field: string]: Stamp }
}

/** A collection of the person's as one grant shows it: the chosen records, the granted fields, under names of the site's own. */
export function sharedShelf(granted: StandingCollection, edges: SharedEdges): SharedShelf {
  const { collection, sees } = granted
  const { names, fresh, now, newId, origin } = edges
  const fields = new Set(granted.fields ?? [])
  let listed: { readonly of: readonly RecordState[]; readonly is: readonly RecordState[] } | null = null
  let byName: { readonly of: readonly RecordState[]; readonly is: ReadonlyMap<string, RecordState> } | null =
    null

  const isSeen = (state: RecordState): boolean => {
    if (isDeleted(state)) return false
    const view = show(state)
    return sees(view.id, view.created) && (fresh || !isSensitive(view))
  }

  function all(reader: VaultReader): readonly RecordState[] {
    const of = reader.all(collection)
    if (listed?.of !== of) listed = { of, is: of.filter(isSeen) }
    return listed.is
  }

  function find(reader: VaultReader, id: string): RecordState | null {
    const seen = all(reader)
    if (byName?.of !== seen) byName = { of: seen, is: new Map(seen.map((state) => [nameOf(state), state])) }
    return byName.is.get(id) ?? null
  }

  const nameOf = ({ id }: RecordState): string => names.record(collection, id)

  function versions(record: RecordState): { readonly [field: string]: Stamp } {
    const shown = Object.entries(show(record).versions).filter(
      ([field]) => fields.has(field) || (fields.has(FILE) && isFilePart(field)),
    )
    return Object.fromEntries(shown)
  }

  const changedAt = (record: RecordState): Stamp => {
    let newest = ''
    for (const stamp of Object.values<string>(versions(record))) if (stamp > newest) newest = stamp
    return newest as Stamp
  }
  /** Of the file alone, so that it is another one when the file is. */
  const fileId = (record: RecordState): string => {
    const parts = Object.entries<string>(show(record).versions).filter(([field]) => isFilePart(field))
    return names.version(
      (parts
        .map(([, stamp]) => stamp)
        .sort()
        .at(-1) ?? '') as Stamp,
    )
  }
  const versionOf = (record: RecordState): string => names.version(changedAt(record))

  return {
    collection,
    all,
    find,
    versions,
    versionOf,
    changedAt,
    idOf: nameOf,
    show(record) {
      const view = show(record)
      const value: [string, Json][] = Object.entries(view.fields).filter(([field]) => fields.has(field))
      const marker = fields.has(FILE) ? fileMarker(view, fileId(record)) : null
      if (marker) value.push([FILE, marker])
      return {
        id: nameOf(record),
        version: versionOf(record),
        value: Object.fromEntries(value),
      }
    },
    bytes(record, field) {
      const file = field === FILE && fields.has(FILE) ? fileOf(show(record)) : null
      if (!file) return null
      const { bytes } = file
      return {
        id: fileId(record),
        size: bytes.length,
        part: (index) => {
          const from = index * CHUNK_BYTES
          const isThere = from < bytes.length || index === 0
          return Promise.resolve(isThere ? bytes.subarray(from, from + CHUNK_BYTES) : null)
        },
      }
    },
    apply({ op, id, value }, reader, stamp) {
      const from: Provenance = { by: 'site', origin, at: now() }
      if (op === 'create') {
        const record = newId()
        const own = { [CREATED]: [{ value: now(), stamp }] }
        return {
          record,
          changes: [{ collection, id: record, fields: { ...fieldsOf(value, stamp, from), ...own } }],
        }
      }
      const current = id === null ? null : find(reader, id)
      if (!current) return { record: '', changes: [] }
      const record = current.id
      // What a site deletes the person can restore, as what they deleted themselves.
      const change = op === 'delete' ? { [DELETED]: [{ value: now(), stamp }] } : fieldsOf(value, stamp, from)
      return { record, changes: [{ collection, id: record, fields: change }] }
    },
  }
}

function fieldsOf(
  value: { readonly [field: string]: Json },
  stamp: Stamp,
  from: Provenance,
): { readonly [field: string]: readonly FieldVersion[] } {
  const entries = Object.entries(value)
  return Object.fromEntries(entries.map(([field, content]) => [field, [{ value: content, stamp, from }]]))
}

function isFilePart(field: string): boolean {
  return field.startsWith('file/') || field === 'file-name' || field === 'file-size' || field === 'file-type'
}

function fileMarker({ fields }: RecordView, id: string): Json | null {
  const { 'file-name': name, 'file-type': type, 'file-size': size } = fields
  if (typeof name !== 'string' || typeof size !== 'number') return null
  return { [BLOB]: id, size, type: typeof type === 'string' ? type : '', name }
}

const views = new WeakMap<RecordState, RecordView>()

/** States are never changed in place, so each is turned into a view once. */
function show(state: RecordState): RecordView {
  const known = views.get(state)
  if (known) return known
  const view = viewOf(state)
  views.set(state, view)
  return view
}
