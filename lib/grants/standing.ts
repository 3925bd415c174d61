/**
 * Grants as they stand now. Presence is authority, and so is absence of doubt: a grant that cannot be parsed is none, a
 * `revoked` field that is there in any shape has revoked, a pause that cannot be read is a pause.
 */
import type { Json } from '@/lib/base/json'
import type { Instant } from '@/lib/base/time'
import { type GrantFate, PICKED, REVOKED_PART, readGrant } from '@/lib/grants/fate'
import type { Grant, GrantState, PauseCause, StandingGrant } from '@/lib/grants/grant'
import { GRANTS, latestSeen, type RecordReader } from '@/lib/grants/reader'
import type { RecordState, Stamp } from '@/lib/records/record'
import { stampTime } from '@/lib/records/stamp'

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
  if (fate.revoked !== null || (fate.claims.length === 0 && (fate.collections?.length ?? 0) === 0))
    return 'revoked'
  if (grant.mode === 'once') return 'expired'
  if (grant.ends !== null && now >= grant.ends) return 'expired'
  if (grant.mode === 'session' && grant.session !== browserSession) return 'expired'
  return fate.paused === null ? 'granted' : 'paused'
}

/** The record to commit for a new grant. */
export function grantRecord(grant: Grant, stamp: Stamp): RecordState {
  return change(grant.id, 'grant', grant as unknown as Json, stamp)
}

/**
 * Revokes a grant, or one part of it: a claim, a collection (`contacts`), a field (`contacts.email`) or an action
 * (`contacts:update`). Never taken back: there is no change that undoes it.
 */
export function revocation(grantId: string, part: string | null, stamp: Stamp): RecordState {
  return change(grantId, part === null ? 'revoked' : `${REVOKED_PART}${part}`, stampTime(stamp), stamp)
}

/** Suspends a grant, or resumes it. @param by why it is paused. */
export function pausing(
  grantId: string,
  paused: boolean,
  stamp: Stamp,
  by: PauseCause = 'person',
): RecordState {
  const state = change(grantId, 'paused', paused ? stampTime(stamp) : null, stamp)
  return paused ? { ...state, fields: { ...state.fields, 'paused-by': [{ value: by, stamp }] } } : state
}

/** Gives a grant a nearer end. One that lies behind an end it has already changes nothing. */
export function ending(grantId: string, at: Instant, stamp: Stamp): RecordState {
  return change(grantId, 'ends', at, stamp)
}

/** Shows a record of a shared collection to the grant's site, or hides it. */
export function picking(
  grantId: string,
  collection: string,
  record: string,
  picked: boolean,
  stamp: Stamp,
): RecordState {
  return change(grantId, `${PICKED}${collection}/${record}`, picked, stamp)
}

/** Keeps the receipt beside the grant, as the site got it. */
export function receiptRecord(grantId: string, receipt: Json, stamp: Stamp): RecordState {
  return change(grantId, 'receipt', receipt, stamp)
}

function change(id: string, field: string, value: Json, stamp: Stamp): RecordState {
  return { collection: GRANTS, id, fields: { [field]: [{ value, stamp }] } }
}

function standingOf(
  record: RecordState,
  now: Instant,
  browserSession: string | null,
  lastUsed: ReadonlyMap<string, Instant>,
): StandingGrant | null {
  const found = readGrant(record)
  if (!found) return null
  const state = stateOf(found.grant, found, now, browserSession)
  return { ...found, state, lastUsed: lastUsed.get(found.grant.id) ?? null }
}
