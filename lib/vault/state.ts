import { mergeStates } from '@/lib/records/merge'
import type { RecordState } from '@/lib/records/record'
import { type Edit, edited, inOrder, type Ordered } from '@/lib/vault/order'
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
  /** Number of records that were not erased; of one collection where it is named. */
  count(collection?: string): number
  clear(): void
}

/** A state as it will be once changes are applied to it. The state itself stays as it is. */
export interface Overlay extends VaultReader {
  apply(changes: readonly RecordState[]): void
  count(): number
}

interface Collection {
  readonly records: Map<string, RecordState>
  /** Number of those not erased. */
  living: number
  /** In order, as of when it was last asked for; null before that. */
  list: Ordered | null
  /** What changed since, by id: the state that stands in the list. */
  readonly stale: Map<string, RecordState | null>
}

export function createState(): State {
  const collections = new Map<string, Collection>()
  let living = 0

  const raw = (collection: string, id: string) => collections.get(collection)?.records.get(id) ?? null

  function collectionOf(name: string): Collection {
    const known = collections.get(name)
    if (known) return known
    const made: Collection = { records: new Map(), living: 0, list: null, stale: new Map() }
    collections.set(name, made)
    return made
  }

  return {
    raw,
    get: (collection, id) => unerased(raw(collection, id)),
    all(name) {
      const collection = collections.get(name)
      if (!collection) return []
      const { records, stale } = collection
      const edits: Edit[] = []
      for (const [id, before] of stale) edits.push({ before, after: unerased(records.get(id) ?? null) })
      stale.clear()
      collection.list = collection.list ? edited(collection.list, edits) : inOrder(records.values())
      return collection.list
    },
    collections: () => [...collections].filter(([, { living }]) => living > 0).map(([name]) => name),
    apply(changes) {
      const touched: Touched[] = []
      for (const change of changes) {
        const { collection: name, id } = change
        const collection = collectionOf(name)
        const known = collection.records.get(id) ?? null
        const next = known ? mergeStates(known, change) : change
        const difference = Number(!next.erased) - Number(known !== null && !known.erased)
        if (collection.list && !collection.stale.has(id)) collection.stale.set(id, unerased(known))
        collection.records.set(id, next)
        collection.living += difference
        living += difference
        touched.push({ collection: name, id })
      }
      return touched
    },
    *each() {
      for (const { records } of collections.values()) yield* records.values()
    },
    count: (collection) => (collection === undefined ? living : (collections.get(collection)?.living ?? 0)),
    clear() {
      collections.clear()
      living = 0
    },
  }
}

/** Costs as much as what is applied to it, however large `base` is. */
export function overlay(base: State): Overlay {
  const touched = new Map<string, Map<string, RecordState>>()
  /** By how many living records each touched collection differs from the base. */
  const differences = new Map<string, number>()

  const stateOf = (collection: string, id: string) =>
    touched.get(collection)?.get(id) ?? base.raw(collection, id)
  const living = (name: string) => base.count(name) + (differences.get(name) ?? 0)

  return {
    get: (collection, id) => unerased(stateOf(collection, id)),
    all(collection) {
      const edits = [...(touched.get(collection)?.values() ?? [])].map((after) => ({
        before: base.get(collection, after.id),
        after: unerased(after),
      }))
      return edited(base.all(collection), edits)
    },
    collections: () =>
      [...new Set([...base.collections(), ...touched.keys()])].filter((name) => living(name) > 0),
    apply(changes) {
      for (const change of changes) {
        const { collection, id } = change
        const known = stateOf(collection, id)
        const next = known ? mergeStates(known, change) : change
        const inside = touched.get(collection) ?? new Map<string, RecordState>()
        if (inside.size === 0) touched.set(collection, inside)
        inside.set(id, next)
        const difference = Number(!next.erased) - Number(known !== null && !known.erased)
        differences.set(collection, (differences.get(collection) ?? 0) + difference)
      }
    },
    count: () => [...differences.values()].reduce((sum, one) => sum + one, base.count()),
  }
}

/** Number of records that are not erased once changes are applied. Nothing is merged for it: an erasure stays, and all else is there. */
export function countAfter(base: State, changes: readonly RecordState[]): number {
  const gone = new Map<string, Map<string, boolean>>()
  let count = base.count()
  for (const { collection, id, erased } of changes) {
    const inside = gone.get(collection) ?? new Map<string, boolean>()
    if (inside.size === 0) gone.set(collection, inside)
    const known = base.raw(collection, id)
    const was = inside.get(id) ?? (known && known.erased !== undefined)
    const is = was === true || erased !== undefined
    inside.set(id, is)
    count += Number(!is) - Number(was === false)
  }
  return count
}

function unerased(state: RecordState | null): RecordState | null {
  return state && !state.erased ? state : null
}
