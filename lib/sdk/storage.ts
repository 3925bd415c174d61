/**
 * `selfstead/storage`: for apps that keep text under keys today. Each key is a record of a locker; a collection of a grant for
 * `app:…` with all four actions is all that is needed.
 */
import type { Attachment, Changed, Collection, CollectionRecord } from '@/lib/sdk/collection-types'
import type { Waiting } from '@/lib/sdk/types'

/** What a record of a storage holds: short text, or bytes. */
type Kept = { readonly text?: string; readonly bytes?: Blob }
type Stored = CollectionRecord<Kept>

/** Text that is longer than this as JSON is kept as bytes: a record holds 60 KiB of it. */
const LONGEST_TEXT = 20_000
const MAX_KEY = 200
/** Most changes in one write. */
const BATCH = 1_000
/** How often a write is tried again after another came between. */
const ATTEMPTS = 20

/** `localStorage`, with promises. */
export interface AsyncStorage {
  getItem(key: string, options?: Waiting): Promise<string | null>
  setItem(key: string, value: string, options?: Waiting): Promise<void>
  removeItem(key: string, options?: Waiting): Promise<void>
  keys(options?: Waiting): Promise<string[]>
  clear(options?: Waiting): Promise<void>
}

/**
 * The interface of `unstorage` drivers, as far as it is served. Whoever calls by `unstorage` hands options of its own on; of them
 * `signal` counts.
 */
export interface StorageDriver {
  readonly name: string
  hasItem(key: string, options?: Waiting): Promise<boolean>
  getItem(key: string, options?: Waiting): Promise<string | null>
  setItem(key: string, value: string, options?: Waiting): Promise<void>
  getItemRaw(key: string, options?: Waiting): Promise<Uint8Array<ArrayBuffer> | null>
  setItemRaw(key: string, value: unknown, options?: Waiting): Promise<void>
  removeItem(key: string, options?: Waiting): Promise<void>
  /** @param options may say more than a signal, as those of `unstorage` do. */
  getKeys(base?: string, options?: Waiting & { readonly maxDepth?: number }): Promise<string[]>
  clear(base?: string, options?: Waiting): Promise<void>
  /** Size in bytes of what is kept; null where nothing is. */
  getMeta(key: string, options?: Waiting): Promise<{ readonly size: number } | null>
  watch(callback: (event: 'update' | 'remove', key: string) => void): Promise<() => void>
}

/** @throws TypeError for a key that cannot name a record. */
function checkKey(key: unknown): string {
  const text = String(key)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (!text || text.length > MAX_KEY || !text.isWellFormed() || /[\0-\x1f\x7f]/.test(text))
    throw new TypeError(`A key is 1 to ${MAX_KEY} characters of well-formed text without control characters`)
  return text
}

/** The signal of options, among which others may stand that are for somebody else. @throws its reason when it was aborted already. */
function waiting(options: Waiting | undefined): Waiting {
  const signal = options?.signal
  signal?.throwIfAborted()
  return signal ? { signal } : {}
}

function isConflict(error: unknown): boolean {
  return error instanceof DOMException && 'conflicts' in error
}

