import { createBuffers } from '@/lib/base/buffers'
import { type Bytes, concatBytes } from '@/lib/base/bytes'
import { SEALED_CHUNK } from '@/lib/vault/blob'
import { CHUNK, GROUP } from '@/lib/vault/blob-sizes'
import type { BlobStore, SealedGroup } from '@/lib/vault/blob-store'
import { vaultError } from '@/lib/vault/errors'

/** Groups sealed and not yet on their way into the database: `append` waits when there are so many. */
const AHEAD = 2

/** Most bytes in one `append`. */
const MOST = GROUP * CHUNK

/** An attachment that is being written. Nothing names it before a commit does. */
export interface BlobWriter {
  /** 22 characters, random. */
  readonly id: string
  /**
   * Takes the next bytes: at most 524,288, in whole chunks of 65,536 except the last time; not to be changed until it
   * resolves. That is when the next should come, which holds the giver back to the pace of the disk. No bytes are nothing.
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
  /** Seals a chunk that is not the last to its place in its group. @throws VaultError `closed`. */
  readonly seal: (group: Uint8Array, index: number, bytes: Uint8Array) => Promise<void>
  /** @throws VaultError `closed`. */
  readonly sealLast: (index: number, bytes: Uint8Array) => Bytes
  readonly now: () => number
  /** Called once, when it was finished or discarded. */
  readonly ended: () => void
}

type Sealed = SealedGroup & { readonly bytes: Bytes }

export function createBlobWriter({ id, store, seal, sealLast, now, ended }: BlobWriting): BlobWriter {
  const buffers = createBuffers(GROUP * SEALED_CHUNK, 2 * AHEAD)
  const sealed: Sealed[] = []
  /** The chunks of the newest group, as far as they are sealed. */
  let group: Bytes | null = null
  /** The newest chunk, in clear: whether it is the last is part of its seal. */
  let held: Uint8Array | null = null
  let index = 0
  let size = 0
  /** Something shorter than a chunk was given: it was the last. */
  let isShort = false
  /** What was given is taken one after the other. */
  let last: Promise<unknown> = Promise.resolve()
  let state: 'open' | 'finished' | 'gone' = 'open'
  let failure: unknown = null
  let writing: Promise<void> | null = null

  /** Takes the next bytes in their turn. @throws VaultError `closed` when it was given up meanwhile. */
  async function take(bytes: Uint8Array): Promise<void> {
    if (state !== 'open') throw vaultError('closed')
    const sealing: Promise<void>[] = []
    const full: Sealed[] = []
    for (let at = 0; at < bytes.length; at += CHUNK) {
      if (held) {
        group ??= buffers.take()
        sealing.push(seal(group, index, held))
        index++
        if (index % GROUP === 0) {
          full.push({ group: index / GROUP - 1, bytes: group })
          group = null
        }
      }
      held = bytes.subarray(at, at + CHUNK)
    }
    // What waits for the next bytes is copied: the giver may use its own again.
    held = held?.slice() ?? null
    const all = await Promise.allSettled(sealing)
    const failed = all.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
    if (state !== 'open') throw vaultError('closed')
    sealed.push(...full)
    if (sealed.length > 0) writing ??= drain()
    while (sealed.length >= AHEAD && writing !== null) await writing
    if (failure !== null) throw failure
  }

  function sealEnd(): void {
    const last = sealLast(index, held ?? new Uint8Array(0))
    const before = group?.subarray(0, (index % GROUP) * SEALED_CHUNK)
    sealed.push({ group: Math.floor(index / GROUP), bytes: before ? concatBytes(before, last) : last })
    held?.fill(0)
    held = group = null
    index++
  }

  async function drain(): Promise<void> {
    try {
      for (let batch = sealed.splice(0); batch.length > 0; batch = sealed.splice(0)) {
        await store.put(id, batch, Math.floor(now()))
        for (const { bytes } of batch) buffers.give(bytes)
      }
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
    held = group = null
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
      if (bytes.length > MOST || isShort) throw new RangeError('chunk of a wrong size')
      isShort = bytes.length % CHUNK > 0
      size += bytes.length
      const turn = last.then(() => take(bytes))
      last = turn.catch(() => {})
      await turn.catch((error: unknown) => (state === 'open' ? fail(error) : Promise.reject(error)))
    },
    async finish() {
      if (state !== 'open') throw vaultError('closed')
      await last
      if (state !== 'open') throw vaultError('closed')
      try {
        sealEnd()
        while (sealed.length > 0 || writing !== null) {
          writing ??= drain()
          await writing
          if (failure !== null) throw failure
        }
        // A database that was lost and made anew in the middle of it has only the end.
        if ((await store.count(id)) !== Math.ceil(index / GROUP)) throw vaultError('unreachable')
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
