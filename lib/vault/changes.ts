import { fromUtf8, utf8 } from '@/lib/base/bytes'
import type { Json } from '@/lib/base/json'
import { mergeStates } from '@/lib/records/merge'
import type { FieldVersion, RecordState, Stamp } from '@/lib/records/record'
import { parseStamp } from '@/lib/records/stamp'
import { vaultError } from '@/lib/vault/errors'

const encoder = new TextEncoder()

/** Changes as bytes of JSON. Every text is one change; a segment holds `[one,two,…]`. */
export function changeToText(change: RecordState): Uint8Array {
  return encoder.encode(JSON.stringify(change))
}

/** Bytes of one buffer that texts share. */
const SHARED = 65_536
/** UTF-8 takes at most three bytes for each of a string's units. */
const WIDEST = 3

/**
 * Encodes the texts of one commit: the first by itself, those that follow into buffers that they share, since a buffer of its own costs
 * a short text more than its bytes do.
 */
export function createTextEncoder(): (text: string) => Uint8Array {
  let room: Uint8Array | null = null
  return (text) => {
    const most = text.length * WIDEST
    if (room === null || most > SHARED) {
      room ??= new Uint8Array(0)
      return encoder.encode(text)
    }
    if (most > room.length) room = new Uint8Array(SHARED)
    const { written } = encoder.encodeInto(text, room)
    const bytes = room.subarray(0, written)
    room = room.subarray(written)
    return bytes
  }
}

/** Joins the texts of single changes into the text of all. */
export function joinTexts(texts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(
    texts.reduce((sum, text) => sum + text.length + 1, 1) + (texts.length ? 0 : 1),
  )
  let at = 0
  joined[at++] = 0x5b
  for (const [index, text] of texts.entries()) {
    if (index > 0) joined[at++] = 0x2c
    joined.set(text, at)
    at += text.length
  }
  joined[at] = 0x5d
  return joined
}

/** @returns null when `bytes` are not a list of changes. */
export function parseChanges(bytes: Uint8Array): readonly RecordState[] | null {
  try {
    const list: unknown = JSON.parse(fromUtf8(bytes))
    return Array.isArray(list) && list.every(isChange) ? list : null
  } catch {
    return null
  }
}

/** A change as it is written, and the text it is written as. */
export interface WrittenChange {
  readonly change: RecordState
  readonly text: Uint8Array
}

/**
 * A change as it is written: versions in order, nothing beside an erasure, a copy that nobody else holds.
 * @throws TypeError for what is no change or what JSON cannot carry.
 */
export function writtenChange(
  change: RecordState,
  encode: (text: string) => Uint8Array = utf8,
): WrittenChange {
  const { collection, id, floors } = change
  const normal = isPlain(change)
    ? { collection, id, fields: change.fields, ...(floors ? { floors } : {}) }
    : mergeStates({ collection, id, fields: {} }, change)
  const json = JSON.stringify(normal)
  const copy: unknown = JSON.parse(json)
  if (!isChange(copy)) throw new TypeError('not a change of a record')
  for (const stamp of stampsOf(copy)) if (!parseStamp(stamp)) throw new TypeError('not a stamp')
  return { change: copy, text: encode(json) }
}

/** One version to a field and no erasure: there is nothing that merging would put in order. */
function isPlain({ fields, erased }: RecordState): boolean {
  return erased === undefined && Object.values(fields).every((versions) => versions.length === 1)
}

/**
 * Cuts a change into parts of at most `limit` bytes whose merging gives the change again.
 * @throws VaultError `too-large` when one version of one field is longer.
 */
export function splitChange({ change, text }: WrittenChange, limit: number): readonly Uint8Array[] {
  if (text.length <= limit) return [text]
  const { collection, id } = change
  const parts: Uint8Array[] = []
  if (change.floors) parts.push(changeToText({ collection, id, fields: {}, floors: change.floors }))
  for (const [field, versions] of Object.entries(change.fields))
    for (const version of versions)
      parts.push(changeToText({ collection, id, fields: { [field]: [version] } }))
  if (parts.some((part) => part.length > limit)) throw vaultError('too-large')
  return parts
}

/** Distributes texts over as few lists as keep each within `limit` bytes, in order; one that is longer stands alone. */
export function fillLists(texts: readonly Uint8Array[], limit: number): readonly (readonly Uint8Array[])[] {
  const lists: Uint8Array[][] = []
  let room = -1
  for (const text of texts) {
    if (text.length + 1 > room) {
      lists.push([])
      room = limit - 2
    }
    lists.at(-1)?.push(text)
    room -= text.length + 1
  }
  return lists
}

/** Every stamp a change carries. */
export function* stampsOf(change: RecordState): Iterable<Stamp> {
  if (change.erased) yield change.erased
  for (const versions of Object.values(change.fields)) for (const version of versions) yield version.stamp
}

/** The latest stamp any of the changes carries; null where there is none. An opening looks through every one there is. */
export function latestStamp(changes: readonly RecordState[]): Stamp | null {
  let latest: Stamp | null = null
  const saw = (stamp: Stamp) => {
    if (latest === null || stamp > latest) latest = stamp
  }
  for (const { erased, fields } of changes) {
    if (erased) saw(erased)
    // Members only: what JSON.parse made has no others.
    for (const field in fields) for (const { stamp } of fields[field] ?? []) saw(stamp)
  }
  return latest
}

function isChange(value: unknown): value is RecordState {
  if (!isObject(value)) return false
  const { collection, id, fields, floors, erased } = value
  if (typeof collection !== 'string' || typeof id !== 'string' || !isObject(fields)) return false
  if (erased !== undefined && typeof erased !== 'string') return false
  if (
    floors !== undefined &&
    !(isObject(floors) && Object.values(floors).every((floor) => typeof floor === 'string'))
  )
    return false
  for (const versions of Object.values(fields)) {
    if (!Array.isArray(versions) || versions.length === 0 || !versions.every(isVersion)) return false
  }
  return true
}

function isVersion(value: unknown): value is FieldVersion {
  return isObject(value) && typeof value.stamp === 'string' && (value.value as Json | undefined) !== undefined
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
