import { mergeStates } from '@/lib/records/merge'
import type { RecordState, Stamp } from '@/lib/records/record'
import { stampsOf } from '@/lib/vault/changes'
import type { VaultReader } from '@/lib/vault/vault'

export interface Touched {
  readonly collection: string
  readonly id: string
}

/** All records of an open vault, erased ones with their tombstones. */
export interface State extends VaultReader {
  /** Merges changes in; in whatever order and however often, the result is the same. */
  apply(changes: readonly RecordState[]): readonly Touched[]
  /** Also what was erased. */
  raw(collection: string, id: string): RecordState | null
  /** All records, also erased ones, in no order. */
  each(): Iterable<RecordState>
  /** Number of records that were not erased. */
  count(): number
  clear(): void
}

export function createState(): State {
  const records = new Map<string, Map<string, RecordState>>()
  const lists = new Map<string, readonly RecordState[]>()
  let living = 0

  const raw = (collection: string, id: string) => records.get(collection)?.get(id) ?? null
  return {
    raw,
    get: (collection, id) => unerased(raw(collection, id)),
    all(collection) {
      const known = lists.get(collection)
      if (known) return known
      const list = inOrder([...(records.get(collection)?.values() ?? [])])
      lists.set(collection, list)
      return list
    },
    collections: () =>
      [...records].filter(([, inside]) => [...inside.values()].some(unerased)).map(([name]) => name),
    apply(changes) {
      const touched: Touched[] = []
      for (const change of changes) {
        const { collection, id } = change
        const inside = records.get(collection) ?? new Map<string, RecordState>()
        if (inside.size === 0) records.set(collection, inside)
        const known = inside.get(id)
        const next = known ? mergeStates(known, change) : change
        inside.set(id, next)
        living += Number(!next.erased) - Number(known !== undefined && !known.erased)
        lists.delete(collection)
        touched.push({ collection, id })
      }
      return touched
    },
    *each() {
      for (const inside of records.values()) yield* inside.values()
    },
    count: () => living,
    clear() {
      records.clear()
      lists.clear()
      living = 0
    },
  }
}

/** `base` as it will be once `changes` are applied, without applying them. */
export function withChanges(base: State, changes: readonly RecordState[]): VaultReader {
  if (changes.length === 0) return base
  const touched = createState()
  for (const change of changes) {
    const { collection, id } = change
    const known = touched.raw(collection, id) ? null : base.raw(collection, id)
    touched.apply(known ? [known, change] : [change])
  }
  return {
    get: (collection, id) =>
      touched.raw(collection, id) ? touched.get(collection, id) : base.get(collection, id),
    all: (collection) =>
      inOrder([
        ...base.all(collection).filter(({ id }) => !touched.raw(collection, id)),
        ...touched.all(collection),
      ]),
    collections: () => [
      ...new Set([
        ...base
          .collections()
          .filter((name) => base.all(name).some(({ id }) => !touched.raw(name, id)?.erased)),
        ...touched.collections(),
      ]),
    ],
  }
}

/** Number of records once `changes` are applied. */
export function countWith(base: State, changes: readonly RecordState[]): number {
  const before = createState()
  for (const { collection, id } of changes) {
    const known = base.raw(collection, id)
    if (known && !before.raw(collection, id)) before.apply([known])
  }
  const known = before.count()
  before.apply(changes)
  return base.count() - known + before.count()
}

function unerased(state: RecordState | null): RecordState | null {
  return state && !state.erased ? state : null
}

/** Those not erased, by the oldest stamp each carries, then by id. */
function inOrder(states: readonly RecordState[]): readonly RecordState[] {
  const keyed = states
    .filter((state) => !state.erased)
    .map((state) => ({ state, created: firstStamp(state) }))
  keyed.sort((a, b) => compare(a.created, b.created) || compare(a.state.id, b.state.id))
  return keyed.map(({ state }) => state)
}

/** States are never changed in place: what one says is read once, so that a long collection is quickly in order again. */
const firstStamps = new WeakMap<RecordState, string>()

function firstStamp(state: RecordState): string {
  const known = firstStamps.get(state)
  if (known !== undefined) return known
  let first: Stamp | '' = ''
  for (const stamp of stampsOf(state)) if (first === '' || stamp < first) first = stamp
  firstStamps.set(state, first)
  return first
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
