import type { StandingCollection } from '@/lib/grants/grant'
import { CHUNK_BYTES } from '@/lib/protocol/site'
import {
  attachmentOf,
  documentChange,
  documentErasure,
  documentOf,
  documentRecord,
  isDocument,
  memberOf,
} from '@/lib/records/locker'
import type { RecordState } from '@/lib/records/record'
import type { PairwiseNames } from '@/lib/services/pairwise'
import { newestStamp, type Shelf } from '@/lib/services/shelf'
import { CHUNK } from '@/lib/vault/blob-sizes'
import type { Blobs } from '@/lib/vault/blobs'

/** Sealed chunks in one part. */
const CHUNKS = CHUNK_BYTES / CHUNK

export interface LockerEdges {
  readonly names: PairwiseNames
  readonly blobs: Blobs
  readonly now: () => number
  /** The id of a document whose site gave it none. */
  readonly newId: () => string
}

/** A locker as a site sees it: whole, under the ids its sites chose. */
export function lockerShelf(
  { collection }: StandingCollection,
  { names, blobs, now, newId }: LockerEdges,
): Shelf {
  const find: Shelf['find'] = (reader, id) => {
    const state = reader.get(collection, id)
    return isDocument(state) ? state : null
  }
  return {
    collection,
    all: (reader) => living(reader.all(collection)),
    find,
    idOf: ({ id }) => id,
    versionOf: (record) => versionOf(record, names),
    changedAt: newestStamp,
    show: (record) => ({ id: record.id, version: versionOf(record, names), value: documentOf(record) }),
    bytes(record, field) {
      const attachment = attachmentOf(memberOf(record, field))
      if (!attachment) return null
      const { id, size } = attachment
      return {
        id,
        size,
        part: (index, into) =>
          index * CHUNK_BYTES > size ? Promise.resolve(null) : blobs.read(id, index * CHUNKS, CHUNKS, into),
      }
    },
    apply({ op, id, value }, reader, stamp) {
      const current = id === null ? null : reader.get(collection, id)
      const record = id ?? newId()
      if (op === 'create')
        return { record, changes: [documentRecord(collection, record, value, stamp, now(), current)] }
      if (!current) return { record, changes: [] }
      return {
        record,
        changes: [
          op === 'delete'
            ? documentErasure(current, stamp, now())
            : documentChange(collection, record, value, stamp),
        ],
      }
    },
  }
}

/** The first sixteen digits of a stamp tell when; who wrote it is told by a tag that is another one for every site. */
function versionOf(record: RecordState, names: PairwiseNames): string {
  const stamp = newestStamp(record)
  return `${stamp.slice(0, 16)}-${names.device(stamp.slice(17))}`
}

const lists = new WeakMap<readonly RecordState[], readonly RecordState[]>()

/** Without what was deleted; the list itself where nothing was, and the same list for the same list. */
function living(all: readonly RecordState[]): readonly RecordState[] {
  const known = lists.get(all)
  if (known) return known
  const list = all.some((state) => !isDocument(state)) ? all.filter(isDocument) : all
  lists.set(all, list)
  return list
}
