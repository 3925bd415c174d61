import type { Secret } from '@/lib/base/secret'
import type { RecordState } from '@/lib/records/record'
import type { LogDatabase, RowKey } from '@/lib/vault/database'
import type { Head, Tip } from '@/lib/vault/head'
import type { Hearing } from '@/lib/vault/hearing'
import type { LogKeys } from '@/lib/vault/log-keys'
import type { Places } from '@/lib/vault/places'
import type { SealedBlobParts } from '@/lib/vault/sealed-blobs'
import type { State } from '@/lib/vault/state'
import type { Health } from '@/lib/vault/vault'

/** Segments to be written in place of others, and what becomes of the head by it. */
export interface Rewriting {
  readonly segments: readonly Uint8Array[]
  /** Rows that the new ones stand for as well. */
  readonly remove: readonly RowKey[]
  readonly tips?: readonly Tip[]
  readonly changes?: readonly RecordState[]
  /** Number of records that are not erased, with these changes. */
  readonly records?: number
  /** Under which this device goes on. */
  readonly device?: string
}

/** The same where it comes from another device. */
export interface Taking extends Rewriting {
  readonly changes: readonly RecordState[]
  /** What is missing no longer. */
  readonly mended: Health['damaged']
}

/** Asks for the rows there are. */
export type There = () => Promise<readonly RowKey[]>

/** The head as it is known, what is missing, and the rows there are. */
export interface TakingBasis {
  readonly head: Head
  readonly damaged: Health['damaged']
  readonly there: There
}

/** What an open vault is made of. */
export interface Inside {
  readonly places: Places
  readonly database: LogDatabase
  readonly keys: LogKeys
  readonly root: Secret
  readonly state: State
  readonly vaultId: Uint8Array
  readonly sealedBlobs: SealedBlobParts
  readonly hearing: Hearing
  /** The head as this context knows it. */
  readonly head: () => Head
  /** What is missing. */
  readonly damaged: () => Health['damaged']
  /**
   * Writes under the lock, on the newest head, what `compose` makes of the rows there are; null when there is nothing to write, or no
   * log to write to. @param patient it lies elsewhere as well: the mirror may wait until no more comes.
   */
  readonly rewrite: <Made extends Rewriting>(
    compose: (there: There) => Promise<Made | null>,
    patient?: boolean,
  ) => Promise<Made | null>
  /** The same once, without the lock, on the head as it is known. */
  readonly rewriteOnce: <Made extends Rewriting>(
    compose: (there: There) => Promise<Made | null>,
    patient: boolean,
  ) => Promise<Made | null | 'overtaken'>
  /** Reads what others appended. */
  readonly refresh: () => Promise<void>
  /** Takes note of what came from another device and was written. */
  readonly took: (made: Taking) => void
  readonly pack: () => Promise<void>
  readonly isClosed: () => boolean
}
