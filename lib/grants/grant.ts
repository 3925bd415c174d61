import type { Instant } from '@/lib/base/time'
import type { Purpose } from '@/lib/grants/request'
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
 * What the person allowed. Immutable once made; what happens to it later (revoked, paused, used) stands beside it.
 * `~grants` holds one record per grant: field `grant` (this object), `revoked` and `revoked/<claim>` (an instant; never
 * unset again), `paused` (an instant or null),
 * `receipt` (the signed receipt, as the site got it).
 */
export interface Grant {
  readonly id: string
  readonly origin: string
  readonly claims: readonly GrantedClaim[]
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
  readonly grant: Grant
  readonly state: GrantState
  /** Claims that still stand: those of the grant without the ones revoked singly. */
  readonly claims: readonly GrantedClaim[]
  readonly revoked: Instant | null
  readonly paused: Instant | null
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
