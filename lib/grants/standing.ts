/**
 * Grants as they stand now. Presence is authority, and so is absence of doubt: a grant that cannot be parsed is none, a
 * `revoked` field that is there in any shape has revoked, a pause that cannot be read is a pause.
 */
import type { Json } from '@/lib/base/json'
import type { Instant } from '@/lib/base/time'
import type { Grant, GrantedClaim, GrantState, StandingGrant } from '@/lib/grants/grant'
import { firstVersion, GRANTS, latestSeen, type RecordReader } from '@/lib/grants/reader'
import { parseGrant } from '@/lib/grants/schema'
import { currentVersion } from '@/lib/records/merge'
import type { RecordState, Stamp } from '@/lib/records/record'
import { stampTime } from '@/lib/records/stamp'

const SINGLE = 'revoked/'

/**
 * Every grant ever made, oldest first, with its state.
 * @param browserSession id of the running browser session; grants of another one have expired.
 * @param seen latest time ever seen: ends are measured against the later of `now` and it.
 * @param lastUsed when each grant last released something, by grant id (the ledger knows).
 */
export function standingGrants(
  reader: RecordReader,
  now: Instant,
  browserSession: string | null,
  seen: Instant = latestSeen(reader),
  lastUsed: ReadonlyMap<string, Instant> = new Map(),
): readonly StandingGrant[] {
  const standing: StandingGrant[] = []
  for (const record of reader.all(GRANTS)) {
    const found = standingOf(record, Math.max(now, seen), browserSession, lastUsed)
    if (found) standing.push(found)
  }
  return standing
}

/** One grant as it stands, or null when there is none of that id. Parameters as of `standingGrants`. */
export function standingGrant(
  reader: RecordReader,
  id: string,
  now: Instant,
  browserSession: string | null,
  seen: Instant = latestSeen(reader),
): StandingGrant | null {
  const record = reader.get(GRANTS, id)
  return record ? standingOf(record, Math.max(now, seen), browserSession, new Map()) : null
}

/** Grants of each origin, oldest first. */
export function grantsByOrigin(
  grants: readonly StandingGrant[],
): ReadonlyMap<string, readonly StandingGrant[]> {
  const byOrigin = new Map<string, StandingGrant[]>()
  for (const standing of grants) {
    const same = byOrigin.get(standing.grant.origin)
    if (same) same.push(standing)
    else byOrigin.set(standing.grant.origin, [standing])
  }
  return byOrigin
}

/** What happened to a grant since it was made. */
export interface GrantFate {
  readonly revoked: Instant | null
  readonly paused: Instant | null
  /** Claims left after those revoked singly. */
  readonly claims: readonly GrantedClaim[]
}

/**
 * Revoked before expired before paused before granted. A `once` grant is spent by the answer it was made for: that
 * answer is given from the grant itself, and from then on it reads as expired.
 * @param now the later of the clock and the latest time ever seen.
 */
export function stateOf(
  grant: Grant,
  fate: GrantFate,
  now: Instant,
  browserSession: string | null,
): GrantState {
  if (fate.revoked !== null || fate.claims.length === 0) return 'revoked'
  if (grant.mode === 'once') return 'expired'
  if (grant.ends !== null && now >= grant.ends) return 'expired'
  if (grant.mode === 'session' && grant.session !== browserSession) return 'expired'
  return fate.paused === null ? 'granted' : 'paused'
}

/** The record to commit for a new grant. */
export function grantRecord(grant: Grant, stamp: Stamp): RecordState {
  return change(grant.id, 'grant', grant as unknown as Json, stamp)
}

/** Revokes a grant, or one claim of it. Never taken back: there is no change that undoes it. */
export function revocation(grantId: string, claim: string | null, stamp: Stamp): RecordState {
  return change(grantId, claim === null ? 'revoked' : `${SINGLE}${claim}`, stampTime(stamp), stamp)
}

/** Suspends a grant, or resumes it. */
export function pausing(grantId: string, paused: boolean, stamp: Stamp): RecordState {
  return change(grantId, 'paused', paused ? stampTime(stamp) : null, stamp)
}

/** Keeps the receipt beside the grant, as the site got it. */
export function receiptRecord(grantId: string, receipt: Json, stamp: Stamp): RecordState {
  return change(grantId, 'receipt', receipt, stamp)
}

function change(id: string, field: string, value: Json, stamp: Stamp): RecordState {
  return { collection: GRANTS, id, fields: { [field]: [{ value, stamp }] } }
}

interface ReadGrant extends GrantFate {
  readonly grant: Grant
}

const read = new WeakMap<RecordState, ReadGrant | null>()

function standingOf(
  record: RecordState,
  now: Instant,
  browserSession: string | null,
  lastUsed: ReadonlyMap<string, Instant>,
): StandingGrant | null {
  let found = read.get(record)
  if (found === undefined) {
    found = readGrant(record)
    read.set(record, found)
  }
  if (!found) return null
  const { grant, claims, revoked, paused } = found
  const state = stateOf(grant, found, now, browserSession)
  return { grant, state, claims, revoked, paused, lastUsed: lastUsed.get(grant.id) ?? null }
}

function readGrant(record: RecordState): ReadGrant | null {
  if (record.erased !== undefined) return null
  const grant = parseGrant(firstVersion(record, 'grant')?.value)
  if (!grant || grant.id !== record.id) return null
  const claims = grant.claims.filter(({ claim }) => !Object.hasOwn(record.fields, `${SINGLE}${claim}`))
  const paused = currentVersion(record, 'paused')
  return {
    grant,
    claims,
    revoked: earliest(record, 'revoked') ?? (claims.length === 0 ? lastSingle(record) : null),
    paused: paused && paused.value !== null ? instantOf(paused.value, paused.stamp) : null,
  }
}

/** When a field was first written, whatever was written; null when it never was. */
function earliest(record: RecordState, field: string): Instant | null {
  if (!Object.hasOwn(record.fields, field)) return null
  const first = firstVersion(record, field)
  return first ? instantOf(first.value, first.stamp) : 0
}

function lastSingle(record: RecordState): Instant {
  let latest = 0
  for (const field of Object.keys(record.fields)) {
    if (field.startsWith(SINGLE)) latest = Math.max(latest, earliest(record, field) ?? 0)
  }
  return latest
}

function instantOf(value: Json, stamp: Stamp): Instant {
  return typeof value === 'number' ? value : stampTime(stamp)
}