/** What both adapters are made of. */
function createKeys(given: Collection) {
  const collection = given as unknown as Collection<Kept>

  async function put(key: string, value: Kept, options?: Waiting): Promise<void> {
    const id = checkKey(key)
    const until = waiting(options)
    const all = { text: null, bytes: null, ...value }
    for (let attempt = 1; ; attempt++) {
      // There is no "write, whether it is there or not": one of the two meets the record as it is.
      try {
        await collection.update(id, all, until)
        return
      } catch (error) {
        if (!isConflict(error)) throw error
      }
      try {
        await collection.create(value, { id, ...until })
        return
      } catch (error) {
        if (!isConflict(error) || attempt === ATTEMPTS) throw error
      }
    }
  }

  async function remove(key: string, options?: Waiting): Promise<void> {
    try {
      await collection.delete(checkKey(key), waiting(options))
    } catch (error) {
      // It was gone already.
      if (!isConflict(error)) throw error
    }
  }

  async function keys(base = '', options?: Waiting): Promise<string[]> {
    const found: string[] = []
    for await (const { id } of collection.list({ limit: BATCH, ...waiting(options) }))
      if (id.startsWith(base)) found.push(id)
    return found
  }

  async function clear(base = '', options?: Waiting): Promise<void> {
    const all = await keys(base, options)
    for (let from = 0; from < all.length; from += BATCH) {
      const some = all.slice(from, from + BATCH)
      try {
        await collection.write(
          some.map((id) => ({ op: 'delete', id })),
          waiting(options),
        )
      } catch (error) {
        // One of them went in between: the others one by one.
        if (!isConflict(error)) throw error
        for (const id of some) await remove(id, options)
      }
    }
  }

  return {
    collection,
    put,
    remove,
    keys,
    clear,
    get: (key: string, options?: Waiting): Promise<Stored | null> =>
      collection.get(checkKey(key), waiting(options)),
    async putText(key: string, text: string, options?: Waiting): Promise<void> {
      // As bytes it would come back as another text.
      if (typeof text === 'string' && !text.isWellFormed())
        throw new TypeError('A text has to be well-formed')
      const isShort = text.length <= LONGEST_TEXT && JSON.stringify(text).length <= LONGEST_TEXT
      await put(key, isShort ? { text } : { bytes: new Blob([text]) }, options)
    },
  }
}

function attachmentOf(record: Stored | null): Attachment | undefined {
  return record?.value.bytes as Attachment | undefined
}

async function textOf(record: Stored | null, options?: Waiting): Promise<string | null> {
  const attachment = attachmentOf(record)
  // Not `text()`, which leaves out a U+FEFF at the beginning.
  if (attachment)
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      await (await attachment.blob(waiting(options))).arrayBuffer(),
    )
  return record?.value.text ?? null
}

/** `collection` with the methods of `localStorage`, which here give promises. */
export function localStorageLike(collection: Collection): AsyncStorage {
  const { get, putText, remove, keys, clear } = createKeys(collection)
  return {
    getItem: async (key, options) => textOf(await get(key, options), options),
    setItem: async (key, value, options) => putText(key, String(value), options),
    removeItem: remove,
    keys: (options) => keys('', options),
    clear: (options) => clear('', options),
  }
}

/** `collection` as a driver: `createStorage({ driver: unstorageDriver(collection) })`. Raw items are kept as attachments. */
export function unstorageDriver(collection: Collection): StorageDriver {
  const { get, put, putText, remove, keys, clear, collection: own } = createKeys(collection)
  return {
    name: 'selfstead',
    hasItem: async (key, options) => (await get(key, options)) !== null,
    getItem: async (key, options) => textOf(await get(key, options), options),
    setItem: async (key, value, options) => putText(key, value, options),
    async getItemRaw(key, options) {
      const record = await get(key, options)
      const blob = await attachmentOf(record)?.blob(waiting(options))
      if (blob) return new Uint8Array(await blob.arrayBuffer())
      return record?.value.text === undefined ? null : new TextEncoder().encode(record.value.text)
    },
    async setItemRaw(key, value, options) {
      if (typeof value === 'string') return putText(key, value, options)
      if (!(value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value)))
        throw new TypeError('A raw item is text, bytes or a Blob')
      await put(key, { bytes: value instanceof Blob ? value : new Blob([value as BlobPart]) }, options)
    },
    removeItem: remove,
    getKeys: keys,
    clear,
    async getMeta(key, options) {
      const record = await get(key, options)
      if (!record) return null
      return { size: attachmentOf(record)?.size ?? new TextEncoder().encode(record.value.text ?? '').length }
    },
    async watch(callback) {
      const onChange = ({ detail }: CustomEvent<Changed>): void => {
        for (const key of detail.changed) callback('update', key)
        for (const key of detail.gone) callback('remove', key)
        if (!detail.missed) return
        // Nobody knows which: whoever listens looks at all of them again.
        keys().then(
          (all) => {
            for (const key of all) callback('update', key)
          },
          () => {},
        )
      }
      own.addEventListener('change', onChange)
      return () => own.removeEventListener('change', onChange)
    },
  }
}
