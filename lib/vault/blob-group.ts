import { type BlobSeal, chunkOf, isLastChunk, type OpenChunk, openChunk } from '@/lib/vault/blob'
import { CHUNK, GROUP } from '@/lib/vault/blob-sizes'
import type { SealedGroup } from '@/lib/vault/blob-store'
import type { BlobSize } from '@/lib/vault/blob-writer'

/**
 * The bytes of the chunks `from` to before `to`, all of one group, fewer where the attachment ends.
 * @returns null when one of them is not there or damaged.
 */
export function openSpan(sealing: BlobSeal, group: Uint8Array, from: number, to: number): OpenChunk | null {
  const bytes = new Uint8Array((to - from) * CHUNK)
  for (let index = from; index < to; index++) {
    const start = (index - from) * CHUNK
    const sealed = chunkOf(group, index)
    const opened = sealed && openChunk(sealing, index, sealed, bytes.subarray(start, start + CHUNK))
    if (!opened) return null
    if (!opened.last) continue
    if (index === from) return opened
    bytes.set(opened.bytes, start)
    return { bytes: bytes.subarray(0, start + opened.bytes.length), last: true }
  }
  return { bytes, last: false }
}

/** Whether all of a group is sound. */
export function openGroup(sealing: BlobSeal, bytes: Uint8Array, group: number): boolean {
  return openSpan(sealing, bytes, group * GROUP, (group + 1) * GROUP) !== null
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
