import type { Json } from '@/lib/base/json'
import type { QuotaQuestion } from '@/lib/grants/request'
import type { SiteCall, SiteError, SiteVerb } from '@/lib/protocol/site'
import type { LockerRooms } from '@/lib/services/locker-room'
import type { LockerWorks } from '@/lib/services/locker-work'
import type { PairwiseNames } from '@/lib/services/pairwise'
import type { Moment, ReachEdges } from '@/lib/services/reach'
import type { Listener } from '@/lib/services/watching'
import type { Vault } from '@/lib/vault/vault'

/** One page's line: uploads belong to it, and it hears of what it watches. */
export type CollectionLine = Listener

/** `null`: not allowed, whatever the cause. `full`: what the person would have to allow first. */
export type CollectionAnswer =
  | { readonly ok: Json }
  | { readonly error: SiteError }
  | { readonly full: QuotaQuestion }
  | null

/** What belongs to one open vault. */
export interface Desk {
  readonly vault: Vault
  readonly rooms: LockerRooms
  readonly works: LockerWorks
  readonly names: (origin: string) => PairwiseNames
}

/** The desk as one call finds it, with what of the session it is decided by. */
export interface Visit extends Desk {
  readonly here: Moment
  /** Nothing may be written before this says that the session stands and the call is its only one. */
  readonly provided: Promise<boolean>
}

/** A call of one verb. */
export type Of<Verb extends SiteVerb> = Extract<SiteCall, { readonly verb: Verb }>

/** How a call at a desk comes to the collection it names. */
export type Reaching = (desk: Desk) => ReachEdges

export function typeError(message: string): CollectionAnswer {
  return { error: { name: 'TypeError', message } }
}

export function tooMuch(message: string): CollectionAnswer {
  return { error: { name: 'QuotaExceededError', message } }
}
