import { deflateSync, Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import type { Pieces } from '@/lib/exchange/source'

/** Text shrinks by less than this; what shrinks by more was made to burst. Small files are let be. */
export const MAX_RATIO = 200
export const SMALL = 4 * 1024 * 1024

/** Most bytes of a zip: its places have 32 bits. */
export const MAX_ZIP = 0xffff_ffff

/** Equal contents give equal bytes. */
const TIME = '1980-01-01T00:00:00'
const END = new Uint8Array(0)

export type Files = { readonly [path: string]: Uint8Array }

/** What is to stand in a zip under a path. */
export interface ZipEntry {
  readonly path: string
  readonly content: Pieces
  /** Not compressed. */
  readonly stored: boolean
}

/**
 * A zip piece by piece: of its entries no more is held than was asked for.
 * @throws RangeError where it would be larger than a zip can be.
 */
export async function* zipPieces(
  entries: AsyncIterable<ZipEntry>,
  most = MAX_ZIP,
): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = []
  let length = 0
  const zip = new Zip((error, bytes) => {
    if (error) throw error
    length += bytes.length
    if (length > most) throw new RangeError('more than a zip holds')
    made.push(bytes)
  })
  for await (const { path, content, stored } of entries) {
    const file = stored ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 })
    file.mtime = TIME
    zip.add(file)
    for await (const piece of content) {
      file.push(piece)
      yield* made.splice(0)
    }
    file.push(END, true)
    yield* made.splice(0)
  }
  zip.end()
  yield* made.splice(0)
}

/** Whether compressed bytes would look like a bomb when they are read. */
export function shrinksTooFar(bytes: Uint8Array): boolean {
  return bytes.length > SMALL && deflateSync(bytes).length * MAX_RATIO < 2 * bytes.length
}
