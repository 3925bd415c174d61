import { HOUR, MINUTE, SECOND } from '@/lib/base/time'
import { type Replica, ReplicaError } from '@/lib/replicas/replica'
import { ATTACHMENT_LIMIT, type AttachmentName } from '@/lib/replication/attachment'
import { OBJECT_LIMIT } from '@/lib/replication/object'
import { type ObjectName, parseSlotsName, type SlotsName } from '@/lib/replication/object-name'
import type { ReplicaProblem } from '@/lib/replication/problem'
import { RECOVERY_LIMIT } from '@/lib/replication/recovery'
import { createShelf, type Shelf } from '@/lib/services/sync-shelf'

/** How a place is, as the person is told. */
export interface ReplicaHealth {
  readonly id: string
  readonly state: 'unknown' | 'fine' | 'failing'
  /** Since when it is so. */
  readonly since: number | null
  readonly problem: ReplicaProblem | null
  /** How often in a row it failed, and when it is asked again. */
  readonly failures: number
  readonly next: number | null
  /** When it last did what it was asked. */
  readonly seen: number | null
  /** Number of objects it is known to lack. */
  readonly waiting: number
  /** It once had, by its own word, what it does not list any more: wiped, set back, or lying. */
  readonly lost: number
}

/** One replica, asked for one thing after another or several at once; what goes wrong with it ends here. */
export interface Lane extends Shelf<ObjectName> {
  readonly id: string
  readonly attachments: Shelf<AttachmentName>
  /** What lies there for whoever has nothing but the recovery phrase. */
  readonly slots: RecoveryShelf
  /** Whether it answered when it was last asked. */
  readonly isUp: boolean
  /** When this context last listed it; null before that. */
  readonly listed: number | null
  /** Whether it may be asked now. Somebody's wish overrides a pause. */
  isDue(wished: boolean): boolean
  /** When it should be asked again; null when there is no need. */
  readonly next: number | null
  health(waiting: number): ReplicaHealth
  /** Runs one thing that may take long; while it does others leave the lane alone. */
  busy: boolean
}

/** Listed along with the objects of the log. */
export interface RecoveryShelf {
  readonly names: ReadonlyMap<string, SlotsName>
  get(name: string): Promise<Uint8Array<ArrayBuffer> | null>
  put(name: SlotsName, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>
  delete(name: string): Promise<boolean>
}

export interface LaneEdges {
  readonly now: () => number
  /** A signal that aborts after so many milliseconds. */
  readonly timeout: (milliseconds: number) => AbortSignal
}

/** What the names at a place begin with, and how they are read. */
export interface LaneNames {
  readonly prefix: string
  readonly parse: (name: string) => ObjectName | null
  readonly attachments: {
    readonly prefix: string
    readonly parse: (name: string) => AttachmentName | null
  }
}

const LONGEST = 2 * MINUTE
const FIRST_PAUSE = 30 * SECOND
const LONGEST_PAUSE = 6 * HOUR

/** @param before how it was when the background was stopped. */
export function createLane(
  id: string,
  replica: Replica,
  { prefix, parse, attachments }: LaneNames,
  { now, timeout }: LaneEdges,
  before?: ReplicaHealth,
): Lane {
  let state: ReplicaHealth['state'] = before?.state ?? 'unknown'
  let since: number | null = before?.since ?? null
  let problem: ReplicaProblem | null = before?.problem ?? null
  let failures = before?.failures ?? 0
  let pausedUntil = before?.next ?? 0
  let seen: number | null = before?.seen ?? null
  let slots = new Map<string, SlotsName>()
  let listed: number | null = null

  function went(well: boolean, error?: unknown): void {
    const next = well ? 'fine' : 'failing'
    if (state !== next) {
      state = next
      since = now()
    }
    if (well) {
      seen = now()
      problem = null
      failures = 0
      pausedUntil = 0
      return
    }
    const known = error instanceof ReplicaError ? error : null
    problem = known?.problem ?? 'unreachable'
    const pause = Math.min(FIRST_PAUSE * 2 ** failures++, LONGEST_PAUSE)
    pausedUntil = now() + Math.max(pause, Math.min(known?.after ?? 0, LONGEST_PAUSE))
  }

  async function asked<Value>(
    work: (signal: AbortSignal) => Promise<Value>,
    otherwise: Value,
  ): Promise<Value> {
    try {
      const value = await work(timeout(LONGEST))
      went(true)
      return value
    } catch (error) {
      went(false, error)
      return otherwise
    }
  }

  const log = createShelf<ObjectName>({
    replica,
    asked,
    prefix,
    parse,
    limit: OBJECT_LIMIT,
    others(entries) {
      const found = entries.flatMap(({ name, size }) =>
        size <= RECOVERY_LIMIT && name.startsWith(prefix) ? (parseSlotsName(name) ?? []) : [],
      )
      slots = new Map(found.map((one) => [one.name, one]))
    },
  })
  const blobs = createShelf<AttachmentName>({ replica, asked, ...attachments, limit: ATTACHMENT_LIMIT })

  return {
    id,
    busy: false,
    attachments: blobs,
    slots: {
      get names() {
        return slots
      },
      get: (name) => asked((signal) => replica.get(name, RECOVERY_LIMIT, signal), null),
      async put(name, bytes) {
        const done = await asked((signal) => replica.put(name.name, bytes, signal).then(() => true), false)
        if (done) slots.set(name.name, name)
        return done
      },
      async delete(name) {
        const done = await asked((signal) => replica.delete(name, signal).then(() => true), false)
        if (done) slots.delete(name)
        return done
      },
    },
    get names() {
      return log.names
    },
    get lost() {
      return log.lost + blobs.lost
    },
    get listed() {
      return listed
    },
    get isUp() {
      return state === 'fine' && log.names !== null
    },
    isDue: (wished) => wished || now() >= pausedUntil,
    get next() {
      return state === 'failing' ? pausedUntil : null
    },
    async list(sent) {
      const begun = now()
      const done = await log.list(sent)
      if (done) listed = begun
      return done
    },
    get: log.get,
    put: log.put,
    delete: log.delete,
    judge: log.judge,
    spoilt: log.spoilt,
    health: (waiting) => ({
      id,
      state,
      since,
      problem,
      failures,
      next: state === 'failing' ? pausedUntil : null,
      seen,
      waiting,
      lost: log.lost + blobs.lost,
    }),
  }
}
