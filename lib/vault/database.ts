import { equalBytes } from '@/lib/base/bytes'
import { ASIDE, BLOBS, connect, databaseName, isDamage, META, SEGMENTS } from '@/lib/vault/connect'
import { nameOf, VaultError, vaultError } from '@/lib/vault/errors'
import type { Places } from '@/lib/vault/places'
import { bytesOf, readRows, requestRows } from '@/lib/vault/rows'
import { readKeys, readOne, UNREADABLE } from '@/lib/vault/salvage'
import { type After, isUnusable, transact } from '@/lib/vault/transact'

/** One sealed segment where it lies: the generation that wrote it and its place within that generation. */
export interface Row {
  readonly generation: number
  readonly index: number
  readonly bytes: Uint8Array
}

export type RowKey = readonly [generation: number, index: number]

export interface Look {
  readonly head: Uint8Array | null
  readonly slots: Uint8Array | null
  readonly accepted: number | null
  readonly rows: number
  /** Highest generation any row has; 0 without rows. */
  readonly newest: number
}

/** The whole log as it lies there, in one snapshot. */
export interface WholeLog {
  readonly head: Uint8Array | null
  readonly accepted: number | null
  readonly rows: readonly Row[]
}

export interface Writing {
  readonly rows: readonly Row[]
  readonly head?: Uint8Array
  readonly slots?: Uint8Array
  /** Generation that was given up by `acceptLeft`; null removes the note. */
  readonly accepted?: number | null
  readonly remove?: readonly RowKey[]
  readonly durability?: 'strict' | 'relaxed'
}

const META_KEYS = ['head', 'slots', 'accepted'] as const
/** What a commit writes to. */
const TAIL = [SEGMENTS, META]
/** The log's stores, in one transaction; attachments have their own, so that a long one delays no commit. */
const LOG = [SEGMENTS, META, ASIDE]
const ATTEMPTS = 3

/** Thrown inside a transaction to have it aborted: the head was another than expected. */
const OVERTAKEN = new Error('overtaken')

/** Errors that repeating cannot heal. */
const FINAL = [
  'QuotaExceededError',
  'VersionError',
  'DataError',
  'DataCloneError',
  'TypeError',
  'ConstraintError',
]

/**
 * The log's database. A lost connection is opened again, at most three times in a row and never by deleting anything;
 * what an answer is worth after that, the caller sees by the head it carries.
 */
export class LogDatabase {
  readonly #places: Pick<Places, 'database' | 'ordinal'>
  readonly #ending = new AbortController()
  #connection: Promise<IDBDatabase> | null = null
  #ordinal = 0
  #moved = false
  #closed = false

