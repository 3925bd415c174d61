import { type Bytes, concatBytes } from '@/lib/base/bytes'
import { isId, newId } from '@/lib/base/ids'
import { HOUR } from '@/lib/base/time'
import { blobIdsOf } from '@/lib/records/blobs'
import type { RecordState } from '@/lib/records/record'
import { cipherBeside } from '@/lib/vault/beside'
import { type BlobSeal, blobSeal, type OpenChunk, sealChunk, sealInGroup } from '@/lib/vault/blob'
import { isSound, openEnd, openSpan } from '@/lib/vault/blob-group'
import { createBlobMirror } from '@/lib/vault/blob-mirror'
import { CHUNK, GROUP } from '@/lib/vault/blob-sizes'
import { createBlobStore } from '@/lib/vault/blob-store'
import { type BlobSize, type BlobWriter, createBlobWriter } from '@/lib/vault/blob-writer'
import type { LogDatabase } from '@/lib/vault/database'
import { vaultError } from '@/lib/vault/errors'
import type { Places } from '@/lib/vault/places'
import type { SealedBlobParts } from '@/lib/vault/sealed-blobs'
import type { State } from '@/lib/vault/state'

/**
 * Attachments: sealed bytes beside the log, of which memory never holds more than a few chunks. They belong to nothing until
 * a commit names them (lib/records/blobs.ts), and should be named within an hour of their last byte: the sweep takes what is
 * older and not named.
 */
export interface Blobs {
  /**
   * @param id of one that comes back from a backup, and is nowhere now. @throws VaultError `closed`.
   * @throws RangeError when `id` is none, or is being written here.
   */
  begin(id?: string): Promise<BlobWriter>
  /**
   * The bytes of `count` chunks (one, where nothing is said) from `index` on: 65,536 each, fewer where it ends. As many as
   * lie in one group are read in one go. What the database lost comes from the mirror and is put back.
   * @param into where to lay them if they are of one group: `count` chunks long. @returns null when one of them is nowhere, or damaged everywhere, and beyond the end.
   */
  read(id: string, index: number, count?: number, into?: Bytes): Promise<Uint8Array | null>
  /** Null when it is nowhere, was never finished, or its end is damaged everywhere. */
  measure(id: string): Promise<BlobSize | null>
  /** Removes attachments from everywhere. To be called after the commit that names them no more. */
  remove(ids: readonly string[]): Promise<void>
  /** Keeps attachments from the sweep for the next hour, though nobody may name them in it: what names them can come back. */
  spare(ids: readonly string[]): Promise<void>
  /**
   * Removes what nobody names, finished or not. Whatever was written to within the last hour stays, because another context
   * may be at it. While part of the log is damaged nothing is removed: what it names is not known then.
   * @param keep ids of all that is named. @returns number of attachments that were removed.
   */
  sweep(keep: ReadonlySet<string>): Promise<number>
}

/** What the log has to do with attachments beside what everybody may. */
export interface BlobKeeper extends Blobs {
  /** As they lie, for replicas. */
  readonly sealed: SealedBlobParts
  /** Takes over what was committed, here or (`lazy`) in another context: what it names goes into the mirror. */
  noted(changes: readonly RecordState[], how?: { readonly lazy?: boolean }): void
  /** Resolves when the mirror has all attachments named so far. @throws what the mirror threw. */
  mirrored(): Promise<void>
  /** Number of attachments that the mirror does not have yet. */
  unmirrored(): number
  /** Forgets the key and gives up what is being written; resolves when the database is not needed any more. */
  close(): Promise<void>
}

export interface BlobParts {
  readonly database: LogDatabase
  readonly places: Places
  readonly vaultId: Uint8Array
  /** The key `documents`. Zeroed by `close`. */
  readonly key: Uint8Array
  readonly tag: string
  /** All that is named now; null while that cannot be known. */
  readonly named: () => ReadonlySet<string> | null
}

/** An attachment nobody names is removed when it was last written to so long ago. */
const GRACE = HOUR
/** How long after opening it is looked whether the mirror lacks any. */
const REST = 2_000

