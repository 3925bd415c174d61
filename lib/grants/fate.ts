/** What a grant's record says, whatever the time: the grant itself, and what was taken back, ended, paused and picked. */
import type { Json } from '@/lib/base/json'
import type { Instant } from '@/lib/base/time'
import type {
  Grant,
  GrantedClaim,
  GrantedCollection,
  PauseCause,
  StandingCollection,
} from '@/lib/grants/grant'
import { firstVersion } from '@/lib/grants/reader'
import { parseGrant } from '@/lib/grants/schema'
import { isLocker } from '@/lib/records/locker-name'
import { currentVersion, versionsOf } from '@/lib/records/merge'
import type { RecordState, Stamp } from '@/lib/records/record'
import { stampTime } from '@/lib/records/stamp'

export const REVOKED_PART = 'revoked/'
export const PICKED = 'picked/'

/** What happened to a grant since it was made. */
export interface GrantFate {
  readonly revoked: Instant | null
  readonly paused: Instant | null
  readonly pausedBy?: PauseCause
  /** Claims left after those revoked singly. */
  readonly claims: readonly GrantedClaim[]
  /** Collections left, without the fields and actions taken back; absent where none was granted. */
  readonly collections?: readonly StandingCollection[]
}

export interface ReadGrant extends GrantFate {
  /** With the nearer end, where it was given one. */
  readonly grant: Grant
}

const read = new WeakMap<RecordState, ReadGrant | null>()

/** Record states are never changed in place, so what one says is read once. Null for what is not exactly a grant. */
export function readGrant(record: RecordState): ReadGrant | null {
  const known = read.get(record)
  if (known !== undefined) return known
  const found = readFresh(record)
  read.set(record, found)
  return found
}

function readFresh(record: RecordState): ReadGrant | null {
  if (record.erased !== undefined) return null
  const made = parseGrant(firstVersion(record, 'grant')?.value)
  if (!made || made.id !== record.id) return null
  const grant = endingAt(made, nearestEnd(record))
  const isRevoked = (part: string) => Object.hasOwn(record.fields, `${REVOKED_PART}${part}`)
  const claims = grant.claims.filter(({ claim }) => !isRevoked(claim))
  const collections = grant.collections?.flatMap((one) => leftOf(one, isRevoked, grant.created, record) ?? [])
  const nothing = claims.length === 0 && (collections?.length ?? 0) === 0
  const paused = currentVersion(record, 'paused')
  const isPaused = paused !== null && paused.value !== null
  return {
    grant,
    claims,
    ...(collections && { collections }),
    revoked: earliest(record, 'revoked') ?? (nothing ? lastPart(record) : null),
    paused: isPaused ? instantOf(paused.value, paused.stamp) : null,
    ...(isPaused && { pausedBy: causeOf(record) }),
  }
}

/** Null when no action or no field is left of a collection. */
function leftOf(
  granted: GrantedCollection,
  isRevoked: (part: string) => boolean,
  made: Instant,
  record: RecordState,
): StandingCollection | null {
  const { collection, newToo } = granted
  if (isRevoked(collection)) return null
  const actions = granted.actions.filter((action) => !isRevoked(`${collection}:${action}`))
  const fields = granted.fields?.filter((field) => !isRevoked(`${collection}.${field}`)) ?? null
  if (actions.length === 0 || fields?.length === 0) return null
  const sees = isLocker(collection)
    ? () => true
    : (id: string, created: Instant) =>
        pickOf(record, `${PICKED}${collection}/${id}`) ?? (newToo && created > made)
  return { collection, actions, fields, newToo, sees }
}

/** What was said of one record last; null when nothing ever was. What cannot be read is a no. */
function pickOf(record: RecordState, field: string): boolean | null {
  const picked = currentVersion(record, field)
  return picked ? picked.value === true : null
}

function endingAt(grant: Grant, end: Instant | null): Grant {
  return end === null || (grant.ends !== null && grant.ends <= end) ? grant : { ...grant, ends: end }
}

/** The earliest end ever written, however late it was written. */
function nearestEnd(record: RecordState): Instant | null {
  const ends = versionsOf(record, 'ends').map(({ value, stamp }) => instantOf(value, stamp))
  return ends.length === 0 ? null : Math.min(...ends)
}

function causeOf(record: RecordState): PauseCause {
  const cause = currentVersion(record, 'paused-by')?.value
  return cause === 'unused' || cause === 'budget' ? cause : 'person'
}

/** When a field was first written, whatever was written; null when it never was. */
function earliest(record: RecordState, field: string): Instant | null {
  if (!Object.hasOwn(record.fields, field)) return null
  const first = firstVersion(record, field)
  return first ? instantOf(first.value, first.stamp) : 0
}

function lastPart(record: RecordState): Instant {
  let latest = 0
  for (const field of Object.keys(record.fields)) {
    if (field.startsWith(REVOKED_PART)) latest = Math.max(latest, earliest(record, field) ?? 0)
  }
  return latest
}

function instantOf(value: Json, stamp: Stamp): Instant {
  return typeof value === 'number' ? value : stampTime(stamp)
}
