import { HOUR, MINUTE, SECOND } from '@/lib/base/time'
import { type Replica, ReplicaError } from '@/lib/replicas/replica'
import { OBJECT_LIMIT } from '@/lib/replication/object'
import type { ObjectName } from '@/lib/replication/object-name'
import type { ReplicaProblem } from '@/lib/replication/problem'

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
export interface Lane {
  readonly id: string
  /** What it holds, by its last listing and what it acknowledged since; null while it was never listed. */
  readonly names: ReadonlyMap<string, ObjectName> | null
  /** Whether it answered when it was last asked. */
  readonly isUp: boolean
  /** Whether it may be asked now. Somebody's wish overrides a pause. */
  isDue(wished: boolean): boolean
  /** When it should be asked again; null when there is no need. */
  readonly next: number | null
  /** @returns false when it could not. */
  list(): Promise<boolean>
  /** Null also when it is not there, which is noted. */
  get(name: string): Promise<Uint8Array<ArrayBuffer> | null>
  put(object: ObjectName, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>
  delete(name: string): Promise<boolean>
  /** What it gave under a name was not that object. */
  spoilt(name: string): void
  health(waiting: number): ReplicaHealth
  /** Runs one thing that may take long; while it does others leave the lane alone. */
  busy: boolean
}

export interface LaneEdges {
  readonly now: () => number
  /** A signal that aborts after so many milliseconds. */
  readonly timeout: (milliseconds: number) => AbortSignal
}

const LONGEST = 2 * MINUTE
const FIRST_PAUSE = 30 * SECOND
const LONGEST_PAUSE = 6 * HOUR
/** Names that one listing is read for at most: a place that lists more is not one of ours any longer. */
const MOST_NAMES = 200_000

/** @param before how it was when the background was stopped. */
export function createLane(
  id: string,
  replica: Replica,
  prefix: string,
  parse: (name: string) => ObjectName | null,
  { now, timeout }: LaneEdges,
  before?: ReplicaHealth,
): Lane {
  let names: Map<string, ObjectName> | null = null
  /** Acknowledged while a listing is under way, which may not show it yet. */
  let fresh = new Map<string, ObjectName>()
  /** Acknowledged ever, in this context. */
  const promised = new Set<string>()
  const spoilt = new Set<string>()
  let state: ReplicaHealth['state'] = before?.state ?? 'unknown'
  let since: number | null = before?.since ?? null
  let problem: ReplicaProblem | null = before?.problem ?? null
  let failures = before?.failures ?? 0
  let pausedUntil = before?.next ?? 0
  let seen: number | null = before?.seen ?? null
  let lost = 0

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

  async function listing(signal: AbortSignal): Promise<Map<string, ObjectName>> {
    const found = new Map<string, ObjectName>()
    let seen = 0
    for await (const page of replica.list(prefix, signal)) {
      seen += page.length
      if (seen > MOST_NAMES) throw new ReplicaError('wrong-answer')
      for (const { name, size } of page) {
        if (size > OBJECT_LIMIT || size === 0) continue
        const object = parse(name)
        if (object && !spoilt.has(name)) found.set(name, object)
      }
    }
    return found
  }

  return {
    id,
    busy: false,
    get names() {
      return names
    },
    get isUp() {
      return state === 'fine' && names !== null
    },
    isDue: (wished) => wished || now() >= pausedUntil,
    get next() {
      return state === 'failing' ? pausedUntil : null
    },
    async list() {
      fresh = new Map()
      const found = await asked(listing, null)
      if (!found) return false
      lost = [...promised].filter((name) => !found.has(name) && !fresh.has(name)).length
      names = new Map([...found, ...fresh])
      return true
    },
    async get(name) {
      const found = await asked(
        async (signal) => ({ bytes: await replica.get(name, OBJECT_LIMIT, signal) }),
        null,
      )
      if (found && !found.bytes) names?.delete(name)
      return found?.bytes ?? null
    },
    async put(object, bytes) {
      const done = await asked(async (signal) => {
        if (spoilt.has(object.name)) await replica.delete(object.name, signal)
        await replica.put(object.name, bytes, signal)
        return true
      }, false)
      if (!done) return false
      spoilt.delete(object.name)
      promised.add(object.name)
      fresh.set(object.name, object)
      names?.set(object.name, object)
      return true
    },
    async delete(name) {
      const done = await asked((signal) => replica.delete(name, signal).then(() => true), false)
      if (!done) return false
      promised.delete(name)
      fresh.delete(name)
      names?.delete(name)
      // What is shown under this name later is looked at anew.
      spoilt.delete(name)
      return true
    },
    spoilt(name) {
      spoilt.add(name)
      names?.delete(name)
    },
    health: (waiting) => ({
      id,
      state,
      since,
      problem,
      failures,
      next: state === 'failing' ? pausedUntil : null,
      seen,
      waiting,
      lost,
    }),
  }
}
