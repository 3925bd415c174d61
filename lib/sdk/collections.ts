/** All of collections: the second file of the SDK, loaded when a site first asks for one. */
import { deepFreeze, type GrantParts } from '@/lib/sdk/answers'
import { drop, type Within } from '@/lib/sdk/attachments'
import { checkSignal, type Members, must } from '@/lib/sdk/check'
import { checkCollections } from '@/lib/sdk/collection-check'
import type {
  Based,
  Change,
  Changed,
  Collection,
  CollectionRecord,
  Listing,
  ListOptions,
  Patch,
  Stored,
  Written,
} from '@/lib/sdk/collection-types'
import { Conflict } from '@/lib/sdk/conflict'
import { type Connection, newId } from '@/lib/sdk/connection'
import { malformed } from '@/lib/sdk/errors'
import type { AskedCollections } from '@/lib/sdk/grant'
import { createListing } from '@/lib/sdk/listing'
import { checkChanges, checkId, readRecord, withUploads } from '@/lib/sdk/record-values'
import type { Waiting } from '@/lib/sdk/types'
import { keepWatching } from '@/lib/sdk/watching'

export { checkOffer } from '@/lib/sdk/collection-check'
export { Conflict }

/** Most ids in one `get`. */
const MAX_GET = 100
/** How often an update is tried again before the conflict is the caller's. Each time somebody else's write went through. */
const ATTEMPTS = 1_000

type Patcher<T> = (current: Stored<T>) => Patch<T> | Promise<Patch<T>>
type Patching<T> = Patch<T> | Patcher<T>

class HeldCollection<T> extends EventTarget {
  readonly name: string
  readonly #within: Within
  #watched = false

  constructor(within: Within, name: string) {
    super()
    this.name = name
    this.#within = within
  }

  override addEventListener(...given: Parameters<EventTarget['addEventListener']>): void {
    super.addEventListener(...given)
    if (this.#watched || given[0] !== 'change') return
    this.#watched = true
    keepWatching(this.#within, (detail) => {
      this.dispatchEvent(new CustomEvent<Changed>('change', { detail }))
    })
  }

  async create(value: T, options: Waiting & { readonly id?: string } = {}): Promise<Written> {
    const signal = checkSignal(options, 'id')
    // A call may be sent again when nobody knows whether it was heard. Under an id of its own it is not done twice.
    const made = options.id === undefined && this.#isLocker() ? newId() : undefined
    const id = made ?? options.id
    const change = { op: 'create', value, ...(id !== undefined && { id }) } as Change<T>
    try {
      return await this.#writeOne(change, signal)
    } catch (error) {
      const done = made !== undefined && error instanceof Conflict ? await this.get(made, options) : null
      if (done) return { id: done.id, version: done.version }
      throw error
    }
  }

  async get(id: string, options?: Waiting): Promise<CollectionRecord<T> | null> {
    const [found = null] = await this.getMany([id], options && { signal: options.signal as AbortSignal })
    return found
  }

  async getMany(ids: readonly string[], options?: Waiting): Promise<readonly (CollectionRecord<T> | null)[]> {
    must(Array.isArray(ids), 'ids must be a list')
    const wanted = [...ids]
    wanted.forEach(checkId)
    const signal = checkSignal(options)
    const found = new Map<string, CollectionRecord<T>>()
    for (let from = 0; from < wanted.length; from += MAX_GET) {
      const some = wanted.slice(from, from + MAX_GET)
      const { records } = await this.#call('get', { ids: [...new Set(some)] }, signal)
      if (!Array.isArray(records)) throw malformed()
      for (const one of records) {
        const record = readRecord<T>(this.#within, one)
        if (!some.includes(record.id)) throw malformed()
        found.set(record.id, record)
      }
    }
    return wanted.map((id) => found.get(id) ?? null)
  }

  async update(id: string, patch: Patching<T>, options: Based = {}): Promise<Written> {
    const signal = checkSignal(options, 'base')
    checkId(id)
    if (typeof patch !== 'function')
      return this.#writeOne({ op: 'update', id, value: patch, ...based(options) }, signal)
    must(options.base === undefined, 'a function has its base from the record it gets')
    const sent = new Map<Blob, string>()
    try {
      return await this.#updateWith(id, patch, signal, sent)
    } catch (error) {
      this.#drop(sent)
      throw error
    }
  }

  async #updateWith(
    id: string,
    patch: Patcher<T>,
    signal: AbortSignal | undefined,
    sent: Map<Blob, string>,
  ): Promise<Written> {
    let current = await this.get(id, { ...(signal && { signal }) })
    for (let attempt = 1; ; attempt++) {
      if (!current) throw new Conflict([{ change: { op: 'update', id, value: {} }, current: null }])
      const value = await patch(current.value)
      signal?.throwIfAborted()
      try {
        return await this.#writeOne({ op: 'update', id, value, base: current.version }, signal, sent)
      } catch (error) {
        if (!(error instanceof Conflict) || attempt === ATTEMPTS) throw error
        current = (error.conflicts[0]?.current ?? null) as CollectionRecord<T> | null
      }
    }
  }

