/**
 * The wire between a page and the extension, version 1. docs/PROTOCOL.md is the contract; this file is its types.
 *
 * The page posts `{ selfstead: 1 }` with one `MessagePort` to its own window. Everything after that goes over the port:
 * calls from the page, each with an id it made (22 characters of base64url), one answer per call, and events.
 */
import type { Json } from '@/lib/base/json'
import type { GrantState } from '@/lib/grants/grant'
import type { Action } from '@/lib/grants/request'

export const SITE_PROTOCOL = 1

/** Largest call a page may send, in UTF-16 code units of its JSON text. */
export const MAX_CALL_LENGTH = 65_536

/** Largest `write` or `chunk`, as above. The bridge lets no call through that is larger. */
export const MAX_WRITE_LENGTH = 1_048_576
/** Bytes in one part of an attachment, except the last; as base64url text in a call or an answer. */
export const CHUNK_BYTES = 524_288
/** Most records in one `list` answer, one `get` and one `write`. */
export const MAX_LIST = 1_000
export const MAX_GET = 100
export const MAX_WRITES = 1_000
/** Largest attachment, in bytes. */
export const MAX_ATTACHMENT = 50 * 1024 * 1024
export type SiteVerb =
  | 'hello'
  | 'query'
  | 'request'
  | 'read'
  | 'revoke'
  | 'cancel'
  | 'ack'
  | 'list'
  | 'get'
  | 'count'
  | 'write'
  | 'watch'
  | 'upload'
  | 'chunk'
  | 'download'
  | 'offer'

/** What the bridge forwards: the page's call as it came, and whether the page has a user gesture right now. */
export interface ForwardedCall {
  readonly call: unknown
  readonly active: boolean
}

export type SiteCall =
  | { readonly id: string; readonly verb: 'hello' }
  /** `claims`: names of claims and of collections. */
  | { readonly id: string; readonly verb: 'query'; readonly claims: readonly string[] }
  | { readonly id: string; readonly verb: 'request'; readonly request: unknown }
  | {
      readonly id: string
      readonly verb: 'read'
      readonly grant: string
      readonly claims: readonly string[] | null
    }
  | { readonly id: string; readonly verb: 'revoke'; readonly grant: string }
  /** A page of a collection. `after`: the cursor of the page before; null for the first. */
  | {
      readonly id: string
      readonly verb: 'list'
      readonly grant: string
      readonly collection: string
      readonly after: string | null
      readonly limit: number
      readonly order: 'created' | 'changed'
      readonly reverse: boolean
    }
  | {
      readonly id: string
      readonly verb: 'get'
      readonly grant: string
      readonly collection: string
      readonly ids: readonly string[]
    }
  | { readonly id: string; readonly verb: 'count'; readonly grant: string; readonly collection: string }
  /** All of the changes in one commit, or none. */
  | {
      readonly id: string
      readonly verb: 'write'
      readonly grant: string
      readonly collection: string
      readonly changes: readonly RecordWrite[]
    }
  /** From now on this document hears `records` events of the collection. */
  | { readonly id: string; readonly verb: 'watch'; readonly grant: string; readonly collection: string }
  /** Begins an attachment; its parts follow in order, each as a `chunk`. */
  | {
      readonly id: string
      readonly verb: 'upload'
      readonly grant: string
      readonly collection: string
      readonly size: number
      readonly type: string
      readonly name: string
    }
  /** `index` from 0; `data` base64url without padding, `CHUNK_BYTES` bytes except in the last. */
  | {
      readonly id: string
      readonly verb: 'chunk'
      readonly upload: string
      readonly index: number
      readonly data: string
    }
  /** One part of what an attachment's marker names; of that one only, where `attachment` says its id. */
  | {
      readonly id: string
      readonly verb: 'download'
      readonly grant: string
      readonly collection: string
      readonly record: string
      readonly field: string
      readonly index: number
      readonly attachment?: string
    }
  | { readonly id: string; readonly verb: 'offer'; readonly offer: unknown }
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

