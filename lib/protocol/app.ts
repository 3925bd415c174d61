/**
 * The wire between our own pages and the background: one call, one answer, over `runtime.sendMessage`. Only senders with
 * our own origin reach it. Pages that need the whole vault (dashboard, welcome) open it themselves; the prompt and the
 * popup ask for just what they show.
 */
import type { Json } from '@/lib/base/json'
import type { Instant } from '@/lib/base/time'
import type { Grant, GrantState, PauseCause, Refusal } from '@/lib/grants/grant'
import type { PromptLine } from '@/lib/grants/line'
import type { Access, Action, LockerQuota, Purpose, QuotaQuestion } from '@/lib/grants/request'
import type { Rule } from '@/lib/grants/rule'
import type { LedgerLine } from '@/lib/ledger/entry'
import type { FillCalls, FillView } from '@/lib/protocol/fill-app'
import type { MeetingCalls } from '@/lib/protocol/meeting-app'
import type { SyncCalls } from '@/lib/protocol/sync-app'
import type { Form } from '@/lib/records/form'

export type VaultState = 'none' | 'locked' | 'unlocked' | 'lost' | 'unusable'

export interface SessionView {
  readonly vault: VaultState
  /** When it locks by itself; null while it is not unlocked. */
  readonly deadline: Instant | null
  /** Requests waiting for the person. */
  readonly waiting: number
}

/** A site as the person should see it. */
export interface SiteView {
  readonly origin: string
  /** `https` is not shown, `http` is. */
  readonly scheme: string
  /** Host in Unicode, with port when it is not the default: what stands before the registrable domain, and that domain. */
  readonly before: string
  readonly registrable: string
  /** The host in ASCII (`xn--…`) where it differs. */
  readonly ascii: string | null
}

export type { PromptLine } from '@/lib/grants/line'

/** Everything the prompt paints. While the vault is locked only `site`, `position` and `locked` are known to it. */
export interface PromptView {
  readonly id: string
  readonly hash: string
  readonly position: { readonly n: number; readonly of: number }
  readonly site: SiteView
  readonly locked: boolean
  readonly purpose: Purpose
  readonly retention: string | null
  readonly access: Access
  /** When this site first got something, null for the first time. */
  readonly since: Instant | null
  /** Claims a live grant already covers: shown folded above what is new. */
  readonly standing: readonly { readonly claim: string; readonly form: Form; readonly text: string }[]
  readonly lines: readonly PromptLine[]
  /** The passphrase was given within the last two minutes. */
  readonly reauthenticated: boolean
  /** Collections asked for that do not stand as asked; absent where there are none. */
  readonly collections?: readonly CollectionLine[]
  /** Collections that stand and were asked for again: folded with `standing`. */
  readonly standingCollections?: readonly StandingCollectionLine[]
  /** A record the site proposes to keep, instead of everything above. */
  readonly offer?: OfferView
  /** A locker that is full, instead of everything above. */
  readonly quota?: QuotaView
  /** Rules of the person's that shaped what is shown. */
  readonly rules?: readonly Rule[]
  /** The longest a rule lets this last, in milliseconds; null or absent where none does. */
  readonly longest?: number | null
  /** The origin that this one resembles and that the person dealt with before. */
  readonly resembles?: ResemblanceView | null
}

/** One collection a site asks for. Its records come by `prompt.records`. `Owner` is how the reader shows an origin. */
export interface CollectionLine<Owner = SiteView> {
  /** By its name in the vault. */
  readonly collection: string
  /** Whose locker it is; null for a shared collection. */
  readonly owner: Owner | null
  readonly actions: readonly Action[]
  /** Fields of a shared collection; null for a locker, which is had whole. */
  readonly fields: readonly string[] | null
  readonly required: boolean
  readonly reason: string | null
  /** Of a pick: how many records at most. They go over once. */
  readonly most?: number
  /** How many records there are, and for a locker how many bytes. */
  readonly records: number
  readonly bytes: number | null
  /** What of it is new; null where nothing of the collection stands yet. */
  readonly fresh: { readonly actions: readonly Action[]; readonly fields: readonly string[] | null } | null
}

/** A collection that the site has already. */
export interface StandingCollectionLine<Owner = SiteView> {
  readonly collection: string
  readonly owner: Owner | null
  readonly actions: readonly Action[]
}

