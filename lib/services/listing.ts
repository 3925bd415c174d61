/** Pages of a list: a place to go on from holds also where the record it names is gone. */
import { fromBase64Url, fromUtf8, toBase64Url, utf8 } from '@/lib/base/bytes'
import type { RandomBytes } from '@/lib/base/ids'
import { open, seal } from '@/lib/crypto/seal'
import type { RecordState } from '@/lib/records/record'
import { fitting } from '@/lib/services/fitting'
import { oldestStamp, type Shelf } from '@/lib/services/shelf'
import type { VaultReader } from '@/lib/vault/vault'

export interface ListWish {
  readonly after: string | null
  readonly limit: number
  readonly order: 'created' | 'changed'
  readonly reverse: boolean
}

export interface ListPage {
  readonly records: readonly RecordState[]
  readonly next: string | null
}

export interface Cursors {
  /** Seals a place, which tells when a record was made and what it is called here: 32 bytes, one key for each origin. */
  readonly key: Uint8Array
  readonly random: RandomBytes
}

/** Stamp and id of the last record of a page. */
type Place = readonly [stamp: string, id: string]

/** At most `limit` records, fewer where they are large. @returns null for an `after` that is none of this list's places. */
export function pageOf(
  shelf: Shelf,
  reader: VaultReader,
  { after, limit, order, reverse }: ListWish,
  cursors: Cursors,
): ListPage | null {
  const context = utf8(JSON.stringify([shelf.collection, order, reverse]))
  const stampOf = order === 'created' ? oldestStamp : shelf.changedAt
  const all = order === 'created' ? shelf.all(reader) : byChange(shelf.all(reader), shelf)
  const last = after === null ? null : openPlace(after, context, cursors)
  if (after !== null && last === null) return null
  const place = (record: RecordState): Place => [stampOf(record), record.id]
  const from = last === null ? 0 : reverse ? countBefore(all, last, place) : countUpTo(all, last, place)
  const wanted = reverse
    ? all
        .slice(Math.max(0, (last === null ? all.length : from) - limit), last === null ? undefined : from)
        .reverse()
    : all.slice(from, from + limit)
  const records = fitting(wanted, shelf.show)
  const end = records.at(-1)
  const isMore = end !== undefined && (reverse ? end !== all[0] : end !== all.at(-1))
  return {
    records,
    next: isMore
      ? toBase64Url(seal(cursors.key, context, utf8(JSON.stringify(place(end))), cursors.random))
      : null,
  }
}

function openPlace(text: string, context: Uint8Array, { key }: Cursors): Place | null {
  const sealed = fromBase64Url(text)
  const opened = sealed && open(key, context, sealed)
  return opened ? (JSON.parse(fromUtf8(opened)) as Place) : null
}

const changes = new WeakMap<readonly RecordState[], readonly RecordState[]>()

function byChange(all: readonly RecordState[], shelf: Shelf): readonly RecordState[] {
  const known = changes.get(all)
  if (known) return known
  const keyed = all.map((record) => ({ record, place: [shelf.changedAt(record), record.id] as const }))
  keyed.sort((a, b) => compare(a.place, b.place))
  const sorted = keyed.map(({ record }) => record)
  changes.set(all, sorted)
  return sorted
}

/** Number of records before a place in an ordered list, by halving. */
function countBefore(
  all: readonly RecordState[],
  place: Place,
  placeOf: (one: RecordState) => Place,
): number {
  return halve(all, (record) => compare(placeOf(record), place) < 0)
}

function countUpTo(all: readonly RecordState[], place: Place, placeOf: (one: RecordState) => Place): number {
  return halve(all, (record) => compare(placeOf(record), place) <= 0)
}

function halve(all: readonly RecordState[], isBefore: (record: RecordState) => boolean): number {
  let low = 0
  let high = all.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(all[middle] as RecordState)) low = middle + 1
    else high = middle
  }
  return low
}

function compare(a: Place, b: Place): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1
  return a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0
}
