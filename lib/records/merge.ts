/**
 * Merging two states of one record. The result depends only on what was merged, not on the order, the grouping or how
 * often: commutative, associative, idempotent.
 */
import { canonicalJson, type Json } from '@/lib/base/json'
import type { FieldVersion, RecordState, Stamp } from '@/lib/records/record'
import { compareStamps } from '@/lib/records/stamp'

/**
 * The union of what both know: per field all versions, newest stamp first; per field the higher floor, below which only
 * the current version stays; erased as soon as one of them is, and then nothing else.
 * @throws TypeError when they are states of two different records.
 */
export function mergeStates(a: RecordState, b: RecordState): RecordState {
  if (a.collection !== b.collection || a.id !== b.id) throw new TypeError('states of two different records')
  const { collection, id } = a
  const erased = later(a.erased, b.erased)
  if (erased) return { collection, id, fields: {}, erased }

  const floors = mergeFloors(a.floors, b.floors)
  const fields: [string, readonly FieldVersion[]][] = []
  for (const field of new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])) {
    // A no that cannot be taken back must not be forgotten either: floors do not reach sticky fields.
    const floor = isSticky(collection, field) ? undefined : floors?.get(field)
    const versions = mergeVersions(versionsOf(a, field), versionsOf(b, field), floor)
    if (versions.length > 0) fields.push([field, versions])
  }
  // `fromEntries` defines members, so that a field named `__proto__` is one and changes nothing.
  const merged = { collection, id, fields: Object.fromEntries(fields) }
  return floors ? { ...merged, floors: Object.fromEntries(floors) } : merged
}

/** All versions of a field, newest first; empty when the record has no such field. */
export function versionsOf(state: RecordState, field: string): readonly FieldVersion[] {
  return Object.hasOwn(state.fields, field) ? (state.fields[field] ?? []) : []
}

/**
 * The version that counts: the newest, or in a sticky field the first that was not null, because what was revoked or
 * lifted once stays so whatever is written later. Null when the record has no such field.
 */
export function currentVersion(state: RecordState, field: string): FieldVersion | null {
  const versions = versionsOf(state, field)
  if (isSticky(state.collection, field)) {
    const first = versions.findLast((version) => version.value !== null)
    if (first) return first
  }
  return versions[0] ?? null
}

/** The current value of a field; null when it was emptied or never set. */
export function currentValue(state: RecordState, field: string): Json {
  return currentVersion(state, field)?.value ?? null
}

/**
 * True for the fields that never become null again: a grant's revocation, whole or in part, and the end it was given; a
 * refusal's and a rule's lifting; a device's removal.
 */
export function isSticky(collection: string, field: string): boolean {
  if (collection === '~grants') return field === 'revoked' || field.startsWith('revoked/') || field === 'ends'
  if (collection === '~devices') return field === 'removed'
  return (collection === '~refusals' || collection === '~rules') && field === 'lifted'
}

function mergeVersions(
  a: readonly FieldVersion[],
  b: readonly FieldVersion[],
  floor?: Stamp,
): readonly FieldVersion[] {
  const byStamp = new Map<Stamp, FieldVersion>()
  for (const version of [...a, ...b]) {
    const known = byStamp.get(version.stamp)
    byStamp.set(version.stamp, known ? preferred(known, version) : version)
  }
  const versions = [...byStamp.values()].sort((one, other) => compareStamps(other.stamp, one.stamp))
  return floor
    ? versions.filter((version, index) => index === 0 || compareStamps(version.stamp, floor) >= 0)
    : versions
}

/**
 * Two versions under one stamp should not exist (a device never makes a stamp twice), but a restored profile can make
 * them. Any fixed order will do; a value goes before an emptied field, so that nothing is lost or un-revoked by it.
 */
function preferred(a: FieldVersion, b: FieldVersion): FieldVersion {
  if (a === b) return a
  if ((a.value === null) !== (b.value === null)) return a.value === null ? b : a
  const [over, other] = [a.over?.join() ?? '', b.over?.join() ?? '']
  if (over !== other) return over > other ? a : b
  return rank(a) >= rank(b) ? a : b
}

function rank({ value, from }: FieldVersion): string {
  return canonicalJson([value, from === undefined ? null : { ...from }])
}

function mergeFloors(a: RecordState['floors'], b: RecordState['floors']): Map<string, Stamp> | null {
  const floors = new Map<string, Stamp>()
  for (const [field, floor] of [...Object.entries(a ?? {}), ...Object.entries(b ?? {})]) {
    floors.set(field, later(floors.get(field), floor) ?? floor)
  }
  return floors.size > 0 ? floors : null
}

function later(a: Stamp | undefined, b: Stamp | undefined): Stamp | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return compareStamps(a, b) >= 0 ? a : b
}
