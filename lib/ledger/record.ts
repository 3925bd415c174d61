/** The ledger in the log: one record per entry, written once; the log's chain of segments makes it tamper-evident. */
import * as v from 'valibot'
import type { Json } from '@/lib/base/json'
import { formSchema, idSchema, instantSchema, originSchema } from '@/lib/grants/schema'
import type { LedgerEntry, LedgerLine, LockerWork } from '@/lib/ledger/entry'
import type { RecordState, Stamp } from '@/lib/records/record'
import { compareStamps, parseStamp } from '@/lib/records/stamp'

export const LEDGER = '~ledger'

/** The part of an open vault that the ledger is read from. */
export interface LedgerReader {
  all(collection: string): readonly RecordState[]
}

/** The record to commit for an entry, before or with what it tells of. */
export function entryRecord(entry: LedgerEntry, stamp: Stamp): RecordState {
  return {
    collection: LEDGER,
    id: entry.id,
    fields: { entry: [{ value: entry as unknown as Json, stamp }] },
  }
}

/** Notes whether the answer of a disclosure arrived in the page. */
export function deliveredRecord(id: string, delivered: boolean, stamp: Stamp): RecordState {
  return { collection: LEDGER, id, fields: { delivered: [{ value: delivered, stamp }] } }
}

/** Notes which values of a fill did not get into the page: by their places in the entry. */
export function unwrittenRecord(id: string, unwritten: readonly number[], stamp: Stamp): RecordState {
  return { collection: LEDGER, id, fields: { unwritten: [{ value: [...unwritten], stamp }] } }
}

/** Notes how much a site did so far in the hour of a `worked` entry. Only the last count is kept. */
export function workRecord(id: string, work: LockerWork, stamp: Stamp): RecordState {
  const value = { ...work }
  return { collection: LEDGER, id, fields: { work: [{ value, stamp }] }, floors: { work: stamp } }
}

/** How often a site read in a locker, by the minute (since 1970). Kept beside a `worked` entry while a rule counts reads. */
export type ReadsByMinute = { readonly [minute: string]: number }

/** Notes the reads of the hour of a `worked` entry. Only the last count is kept. */
export function readsRecord(id: string, reads: ReadsByMinute, stamp: Stamp): RecordState {
  const value = { ...reads }
  return { collection: LEDGER, id, fields: { reads: [{ value, stamp }] }, floors: { reads: stamp } }
}

/** What `readsRecord` wrote; nothing where there is none, or not exactly such a one. */
export function readsOf(record: RecordState | null | undefined): ReadsByMinute {
  const parsed = v.safeParse(readsSchema, record?.fields.reads?.[0]?.value)
  return parsed.success ? parsed.output : {}
}

/** All entries, newest first. What is not exactly an entry of ours is left out. */
export function ledgerLines(reader: LedgerReader): readonly LedgerLine[] {
  const lines: { readonly line: LedgerLine; readonly stamp: Stamp }[] = []
  for (const record of reader.all(LEDGER)) {
    const found = lineOf(record)
    if (found) lines.push(found)
  }
  return lines.sort((a, b) => compareStamps(b.stamp, a.stamp)).map(({ line }) => line)
}

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(400))
const names = v.pipe(v.array(text), v.maxLength(96))
/** Records in one answer to a site, and in one write of a site. */
const MOST_RECORDS = 1_000
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const stampSchema = v.custom<Stamp>((input) => parseStamp(input) !== null)
const head = { id: idSchema, at: instantSchema }

/** Values of one answer, and of one form. */
const MOST_VALUES = { request: 64, read: 64, records: MOST_RECORDS, fill: 256, attach: 64 } as const

const valueSchema = v.strictObject({
  claim: text,
  collection: text,
  record: text,
  form: formSchema,
  versions: v.record(text, stampSchema),
})

const entrySchema = v.variant('kind', [
  v.pipe(
    v.strictObject({
      kind: v.literal('disclosure'),
      ...head,
      origin: originSchema,
      way: v.picklist(['request', 'read', 'records', 'fill', 'attach']),
      grant: v.nullable(text),
      values: v.pipe(v.array(valueSchema), v.maxLength(MOST_RECORDS)),
      sendsTo: v.exactOptional(originSchema),
    }),
    v.check(({ way, values }) => values.length <= MOST_VALUES[way]),
    v.check(({ way, grant, sendsTo }) => {
      const isOwnHand = way === 'fill' || way === 'attach'
      return isOwnHand === (grant === null) && (isOwnHand || sendsTo === undefined)
    }),
  ),
  v.strictObject({
    kind: v.literal('worked'),
    ...head,
    origin: originSchema,
    grant: text,
    collection: text,
  }),
  v.strictObject({
    kind: v.literal('written'),
    ...head,
    origin: originSchema,
    grant: v.nullable(text),
    collection: text,
    action: v.picklist(['create', 'update', 'delete']),
    records: v.pipe(v.array(text), v.minLength(1), v.maxLength(MOST_RECORDS)),
  }),
  v.strictObject({
    kind: v.picklist(['granted', 'revoked', 'paused', 'resumed']),
    ...head,
    origin: originSchema,
    grant: text,
    claims: names,
    by: v.picklist(['person', 'site']),
  }),
  v.strictObject({
    kind: v.literal('shortened'),
    ...head,
    origin: originSchema,
    grant: text,
    until: instantSchema,
  }),
  v.strictObject({
    kind: v.literal('picked'),
    ...head,
    origin: originSchema,
    grant: text,
    collection: text,
    shown: count,
    hidden: count,
  }),
  v.strictObject({
    kind: v.picklist(['refused', 'silenced', 'lifted']),
    ...head,
    origin: originSchema,
    claims: names,
    until: v.nullable(instantSchema),
  }),
  v.strictObject({
    kind: v.picklist(['exported', 'imported', 'restored']),
    ...head,
    records: count,
    encrypted: v.boolean(),
  }),
])

const places = v.pipe(v.array(count), v.maxLength(MOST_RECORDS))
const readsSchema = v.record(v.pipe(v.string(), v.regex(/^\d{1,9}$/)), count)
const workSchema = v.strictObject({ read: count, create: count, update: count, delete: count })

/** @returns null for anything that is not exactly an entry. */
export function parseEntry(input: unknown): LedgerEntry | null {
  const parsed = v.safeParse(entrySchema, input)
  return parsed.success ? parsed.output : null
}

type Read = { readonly line: LedgerLine; readonly stamp: Stamp } | null

const read = new WeakMap<RecordState, Read>()

/** Record states are never changed in place, so what one says is read once. */
function lineOf(record: RecordState): Read {
  const known = read.get(record)
  if (known !== undefined) return known
  const line = readLine(record)
  read.set(record, line)
  return line
}

/** The entry is what was written first: a later version of it would be an attempt to rewrite the past. */
function readLine(record: RecordState): Read {
  const first = record.fields.entry?.at(-1)
  const entry = parseEntry(first?.value)
  if (!first || !entry || entry.id !== record.id) return null
  const delivered = record.fields.delivered?.[0]?.value
  const left = entry.kind === 'disclosure' ? v.safeParse(places, record.fields.unwritten?.[0]?.value) : null
  const line = {
    entry,
    delivered: typeof delivered === 'boolean' ? delivered : null,
    ...(left?.success && left.output.length > 0 && { unwritten: left.output }),
  }
  const work = entry.kind === 'worked' ? v.safeParse(workSchema, record.fields.work?.[0]?.value) : null
  return { line: work?.success ? { ...line, work: work.output } : line, stamp: first.stamp }
}
