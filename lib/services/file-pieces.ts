/** Files of the browser's: what is chosen, read where it lies, and what is made, given away as it grows. */
import type { Pieces, Source } from '@/lib/exchange/source'

/** Bytes in memory before they are handed to the browser, which keeps large ones elsewhere. */
const BATCH = 4 * 1024 * 1024

export const fileSource = (file: Blob): Source => ({
  size: file.size,
  read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
})

/** Makes a file of pieces. What was given away is no part of this page's memory any more. */
export async function gather(pieces: Pieces, type: string): Promise<Blob> {
  const given: Blob[] = []
  let batch: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for await (const piece of pieces) {
    batch.push(piece as Uint8Array<ArrayBuffer>)
    size += piece.length
    if (size < BATCH) continue
    given.push(new Blob(batch))
    batch = []
    size = 0
  }
  return new Blob([...given, ...batch], { type })
}
