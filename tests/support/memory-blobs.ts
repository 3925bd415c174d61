import { concatBytes } from '@/lib/base/bytes'
import { isId, newId } from '@/lib/base/ids'
import { HOUR } from '@/lib/base/time'
import { CHUNK, GROUP } from '@/lib/vault/blob-sizes'
import type { Blobs } from '@/lib/vault/blobs'
import { vaultError } from '@/lib/vault/errors'

interface Held {
  readonly chunks: Uint8Array[]
  at: number
  state: 'open' | 'finished' | 'gone'
}

/** Attachments of a memory vault: same contract as `lib/vault/blobs.ts`, no seal, no disk. */
export function createMemoryBlobs(
  now: () => number,
  random: (length: number) => Uint8Array = (length) => crypto.getRandomValues(new Uint8Array(length)),
): Blobs {
  const held = new Map<string, Held>()
  const whole = (id: string) => {
    const one = held.get(id)
    return one?.state === 'finished' ? one : null
  }
  return {
    async begin(id = newId(random)) {
      if (!isId(id)) throw new RangeError('not the id of a new attachment')
      const one: Held = { chunks: [], at: now(), state: 'open' }
      const checkOpen = () => {
        if (one.state !== 'open') throw vaultError('closed')
      }
      return {
        id,
        async append(bytes) {
          checkOpen()
          if (bytes.length === 0) return
          if (bytes.length > GROUP * CHUNK || (one.chunks.at(-1)?.length ?? CHUNK) < CHUNK)
            throw new RangeError('chunk of a wrong size')
          for (let from = 0; from < bytes.length; from += CHUNK)
            one.chunks.push(bytes.slice(from, from + CHUNK))
          one.at = now()
          held.set(id, one)
        },
        async finish() {
          checkOpen()
          if (one.chunks.length === 0) one.chunks.push(new Uint8Array(0))
          one.state = 'finished'
          one.at = now()
          held.set(id, one)
          return { id, size: sizeOf(one), chunks: one.chunks.length }
        },
        async discard() {
          if (one.state !== 'open') return
          one.state = 'gone'
          held.delete(id)
        },
      }
    },
    read: async (id, index, count = 1, into) => {
      const parts = index >= 0 ? (whole(id)?.chunks.slice(index, index + count) ?? []) : []
      if (parts.length === 0 || !Number.isInteger(index)) return null
      const bytes = concatBytes(...parts)
      into?.set(bytes)
      return into?.subarray(0, bytes.length) ?? bytes
    },
    async measure(id) {
      const one = whole(id)
      return one && { size: sizeOf(one), chunks: one.chunks.length }
    },
    async remove(ids) {
      for (const id of ids.filter(isId)) held.delete(id)
    },
    async spare(ids) {
      for (const id of ids) {
        const one = held.get(id)
        if (one) one.at = now()
      }
    },
    async sweep(keep) {
      const old = [...held].filter(
        ([id, one]) => !keep.has(id) && one.state !== 'open' && Math.abs(now() - one.at) >= HOUR,
      )
      for (const [id] of old) held.delete(id)
      return old.length
    },
  }
}

function sizeOf({ chunks }: Held): number {
  return chunks.reduce((sum, chunk) => sum + chunk.length, 0)
}