  async delete(id: string, options: Based = {}): Promise<void> {
    const signal = checkSignal(options, 'base')
    await this.#writeOne({ op: 'delete', id, ...based(options) }, signal)
  }

  async write(changes: readonly Change<T>[], options?: Waiting): Promise<readonly Written[]> {
    return this.#write(changes, checkSignal(options))
  }

  async count(options?: Waiting): Promise<number> {
    const { count } = await this.#call('count', {}, checkSignal(options))
    if (!Number.isSafeInteger(count)) throw malformed()
    return count as number
  }

  list(options?: ListOptions): Listing<T> {
    return createListing<T>(this.#within, options)
  }

  #isLocker(): boolean {
    return this.name.startsWith('app:')
  }

  async #call(
    verb: string,
    members: object,
    signal?: AbortSignal,
  ): Promise<{ readonly [member: string]: unknown }> {
    const { connection, grant, collection } = this.#within
    return Object(await connection.call(verb, { grant, collection, ...members }, signal))
  }

  async #writeOne(change: Change<T>, signal?: AbortSignal, sent?: Map<Blob, string>): Promise<Written> {
    const [written] = await this.#write([change], signal, sent)
    if (!written) throw malformed()
    return written
  }

  /** Uploads that no record will name: their room is wanted by others. */
  #drop(sent: ReadonlyMap<Blob, string>): void {
    for (const upload of sent.values()) drop(this.#within, upload)
  }

  async #write(
    given: readonly Change<T>[],
    signal = new AbortController().signal,
    sent?: Map<Blob, string>,
  ): Promise<readonly Written[]> {
    const checked = checkChanges(this.#within, given)
    const own = new Map<Blob, string>()
    try {
      const changes = await withUploads(this.#within, checked, signal, sent ?? own)
      return this.#written(given, await this.#call('write', { changes }, signal))
    } catch (error) {
      this.#drop(own)
      throw error
    }
  }

  #written(
    given: readonly Change<T>[],
    { written, conflicts }: { readonly [member: string]: unknown },
  ): readonly Written[] {
    if (Array.isArray(conflicts)) throw new Conflict(conflicts.map((one) => this.#conflict(given, one)))
    if (!Array.isArray(written) || written.length !== given.length) throw malformed()
    return written.map((one) => {
      const { id, version } = Object(one) as { readonly [member: string]: unknown }
      if (typeof id !== 'string' || typeof version !== 'string') throw malformed()
      return Object.freeze({ id, version })
    })
  }

  #conflict(given: readonly Change<T>[], one: unknown): Conflict['conflicts'][number] {
    const { index, current } = Object(one) as { readonly index: number; readonly current: unknown }
    const change = given[index]
    if (!change) throw malformed()
    return {
      change: change as Change<never>,
      current: current == null ? null : readRecord(this.#within, current),
    }
  }
}

function based({ base }: Based): { readonly base?: string } {
  return base === undefined ? {} : { base }
}

/** @param name as the site asked for it; its own locker may be asked for by its full name too. */
function createCollection(connection: Connection, grant: string, name: string): Collection {
  const own = `@${globalThis.location?.origin}`
  const collection = name.startsWith('app:') && name.endsWith(own) ? name.slice(0, -own.length) : name
  return new HeldCollection({ connection, grant, collection }, name) as unknown as Collection
}

/**
 * @param given `collections` of a request, plain JSON already. @param request the whole of it.
 * @throws TypeError naming what is wrong with them.
 */
export function askFor(connection: Connection, given: unknown, request: Members): AskedCollections {
  const made = new Map<string, Collection>()
  return {
    names: checkCollections(given, request),
    parse: parseCollections,
    open(grant, name) {
      const collection = made.get(name) ?? createCollection(connection, grant, name)
      made.set(name, collection)
      return collection
    },
  }
}

function parseCollections(ok: unknown): ReturnType<AskedCollections['parse']> {
  const { collections = [], picked } = Object(ok) as Partial<GrantParts>
  const good =
    Array.isArray(collections) &&
    collections.every(
      (one) => Array.isArray(one?.actions) && (one.fields === null || Array.isArray(one.fields)),
    ) &&
    Object.values(picked ?? {}).every(Array.isArray)
  if (!good) throw malformed()
  return deepFreeze({ collections, picked: picked ?? {} })
}
