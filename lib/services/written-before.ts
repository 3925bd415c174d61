/**
 * A call that is heard again is not done again. Whether it was done, the log itself tells, because what was in memory may be
 * gone: a write into a locker is noted in the first record it touches, one into a shared collection stands in the ledger.
 */
import { concatBytes, toBase64Url, u32, utf8 } from '@/lib/base/bytes'
import { sha256 } from '@/lib/crypto/hash'
import type { Action } from '@/lib/grants/request'
import { LEDGER, parseEntry } from '@/lib/ledger/record'
import type { SiteCall, WriteAnswer } from '@/lib/protocol/site'
import { versionsOf } from '@/lib/records/merge'
import type { RecordState, Stamp } from '@/lib/records/record'
import { compareStamps } from '@/lib/records/stamp'
import type { Reached } from '@/lib/services/reach'
import type { VaultReader } from '@/lib/vault/vault'

type WriteCall = Extract<SiteCall, { readonly verb: 'write' }>

/** Where a record of a locker keeps the tags of the last writes that touched it first. */
const WRITES = '~writes'
/** So many of them are kept: as many others may come between a write and its repetition. */
const MOST = 8

/** One call of one site, as the log knows it. */
export interface WriteTag {
  readonly tag: string
  /** The id of what the change at this place creates, where the site gave it none: the same each time the call is heard. */
  readonly newId: (index: number) => string
  /** The ledger's entry of all changes of one kind. */
  readonly entry: (action: Action) => string
}

export function writeTag(origin: string, { id }: WriteCall): WriteTag {
  const hash = sha256(utf8(JSON.stringify(['write', origin, id])))
  const named = (...parts: readonly Uint8Array[]) =>
    toBase64Url(sha256(concatBytes(hash, ...parts)).subarray(0, 16))
  return {
    tag: named(),
    newId: (index) => toBase64Url(concatBytes(hash.subarray(0, 12), u32(index))),
    entry: (action) => named(utf8(action)),
  }
}

/** The first change of a write, with its note. @param before the record as it stands. @param stamp later than those of the changes. */
export function noted(
  change: RecordState,
  before: RecordState | null,
  { tag }: WriteTag,
  stamp: Stamp,
): RecordState {
  const oldest = before ? versionsOf(before, WRITES)[MOST - 2] : undefined
  const floors = { ...change.floors, ...(oldest && { [WRITES]: oldest.stamp }) }
  const fields = { ...change.fields, [WRITES]: [{ value: tag, stamp }] }
  return Object.keys(floors).length > 0 ? { ...change, fields, floors } : { ...change, fields }
}

/**
 * What an earlier hearing of the same call did; null when there was none. A record that was changed since has a version here
 * that equals no other.
 */
export function writtenBefore(
  found: Reached,
  state: VaultReader,
  call: WriteCall,
  tag: WriteTag,
): WriteAnswer | null {
  const done = found.kind === 'locker' ? inLocker(found, state, call, tag) : inLedger(state, call, tag)
  if (!done) return null
  const { shelf, granted } = found
  const written = done.records.map((record) => {
    const now = state.get(granted.collection, record)
    if (!now) return { id: record, version: tag.tag }
    const isSame = compareStamps(shelf.changedAt(now), done.stamp) <= 0
    return { id: shelf.idOf(now), version: isSame ? shelf.versionOf(now) : tag.tag }
  })
  return { written }
}

interface Done {
  readonly records: readonly string[]
  /** Later than those of the changes, earlier than any that came after. */
  readonly stamp: Stamp
}

function inLocker(
  { granted }: Reached,
  state: VaultReader,
  { changes }: WriteCall,
  { tag, newId }: WriteTag,
): Done | null {
  const records = changes.map(({ id }, index) => id ?? newId(index))
  const first = records[0] === undefined ? null : state.get(granted.collection, records[0])
  const note = first && versionsOf(first, WRITES).find(({ value }) => value === tag)
  return note ? { records, stamp: note.stamp } : null
}

function inLedger(state: VaultReader, { changes }: WriteCall, { entry }: WriteTag): Done | null {
  const told = new Map<Action, { readonly records: readonly string[]; next: number }>()
  const records: string[] = []
  let last: Stamp | null = null
  for (const { op } of changes) {
    if (!told.has(op)) {
      const [line] = versionsOf(state.get(LEDGER, entry(op)) ?? NONE, 'entry').slice(-1)
      const parsed = line && parseEntry(line.value)
      if (!line || parsed?.kind !== 'written') return null
      if (last === null || compareStamps(line.stamp, last) > 0) last = line.stamp
      told.set(op, { records: parsed.records, next: 0 })
    }
    const of = told.get(op)
    const record = of?.records[of.next++]
    if (record === undefined) return null
    records.push(record)
  }
  return last === null ? null : { records, stamp: last }
}

const NONE: RecordState = { collection: LEDGER, id: '', fields: {} }
