/**
 * `selfstead/storage`: for apps that keep text under keys today. Each key is a record of a locker; a collection of a grant for
 * `app:…` with all four actions is all that is needed.
 */
import type { Attachment, Changed, Collection, CollectionRecord } from '@/lib/sdk/collection-types'

/** What a record of a storage holds: short text, or bytes. */
type Kept = { readonly text?: string; readonly bytes?: Blob }
type Stored = CollectionRecord<Kept>

/** Text longer than this is kept as bytes: a record holds 60 KiB of JSON. */
const LONGEST_TEXT = 20_000
const MAX_KEY = 200
/** Most changes in one write. */
const BATCH = 1_000
/** How often a write is tried again after another came between. */
const ATTEMPTS = 20

/** `localStorage`, with promises. */
export interface AsyncStorage {
  getItem(key: string): Promise<string | null>
  setItem(key: string, value: string): Promise<void>
  removeItem(key: string): Promise<void>
  keys(): Promise<string[]>
  clear(): Promise<void>
}

/** The interface of `unstorage` drivers, as far as it is served. */
export interface StorageDriver {
  readonly name: string
  hasItem(key: string): Promise<boolean>
  getItem(key: string): Promise<string | null>
  setItem(key: string, value: string): Promise<void>
  getItemRaw(key: string): Promise<Uint8Array<ArrayBuffer> | null>
  setItemRaw(key: string, value: unknown): Promise<void>
  removeItem(key: string): Promise<void>
  getKeys(base?: string): Promise<string[]>
  clear(base?: string): Promise<void>
  /** Size in bytes of what is kept; null where nothing is. */
  getMeta(key: string): Promise<{ readonly size: number } | null>
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

function isConflict(error: unknown): boolean {
  return error instanceof DOMException && 'conflicts' in error
}

/** What both adapters are made of. */
function createKeys(given: Collection) {
  const collection = given as unknown as Collection<Kept>

  async function put(key: string, value: Kept): Promise<void> {
    const id = checkKey(key)
    const all = { text: null, bytes: null, ...value }
    for (let attempt = 1; ; attempt++) {
      // There is no "write, whether it is there or not": one of the two meets the record as it is.
      try {
        await collection.update(id, all)
        return
      } catch (error) {
        if (!isConflict(error)) throw error
      }
      try {
        await collection.create(value, { id })
        return
      } catch (error) {
        if (!isConflict(error) || attempt === ATTEMPTS) throw error
      }
    }
  }

  async function remove(key: string): Promise<void> {
    try {
      await collection.delete(checkKey(key))
    } catch (error) {
      // It was gone already.
      if (!isConflict(error)) throw error
    }
  }

  async function keys(base = ''): Promise<string[]> {
    const found: string[] = []
    for await (const { id } of collection.list({ limit: BATCH })) if (id.startsWith(base)) found.push(id)
    return found
  }

  async function clear(base = ''): Promise<void> {
    const all = await keys(base)
    for (let from = 0; from < all.length; from += BATCH) {
      const some = all.slice(from, from + BATCH)
      try {
        await collection.write(some.map((id) => ({ op: 'delete', id })))
      } catch (error) {
        // One of them went in between: the others one by one.
        if (!isConflict(error)) throw error
        for (const id of some) await remove(id)
      }
    }
  }

  return {
    collection,
    put,
    remove,
    keys,
    clear,
    get: (key: string): Promise<Stored | null> => collection.get(checkKey(key)),
    putText: (key: string, text: string): Promise<void> =>
      put(key, text.length > LONGEST_TEXT ? { bytes: new Blob([text]) } : { text }),
  }
}

function attachmentOf(record: Stored | null): Attachment | undefined {
  return record?.value.bytes as Attachment | undefined
}

async function textOf(record: Stored | null): Promise<string | null> {
  const attachment = attachmentOf(record)
  if (attachment) return (await attachment.blob()).text()
  return record?.value.text ?? null
}

/** `collection` with the methods of `localStorage`, which here give promises. */
export function localStorageLike(collection: Collection): AsyncStorage {
  const { get, putText, remove, keys, clear } = createKeys(collection)
  return {
    getItem: async (key) => textOf(await get(key)),
    setItem: async (key, value) => putText(key, String(value)),
    removeItem: remove,
    keys: () => keys(),
    clear: () => clear(),
  }
}

/** `collection` as a driver: `createStorage({ driver: unstorageDriver(collection) })`. Raw items are kept as attachments. */
export function unstorageDriver(collection: Collection): StorageDriver {
  const { get, put, putText, remove, keys, clear, collection: own } = createKeys(collection)
  return {
    name: 'selfstead',
    hasItem: async (key) => (await get(key)) !== null,
    getItem: async (key) => textOf(await get(key)),
    setItem: async (key, value) => putText(key, value),
    async getItemRaw(key) {
      const record = await get(key)
      const blob = await attachmentOf(record)?.blob()
      if (blob) return new Uint8Array(await blob.arrayBuffer())
      return record?.value.text === undefined ? null : new TextEncoder().encode(record.value.text)
    },
    async setItemRaw(key, value) {
      if (typeof value === 'string') return putText(key, value)
      if (!(value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value)))
        throw new TypeError('A raw item is text, bytes or a Blob')
      await put(key, { bytes: value instanceof Blob ? value : new Blob([value as BlobPart]) })
    },
    removeItem: remove,
    getKeys: keys,
    clear,
    async getMeta(key) {
      const record = await get(key)
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
