import type { Instant } from '@/lib/base/time'
import type { Refusal, StandingGrant } from '@/lib/grants/grant'
import type { Holding, LedgerLine } from '@/lib/ledger/entry'
import type { SiteView } from '@/lib/protocol/app'
import type { Verification } from '@/lib/vault/vault'

export interface SiteSummary {
  readonly site: SiteView
  readonly grants: readonly StandingGrant[]
  readonly holdings: readonly Holding[]
  readonly refusals: readonly Refusal[]
  readonly first: Instant
  readonly lastUsed: Instant
}

/** What was allowed, to whom, and taking it back. Everything is committed before it is reported done. */
export interface Sharing {
  /** Sites that were ever granted, refused or given something, latest use first. */
  sites(): readonly SiteSummary[]
  site(origin: string): SiteSummary | null
  holdings(): readonly Holding[]
  /** Sites that received a value of this record. */
  holders(collection: string, record: string): readonly Holding[]
  /** Newest first. */
  ledger(filter?: { readonly origin?: string; readonly from?: Instant; readonly to?: Instant }): readonly LedgerLine[]
  revoke(grant: string, claim?: string): Promise<void>
  revokeSite(origin: string): Promise<void>
  revokeAll(): Promise<void>
  pause(grant: string, paused: boolean): Promise<void>
  refuse(origin: string, claims: readonly string[] | null, until: Instant | null): Promise<void>
  lift(refusal: string): Promise<void>
  refusals(): readonly Refusal[]
  verify(): Promise<Verification>
}