export type SiteEvent =
  /**
   * The grant's state changed, or it stands for less than before: then it is `granted` again, and `expires` is its end, which may be
   * nearer. Or, with `claims`, the person says that values of these are new: read them again.
   */
  | {
      readonly event: 'change'
      readonly grant: string
      readonly state: GrantState
      readonly expires?: string | null
      readonly claims?: readonly string[]
    }
  /** Records of a watched collection that the site may see: created or changed, and gone. At most `MAX_LIST` ids together. */
  | {
      readonly event: 'records'
      readonly grant: string
      readonly collection: string
      readonly changed: readonly string[]
      readonly gone: readonly string[]
    }
  /** Said by the bridge alone: the background stopped, and what the page watched is watched no more. */
  | { readonly event: 'lost' }

/**
 * One change of a `write`. `value` of an update holds only the members that change; null empties one. `base` is the version
 * the site worked on: where the record has another one now, nothing of the write happens and the answer is the conflict.
 */
export type RecordWrite =
  | { readonly op: 'create'; readonly id?: string; readonly value: { readonly [field: string]: Json } }
  | {
      readonly op: 'update'
      readonly id: string
      readonly value: { readonly [field: string]: Json }
      readonly base?: string
    }
  | { readonly op: 'delete'; readonly id: string; readonly base?: string }

/** A record as a site gets it. `version` means nothing but equality. */
export interface SiteRecord {
  readonly id: string
  readonly version: string
  readonly value: { readonly [field: string]: Json }
}

/** A change that met another version: `current` is null where the record is gone (or was there already, for a create). */
export interface WriteConflict {
  readonly index: number
  readonly current: SiteRecord | null
}

export type WriteAnswer =
  | { readonly written: readonly { readonly id: string; readonly version: string }[] }
  | { readonly conflicts: readonly WriteConflict[] }

/** A released value: the plain value, or with its form when it is coarser than asked for. */
export type ReleasedValue = Json | { readonly form: string; readonly value: Json }

/** The answer to `request`, and to `read`. */
export interface GrantAnswer {
  readonly grant: string
  readonly data: { readonly [claim: string]: ReleasedValue }
  /** Collections the site may use, each by the site's own name for it; absent where there are none. */
  readonly collections?: readonly AnsweredCollection[]
  /** The records of each pick, in the order they were made; absent where none was granted. There is no later way to them. */
  readonly picked?: { readonly [collection: string]: readonly SiteRecord[] }
  readonly withheld: readonly string[]
  /** ISO 8601 instant; null until revoked, or until the browser ends; for `once` the moment of the answer. */
  readonly expires: string | null
  readonly state: GrantState
  /** What the person allowed, signed. Not in the answer to `read`: it is the same for as long as the grant stands. */
  readonly receipt?: Json
}

export interface AnsweredCollection {
  readonly collection: string
  readonly actions: readonly Action[]
  readonly fields: readonly string[] | null
}

/**
 * What `ok` holds for each call. `hello` is answered or left in silence, never refused. `read` answers like `request`,
 * with today's values and the grant's state now, and without the receipt. `cancel` and `ack` have no answer.
 */
export interface SiteResults {
  readonly hello: { readonly version: typeof SITE_PROTOCOL }
  readonly query: 'granted' | 'prompt'
  readonly request: GrantAnswer
  readonly read: GrantAnswer
  readonly revoke: null
  readonly list: { readonly records: readonly SiteRecord[]; readonly next: string | null }
  readonly get: { readonly records: readonly SiteRecord[] }
  readonly count: { readonly count: number }
  readonly write: WriteAnswer
  readonly watch: null
  readonly upload: { readonly upload: string }
  readonly chunk: { readonly received: number }
  readonly download: { readonly data: string; readonly of: number }
  /** Kept; a refusal looks like every other. */
  readonly offer: null
}
