/** Collections of `selfstead/mock`, in memory: the second file of the mock, loaded when a test first asks for one. */
import { fromBase64Url, toBase64Url } from '@/lib/base/bytes'
import { newId } from '@/lib/sdk/connection'
import type { Json } from '@/lib/sdk/types'

type Value = { readonly [member: string]: Json }
type Members = { readonly [member: string]: unknown }

interface Kept {
  readonly value: Value
  readonly created: number
  readonly changed: number
}

interface Change {
  readonly op: 'create' | 'update' | 'delete'
  readonly id?: string
  readonly value?: Value
  readonly base?: string
}

interface Upload {
  readonly about: Value
  readonly size: number
  readonly bytes: Uint8Array<ArrayBuffer>
  received: number
}

/** A wrong call: answered with `TypeError`, as the extension does. */
export class MockFlaw extends Error {}

export interface MockCollections {
  /** The `ok` of a call. @throws MockFlaw */
  answer(verb: string, call: Members): Json
  /** What the person, or another tab, does: `null` deletes. */
  edit(collection: string, id: string, value: Value | null): void
}

const PART = 524_288
const BLOB = 'selfstead:blob'

/** @param tell hears which records of a collection were changed or are gone. */
export function createMockCollections(
  tell: (collection: string, changed: readonly string[], gone: readonly string[]) => void,
): MockCollections {
  const stores = new Map<string, Map<string, Kept>>()
  const uploads = new Map<string, Upload>()
  let clock = 0

  function storeOf(collection: unknown): Map<string, Kept> {
    const name = String(collection)
    const store = stores.get(name) ?? new Map<string, Kept>()
    stores.set(name, store)
    return store
  }

  const recordOf = (id: string, { value, changed }: Kept): Json => ({ id, version: String(changed), value })

  function list(store: Map<string, Kept>, { after, limit, order, reverse }: Members): Json {
    const by = order === 'changed' ? 'changed' : 'created'
    const all = [...store].sort(([, a], [, b]) => (reverse ? b[by] - a[by] : a[by] - b[by]))
    const from = after === null ? 0 : Number(after)
    const to = from + Number(limit)
    const records = all.slice(from, to).map(([id, kept]) => recordOf(id, kept))
    return { records, next: to < all.length ? String(to) : null }
  }

  function get(store: Map<string, Kept>, ids: readonly string[]): Json {
    return {
      records: ids.flatMap((id) => {
        const kept = store.get(id)
        return kept ? [recordOf(id, kept)] : []
      }),
    }
  }

  function write(collection: string, store: Map<string, Kept>, changes: readonly Change[]): Json {
    const conflicts = changes.flatMap(({ op, id, base }, index) => {
      const kept = id === undefined ? undefined : store.get(id)
      const meets = op === 'create' ? kept : !kept || (base !== undefined && base !== String(kept.changed))
      return meets ? [{ index, current: kept && id !== undefined ? recordOf(id, kept) : null }] : []
    })
    if (conflicts.length) return { conflicts }
    const changed: string[] = []
    const gone: string[] = []
    const written = changes.map(({ op, id = newId(), value = {} }) => {
      if (op === 'delete') {
        store.delete(id)
        gone.push(id)
      } else {
        put(store, id, value)
        changed.push(id)
      }
      return { id, version: String(clock) }
    })
    tell(collection, changed, gone)
    return { written }
  }

  function put(store: Map<string, Kept>, id: string, patch: Value): void {
    const before = store.get(id)
    const members = Object.entries({ ...before?.value, ...patch }).filter(([, item]) => item !== null)
    const value = Object.fromEntries(members.map(([name, item]) => [name, marked(item)]))
    clock++
    store.set(id, { value, created: before?.created ?? clock, changed: clock })
  }

  function marked(item: Json): Json {
    const id = (Object(item) as { readonly [BLOB]?: string })[BLOB]
    if (id === undefined) return item
    const upload = uploads.get(id)
    if (!upload || upload.received !== upload.size) throw new MockFlaw('value: names no finished upload')
    return { [BLOB]: id, ...upload.about }
  }

  function upload({ size, type, name }: Members): Json {
    const id = newId()
    const about = { size, type, name } as Value
    uploads.set(id, { about, size: Number(size), bytes: new Uint8Array(Number(size)), received: 0 })
    return { upload: id }
  }

  function chunk({ upload: id, index, data }: Members): Json {
    const known = uploads.get(String(id))
    const part = fromBase64Url(String(data))
    if (!known || !part || Number(index) * PART !== known.received)
      throw new MockFlaw('chunk: is out of order')
    known.bytes.set(part, known.received)
    known.received += part.length
    return { received: known.received }
  }

  function download(store: Map<string, Kept>, { record, field, index, attachment }: Members): Json {
    const marker = store.get(String(record))?.value[String(field)]
    const id = (Object(marker) as { readonly [BLOB]?: string })[BLOB]
    const known = uploads.get(String(id))
    if (!known || (attachment !== undefined && attachment !== id))
      throw new MockFlaw('download: names no attachment')
    const from = Number(index) * PART
    return { data: toBase64Url(known.bytes.subarray(from, from + PART)), of: Math.ceil(known.size / PART) }
  }

  return {
    answer(verb, call) {
      const store = storeOf(call.collection)
      if (verb === 'list') return list(store, call)
      if (verb === 'get') return get(store, call.ids as readonly string[])
      if (verb === 'count') return { count: store.size }
      if (verb === 'write') return write(String(call.collection), store, call.changes as readonly Change[])
      if (verb === 'upload') return upload(call)
      if (verb === 'chunk') return chunk(call)
      if (verb === 'download') return download(store, call)
      return null
    },
    edit(collection, id, value) {
      const store = storeOf(collection)
      if (value) put(store, id, value)
      else store.delete(id)
      tell(collection, value ? [id] : [], value ? [] : [id])
    },
  }
}
