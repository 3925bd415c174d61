import type { ChaCha } from '@/lib/crypto/chacha'
import type { BlobSeal } from '@/lib/vault/blob'
import { isSound, openEnd } from '@/lib/vault/blob-group'
import type { BlobMirror } from '@/lib/vault/blob-mirror'
import { GROUP } from '@/lib/vault/blob-sizes'
import type { BlobStore } from '@/lib/vault/blob-store'

/**
 * Attachments as they lie sealed, a group of chunks at a time: what replication reads and writes. One that comes from elsewhere is
 * written from its first group to its last, so that its end is here only when all of it is.
 */
export interface SealedBlobs {
  /** Number of groups of one that is here from beginning to end; null of any other. */
  groups(id: string): Promise<number | null>
  /** How many groups of one are here, from the first on. */
  begun(id: string): Promise<number>
  /** A group that is sound, from database or mirror; null where there is none. */
  read(id: string, group: number): Promise<Uint8Array | null>
  /**
   * Takes a group over. @returns false when it is not what belongs there, and nothing was written.
   * @throws VaultError `full`, `closed`, `unreachable`.
   */
  write(id: string, group: number, bytes: Uint8Array): Promise<boolean>
}

export interface SealedBlobParts {
  readonly store: BlobStore
  readonly mirror: BlobMirror
  readonly sealOf: (id: string) => BlobSeal
  readonly cipher: () => Promise<ChaCha>
  readonly now: () => number
}

export function createSealedBlobs({ store, mirror, sealOf, cipher, now }: SealedBlobParts): SealedBlobs {
  /** Whole once, whole until somebody removes it: not counted anew in every round. */
  const whole = new Map<string, number>()

  async function begun(id: string): Promise<number> {
    const last = await store.last(id).catch(() => null)
    return last ? last.group + 1 : 0
  }

  return {
    async groups(id) {
      const known = whole.get(id)
      if (known !== undefined) return known
      const stored = await store.last(id).catch(() => null)
      for (const end of stored ? [stored] : await mirror.ends(id).catch(() => [])) {
        const size = openEnd(sealOf(id), end)
        if (!size) continue
        const groups = Math.ceil(size.chunks / GROUP)
        // A database that was lost and made anew in the middle has only the end.
        if (stored && (await store.count(id)) !== groups && (await mirror.ends(id)).length === 0) return null
        whole.set(id, groups)
        return groups
      }
      return null
    },
    begun,
    async read(id, group) {
      for (const from of [store.get, mirror.read]) {
        const bytes = await from(id, group).catch(() => null)
        if (bytes && (await isSound(await cipher(), sealOf(id), bytes, group))) return bytes
      }
      whole.delete(id)
      return null
    },
    async write(id, group, bytes) {
      if (!(await isSound(await cipher(), sealOf(id), bytes, group))) return false
      await store.put(id, [{ group, bytes }], Math.floor(now()))
      if (openEnd(sealOf(id), { group, bytes })) mirror.want([id])
      return true
    },
  }
}
