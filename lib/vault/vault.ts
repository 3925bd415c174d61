import type { Instant } from '@/lib/base/time'
import type { RecordState } from '@/lib/records/record'
import type { Blobs } from '@/lib/vault/blobs'
import type { Inside } from '@/lib/vault/inside'

/** Reading the vault's state. Synchronous: everything live is in memory while the vault is open. */
export interface VaultReader {
  /** The record's state, or null when there is none or it was erased. */
  get(collection: string, id: string): RecordState | null
  /** All records of a collection that were not erased, in order of creation. */
  all(collection: string): readonly RecordState[]
  collections(): readonly string[]
}

/** Computes changes from the state they will be applied to. Synchronous, and may be called again when another context wrote in between. */
export type Prepare = (state: VaultReader) => readonly RecordState[]

export interface Committed {
  readonly generation: number
  readonly changes: readonly RecordState[]
}

export interface Health {
  readonly vaultId: string
  readonly device: string
  readonly generation: number
  readonly segments: number
  readonly records: number
  readonly savedAt: Instant | null
  /** When the mirror last held everything, and whether it does now. */
  readonly mirroredAt: Instant | null
  readonly mirrored: boolean
  /** Attachments that the mirror does not hold yet. */
  readonly unmirrored: number
  /** Segments that could not be read anywhere; their records are missing. */
  readonly damaged: readonly { readonly device: string; readonly sequence: number }[]
  /** What was put right at the last opening. */
  readonly repairs: readonly Repair[]
}

export type Repair =
  /** The database was broken: the log goes on in another. */
  | { readonly kind: 'database-left' }
  | { readonly kind: 'refilled-from-mirror'; readonly segments: number }
  | { readonly kind: 'segment-from-mirror'; readonly sequence: number }
  | { readonly kind: 'mirror-rewritten' }
  | { readonly kind: 'sentinel-rewritten' }
  | { readonly kind: 'head-rebuilt' }

/** Outcome of recomputing the chain of segments from the first to the head. */
export type Verification =
  | { readonly intact: true; readonly segments: number; readonly entries: number; readonly head: string }
  | {
      readonly intact: false
      readonly at: number
      readonly problem: 'missing' | 'altered' | 'out-of-order' | 'head-differs'
    }

export interface CommitOptions {
  /** `strict` (where nothing is given): on the disk before it is acknowledged. `relaxed`: handed to the system, so that only a power cut takes it. */
  readonly durability?: 'strict' | 'relaxed'
  /**
   * Awaited beside the sealing and before the transaction: unless it gives true nothing of this commit is written, and it
   * resolves without changes.
   */
  readonly provided?: Promise<boolean>
}

/** An open vault. One sealed log, read into memory; every context of ours may open it, one writes at a time. */
export interface Vault extends VaultReader {
  readonly id: string
  /** Another one from then on when this device was found to be there twice (`chains.move`). */
  readonly device: string
  /** Attachments, sealed beside the log. */
  readonly blobs: Blobs
  /** For what few vaults need, and is loaded for those alone (lib/vault/deep.ts). */
  readonly inside: Inside
  /** Seals and appends; resolves when the transaction is durable. Concurrent commits join into one segment. */
  commit(prepare: Prepare, options?: CommitOptions): Promise<Committed>
  /** Reads what other contexts appended since. Called before every decision; cheap when there is nothing. */
  refresh(): Promise<void>
  /** Called after own and others' changes were applied, with the records they touched. */
  subscribe(
    listener: (changed: readonly { readonly collection: string; readonly id: string }[]) => void,
    signal?: AbortSignal,
  ): void
  health(): Health
  /** Resolves when the mirror holds everything committed so far. */
  mirrored(): Promise<void>
  /** A fresh stamp, later than everything seen. */
  stamp(): import('@/lib/records/record').Stamp
  /** 32 bytes derived from the root key for `purpose` (a fixed label of ours). */
  derive(purpose: string): Uint8Array
  /** Forgets keys and state, stops following. */
  close(): void
}
