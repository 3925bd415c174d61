import type { Json } from '@/lib/base/json'
import type { Instant } from '@/lib/base/time'
import type { Form } from '@/lib/records/form'

/** For how long a site asks, in the site's own words. */
export type Access = 'once' | 'session' | { readonly for: string } | { readonly until: string }

/** One claim as asked for. `accepts` lists the coarser forms the site can work with, beside the full value. */
export interface ClaimRequest {
  readonly claim: string
  readonly required: boolean
  readonly accepts: readonly Form[]
  /** A rule of the person's: only the forms of `accepts`, not the value itself. Never the site's to say. */
  readonly withoutFull?: true
  readonly reason?: string
}

/** What a site may do in a collection. */
export const ACTIONS = ['read', 'create', 'update', 'delete'] as const
export type Action = (typeof ACTIONS)[number]

/** One collection as asked for. */
export interface CollectionRequest {
  /** `contacts`, or a locker: `app:notes` for the site's own, `app:notes@https://notes.example` for another's. */
  readonly collection: string
  /** In the order of `ACTIONS`, never empty. */
  readonly actions: readonly Action[]
  /** Fields of a shared collection the site asks to see; null for all of a locker. */
  readonly fields: readonly string[] | null
  readonly required: boolean
  readonly reason?: string
  /**
   * A **pick**: the person picks at most so many records of a shared collection. They come with the answer itself, and the
   * site gets nothing of the collection later.
   */
  readonly most?: number
}

export interface Purpose {
  /** Empty where a site said none, which only one that asks for nothing but picks may. */
  readonly text: string
  /** A W3C DPV purpose name or a word of the site's. */
  readonly type?: string
  /** An https address, shown as text and opened only by the person. */
  readonly policy?: string
}

/** What a site asks for: parsed, cleaned and frozen. Nothing in it was made by anyone but the site. */
export interface SiteRequest {
  readonly purpose: Purpose
  /** Empty only where collections are asked for. */
  readonly claims: readonly ClaimRequest[]
  /** Absent where none is asked for. */
  readonly collections?: readonly CollectionRequest[]
  readonly access: Access
  /** ISO 8601 duration the site promises to keep the data for. */
  readonly retention?: string
  /** The site's own nonce, returned in the receipt. */
  readonly nonce?: string
}

/** A record a site proposes to keep: parsed, cleaned and frozen. */
export interface SiteOffer {
  readonly purpose: Purpose
  /** One of the person's own collections, never a locker. */
  readonly collection: string
  readonly fields: { readonly [field: string]: Json }
}

/** A locker is full: the site waits for more room. Sizes in bytes. */
export interface QuotaQuestion {
  /** Full name of the locker. */
  readonly collection: string
  readonly bytes: number
  readonly records: number
  /** What the person would allow instead. */
  readonly wanted: LockerQuota
}

export interface LockerQuota {
  readonly bytes: number
  readonly records: number
}

/** A request waiting for the person. What is asked is `request`, unless one of the other two stands. */
export interface PendingRequest {
  readonly id: string
  readonly origin: string
  readonly request: SiteRequest
  readonly offer?: SiteOffer
  readonly quota?: QuotaQuestion
  /** SHA-256 of the canonical request with id and origin, base64url. */
  readonly hash: string
  readonly asked: Instant
  readonly tab: number
  readonly document: string
}