export function createBlobs({ database, places, vaultId, key, tag, named }: BlobParts): BlobKeeper {
  const store = createBlobStore(database)
  const mirror = createBlobMirror(places.mirror, store.get, tag)
  const writers = new Map<string, BlobWriter>()
  const seals = new Map<string, BlobSeal>()
  let closed = false
  let looked: Promise<void> | null = null
  const timer = setTimeout(() => {
    look().catch(() => {})
  }, REST)

  function checkOpen(): void {
    if (closed) throw vaultError('closed')
  }

  /** One key is derived once for all chunks of an attachment that is read or written now. */
  function sealOf(id: string): BlobSeal {
    checkOpen()
    const known = seals.get(id)
    if (known) return known
    if (seals.size >= 8) forget(seals.keys().next().value)
    const made = blobSeal(key, vaultId, id)
    seals.set(id, made)
    return made
  }

  function forget(id: string | undefined): void {
    if (id === undefined) return
    seals.get(id)?.key.fill(0)
    seals.delete(id)
  }

  /** What another context committed and did not live to copy. */
  function look(): Promise<void> {
    looked ??= (async () => {
      const there = await store.times()
      if (there.size === 0) return
      const { whole } = await mirror.list()
      const lacking = [...there.keys()].filter((id) => !whole.has(id))
      const wanted = lacking.length > 0 ? named() : null
      if (!closed && wanted) mirror.want(lacking.filter((id) => wanted.has(id)))
    })().catch((error: unknown) => {
      looked = null
      throw error
    })
    return looked
  }

  /** Chunks of one group, from `from` to before `to`. */
  async function readWithin(id: string, from: number, to: number, into?: Bytes): Promise<OpenChunk | null> {
    const group = Math.floor(from / GROUP)
    const stored = await store.get(id, group).catch(() => null)
    const cipher = await cipherBeside()
    const opened = stored && (await openSpan(cipher, sealOf(id), stored, from, to, into))
    if (opened) return opened
    const copy = await mirror.read(id, group).catch(() => null)
    const mended = copy && (await openSpan(cipher, sealOf(id), copy, from, to, into))
    // Put back as a whole only: what else the database has of the group may be sound where the copy is not.
    if (copy && mended && (await isSound(cipher, sealOf(id), copy, group)))
      await store.put(id, [{ group, bytes: copy }], Math.floor(places.now())).catch(() => {})
    return mended
  }

  async function remove(ids: readonly string[]): Promise<void> {
    const real = ids.filter(isId)
    for (const id of real) forget(id)
    await store.remove(real)
    await mirror.remove(real)
  }

  const sealed: SealedBlobParts = {
    store,
    mirror,
    sealOf,
    cipher: cipherBeside,
    now: places.now,
  }

  return {
    sealed,
    async begin(id = newId(places.random)) {
      checkOpen()
      const cipher = await cipherBeside()
      checkOpen()
      if (!isId(id) || writers.has(id)) throw new RangeError('not the id of a new attachment')
      const writer = createBlobWriter({
        id,
        store,
        seal: async (group, index, bytes) =>
          sealInGroup(cipher, group, sealOf(id), index, bytes, places.random),
        sealLast: (index, bytes) => sealChunk(sealOf(id), index, bytes, true, places.random),
        now: places.now,
        ended: () => writers.delete(id),
      })
      writers.set(id, writer)
      return writer
    },

    async read(id, index, count = 1, into) {
      checkOpen()
      if (!isId(id) || !Number.isSafeInteger(index) || index < 0 || index > 0xffff_ffff) return null
      const parts: Uint8Array[] = []
      const own = (index % GROUP) + count <= GROUP ? into : undefined
      for (let at = index; at < index + count; ) {
        const part = await readWithin(id, at, Math.min(index + count, at - (at % GROUP) + GROUP), own)
        if (!part) return null
        parts.push(part.bytes)
        if (part.last) break
        at += part.bytes.length / CHUNK
      }
      return parts[0] && parts.length === 1 ? parts[0] : concatBytes(...parts)
    },

    async measure(id) {
      checkOpen()
      if (!isId(id)) return null
      const stored = await store.last(id).catch(() => null)
      const found = stored ? [stored] : []
      for (const ends of [found, null]) {
        for (const end of ends ?? (await mirror.ends(id).catch(() => []))) {
          const size = openEnd(sealOf(id), end)
          if (size) return size
        }
      }
      return null
    },

    async remove(ids) {
      checkOpen()
      await remove(ids)
    },

    async spare(ids) {
      checkOpen()
      for (const id of ids) await store.put(id, [], places.now())
    },

    async sweep(keep) {
      checkOpen()
      if (named() === null) return 0
      const now = places.now()
      const times = await store.times()
      const there = await mirror.list()
      // Also a time in the future: after the clock was set back it would stay for good.
      const old = [...times].filter(
        ([id, at]) => !keep.has(id) && !writers.has(id) && Math.abs(now - at) >= GRACE,
      )
      const left = [...there.whole].filter((id) => !keep.has(id) && !times.has(id))
      await remove([...old.map(([id]) => id), ...left])
      for (const { name, id } of there.partial)
        if (there.whole.has(id) || !times.has(id)) await mirror.removeFile(name)
      return old.length + left.length
    },

    noted(changes, how) {
      const ids = changes.flatMap(blobIdsOf)
      if (ids.length > 0) mirror.want(ids, how)
    },

    async mirrored() {
      if (!closed) await look()
      await mirror.flush()
    },

    unmirrored: () => mirror.waiting(),

    async close() {
      if (closed) return
      closed = true
      clearTimeout(timer)
      key.fill(0)
      for (const id of [...seals.keys()]) forget(id)
      const rest = mirror.flush()
      mirror.stop()
      await Promise.allSettled([rest, ...[...writers.values()].map((writer) => writer.discard())])
    },
  }
}

/** The attachments that the log names. */
export function blobsNamed(state: Pick<State, 'each'>): ReadonlySet<string> {
  const named = new Set<string>()
  for (const record of state.each()) for (const id of blobIdsOf(record)) named.add(id)
  return named
}
