/** Bytes that are read part by part, so that no file has to be in memory whole. */
export interface Source {
  /** In bytes. */
  readonly size: number
  /** The bytes from `from` up to, and without, `to`; both within the size. @throws FileProblem, or what reading a file throws. */
  read(from: number, to: number): Promise<Uint8Array>
}

/** Bytes one after the other, in pieces of any length. */
export type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** How much of a file is read in one step: as many bytes as the vault takes of an attachment at once. */
export const STEP = 524_288

/**
 * Most bytes that are read or unpacked in one go, and by which what a zip unpacks to may exceed it: attachments are stored in it as
 * they are, so that a large archive is a large file.
 */
export const AT_ONCE = 512 * 1024 * 1024

/** Bytes that are in memory already. */
export const sourceOf = (bytes: Uint8Array): Source => ({
  size: bytes.length,
  read: async (from, to) => bytes.subarray(from, to),
})

/** A part of a source, step by step. */
export async function* piecesOf(source: Source, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; at += STEP) yield await source.read(at, Math.min(at + STEP, to))
}
