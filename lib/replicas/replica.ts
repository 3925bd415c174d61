import type { ReplicaProblem } from '@/lib/replication/problem'

/**
 * A replica: a place where sealed objects lie. Four verbs on immutable objects whose names are never used twice, because that
 * is all that every engine does alike: nothing here depends on a conditional write, an order of arrival or a clock.
 */

/** What lies there, as far as a listing tells. A listing may be stale, and may name what is none of ours. */
export interface ReplicaEntry {
  /** Name as `put` was given it. */
  readonly name: string
  /** In bytes. */
  readonly size: number
}

export class ReplicaError extends Error {
  override readonly name = 'ReplicaError'
  readonly problem: ReplicaProblem
  /** How long it asks to be left alone, in milliseconds; null where it did not say. */
  readonly after: number | null

  constructor(problem: ReplicaProblem, after: number | null = null) {
    super(problem)
    this.problem = problem
    this.after = after
  }
}

/**
 * All verbs throw `ReplicaError`, or the reason of `signal`; none changes anything but what it names. Names and prefixes are
 * those of `names.ts`; any other is a `TypeError` before anything is asked.
 */
export interface Replica {
  /**
   * Everything whose name begins with `prefix`, in pages of any length, in no order. Names that could not be ours are left
   * out. What was never written to is empty; a place that is not there is `no-place`.
   */
  list(prefix: string, signal: AbortSignal): AsyncIterable<readonly ReplicaEntry[]>
  /**
   * Whatever lies under this name: it may be cut short, since a put may have broken off, or have been changed.
   *
   * @param most bytes that are read at most: more is a `wrong-answer`.
   * @returns null when it is not there.
   */
  get(name: string, most: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer> | null>
  /** Resolves when the replica says that it has it. Putting the same object again mends it, or changes nothing. */
  put(name: string, bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<void>
  /** What is not there is deleted. */
  delete(name: string, signal: AbortSignal): Promise<void>
}
