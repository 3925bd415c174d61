import { deflateSync, unzipSync, type Zippable, zipSync } from 'fflate'
import { ok, type Result, refused } from '@/lib/base/result'
import type { ImportProblem } from '@/lib/exchange/problem'

/** Most a file may unpack to, and most entries it may have. Checked before anything is unpacked. */
const MAX_UNPACKED = 512 * 1024 * 1024
const MAX_ENTRIES = 100_000
/** Text shrinks by less than this; what shrinks by more was made to burst. Small files are let be. */
const MAX_RATIO = 200
const SMALL = 4 * 1024 * 1024

export type Files = { readonly [path: string]: Uint8Array }

/**
 * Packs files into a zip with fixed times, so that equal contents give equal bytes. What would shrink so far that it looked
 * like a bomb when it is read is stored as it is.
 * @param stored paths of files that are not to be compressed.
 */
export function packZip(files: Files, stored: (path: string) => boolean = () => false): Uint8Array {
  const entries: Zippable = {}
  for (const [path, bytes] of Object.entries(files)) {
    const asItIs =
      stored(path) || (bytes.length > SMALL && deflateSync(bytes).length * MAX_RATIO < 2 * bytes.length)
    entries[path] = [bytes, { level: asItIs ? 0 : 6 }]
  }
  return zipSync(entries, { mtime: '1980-01-01T00:00:00' })
}

/** Unpacks a zip that is no bomb, walks out of no folder and names nothing twice. */
export function unpackZip(bytes: Uint8Array): Result<Files, ImportProblem> {
  let unpacked = 0
  let problem: ImportProblem | null = null
  const seen = new Set<string>()
  const filter = ({
    name,
    size,
    originalSize,
  }: {
    name: string
    size: number
    originalSize: number
  }): boolean => {
    unpacked += originalSize
    if (seen.has(name)) problem ??= 'duplicate'
    seen.add(name)
    if (seen.size > MAX_ENTRIES || unpacked > MAX_UNPACKED) problem ??= 'too-large'
    if (originalSize > SMALL && originalSize > size * MAX_RATIO) problem ??= 'too-large'
    if (name.startsWith('/') || name.split(/[\\/]/).includes('..')) problem ??= 'damaged'
    return problem === null && !name.endsWith('/')
  }
  try {
    const files = unzipSync(bytes, { filter })
    return problem === null
      ? ok(Object.assign(Object.create(null) as object, files) as Files)
      : refused(problem)
  } catch {
    return refused('truncated')
  }
}
