import type { OpenObject } from '@/lib/replication/object'

/** An object that was read, with its bytes as they lie at the place and the epoch it was sealed in. */
export interface Fetched {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly object: OpenObject
  readonly epoch: string
}

/** With the key of that epoch, where it was not known before. */
export interface Read extends Fetched {
  readonly learned: Uint8Array | null
}

/** The last objects that were read, for the copying that follows. */
export interface Kept {
  get(name: string): Fetched | undefined
  keep(name: string, fetched: Fetched): void
}

/** Bytes of them that are kept. */
const MOST = 4_194_304

export function createKept(): Kept {
  const cache = new Map<string, Fetched>()
  let cached = 0
  return {
    get: (name) => cache.get(name),
    keep(name, fetched) {
      if (fetched.bytes.length > MOST) return
      cached += fetched.bytes.length - (cache.get(name)?.bytes.length ?? 0)
      cache.set(name, fetched)
      for (const [old, { bytes }] of cache) {
        if (cached <= MOST) break
        cache.delete(old)
        cached -= bytes.length
      }
    },
  }
}
