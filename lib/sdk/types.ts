import type { Claim, Form } from '@/lib/sdk/claims'
import type { LockerName, SharedName } from '@/lib/sdk/collection-names'
import type {
  Collection,
  CollectionsAsked,
  GrantedCollection,
  Offer,
  PickedRecord,
  Value,
} from '@/lib/sdk/collection-types'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** `granted` may be read; `paused` may be again later; `revoked` and `expired` never again. */
export type GrantState = 'granted' | 'paused' | 'revoked' | 'expired'

/** How long the site asks for. A duration (ISO 8601, at most 366 days) or the last day (`YYYY-MM-DD`). */
export type Access = 'once' | 'session' | { readonly for: string } | { readonly until: string }

type Place =
  | 'street-address'
  | 'address-line1'
  | 'address-line2'
  | 'address-line3'
  | 'address-level4'
  | 'address-level3'
  | 'postal-code'
type Ends<Name extends string> = Name | `${string} ${Name}`

/** The coarser forms a claim has. */
export type FormOf<C extends string> =
  C extends Ends<'bday'>
    ? 'year' | `over:${number}`
    : C extends Ends<'email'>
      ? 'alias'
      : C extends Ends<'name'>
        ? 'given-name'
        : C extends Ends<'tel' | 'tel-national' | 'tel-local'>
          ? 'last:3'
          : C extends Ends<Place>
            ? 'city' | 'region' | 'country'
            : C extends Ends<'address-level2'>
              ? 'region' | 'country'
              : C extends Ends<'address-level1'>
                ? 'country'
                : never

export interface ClaimAsked<F extends Form = Form> {
  /** Without it the site cannot go on: the person allows all required claims or refuses. Default false. */
  readonly required?: boolean
  /** Coarser forms the site can work with, beside the full value. */
  readonly accepts?: readonly F[]
  /** Why this claim, at most 140 characters, shown to the person as a quotation. */
  readonly reason?: string
}

export type ClaimsAsked = { readonly [C in Claim]?: ClaimAsked<FormOf<C>> }

interface RequestBase {
  /** Only a request for nothing but picks may go without; the person is told that the site gave no reason. */
  readonly purpose?: {
    /** At most 280 characters, shown to the person as a quotation. */
    readonly text: string
    /** A W3C DPV purpose or a word of your own. */
    readonly type?: string
    /** https address of the privacy policy. */
    readonly policy?: string
  }
  /** Default `once`. */
  readonly access?: Access
  /** ISO 8601 duration for which the site promises to keep what it gets. */
  readonly retention?: string
  /** 1 to 256 printable ASCII characters of yours, no spaces; stands in the receipt, so that a server can tell a replayed one. */
  readonly nonce?: string
}

/** What a site asks for: 1 to 64 claims, 1 to 16 collections, or both. */
export type Request<
  Claims extends ClaimsAsked = ClaimsAsked,
  Collections extends CollectionsAsked = CollectionsAsked,
> = RequestBase &
  (
    | { readonly claims: Claims; readonly collections?: Collections }
    | { readonly claims?: Claims; readonly collections: Collections }
  )

/** Options of every call that may wait. */
export interface Waiting {
  readonly signal?: AbortSignal
}

type CoarseValue<F extends Form> = F extends `over:${number}`
  ? boolean
  : F extends 'year'
    ? number | string
    : string
type Coarse<F> = F extends Form ? { readonly form: F; readonly value: CoarseValue<F> } : never
type FormsOf<Asked> = Asked extends { readonly accepts: readonly (infer F)[] } ? F : never

/** The plain value, or the coarser one the person chose among the forms the site accepts. */
export type Released<Asked> = string | Coarse<FormsOf<Asked>>

type RequiredOf<Claims> = {
  [C in keyof Claims]: Claims[C] extends { readonly required: true } ? C : never
}[keyof Claims]

/** What was released: required claims are always there, the others where the person agreed. */
export type Data<Claims> = { readonly [C in RequiredOf<Claims>]: Released<Claims[C]> } & {
  readonly [C in Exclude<keyof Claims, RequiredOf<Claims>>]?: Released<Claims[C]>
}

/** `detail` of a grant's `change` event. */
export interface GrantChange {
  readonly state: GrantState
  /** The person says that the values of these are new: read them again. */
  readonly claims: readonly string[]
}

/**
 * What the person allowed. Fires `change` whenever `state` changes, also at the end by time; with `granted` again where it was
 * narrowed or has a nearer end; and where values are new.
 */
export interface Grant<Claims = ClaimsAsked, Collections = CollectionsAsked> extends EventTarget {
  /** What was released when the grant was made. */
  readonly data: Data<Claims>
  /** Names of what was asked for and not given, as of the last answer that named them; never why. */
  readonly withheld: readonly (keyof Claims & string)[]
  /** ISO 8601 instant, or null: until revoked, or until the browser ends. For `once` it is the moment of the answer. It comes nearer where the person says so. */
  readonly expires: string | null
  readonly state: GrantState
  /** Signed proof of what was allowed; send it to your server and check it with `selfstead/verify`. */
  readonly receipt: Json
  /** Today's values of `claims`, or of all that were granted. Every read stands in the person's ledger. */
  read<C extends keyof Claims & string = keyof Claims & string>(
    claims?: readonly C[] | null,
    options?: Waiting,
  ): Promise<{ readonly [K in C]?: Released<Claims[K]> }>
  /** What is allowed of the collections that were asked for, as of the last `request` or `read`. */
  readonly collections: readonly GrantedCollection[]
  /** Records of the collections that were asked for with `most`. */
  readonly picked: { readonly [C in keyof Collections & string]?: readonly PickedRecord[] }
  /** One of the collections that were asked for; the same object each time. `T` is what your records hold. */
  collection<T = Value>(name: keyof Collections & string): Collection<T>
  /** Gives the grant back. */
  revoke(options?: Waiting): Promise<void>
  addEventListener(
    type: 'change',
    listener: ((event: CustomEvent<GrantChange>) => void) | EventListenerObject | null,
    options?: AddEventListenerOptions | boolean,
  ): void
  removeEventListener(
    type: 'change',
    listener: ((event: CustomEvent<GrantChange>) => void) | EventListenerObject | null,
    options?: EventListenerOptions | boolean,
  ): void
}

export interface Vault {
  /**
   * Asks the person. Call it inside a click. A repeated request inside a live grant resolves without a prompt.
   * Rejects with `NotAllowedError` for every kind of no; show your ordinary form then.
   */
  request<
    // biome-ignore lint/complexity/noBannedTypes: no claims, no collections
    const Claims extends ClaimsAsked = {},
    // biome-ignore lint/complexity/noBannedTypes: as above
    const Collections extends CollectionsAsked = {},
  >(request: Request<Claims, Collections>, options?: Waiting): Promise<Grant<Claims, Collections>>
  /** Whether a grant stands for these. Never shows anything; never says whether a value exists. */
  query(what: Query, options?: Waiting): Promise<'granted' | 'prompt'>
  /**
   * Proposes a record to keep. Call it inside a click; the person looks it over, edits it, and keeps it or not.
   * Rejects with `NotAllowedError` for every kind of no.
   */
  offer<C extends SharedName>(offer: Offer<C>, options?: Waiting): Promise<void>
}

export interface Query {
  readonly claims?: readonly Claim[]
  readonly collections?: readonly (SharedName | LockerName)[]
}

export interface DiscoverOptions extends Waiting {
  /** Milliseconds to look for the extension, default 1,000. `Infinity`: until it is there or the signal ends it. */
  readonly timeout?: number
}
