/** The public types of collections: what a site keeps with a person, and what it may see of theirs. */
import type { LockerName, SharedField, SharedName } from '@/lib/sdk/collection-names'
import type { Json, Waiting } from '@/lib/sdk/types'

export type Action = 'read' | 'create' | 'update' | 'delete'

interface CollectionAsked {
  /** What the site wants to do; at least one. */
  readonly actions: readonly Action[]
  /** Without it the site cannot go on. Default false. */
  readonly required?: boolean
  /** Why, at most 140 characters, shown to the person as a quotation. */
  readonly reason?: string
}

/** Collections by name, at most 16. Of a shared collection the site names the fields it is about; a locker is asked for whole. */
export type CollectionsAsked = {
  readonly [C in SharedName]?: CollectionAsked & {
    readonly fields: readonly SharedField<C>[]
    /**
     * A pick: the person picks at most so many records (1 to 1,000). They come as `picked` of the grant, `actions` are `read`
     * alone and `access` is `once`; such a request may go without a purpose.
     */
    readonly most?: number
  }
} & { readonly [C in LockerName]?: CollectionAsked }

/** A collection as it was allowed; it may be less than was asked for. */
export interface GrantedCollection {
  readonly collection: string
  readonly actions: readonly Action[]
  /** Null for a locker: all. */
  readonly fields: readonly string[] | null
}

/** A record that was picked, as it was then. */
export interface PickedRecord {
  readonly id: string
  readonly version: string
  readonly value: { readonly [field: string]: Json }
}

/** Bytes that belong to a record. */
export interface Attachment {
  /** In bytes. */
  readonly size: number
  readonly type: string
  readonly name: string
  /** All of it. */
  blob(options?: Waiting): Promise<Blob>
  /** Part by part, no faster than it is read. Cancelling the stream ends the transfer, as the signal does. */
  stream(options?: Waiting): ReadableStream<Uint8Array<ArrayBuffer>>
}

/** A member of a record: plain JSON, or bytes at the top level. */
export type Member = Json | Blob | Attachment
export type Value = { readonly [member: string]: Member }

type StoredMember<M> = M extends Blob ? Attachment : M
/** What comes back for `T`: each `Blob` as an `Attachment`. */
export type Stored<T> = { readonly [K in keyof T]: StoredMember<T[K]> }
/** The members of an update that change; null empties one. */
export type Patch<T> = {
  readonly [K in keyof T]?: T[K] | Stored<T>[K] | null
}

export interface CollectionRecord<T> {
  readonly id: string
  /** Means nothing but equality. */
  readonly version: string
  readonly value: Stored<T>
}

export interface Written {
  readonly id: string
  readonly version: string
}

/** `base`: the version worked on. Where the record has another one now, nothing happens and the call rejects with a `Conflict`. */
export interface Based extends Waiting {
  readonly base?: string
}

export type Change<T> =
  | { readonly op: 'create'; readonly id?: string; readonly value: T }
  | { readonly op: 'update'; readonly id: string; readonly value: Patch<T>; readonly base?: string }
  | { readonly op: 'delete'; readonly id: string; readonly base?: string }

export interface ListOptions extends Waiting {
  /** Most records fetched at a time, 1 to 1,000. Default 100. A page of large ones has fewer. */
  readonly limit?: number
  /** Default `created`. */
  readonly order?: 'created' | 'changed'
  /** Newest first. Default false. */
  readonly reverse?: boolean
  /** `next` of an earlier page: begin behind it. */
  readonly after?: string | null
}

export interface Page<T> {
  readonly records: readonly CollectionRecord<T>[]
  /** Where the next page begins; null after the last. */
  readonly next: string | null
}

/** Record by record; `pages()` page by page. The next page is fetched while one is looked at, never more. */
export interface Listing<T> extends AsyncIterable<CollectionRecord<T>> {
  pages(): AsyncIterable<Page<T>>
}

/** `detail` of a collection's `change` event. */
export interface Changed {
  /** Ids of records created or changed, by this page too. */
  readonly changed: readonly string[]
  readonly gone: readonly string[]
  /** The line was cut for a while and what happened then is not known: list again. */
  readonly missed: boolean
}

/**
 * A collection within a grant. Each call rejects with `NotAllowedError` when the grant does not reach that far, or no longer;
 * a record outside the grant looks like one that does not exist.
 */
export interface Collection<T = Value> extends EventTarget {
  readonly name: string
  /** @param options `id`: a name of your own for a record of a locker, 1 to 200 characters; without it one is made. */
  create(value: T, options?: Waiting & { readonly id?: string }): Promise<Written>
  get(id: string, options?: Waiting): Promise<CollectionRecord<T> | null>
  /** In the order asked; null for each that is not there. */
  getMany(ids: readonly string[], options?: Waiting): Promise<readonly (CollectionRecord<T> | null)[]>
  /**
   * A function gets the record as it is and says what changes; it is called again when another write came between, so that
   * none is lost. Without a function and without `base`, the members given are written over whatever stands there.
   */
  update(
    id: string,
    patch: Patch<T> | ((current: Stored<T>) => Patch<T> | Promise<Patch<T>>),
    options?: Based,
  ): Promise<Written>
  delete(id: string, options?: Based): Promise<void>
  /** All of 1 to 1,000 changes, at most 1 MiB of JSON, in one commit, or none. */
  write(changes: readonly Change<T>[], options?: Waiting): Promise<readonly Written[]>
  count(options?: Waiting): Promise<number>
  list(options?: ListOptions): Listing<T>
  addEventListener(
    type: 'change',
    listener: ((event: CustomEvent<Changed>) => void) | EventListenerObject | null,
    options?: AddEventListenerOptions | boolean,
  ): void
  removeEventListener(
    type: 'change',
    listener: ((event: CustomEvent<Changed>) => void) | EventListenerObject | null,
    options?: EventListenerOptions | boolean,
  ): void
}

/** One change of yours that met another version. */
export interface ConflictPart<T = Value> {
  readonly change: Change<T>
  /** The record as it is now; null where it is gone. */
  readonly current: CollectionRecord<T> | null
}

/** An `InvalidStateError`: a record changed underneath, and nothing was written. */
export interface Conflict<T = Value> extends DOMException {
  /** Every change that met one; where their records are very large together, the first of them. */
  readonly conflicts: readonly ConflictPart<T>[]
}

type Fields<C extends string> = C extends SharedName
  ? { readonly [F in Exclude<SharedField<C>, 'file'>]?: string }
  : { readonly [field: string]: string }

/** A record the site proposes to keep in one of the person's own collections. */
export interface Offer<C extends SharedName = SharedName> {
  readonly collection: C
  readonly fields: Fields<C>
  readonly purpose: { readonly text: string; readonly type?: string; readonly policy?: string }
}
