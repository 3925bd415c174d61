import { GRANTS } from '@/lib/grants/reader'
import { MAX_LIST, type SiteEvent } from '@/lib/protocol/site'
import type { RecordState } from '@/lib/records/record'
import { type Moment, type ReachEdges, type Reached, type Reaching, reach } from '@/lib/services/reach'
import type { Vault } from '@/lib/vault/vault'

/** A page that hears of changes. */
export interface Listener {
  readonly caller: { readonly origin: string }
  readonly send: (event: SiteEvent) => boolean
}

export type Touched = readonly { readonly collection: string; readonly id: string }[]

/** Which page watches which collection, and what each of them knows of it. In memory: a page that comes back watches again. */
export interface Watching {
  /** False where the collection is not there for this page. */
  add(listener: Listener, edges: ReachEdges, call: Reaching, here: Moment): boolean
  drop(listener: Listener): void
  /** Whether anybody watches what was touched. */
  concerns(touched: Touched): boolean
  /** Something was committed, in whatever context. */
  changed(touched: Touched, edges: ReachEdges, here: Moment): void
}

interface Watch {
  readonly listener: Listener
  readonly call: Reaching
  readonly collection: string
  /**
   * Of a shared collection: each record the page may know of, by its id in the vault, with the name and version it has
   * there. Null for a locker, which is seen whole.
   */
  known: ReadonlyMap<string, Known> | null
}

interface Known {
  readonly name: string
  readonly version: string
}

export function createWatching(): Watching {
  const watches = new Map<Listener, Watch[]>()

  function tell(watch: Watch, changed: readonly string[], gone: readonly string[]): void {
    const { listener, call } = watch
    const all = [...changed.map((id) => ({ id, isGone: false })), ...gone.map((id) => ({ id, isGone: true }))]
    for (let from = 0; from < all.length; from += MAX_LIST) {
      const some = all.slice(from, from + MAX_LIST)
      listener.send({
        event: 'records',
        grant: call.grant,
        collection: call.collection,
        changed: some.filter(({ isGone }) => !isGone).map(({ id }) => id),
        gone: some.filter(({ isGone }) => isGone).map(({ id }) => id),
      })
    }
  }

  function inLocker(watch: Watch, found: Reached, touched: Touched, { vault }: ReachEdges): void {
    const ids = touched.filter(({ collection }) => collection === watch.collection).map(({ id }) => id)
    const isThere = (id: string) => found.shelf.find(vault, id) !== null
    tell(
      watch,
      ids.filter(isThere),
      ids.filter((id) => !isThere(id)),
    )
  }

  /** Compares what the page may see now with what it could see before: what it may not see never shows in either. */
  function inShared(watch: Watch, found: Reached, { vault }: ReachEdges): void {
    const before = watch.known ?? new Map<string, Known>()
    const after = knownIn(found, vault)
    watch.known = after
    const changed = [...after].filter(([id, { version }]) => before.get(id)?.version !== version)
    const gone = [...before].filter(([id]) => !after.has(id))
    const names = (entries: readonly (readonly [string, Known])[]) => entries.map(([, { name }]) => name)
    tell(watch, names(changed), names(gone))
  }

  return {
    add(listener, edges, call, here) {
      const found = reach(edges, edges.vault, listener.caller.origin, call, 'read', here)
      if (!found) return false
      const own = watches.get(listener) ?? []
      watches.set(listener, own)
      const same = own.some(
        ({ call: known }) => known.grant === call.grant && known.collection === call.collection,
      )
      if (same) return true
      const known = found.kind === 'shared' ? knownIn(found, edges.vault) : null
      const { grant, collection } = call
      own.push({ listener, call: { grant, collection }, collection: found.granted.collection, known })
      return true
    },

    drop(listener) {
      watches.delete(listener)
    },

    concerns(touched) {
      if (watches.size === 0) return false
      const collections = new Set(touched.map(({ collection }) => collection))
      return [...watches.values()].some((own) => own.some((watch) => isAbout(watch, collections)))
    },

    changed(touched, edges, here) {
      const collections = new Set(touched.map(({ collection }) => collection))
      for (const [listener, own] of watches) {
        for (const watch of own) {
          if (!isAbout(watch, collections)) continue
          const found = reach(edges, edges.vault, listener.caller.origin, watch.call, 'read', here)
          // A paused grant may go on later; until then the page hears nothing.
          if (!found) continue
          if (found.kind === 'locker') inLocker(watch, found, touched, edges)
          else inShared(watch, found, edges)
        }
      }
    },
  }
}

/** What a site sees of a shared collection hangs on its grant as well. */
function isAbout({ collection, known }: Watch, touched: ReadonlySet<string>): boolean {
  return touched.has(collection) || (known !== null && touched.has(GRANTS))
}

function knownIn(found: Reached, vault: Vault): ReadonlyMap<string, Known> {
  const { shelf } = found
  const entry = (record: RecordState) =>
    [record.id, { name: shelf.idOf(record), version: shelf.versionOf(record) }] as const
  return new Map(shelf.all(vault).map(entry))
}
