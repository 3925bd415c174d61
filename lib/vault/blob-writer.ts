import { CHUNK } from '@/lib/vault/blob'
import type { BlobStore, SealedChunk } from '@/lib/vault/blob-store'
import { vaultError } from '@/lib/vault/errors'

/** Chunks sealed and not yet in the database: `append` waits when there are so many. */
const AHEAD = 4

/** An attachment that is being written. Nothing names it before a commit does. */
export interface BlobWriter {
  /** 22 characters, random. */
  readonly id: string
  /**
   * Takes the next bytes: at most 65,536, and fewer only the last time. Resolves when the next may come, which holds the
   * giver back to the pace of the disk. No bytes are nothing.
   * @throws RangeError for another length. @throws VaultError `full`, `closed`, `unreachable`: then nothing is left of it.
   */
  append(bytes: Uint8Array): Promise<void>
  /** Resolves when all of it is stored; from then on it can be read, and a commit may name it. Throws as `append`. */
  finish(): Promise<BlobSize & { readonly id: string }>
  /** Removes what was written. Nothing happens after `finish`. */
  discard(): Promise<void>
}

export interface BlobSize {
  /** In bytes. */
  readonly size: number
  /** Number of chunks; an empty attachment has one, which is empty. */
  readonly chunks: number
}

export interface BlobWriting {
  readonly id: string
  readonly store: BlobStore
  /** @throws VaultError `closed`. */
  readonly seal: (index: number, bytes: Uint8Array, last: boolean) => Uint8Array
  readonly now: () => number
  /** Called once, when it was finished or discarded. */
  readonly ended: () => void
}

export function createBlobWriter({ id, store, seal, now, ended }: BlobWriting): BlobWriter {
  const sealed: SealedChunk[] = []
  /** The newest chunk, in clear: whether it is the last is part of its seal. */
  let held: Uint8Array | null = null
  let index = 0
  let size = 0
  let state: 'open' | 'finished' | 'gone' = 'open'
  let failure: unknown = null
  let writing: Promise<void> | null = null

  function sealHeld(last: boolean): void {
    sealed.push({ index, bytes: seal(index, held ?? new Uint8Array(0), last) })
    held?.fill(0)
    held = null
    index++
  }

  async function drain(): Promise<void> {
    try {
      for (let batch = sealed.splice(0, AHEAD); batch.length > 0; batch = sealed.splice(0, AHEAD))
        await store.put(id, batch, Math.floor(now()))
    } catch (error) {
      failure ??= error
    } finally {
      writing = null
    }
  }

  async function remove(): Promise<void> {
    if (state === 'gone') return
    state = 'gone'
    held?.fill(0)
    held = null
    sealed.length = 0
    await writing
    try {
      await store.remove([id])
    } finally {
      ended()
    }
  }

  /** What went wrong is told, whether or not its traces could be removed; the sweep finds those that could not. */
  async function fail(error: unknown): Promise<never> {
    await remove().catch(() => {})
    throw error
  }

  return {
    id,
    async append(bytes) {
      if (state !== 'open') throw vaultError('closed')
      if (bytes.length === 0) return
      if (bytes.length > CHUNK || (held && held.length < CHUNK)) throw new RangeError('chunk of a wrong size')
      try {
        if (held) sealHeld(false)
      } catch (error) {
        return fail(error)
      }
      held = bytes.slice()
      size += bytes.length
      if (sealed.length > 0) writing ??= drain()
      while (sealed.length >= AHEAD && writing !== null) await writing
      if (failure !== null) await fail(failure)
    },
    async finish() {
      if (state !== 'open') throw vaultError('closed')
      try {
        sealHeld(true)
        while (sealed.length > 0 || writing !== null) {
          writing ??= drain()
          await writing
          if (failure !== null) throw failure
        }
        // A database that was lost and made anew in the middle of it has only the end.
        if ((await store.count(id)) !== index) throw vaultError('unreachable')
      } catch (error) {
        return fail(error)
      }
      if (state !== 'open') throw vaultError('closed')
      state = 'finished'
      ended()
      return { id, size, chunks: index }
    },
    async discard() {
      if (state === 'open') await remove()
    },
  }
}
