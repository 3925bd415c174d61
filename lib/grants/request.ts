import type { Instant } from '@/lib/base/time'
import type { Form } from '@/lib/records/form'

/** For how long a site asks, in the site's own words. */
export type Access = 'once' | 'session' | { readonly for: string } | { readonly until: string }

/** One claim as asked for. `accepts` lists the coarser forms the site can work with, beside the full value. */
export interface ClaimRequest {
  readonly claim: string
  readonly required: boolean
  readonly accepts: readonly Form[]
  readonly reason?: string
}

export interface Purpose {
  readonly text: string
  /** A W3C DPV purpose name or a word of the site's. */
  readonly type?: string
  /** An https address, shown as text and opened only by the person. */
  readonly policy?: string
}

/** What a site asks for: parsed, cleaned and frozen. Nothing in it was made by anyone but the site. */
export interface SiteRequest {
  readonly purpose: Purpose
  readonly claims: readonly ClaimRequest[]
  readonly access: Access
  /** ISO 8601 duration the site promises to keep the data for. */
  readonly retention?: string
  /** The site's own nonce, returned in the receipt. */
  readonly nonce?: string
}

/** A request waiting for the person. */
export interface PendingRequest {
  readonly id: string
  readonly origin: string
  readonly request: SiteRequest
  /** SHA-256 of the canonical request with id and origin, base64url. */
  readonly hash: string
  readonly asked: Instant
  readonly tab: number
  readonly document: string
}
