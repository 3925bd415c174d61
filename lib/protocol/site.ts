/**
 * The wire between a page and the extension, version 1. docs/PROTOCOL.md is the contract; this file is its types.
 *
 * The page posts `{ selfstead: 1 }` with one `MessagePort` to its own window. Everything after that goes over the port:
 * calls from the page, each with an id it made (22 characters of base64url), one answer per call, and events.
 */
import type { Json } from '@/lib/base/json'
import type { GrantState } from '@/lib/grants/grant'

export const SITE_PROTOCOL = 1

/** Largest call a page may send, in UTF-16 code units of its JSON text. */
export const MAX_CALL_LENGTH = 65_536

export type SiteVerb = 'hello' | 'query' | 'request' | 'read' | 'revoke' | 'cancel' | 'ack'

/** What the bridge forwards: the page's call as it came, and whether the page has a user gesture right now. */
export interface ForwardedCall {
  readonly call: unknown
  readonly active: boolean
}

export type SiteCall =
  | { readonly id: string; readonly verb: 'hello' }
  | { readonly id: string; readonly verb: 'query'; readonly claims: readonly string[] }
  | { readonly id: string; readonly verb: 'request'; readonly request: unknown }
  | {
      readonly id: string
      readonly verb: 'read'
      readonly grant: string
      readonly claims: readonly string[] | null
    }
  | { readonly id: string; readonly verb: 'revoke'; readonly grant: string }
  /** Ends the waiting call `target`: the caller's signal was aborted or the document went away. */
  | { readonly id: string; readonly verb: 'cancel'; readonly target: string }
  /** The answer to `target` arrived in the page's document. */
  | { readonly id: string; readonly verb: 'ack'; readonly target: string }

/** Names of the `DOMException`s (and `TypeError`) a page can see. Closed list. */
export const SITE_ERRORS = [
  'NotAllowedError',
  'AbortError',
  'SecurityError',
  'TypeError',
  'InvalidStateError',
  'QuotaExceededError',
] as const
export type SiteErrorName = (typeof SITE_ERRORS)[number]

export interface SiteError {
  readonly name: SiteErrorName
  /** Says what is wrong with the call and nothing else; for `NotAllowedError` always the same text. */
  readonly message: string
}

export type SiteAnswer =
  | { readonly id: string; readonly ok: Json }
  | { readonly id: string; readonly error: SiteError }
  | SiteEvent

export interface SiteEvent {
  readonly event: 'change'
  readonly grant: string
  readonly state: GrantState
}

/** A released value: the plain value, or with its form when it is coarser than asked for. */
export type ReleasedValue = Json | { readonly form: string; readonly value: Json }

/** The answer to `request`. */
export interface GrantAnswer {
  readonly grant: string
  readonly data: { readonly [claim: string]: ReleasedValue }
  readonly withheld: readonly string[]
  /** ISO 8601 instant; null until revoked; for `once` the moment of the answer. */
  readonly expires: string | null
  readonly state: GrantState
  readonly receipt: Json
}

/**
 * What `ok` holds for each call. `hello` is answered or left in silence, never refused. `read` answers like `request`,
 * with today's values and the grant's state now. `cancel` and `ack` have no answer.
 */
export interface SiteResults {
  readonly hello: { readonly version: typeof SITE_PROTOCOL }
  readonly query: 'granted' | 'prompt'
  readonly request: GrantAnswer
  readonly read: GrantAnswer
  readonly revoke: null
}
