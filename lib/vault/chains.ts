import type { Bytes } from '@/lib/base/bytes'
import type { RecordState } from '@/lib/records/record'
import type { Opened } from '@/lib/vault/absorb'
import type { Comparison } from '@/lib/vault/parting'

/** Where one device's chain ends. `device` is its id; `hash` of the chain at `sequence`, 32 bytes. */
export interface ChainTip {
  readonly device: string
  readonly sequence: number
  readonly hash: Uint8Array
}

/** A sealed segment as it lies in the log, and the stretch of its device's chain that it stands for. */
export interface ChainSegment {
  readonly device: string
  readonly first: number
  readonly last: number
  /** Hash of the chain before `first`, and at `last`. */
  readonly previous: Uint8Array
  readonly end: Uint8Array
  readonly bytes: Bytes
}

/** Why a segment was not taken. What was known already is no refusal. */
export type NotTaken =
  /** Damaged, another vault's, or no segment at all. */
  | 'not-ours'
  /** What comes before it is not here yet. */
  | 'gap'
  /** Its device's chain says something else at the same place: two devices go by one id, or one was set back. */
  | 'fork'

export interface Absorbed {
  /** Number of segments that were new. */
  readonly taken: number
  readonly refused: readonly {
    readonly device: string
    readonly first: number
    readonly reason: NotTaken
  }[]
}

/** The log as what it is made of: one chain of sealed segments to a device. What replication reads and writes. */
export interface Chains {
  tips(): readonly ChainTip[]
  /**
   * Segments that stand for all each chain has behind `after` (a chain that is not named: from its beginning), in the order of
   * the chains, in batches of at most `most` bytes but at least one. With `device` of this chain only. One may begin before
   * the end of what stands before it, where the log has been packed, also while this goes on. A chain with a damaged place ends there.
   */
  behind(
    after: ReadonlyMap<string, number>,
    most: number,
    device?: string,
  ): AsyncIterable<readonly ChainSegment[]>
  /** The changes in those segments, chain by chain. `first`: sequence number from which on they were made. */
  changesBehind(
    after: ReadonlyMap<string, number>,
    device?: string,
  ): AsyncIterable<{
    readonly device: string
    readonly first: number
    readonly last: number
    readonly changes: readonly RecordState[]
  }>
  /** Opens segments from elsewhere ahead of taking them over, which may wait meanwhile. Nothing is written, and nothing of theirs is kept. */
  open(segments: readonly Uint8Array[]): Promise<Opened>
  /**
   * Takes over segments of other devices, and own ones that this device lost: in one transaction, on the disk when it
   * resolves. In any order and as often as one likes; what would leave a gap in a chain or contradicts it is not taken.
   * @param until per device, the last sequence number that is taken.
   * @throws VaultError `full`, `closed`, `unreachable`; then nothing was taken.
   */
  absorb(segments: readonly Uint8Array[] | Opened, until?: ReadonlyMap<string, number>): Promise<Absorbed>
  /** The chain's hash at a sequence number; null where nothing here tells it. */
  hashAt(device: string, sequence: number): Promise<Uint8Array | null>
  /** What of a chain is in segments from elsewhere, beside what is here. */
  compare(device: string, segments: readonly Uint8Array[]): Promise<Comparison>
  /**
   * Ends a chain that says two things: what is here of it behind `at` is said again in this device's own, and so is what `beside` tells
   * that is not known. Where it is this device's own it goes on under a new id. In one transaction with what `note` gives by where
   * the chain ends now, which may be before `at`, as what was packed stays or goes as a whole. @returns that end.
   * @throws VaultError `closed`, `full`, `unreachable`.
   */
  part(
    device: string,
    at: number,
    beside: readonly Uint8Array[],
    note: (end: number) => readonly RecordState[],
  ): Promise<number>
  /** Says again what segments tell of chains that ended before them, by `ends`, as far as it is not known. @returns whether there was anything. */
  restate(segments: readonly Uint8Array[], ends: ReadonlyMap<string, number>): Promise<boolean>
  /** Packs what is worth it, now: afterwards no segment holds what was erased. */
  pack(): Promise<void>
  /** A digest of all that was ever erased, of records and of fields' histories: another one after each erasure. Empty where nothing was. */
  erasures(): string
  /** What was erased as a whole: records of which nothing is left but when, and by which device. */
  tombstones(): readonly RecordState[]
  /** What this device alone keeps: sealed beside the log, in database and mirror. Null when there is nothing. */
  readOwn(): Promise<Uint8Array | null>
  writeOwn(plain: Uint8Array): Promise<void>
  /** What this device found out about places and may forget. @param name of ours, a literal. */
  readNote(name: string): Promise<Uint8Array | null>
  writeNote(name: string, plain: Uint8Array): Promise<void>
}
