/**
 * Documents of a locker: what a site keeps with the person. Each member of a document is one field of the record, with a
 * `.` before its name so that no site's name meets one of ours, and members merge one by one. A locker keeps no history:
 * every write is the floor of the fields it sets.
 */
import { depthOf, type Json } from '@/lib/base/json'
import { ok, type Result, refused } from '@/lib/base/result'
import type { Instant } from '@/lib/base/time'
import { BLOB, blobIdOf } from '@/lib/records/blobs'
import { currentValue } from '@/lib/records/merge'
import type { RecordState, Stamp } from '@/lib/records/record'
import { CREATED, DELETED, isDeleted } from '@/lib/records/view'

/** Largest document, in UTF-16 code units of its JSON text: one field of a record has to fit into one segment. */
export const MAX_DOCUMENT = 60 * 1024
const MAX_MEMBERS = 256
const MAX_MEMBER_NAME = 200
const MAX_DEPTH = 16
const MAX_ID = 200
const UNSAFE: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

export type SiteDocument = { readonly [member: string]: Json }

/** `too-large` is a matter of room; anything else says what is wrong with the document. */
export type DocumentProblem = 'too-large' | { readonly flaw: string }

/** Cleaned of nothing: a document is kept exactly as it came, or refused. */
export function checkDocument(value: unknown): Result<SiteDocument, DocumentProblem> {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return refused({ flaw: 'value: is not an object' })
  if (depthOf(value, MAX_DEPTH + 1) > MAX_DEPTH)
    return refused({ flaw: `value: is deeper than ${MAX_DEPTH}` })
  const flaw = flawOf(value)
  if (flaw !== null) return refused({ flaw })
  const members = Object.keys(value)
  if (members.length > MAX_MEMBERS) return refused('too-large')
  if (members.some((name) => name.length > MAX_MEMBER_NAME))
    return refused({ flaw: `value: a member's name is longer than ${MAX_MEMBER_NAME}` })
  if (JSON.stringify(value).length > MAX_DOCUMENT) return refused('too-large')
  return ok(value as SiteDocument)
}

/** True for an id a site may give a document: 1 to 200 code units, well-formed, without control characters. */
export function isDocumentId(id: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return id.length > 0 && id.length <= MAX_ID && id.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(id)
}

/** The document as its site wrote it, in the order of its members' names as they were first written. */
export function documentOf(state: RecordState): SiteDocument {
  const members: [string, Json][] = []
  for (const field of Object.keys(state.fields)) {
    if (!field.startsWith('.')) continue
    const value = currentValue(state, field)
    if (value !== null) members.push([field.slice(1), value])
  }
  return Object.fromEntries(members)
}

/** One member's value; null where there is none. */
export function memberOf(state: RecordState, member: string): Json {
  return Object.hasOwn(state.fields, `.${member}`) ? currentValue(state, `.${member}`) : null
}

/** The record to commit for a new document, or for one that takes the id of a deleted one. */
export function documentRecord(
  collection: string,
  id: string,
  value: SiteDocument,
  stamp: Stamp,
  now: Instant,
  deleted: RecordState | null = null,
): RecordState {
  const fields = {
    [CREATED]: [{ value: now, stamp }],
    ...(deleted && { [DELETED]: [{ value: null, stamp }] }),
    ...fieldsOf(value, stamp, false),
  }
  return deleted ? { collection, id, fields, floors: floorsAt(fields, stamp) } : { collection, id, fields }
}

/** Sets the members given; null empties one. */
export function documentChange(
  collection: string,
  id: string,
  value: SiteDocument,
  stamp: Stamp,
): RecordState {
  const fields = fieldsOf(value, stamp, true)
  return { collection, id, fields, floors: floorsAt(fields, stamp) }
}

/**
 * Takes a document away for good: its members are emptied and it is marked. It is not erased, because a site may use an id
 * anew, and what is erased stays so.
 */
export function documentErasure(state: RecordState, stamp: Stamp, now: Instant): RecordState {
  const { collection, id } = state
  const emptied = Object.keys(state.fields).filter((field) => field.startsWith('.'))
  const fields = {
    [DELETED]: [{ value: now, stamp }],
    ...Object.fromEntries(emptied.map((field) => [field, [{ value: null, stamp }]])),
  }
  return { collection, id, fields, floors: floorsAt(fields, stamp) }
}

/** True while there is a document: neither erased nor deleted. */
export function isDocument(state: RecordState | null): state is RecordState {
  return state !== null && !isDeleted(state)
}

/** Room a document takes in bytes: its JSON text, counted in code units, and its attachments. Read once for each state. */
export function documentSize(state: RecordState): number {
  const known = sizes.get(state)
  if (known !== undefined) return known
  let size = 2
  for (const field of Object.keys(state.fields)) {
    if (!field.startsWith('.')) continue
    const value = currentValue(state, field)
    if (value !== null)
      size += field.length + 3 + JSON.stringify(value).length + (attachmentOf(value)?.size ?? 0)
  }
  sizes.set(state, size)
  return size
}

/** What a member's value says of the attachment it stands for; null when it stands for none. */
export function attachmentOf(value: Json): Attachment | null {
  const id = blobIdOf(value)
  if (id === null) return null
  const { size, type, name } = value as { readonly [member: string]: Json }
  return {
    id,
    size: typeof size === 'number' ? size : 0,
    type: typeof type === 'string' ? type : '',
    name: typeof name === 'string' ? name : '',
  }
}

export interface Attachment {
  readonly id: string
  /** In bytes. */
  readonly size: number
  readonly type: string
  readonly name: string
}

/** The value of a member that stands for an attachment. */
export function attachmentValue({ id, size, type, name }: Attachment): Json {
  return { [BLOB]: id, size, type, name }
}

const sizes = new WeakMap<RecordState, number>()

function floorsAt(fields: RecordState['fields'], stamp: Stamp): { readonly [field: string]: Stamp } {
  return Object.fromEntries(Object.keys(fields).map((field) => [field, stamp]))
}

function fieldsOf(value: SiteDocument, stamp: Stamp, withEmpty: boolean): RecordState['fields'] {
  const members = Object.entries(value).filter(([, content]) => withEmpty || content !== null)
  return Object.fromEntries(members.map(([name, content]) => [`.${name}`, [{ value: content, stamp }]]))
}

/** What is wrong with names and texts anywhere in a value; null when nothing is. */
function flawOf(value: unknown): string | null {
  if (typeof value === 'string') return value.isWellFormed() ? null : 'value: holds a lone surrogate'
  if (value === null || typeof value !== 'object') return null
  for (const [name, item] of Object.entries(value)) {
    if (UNSAFE.has(name)) return `value: a member may not be called ${JSON.stringify(name)}`
    if (!name.isWellFormed()) return 'value: holds a lone surrogate'
    const inner = flawOf(item)
    if (inner !== null) return inner
  }
  return null
}
