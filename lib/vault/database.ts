import { openDB, unwrap } from 'idb'
import { equalBytes } from '@/lib/base/bytes'
import { nameOf, VaultError, vaultError } from '@/lib/vault/errors'

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

/** Version 2 has the store `blobs` beside those of version 1, which stay as they are. */
const VERSION = 2
const SEGMENTS = 'segments'
const META = 'meta'
const ASIDE = 'aside'
const BLOBS = 'blobs'
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
  readonly #name: string
  #connection: Promise<IDBDatabase> | null = null
  #closed = false

  constructor(name: string) {
    this.#name = name
  }

  /** What stands in the database, without reading the segments. */
  look(): Promise<Look> {
    return this.#run('readonly', 'relaxed', (transaction) => {
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
  }

  /** The stored head, and unless it is `known` (null: always), all rows of generations after `since`, in one snapshot. */
  follow(
    since: number,
    known: Uint8Array | null,
  ): Promise<{ readonly head: Uint8Array | null; readonly rows: readonly Row[] }> {
    return this.#run('readonly', 'relaxed', (transaction, after) => {
      let rows: (() => readonly Row[]) | null = null
      const head = transaction.objectStore(META).get('head')
      after(head, () => {
        if (known === null || !same(head.result, known)) rows = requestRows(transaction, since)
      })
      return () => ({ head: bytesOf(head.result), rows: rows?.() ?? [] })
    })
  }

  /** Everything there is of the log, in one snapshot. */
  whole(): Promise<WholeLog> {
    return this.#run('readonly', 'relaxed', (transaction) => {
      const meta = transaction.objectStore(META)
      const head = meta.get('head')
      const accepted = meta.get('accepted')
      const rows = requestRows(transaction, 0)
      return () => ({ head: bytesOf(head.result), accepted: numberOf(accepted.result), rows: rows() })
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

  /** Puts rows where none or others lie; the others are kept in `aside`. @returns number of rows written. */
  restore(writing: Writing): Promise<number> {
    return this.#run('readwrite', 'strict', (transaction, after) => {
      let written = 0
      const segments = transaction.objectStore(SEGMENTS)
      for (const row of writing.rows) {
        const key = [row.generation, row.index]
        const found = segments.get(key)
        after(found, () => {
          if (same(found.result, row.bytes)) return
          if (found.result !== undefined) transaction.objectStore(ASIDE).add({ key, value: found.result })
          segments.put(row.bytes, key)
          written++
        })
      }
      const meta = transaction.objectStore(META)
      const head = meta.get('head')
      after(head, () => {
        if (writing.head && head.result !== undefined && !same(head.result, writing.head))
          transaction.objectStore(ASIDE).add({ key: 'head', value: head.result })
        put(transaction, { ...writing, rows: [] })
      })
      return () => written
    })
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
    this.#drop()
  }

  #drop(): void {
    const connection = this.#connection
    this.#connection = null
    connection?.then((database) => database.close()).catch(() => {})
  }

  #connect(): Promise<IDBDatabase> {
    if (this.#closed) return Promise.reject(vaultError('closed'))
    if (this.#connection !== null) return this.#connection
    const drop = () => this.#drop()
    const connection = openDB(this.#name, VERSION, {
      upgrade(database, before) {
        if (before < 1) {
          database.createObjectStore(SEGMENTS)
          database.createObjectStore(META)
          database.createObjectStore(ASIDE, { autoIncrement: true })
        }
        if (before < 2) database.createObjectStore(BLOBS)
      },
      blocking: drop,
      terminated: drop,
    }).then((database) => unwrap(database))
    this.#connection = connection
    return connection
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
        this.#drop()
        if (nameOf(error) === 'QuotaExceededError') throw vaultError('full', error)
        if (FINAL.includes(nameOf(error))) throw vaultError('unreachable', error)
      }
    }
    throw vaultError(isUnusable(cause) ? 'unusable' : 'unreachable', cause)
  }
}

/** Firefox in permanent private browsing refuses every opening with this error. */
function isUnusable(error: unknown): boolean {
  return (
    typeof indexedDB === 'undefined' || (nameOf(error) === 'InvalidStateError' && !(error instanceof Lost))
  )
}

/** The connection was closing when a transaction was asked of it. */
class Lost extends Error {
  override readonly name = 'InvalidStateError'
}

/** Goes on within the transaction once a request has its result; what `then` throws aborts the transaction. */
export type After = (request: IDBRequest, then: () => void) => void

/** `work` is synchronous: it places requests and gives back how to read their results once the transaction is complete. */
function transact<Value>(
  database: IDBDatabase,
  stores: readonly string[],
  mode: IDBTransactionMode,
  durability: IDBTransactionDurability,
  work: (transaction: IDBTransaction, after: After) => () => Value,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    let transaction: IDBTransaction
    let thrown: unknown = null
    try {
      transaction = database.transaction(stores, mode, { durability })
    } catch (error) {
      reject(
        nameOf(error) === 'InvalidStateError' ? new Lost('connection is closing', { cause: error }) : error,
      )
      return
    }
    let result: () => Value
    transaction.oncomplete = () => {
      try {
        resolve(result())
      } catch (error) {
        reject(error)
      }
    }
    transaction.onabort = () =>
      reject(thrown ?? transaction.error ?? new DOMException('transaction was aborted', 'AbortError'))
    const guarded = (step: () => void) => {
      try {
        step()
      } catch (error) {
        thrown = error
        transaction.abort()
      }
    }
    guarded(() => {
      result = work(transaction, (request, then) => {
        request.onsuccess = () => guarded(then)
      })
    })
  })
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

function requestRows(transaction: IDBTransaction, since: number): () => readonly Row[] {
  const segments = transaction.objectStore(SEGMENTS)
  const range = IDBKeyRange.lowerBound([since + 1])
  const keys = segments.getAllKeys(range)
  const values = segments.getAll(range)
  return () =>
    keys.result.map((key, at) => {
      const [generation, index] = key as unknown as RowKey
      return { generation, index, bytes: bytesOf(values.result[at]) ?? new Uint8Array(0) }
    })
}

function bytesOf(value: unknown): Uint8Array | null {
  return value instanceof Uint8Array ? value : null
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

function same(stored: unknown, known: Uint8Array | null): boolean {
  if (stored === undefined || known === null) return stored === undefined && known === null
  return stored instanceof Uint8Array && equalBytes(stored, known)
}
