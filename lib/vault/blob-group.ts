import type { Bytes } from '@/lib/base/bytes'
import type { ChaCha } from '@/lib/crypto/chacha'
import { type BlobSeal, chunkOf, isLastChunk, type OpenChunk, openChunk, openWhole } from '@/lib/vault/blob'
import { CHUNK, GROUP } from '@/lib/vault/blob-sizes'
import type { SealedGroup } from '@/lib/vault/blob-store'
import type { BlobSize } from '@/lib/vault/blob-writer'

/**
 * The bytes of the chunks `from` to before `to`, all of one group, fewer where the attachment ends.
 * @param into where to lay them, as long as so many chunks are, if not in a buffer of their own. @returns null when one of them is not there or damaged.
 */
export async function openSpan(
  cipher: ChaCha,
  sealing: BlobSeal,
  group: Uint8Array,
  from: number,
  to: number,
  into?: Bytes,
): Promise<OpenChunk | null> {
  const bytes = into?.subarray(0, (to - from) * CHUNK) ?? new Uint8Array((to - from) * CHUNK)
  const opening: Promise<boolean>[] = []
  let end: number | null = null
  for (let index = from; index < to && end === null; index++) {
    const start = (index - from) * CHUNK
    const sealed = chunkOf(group, index)
    if (!sealed) return null
    if (!isLastChunk(sealed)) {
      opening.push(openWhole(cipher, sealing, index, sealed, bytes.subarray(start, start + CHUNK)))
      continue
    }
    const opened = openChunk(sealing, index, sealed)
    if (!opened) return null
    bytes.set(opened.bytes, start)
    end = start + opened.bytes.length
  }
  if (!(await Promise.all(opening)).every(Boolean)) return null
  return end === null ? { bytes, last: false } : { bytes: bytes.subarray(0, end), last: true }
}

/** Whether all of a group is sound. */
export async function isSound(
  cipher: ChaCha,
  sealing: BlobSeal,
  bytes: Uint8Array,
  group: number,
): Promise<boolean> {
  return (await openSpan(cipher, sealing, bytes, group * GROUP, (group + 1) * GROUP)) !== null
}

/** How large an attachment is that ends in this group; null when it does not, or not soundly. */
export function openEnd(sealing: BlobSeal, { group, bytes }: SealedGroup): BlobSize | null {
  for (let index = group * GROUP; index < (group + 1) * GROUP; index++) {
    const sealed = chunkOf(bytes, index)
    if (!sealed) return null
    const opened = isLastChunk(sealed) ? openChunk(sealing, index, sealed) : null
    if (opened?.last) return { size: index * CHUNK + opened.bytes.length, chunks: index + 1 }
  }
  return null
}