  constructor(places: Pick<Places, 'database' | 'ordinal'>) {
    this.#places = places
    // Another context may have gone on in the next one: what is asked from now on is asked of that.
    places.ordinal.onChanged(() => this.drop(), this.#ending.signal)
  }

  /** Number of the database that was last connected to, or tried; 0 before. */
  get ordinal(): number {
    return this.#ordinal
  }

  /** Whether the log goes on in another database since this was last asked. */
  takeMoved(): boolean {
    const moved = this.#moved
    this.#moved = false
    return moved
  }

  /** What stands in the database, without reading the segments. */
  look(): Promise<Look> {
    const look = this.#run('readonly', 'relaxed', (transaction) => {
      const meta = transaction.objectStore(META)
      const segments = transaction.objectStore(SEGMENTS)
      const head = meta.get('head')
      const slots = meta.get('slots')
      const accepted = meta.get('accepted')
      const rows = segments.count()
      const last = segments.openKeyCursor(null, 'prev')
      return () => ({
        head: bytesOf(head.result),
        slots: bytesOf(slots.result),
        accepted: numberOf(accepted.result),
        rows: rows.result,
        newest: (last.result?.key as RowKey | undefined)?.[0] ?? 0,
      })
    })
    return this.#orInPieces(look, async (database) => {
      const keys = await readKeys(database, SEGMENTS)
      const newest = (keys.at(-1) as RowKey | undefined)?.[0] ?? 0
      return { ...(await readMeta(database)), rows: keys.length, newest }
    })
  }

  /** The stored head, and unless it is `known` (null: always), all rows of generations after `since`, in one snapshot. */
  follow(
    since: number,
    known: Uint8Array | null,
  ): Promise<{ readonly head: Uint8Array | null; readonly rows: readonly Row[] }> {
    const news = this.#run('readonly', 'relaxed', (transaction, after) => {
      let rows: (() => readonly Row[]) | null = null
      const head = transaction.objectStore(META).get('head')
      after(head, () => {
        if (known === null || !same(head.result, known)) rows = requestRows(transaction, since)
      })
      return () => ({ head: bytesOf(head.result), rows: rows?.() ?? [] })
    })
    return this.#orInPieces(news, async (database) => {
      const { head } = await readMeta(database)
      return { head, rows: await readRows(database, since) }
    })
  }

  /** Everything there is of the log, in one snapshot. */
  whole(): Promise<WholeLog> {
    const whole = this.#run('readonly', 'relaxed', (transaction) => {
      const meta = transaction.objectStore(META)
      const head = meta.get('head')
      const accepted = meta.get('accepted')
      const rows = requestRows(transaction, 0)
      return () => ({ head: bytesOf(head.result), accepted: numberOf(accepted.result), rows: rows() })
    })
    return this.#orInPieces(whole, async (database) => {
      const { head, accepted } = await readMeta(database)
      return { head, accepted, rows: await readRows(database, 0) }
    })
  }

  /** Keys of all rows, with the head they belong to. */
  keys(): Promise<{ readonly head: Uint8Array | null; readonly keys: readonly RowKey[] }> {
    return this.#run('readonly', 'relaxed', (transaction) => {
      const head = transaction.objectStore(META).get('head')
      const keys = transaction.objectStore(SEGMENTS).getAllKeys()
      return () => ({ head: bytesOf(head.result), keys: keys.result as unknown as readonly RowKey[] })
    })
  }

  /** The rows under these keys, as far as they are there, in one snapshot. */
  rows(wanted: readonly RowKey[]): Promise<readonly Row[]> {
    return this.#run('readonly', 'relaxed', (transaction) => {
      const segments = transaction.objectStore(SEGMENTS)
      const found = wanted.map((key) => segments.get([...key]))
      return () =>
        wanted.flatMap(([generation, index], at) => {
          const bytes = bytesOf(found[at]?.result)
          return bytes ? [{ generation, index, bytes }] : []
        })
    })
  }

  /** What this device alone keeps beside its log: `own` (lib/vault/own.ts), `folders` (lib/vault/folders.ts). */
  beside(key: 'own' | 'folders'): Promise<unknown> {
    return this.#run('readonly', 'relaxed', (transaction) => {
      const found = transaction.objectStore(META).get(key)
      return () => found.result
    })
  }

  putBeside(key: 'own' | 'folders', value: unknown): Promise<void> {
    return this.#run('readwrite', 'strict', (transaction) => {
      transaction.objectStore(META).put(value, key)
      return () => undefined
    })
  }

  /** What this device may forget, sealed (lib/vault/own.ts). */
  note(name: string): Promise<Uint8Array | null> {
    return this.#run('readonly', 'relaxed', (transaction) => {
      const note = transaction.objectStore(META).get(`note-${name}`)
      return () => bytesOf(note.result)
    })
  }

  putNote(name: string, bytes: Uint8Array): Promise<void> {
    return this.#run('readwrite', 'relaxed', (transaction) => {
      transaction.objectStore(META).put(bytes, `note-${name}`)
      return () => undefined
    })
  }

  /**
   * Writes everything in one transaction, if the stored head is still `expected`.
   * @returns `overtaken` when another context wrote in between; then nothing was written.
   * @throws VaultError `full` when there is no room; then nothing was written either.
   */
  async append(expected: Uint8Array | null, writing: Writing): Promise<'written' | 'overtaken'> {
    let tried = false
    return this.#run(
      'readwrite',
      writing.durability ?? 'strict',
      (transaction, after) => {
        const stored = transaction.objectStore(META).get('head')
        const repeated = tried
        tried = true
        after(stored, () => {
          // After a lost connection the first attempt may have come through: its head is there then.
          const through = repeated && writing.head !== undefined && same(stored.result, writing.head)
          if (!through && !same(stored.result, expected)) throw OVERTAKEN
          // What is left to be answered are the puts, and a failed one aborts all the same.
          transaction.commit()
        })
        // Asked for in one go with the head, which the first request still sees as it was; thrown away when that differs.
        put(transaction, writing)
        return () => 'written' as const
      },
      TAIL,
    ).catch((error: unknown) => {
      if (error === OVERTAKEN) return 'overtaken'
      throw error
    })
  }

  /**
   * Puts rows where none or others lie; the others are kept in `aside`, unless they cannot be read.
   * @returns number of rows written.
   */
  restore(writing: Writing): Promise<number> {
    return this.#restore(writing, new Set()).catch(async (error) => {
      if (!isDamage(error)) throw error
      const unreadable = await this.#unreadable(writing.rows).catch(() => {
        throw error
      })
      return this.#restore(writing, unreadable)
    })
  }

  #restore(writing: Writing, unreadable: ReadonlySet<string>): Promise<number> {
    return this.#run('readwrite', 'strict', (transaction, after) => {
      let written = 0
      const segments = transaction.objectStore(SEGMENTS)
      const meta = transaction.objectStore(META)
      for (const key of META_KEYS) if (unreadable.has(key)) meta.delete(key)
      for (const row of writing.rows) {
        const key = [row.generation, row.index]
        if (unreadable.has(String(key))) {
          segments.put(row.bytes, key)
          written++
          continue
        }
        const found = segments.get(key)
        after(found, () => {
          if (same(found.result, row.bytes)) return
          if (found.result !== undefined) transaction.objectStore(ASIDE).add({ key, value: found.result })
          segments.put(row.bytes, key)
          written++
        })
      }
      const head = meta.get('head')
      after(head, () => {
        // Read in any case: one that cannot be read is found so.
        const { result } = head
        if (writing.head && result !== undefined && !same(result, writing.head))
          transaction.objectStore(ASIDE).add({ key: 'head', value: result })
        put(transaction, { ...writing, rows: [] })
      })
      return () => written
    })
  }

  /** Keys of what is there and cannot be read. */
  async #unreadable(rows: readonly Row[]): Promise<ReadonlySet<string>> {
    const database = await this.#connect()
    const found = new Set<string>()
    for (const key of META_KEYS) if ((await readOne(database, META, key)) === UNREADABLE) found.add(key)
    for (const { generation, index } of rows)
      if ((await readOne(database, SEGMENTS, [generation, index])) === UNREADABLE)
        found.add(String([generation, index]))
    return found
  }

  /** Runs requests on the store of the attachments (lib/vault/blob-store.ts) in one transaction of its own. */
  withBlobs<Value>(
    mode: IDBTransactionMode,
    work: (blobs: IDBObjectStore, after: After) => () => Value,
  ): Promise<Value> {
    return this.#run(mode, 'relaxed', (transaction, after) => work(transaction.objectStore(BLOBS), after), [
      BLOBS,
    ])
  }

  close(): void {
    this.#closed = true
    this.#ending.abort()
    this.drop()
  }

  /** Gives up the connection; what is asked next makes another. */
  drop(): void {
    const connection = this.#connection
    this.#connection = null
    connection?.then((database) => database.close()).catch(() => {})
  }

  #connect(): Promise<IDBDatabase> {
    if (this.#closed) return Promise.reject(vaultError('closed'))
    if (this.#connection !== null) return this.#connection
    const connection = this.#connectToNewest()
    this.#connection = connection
    return connection
  }

  async #connectToNewest(): Promise<IDBDatabase> {
    const { database, ordinal } = this.#places
    const newest = await ordinal.read()
    this.#moved ||= this.#ordinal !== 0 && this.#ordinal !== newest
    this.#ordinal = newest
    return connect(databaseName(database, newest), () => this.drop())
  }

  /** What could not be read at once, read one by one. */
  #orInPieces<Value>(
    atOnce: Promise<Value>,
    inPieces: (database: IDBDatabase) => Promise<Value>,
  ): Promise<Value> {
    return atOnce.catch(async (error) => {
      if (!isDamage(error)) throw error
      const pieces = this.#connect().then(inPieces)
      return pieces.catch(() => {
        throw error
      })
    })
  }

  async #run<Value>(
    mode: IDBTransactionMode,
    durability: IDBTransactionDurability,
    work: (transaction: IDBTransaction, after: After) => () => Value,
    stores: readonly string[] = LOG,
  ): Promise<Value> {
    let cause: unknown
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        const database = await this.#connect()
        return await transact(database, stores, mode, durability, work)
      } catch (error) {
        if (error instanceof VaultError || error === OVERTAKEN) throw error
        cause = error
        this.drop()
        if (nameOf(error) === 'QuotaExceededError') throw vaultError('full', error)
        if (FINAL.includes(nameOf(error))) throw vaultError('unreachable', error)
      }
    }
    throw vaultError(isUnusable(cause) ? 'unusable' : 'unreachable', cause)
  }
}

function put(transaction: IDBTransaction, writing: Writing): void {
  const segments = transaction.objectStore(SEGMENTS)
  const meta = transaction.objectStore(META)
  for (const key of writing.remove ?? []) segments.delete([...key])
  for (const row of writing.rows) segments.put(row.bytes, [row.generation, row.index])
  if (writing.head) meta.put(writing.head, 'head')
  if (writing.slots) meta.put(writing.slots, 'slots')
  if (writing.accepted === null) meta.delete('accepted')
  else if (writing.accepted !== undefined) meta.put(writing.accepted, 'accepted')
}

/** As far as each can be read. */
async function readMeta(database: IDBDatabase): Promise<Pick<Look, 'head' | 'slots' | 'accepted'>> {
  const [head, slots, accepted] = await Promise.all(META_KEYS.map((key) => readOne(database, META, key)))
  return { head: bytesOf(head), slots: bytesOf(slots), accepted: numberOf(accepted) }
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

function same(stored: unknown, known: Uint8Array | null): boolean {
  if (stored === undefined || known === null) return stored === undefined && known === null
  return stored instanceof Uint8Array && equalBytes(stored, known)
}
