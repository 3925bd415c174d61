import 'fake-indexeddb/auto'
import { concatBytes } from '@/lib/base/bytes'
import type { MirrorPlace, Places, Sentinel } from '@/lib/vault/places'

/** One device without a browser: files, sentinel and a database that any number of contexts share. */
export interface MemoryDevice {
  readonly database: string
  readonly files: Map<string, Uint8Array>
  sentinel: Sentinel | null
  /** Which database counts, as `storage.local` has it. */
  ordinal: number
  /** Sentinels that were kept aside, by name. */
  readonly aside: Map<string, Sentinel>
  /** A context of the device: the places one window or background would get. */
  context(): Places
  /** Called before every call of mirror and sentinel with a name such as `mirror.write`; throws to make it fail. */
  before: (call: string) => void
  /** The database as Chromium leaves it after damage: gone without a word. */
  dropDatabase(): Promise<void>
  now: number
}

export interface MemoryOptions {
  readonly database?: string
  readonly now?: number
  readonly random?: (length: number) => Uint8Array
}

let devices = 0

export function memoryDevice(options: MemoryOptions = {}): MemoryDevice {
  const movings = new Set<() => void>()
  const listeners = new Set<{ readonly from: object; readonly hear: () => void }>()
  let last: Promise<unknown> = Promise.resolve()
  const call = async (name: string) => {
    await Promise.resolve()
    device.before(name)
  }
  const mirror: MirrorPlace = {
    async read(name) {
      await call('mirror.read')
      return device.files.get(name)?.slice() ?? null
    },
    async write(name, bytes) {
      const copy = bytes.slice()
      await call('mirror.write')
      device.files.set(name, copy)
    },
    async writeParts(name, parts) {
      const copies: Uint8Array[] = []
      for await (const part of parts) copies.push(part.slice())
      await call('mirror.writeParts')
      device.files.set(name, concatBytes(...copies))
    },
    async readPart(name, start, end) {
      await call('mirror.readPart')
      return device.files.get(name)?.slice(start, end) ?? null
    },
    async size(name) {
      await call('mirror.size')
      return device.files.get(name)?.length ?? null
    },
    async remove(name) {
      await call('mirror.remove')
      device.files.delete(name)
    },
    async rename(name, next) {
      await call('mirror.rename')
      const bytes = device.files.get(name)
      if (!bytes) return
      device.files.set(next, bytes)
      device.files.delete(name)
    },
    async list() {
      await call('mirror.list')
      return [...device.files.keys()]
    },
  }
  const device: MemoryDevice = {
    database: options.database ?? `device-${devices++}`,
    files: new Map(),
    sentinel: null,
    ordinal: 1,
    aside: new Map(),
    before: () => {},
    now: options.now ?? 1_790_000_000_000,
    async dropDatabase() {
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.deleteDatabase(device.database)
        request.onsuccess = () => resolve()
        request.onerror = () => reject(request.error)
      })
    },
    context() {
      const self = {}
      return {
        database: device.database,
        ordinal: {
          async read() {
            await call('ordinal.read')
            return device.ordinal
          },
          async write(ordinal) {
            await call('ordinal.write')
            device.ordinal = ordinal
            for (const hear of [...movings]) queueMicrotask(hear)
          },
          onChanged(hear, signal) {
            movings.add(hear)
            signal.addEventListener('abort', () => movings.delete(hear))
          },
        },
        mirror,
        sentinel: {
          async read() {
            await call('sentinel.read')
            return device.sentinel
          },
          async write(sentinel) {
            await call('sentinel.write')
            device.sentinel = sentinel
          },
          async clear() {
            await call('sentinel.clear')
            device.sentinel = null
          },
          async keepAside(name, sentinel) {
            await call('sentinel.keepAside')
            device.aside.set(name, sentinel)
          },
        },
        exclusively(work) {
          const turn = last.then(work)
          last = turn.catch(() => {})
          return turn
        },
        announce() {
          for (const { from, hear } of [...listeners]) if (from !== self) queueMicrotask(hear)
        },
        onAnnounced(hear, signal) {
          const listener = { from: self, hear }
          listeners.add(listener)
          signal.addEventListener('abort', () => listeners.delete(listener))
        },
        now: () => device.now++,
        // Ten times as fast as it is elsewhere.
        wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds / 10)),
        random: options.random ?? ((length) => crypto.getRandomValues(new Uint8Array(length))),
      }
    },
  }
  return device
}

/** Places of a fresh device with one context, for tests that need no more. */
export function memoryPlaces(options: MemoryOptions = {}): Places {
  return memoryDevice(options).context()
}