/** A record to choose. */
export interface RecordRow {
  readonly id: string
  readonly label: string
  /** First line of what it holds. */
  readonly text: string
  /** Leaves only with the passphrase given again. */
  readonly sensitive: boolean
  /** The site sees it already. */
  readonly standing: boolean
}

/** A full locker, and what the person would allow instead. Sizes in bytes. */
export interface QuotaView {
  readonly collection: string
  readonly owner: SiteView
  readonly bytes: number
  readonly records: number
  readonly wanted: LockerQuota
}

/** What the person picked of a collection. Nothing picked means nothing, except in a locker, which is had whole. */
export interface CollectionChoice {
  readonly collection: string
  readonly actions: readonly Action[]
  readonly fields: readonly string[] | null
  readonly records: readonly string[]
  readonly newToo: boolean
}

/** What a site proposes, beside what the vault has. */
export interface OfferView {
  readonly collection: string
  /** Cleaned as for typing; what cannot be kept is left out. */
  readonly fields: { readonly [field: string]: Json }
  /** The record it would change, with its fields now; null: a new one. `same`: nothing in it is new. */
  readonly beside: {
    readonly record: string
    readonly label: string
    readonly fields: { readonly [field: string]: Json }
  } | null
  readonly outcome: 'new' | 'changed' | 'same'
  /** Where a telephone number without a country is dialled: the country of the newest address, ISO 3166-1 alpha-2. */
  readonly dialledIn: string | null
}

export interface ResemblanceView {
  readonly site: SiteView
  /** Characters that look alike, one letter apart, or the same name under another suffix. */
  readonly how: 'lookalike' | 'one-apart' | 'other-suffix'
}

/** The prompt as the background knows it. The page adds what is drawn from the public suffix list, which is heavy. */
export type PromptFacts = Omit<
  PromptView,
  'site' | 'resembles' | 'collections' | 'standingCollections' | 'quota'
> & {
  readonly origin: string
  readonly collections?: readonly CollectionLine<string>[]
  readonly standingCollections?: readonly StandingCollectionLine<string>[]
  readonly quota?: QuotaQuestion
  /** Origins the person dealt with, to compare with. */
  readonly known?: readonly string[]
}

/** How long the person allows it. */
export type Term =
  | { readonly kind: 'once' }
  | { readonly kind: 'session' }
  | { readonly kind: 'until'; readonly at: Instant }
  | { readonly kind: 'revoked' }

export type PromptAnswer =
  | {
      readonly allow: true
      readonly id: string
      readonly hash: string
      /** Empty only where collections are chosen. */
      readonly choices: readonly { readonly claim: string; readonly record: string; readonly form: Form }[]
      readonly collections?: readonly CollectionChoice[]
      readonly term: Term
    }
  | {
      readonly allow: false
      readonly id: string
      readonly hash: string
      /** `once`: just this request. An instant: until then. `always`: until the person lifts it. */
      readonly until: 'once' | 'always' | Instant
      /** null: everything from this site. */
      readonly claims: readonly string[] | null
    }

export interface GrantView {
  readonly id: string
  readonly state: GrantState
  readonly mode?: Grant['mode']
  /** Why it is paused; absent while it is not. */
  readonly pausedBy?: PauseCause
  readonly claims: readonly { readonly claim: string; readonly form: Form }[]
  readonly collections?: readonly { readonly collection: string; readonly actions: readonly Action[] }[]
  readonly created: Instant
  readonly ends: Instant | null
  readonly purpose: string
}

export interface PopupView {
  readonly session: SessionView
  /** The site of the active tab; null on pages that cannot ask. */
  readonly site: SiteView | null
  /** Whether the person lets this site ask. */
  readonly mayAsk: boolean
  /** Whether its pages have the contact picker, and by which decision; null while locked, and where it may not ask. */
  readonly contactPicker: 'all' | 'single' | 'off' | null
  readonly grants: readonly GrantView[]
  readonly refusals: readonly Refusal[]
  readonly recent: readonly LedgerLine[]
  readonly requests: readonly { readonly id: string; readonly site: SiteView }[]
}

/** The popup as the background knows it. */
export type PopupFacts = Omit<PopupView, 'site' | 'requests'> & {
  readonly origin: string | null
  readonly requests: readonly { readonly id: string; readonly origin: string }[]
}

