import type { Instant } from '@/lib/base/time'
import type { DisclosedValue } from '@/lib/grants/disclosed'
import type { Form } from '@/lib/records/form'
import type { Stamp } from '@/lib/records/record'

export type { DisclosedValue } from '@/lib/grants/disclosed'

/**
 * One line of the ledger: a disclosure or a decision. Held in `~ledger`, one record per entry, field `entry`; written
 * before anything leaves. Field `delivered` (true, false) follows when the page acknowledged or could not be reached, and
 * field `unwritten` where a form did not take all of it.
 */
export type LedgerEntry =
  | {
      readonly kind: 'disclosure'
      readonly id: string
      readonly at: Instant
      readonly origin: string
      /**
       * `request`: the first answer of a grant. `read`: a later one. `records`: records of a shared collection, where the
       * claim of each value is the collection's name. `fill`: the person filled a form; `attach`: they put a document into
       * one. Only those two are by no grant.
       */
      readonly way: 'request' | 'read' | 'records' | 'fill' | 'attach'
      readonly grant: string | null
      readonly values: readonly DisclosedValue[]
      /** Of a fill: the origin the form says it sends to, where that is another one. */
      readonly sendsTo?: string
    }
  /**
   * A site worked in a locker. One entry per grant, locker and hour, written before the first record leaves in it; how much
   * it did stands beside it and grows (field `work`, a `LockerWork`).
   */
  | {
      readonly kind: 'worked'
      readonly id: string
      readonly at: Instant
      readonly origin: string
      readonly grant: string
      readonly collection: string
    }
  /** A site wrote into a shared collection, or the person kept what it offered (`grant` null). */
  | {
      readonly kind: 'written'
      readonly id: string
      readonly at: Instant
      readonly origin: string
      readonly grant: string | null
      readonly collection: string
      readonly action: 'create' | 'update' | 'delete'
      readonly records: readonly string[]
    }
  | {
      readonly kind: 'granted' | 'revoked' | 'paused' | 'resumed'
      readonly id: string
      readonly at: Instant
      readonly origin: string
      readonly grant: string
      /** What it is about: claims, collections, fields (`contacts.email`) and actions (`contacts:update`). */
      readonly claims: readonly string[]
      /** Who ended it: the person, or the site by giving it back. */
      readonly by: 'person' | 'site'
    }
  /** The person gave a grant a nearer end. */
  | {
      readonly kind: 'shortened'
      readonly id: string
      readonly at: Instant
      readonly origin: string
      readonly grant: string
      readonly until: Instant
    }
  /** The person changed which records of a shared collection a grant's site sees: how many more, how many fewer. */
  | {
      readonly kind: 'picked'
      readonly id: string
      readonly at: Instant
      readonly origin: string
      readonly grant: string
      readonly collection: string
      readonly shown: number
      readonly hidden: number
    }
  | {
      readonly kind: 'refused' | 'silenced' | 'lifted'
      readonly id: string
      readonly at: Instant
      readonly origin: string
      readonly claims: readonly string[]
      readonly until: Instant | null
    }
  | {
      readonly kind: 'exported' | 'imported' | 'restored'
      readonly id: string
      readonly at: Instant
      readonly records: number
      readonly encrypted: boolean
    }

/** How many records a site got and wrote, by action. */
export interface LockerWork {
  readonly read: number
  readonly create: number
  readonly update: number
  readonly delete: number
}

/** An entry with what followed. */
export interface LedgerLine {
  readonly entry: LedgerEntry
  readonly delivered: boolean | null
  /** Of a `worked` entry. */
  readonly work?: LockerWork
  /** Of a fill: places in `values` of what did not get into the page after all. */
  readonly unwritten?: readonly number[]
}

/** How a value left: see `LedgerEntry`. */
export type DisclosureWay = Extract<LedgerEntry, { readonly kind: 'disclosure' }>['way']

/** One version of a value that a site got, and when. */
export interface HeldVersion {
  readonly versions: { readonly [field: string]: Stamp }
  readonly first: Instant
  readonly last: Instant
  readonly times: number
}

/** A site that received a value of a record. */
export interface Holding {
  readonly origin: string
  readonly collection: string
  readonly record: string
  readonly claim: string
  readonly form: Form
  readonly versions: { readonly [field: string]: Stamp }
  readonly first: Instant
  readonly last: Instant
  readonly times: number
  /** By what ways it left, the latest first. */
  readonly ways: readonly DisclosureWay[]
  /** Each version that left, the latest first; the first of them is `versions`. */
  readonly held: readonly HeldVersion[]
  /** What the site got last is still what the vault holds. */
  readonly current: boolean
  /** A live grant still covers it. */
  readonly live: boolean
}
