import type { Instant } from '@/lib/base/time'
import type { Action, Purpose } from '@/lib/grants/request'
import type { Form } from '@/lib/records/form'

/** One claim as allowed: from which record, in which form. */
export interface GrantedClaim {
  /** As the site wrote it, prefixes included: `shipping street-address`. */
  readonly claim: string
  readonly collection: string
  readonly record: string
  readonly form: Form
}

/**
 * One collection as allowed. Which records of a shared collection the site sees stands beside the grant, one field each
 * (`picked/<collection>/<record>`: true or false), so that it can be narrowed and merged record by record.
 */
export interface GrantedCollection {
  /** `contacts`, or a locker by its full name: `app:notes@https://notes.example`. */
  readonly collection: string
  readonly actions: readonly Action[]
  /** Fields the site sees and writes; null: all of a locker. */
  readonly fields: readonly string[] | null
  /** Records made after the grant are seen as well. Of a locker always true. */
  readonly newToo: boolean
}

/** A granted collection as it stands: without the fields and actions that were taken back. */
export interface StandingCollection extends GrantedCollection {
  /** Whether the site may know of a record: of a locker always, else what was picked, and with `newToo` what is newer. */
  readonly sees: (record: string, created: Instant) => boolean
}

/** Why a grant is paused. */
export type PauseCause = 'person' | 'unused' | 'budget'

/**
 * What the person allowed. Immutable once made; what happens to it later (revoked, paused, used) stands beside it.
 * `~grants` holds one record per grant: field `grant` (this object), `revoked` and `revoked/<part>` (an instant; never
 * unset again; a part is a claim, `contacts`, `contacts.email` for a field or `contacts:update` for an action), `paused` (an instant
 * or null), `paused-by` (a `PauseCause`), `ends` (an instant, nearer than the grant's own: the earliest ever written counts),
 * `picked/<collection>/<record>`, `receipt` (the signed receipt, as the site got it).
 */
export interface Grant {
  readonly id: string
  readonly origin: string
  /** Empty only where collections are granted. */
  readonly claims: readonly GrantedClaim[]
  /** Absent where none is granted. */
  readonly collections?: readonly GrantedCollection[]
  /** Claims and collections asked for and not given. */
  readonly withheld: readonly string[]
  readonly purpose: Purpose
  readonly retention?: string
  readonly created: Instant
  /** `once`: for the one answer. `session`: until the browser ends. `until`: see `ends`, null means until revoked. */
  readonly mode: 'once' | 'session' | 'until'
  readonly ends: Instant | null
  /** Id of the browser session, for mode `session`. */
  readonly session?: string
  readonly requestHash: string
  readonly nonce?: string
}

export type GrantState = 'granted' | 'paused' | 'revoked' | 'expired'

/** A grant with what happened to it since. */
export interface StandingGrant {
  /** As it was made; where it was given a nearer end, with that one. */
  readonly grant: Grant
  readonly state: GrantState
  /** Claims that still stand: those of the grant without the ones revoked singly. */
  readonly claims: readonly GrantedClaim[]
  /** Collections that still stand; absent where none was granted. */
  readonly collections?: readonly StandingCollection[]
  readonly revoked: Instant | null
  readonly paused: Instant | null
  readonly pausedBy?: PauseCause
  readonly lastUsed: Instant | null
}

/**
 * A lasting no: to everything from the origin (`claims` null) or to single claims. In `~refusals`, field `refusal`,
 * and `lifted` (an instant) when the person takes it back.
 */
export interface Refusal {
  readonly id: string
  readonly origin: string
  /** Registrable domain, where the refusal covers all of it and not only `origin`. */
  readonly site?: string
  readonly claims: readonly string[] | null
  readonly created: Instant
  /** null: until the person lifts it. */
  readonly until: Instant | null
  /** `person` decided it; `silence` follows from repeated dismissals. */
  readonly cause: 'person' | 'silence'
}