/** Every call with its parameters and result. Handlers are an object of exactly this shape. */
export interface AppCalls extends FillCalls, SyncCalls, MeetingCalls {
  'session.state': { params: Record<string, never>; result: SessionView }
  /** A page unlocked the vault and stored the session; the background opens it. */
  'session.unlocked': { params: Record<string, never>; result: SessionView }
  'session.lock': { params: Record<string, never>; result: SessionView }
  /** The person did something: the deadline moves. */
  'session.touch': { params: Record<string, never>; result: SessionView }
  /** Another context appended to the log. */
  'vault.changed': { params: Record<string, never>; result: null }
  'prompt.view': { params: { readonly id: string }; result: PromptFacts | null }
  /** The prompt shows this request, of a site with this registrable domain (ASCII): closing it now dismisses it. */
  'prompt.shown': { params: { readonly id: string; readonly registrable: string }; result: null }
  /** The id of the next waiting request, in order of arrival. */
  'prompt.next': { params: Record<string, never>; result: string | null }
  'prompt.answer': { params: PromptAnswer; result: { readonly accepted: boolean } }
  /** All records of a collection that a waiting request asks for, newest first; null when it does not. */
  'prompt.records': {
    params: { readonly id: string; readonly collection: string }
    result: readonly RecordRow[] | null
  }
  /**
   * Keeps what a site offers, as the person edited it: into `record`, or as a new one for null. The page made `fields` of
   * what was typed, as a form of the person's own does; each is checked again.
   */
  'prompt.keep': {
    params: {
      readonly id: string
      readonly hash: string
      readonly record: string | null
      readonly label: string
      readonly fields: { readonly [field: string]: Json }
    }
    result: { readonly accepted: boolean }
  }
  /** Gives a locker the room that was asked for. */
  'prompt.room': {
    params: { readonly id: string; readonly hash: string }
    result: { readonly accepted: boolean }
  }
  'prompt.open': { params: { readonly id: string }; result: null }
  'popup.view': { params: { readonly origin: string | null }; result: PopupFacts }
  'grant.revoke': { params: { readonly grant: string; readonly claim: string | null }; result: null }
  /**
   * Tells open pages of the grant's site that values of these claims are new. Claims the grant does not cover now are left
   * out. `pages` is how many pages heard it.
   */
  'grant.notify': {
    params: { readonly grant: string; readonly claims: readonly string[] }
    result: { readonly pages: number }
  }
  'grant.pause': { params: { readonly grant: string; readonly paused: boolean }; result: null }
  'site.refuse': { params: { readonly origin: string; readonly until: 'always' | Instant }; result: null }
  'refusal.lift': { params: { readonly id: string }; result: null }
  /** Host permissions changed: register the bridge for exactly the granted origins, and put it into their open pages. */
  'sites.registered': { params: Record<string, never>; result: null }
  /** Turns the contact picker on or off for one site, or for null: on for all, off for every site. */
  'picker.let': { params: { readonly origin: string | null; readonly on: boolean }; result: null }
}

export type AppVerb = keyof AppCalls
export type AppParams<Verb extends AppVerb> = AppCalls[Verb]['params']
export type AppResult<Verb extends AppVerb> = AppCalls[Verb]['result']

/** What a page gets that draws sites: the same calls, with each origin as the person should see it. */
export type PageResult<Verb extends AppVerb> = Verb extends 'prompt.view'
  ? PromptView | null
  : Verb extends 'popup.view'
    ? PopupView
    : Verb extends 'fill.view'
      ? FillView | null
      : AppResult<Verb>
export type PageCall = <Verb extends AppVerb>(
  verb: Verb,
  params: AppParams<Verb>,
) => Promise<PageResult<Verb>>

/** Codes an app call may fail with. No values, no stacks. */
export type AppErrorCode =
  | 'unknown-call'
  | 'bad-params'
  | 'locked'
  | 'not-found'
  | 'needs-passphrase'
  | 'storage-full'
  | 'broken'

export type AppHandlers = {
  readonly [Verb in AppVerb]: (params: AppParams<Verb>) => Promise<AppResult<Verb>>
}

export type AppMessage = { readonly app: string; readonly params: unknown }
export type AppReply = { readonly ok: Json | object | null } | { readonly error: AppErrorCode }

/** What the background tells open pages, over the BroadcastChannel `selfstead`. No values. */
export type AppNotice =
  | { readonly notice: 'session' }
  | { readonly notice: 'requests' }
  | { readonly notice: 'vault' }
  | { readonly notice: 'sites' }
  | { readonly notice: 'fills' }
  /** Places, devices, or how they stand. */
  | { readonly notice: 'sync' }
