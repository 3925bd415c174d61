/**
 * Two versions of one field, made on two devices of which neither knew of the other's: the later counts, and the other must not
 * go unseen.
 *
 * Stamps alone do not tell it. A later stamp may be that of somebody who had seen the earlier value, and of somebody who had not.
 * So a version names those of other devices that were known when it was written (`over`), as far as they do not follow: a device
 * has seen all that it wrote itself, and what it had seen then. A vault on one device has none of this, and costs nothing by it.
 */
import { canonicalJson } from '@/lib/base/json'
import { currentVersion, isSticky, versionsOf } from '@/lib/records/merge'
import type { FieldVersion, RecordState, Stamp } from '@/lib/records/record'
import { compareStamps, stampedBy } from '@/lib/records/stamp'

/** Where it is noted that the person has looked: a list of stamps, of versions that were shown beside the current one. */
export const LOOKED = '~looked'

/** Versions of a field that whoever wrote the current one had not seen, newest first; also those looked at since. */
export function unseenVersions(state: RecordState, field: string): readonly FieldVersion[] {
  const current = currentVersion(state, field)
  if (!current || isSticky(state.collection, field)) return []
  const versions = versionsOf(state, field)
  const seen = seenBy(current, versions)
  const says = canonicalJson(current.value)
  return versions.filter(({ stamp, value }) => !seen.has(stamp) && canonicalJson(value) !== says)
}

/** Fields of which there are two versions that the person has not looked at, with those beside the current one. */
export function twoVersions(state: RecordState): ReadonlyMap<string, readonly FieldVersion[]> {
  const value = currentVersion(state, LOOKED)?.value
  const looked = new Set(Array.isArray(value) ? value : [])
  const found = new Map<string, readonly FieldVersion[]>()
  for (const field of Object.keys(state.fields)) {
    if (field === LOOKED) continue
    const unseen = unseenVersions(state, field).filter(({ stamp }) => !looked.has(stamp))
    if (unseen.length > 0) found.set(field, unseen)
  }
  return found
}

/** What `LOOKED` is to hold once the person has looked at all there is. */
export function allLooked(state: RecordState): readonly Stamp[] {
  const stamps = Object.keys(state.fields).flatMap((field) =>
    field === LOOKED ? [] : unseenVersions(state, field).map(({ stamp }) => stamp),
  )
  return stamps.sort(compareStamps)
}

/** A change of this device as it is written: each new version names those of other devices that it is written over. */
export function overOthers(
  change: RecordState,
  known: { get(collection: string, id: string): RecordState | null },
  device: string,
): RecordState {
  if (change.collection.startsWith('~')) return change
  const before = known.get(change.collection, change.id)
  if (!before) return change
  let fields: { [field: string]: readonly FieldVersion[] } | null = null
  for (const [field, versions] of Object.entries(change.fields)) {
    const [version] = versions
    if (!version || versions.length > 1 || version.over || field === LOOKED) continue
    if (stampedBy(version.stamp) !== device) continue
    const over = unsaid(version, versionsOf(before, field))
    if (over.length > 0) fields = { ...(fields ?? change.fields), [field]: [{ ...version, over }] }
  }
  return fields ? { ...change, fields } : change
}

/** Of what is known the newest that does not follow from the rest, as often as there is any. */
function unsaid(version: FieldVersion, known: readonly FieldVersion[]): readonly Stamp[] {
  const over: Stamp[] = []
  const seen = new Set<Stamp>()
  extend(seen, version, known)
  for (const one of known) {
    if (seen.has(one.stamp) || compareStamps(one.stamp, version.stamp) > 0) continue
    over.push(one.stamp)
    extend(seen, one, known)
  }
  return over
}

/** Stamps that whoever wrote `version` had seen, its own among them. */
function seenBy(version: FieldVersion, versions: readonly FieldVersion[]): ReadonlySet<Stamp> {
  const seen = new Set<Stamp>()
  extend(seen, version, versions)
  return seen
}

function extend(seen: Set<Stamp>, version: FieldVersion, versions: readonly FieldVersion[]): void {
  const open = [version]
  for (let next = open.pop(); next; next = open.pop()) {
    if (seen.has(next.stamp)) continue
    seen.add(next.stamp)
    const { stamp, over = [] } = next
    for (const one of versions) {
      const isOwn = stampedBy(one.stamp) === stampedBy(stamp) && compareStamps(one.stamp, stamp) < 0
      if (isOwn || over.includes(one.stamp)) open.push(one)
    }
    // What was written over was erased from the history, and with it what had been seen there: nobody is alarmed by a guess.
    for (const gone of over) {
      if (versions.some((one) => one.stamp === gone)) continue
      for (const one of versions) if (compareStamps(one.stamp, gone) <= 0) open.push(one)
    }
  }
}
