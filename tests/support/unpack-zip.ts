import { concatBytes } from '@/lib/base/bytes'
import { ok, type Result } from '@/lib/base/result'
import type { ImportProblem } from '@/lib/exchange/problem'
import { type Pieces, sourceOf } from '@/lib/exchange/source'
import { readZip, type ZippedFiles } from '@/lib/exchange/unzip'
import type { Files } from '@/lib/exchange/zip'

/** All that was given, in one. */
export async function collect(pieces: Pieces): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return concatBytes(...all)
}

/** A whole zip at once, read as an import reads it. */
export async function unpackZip(bytes: Uint8Array): Promise<Result<Files, ImportProblem>> {
  const zip = await readZip(sourceOf(bytes))
  if (!zip.ok) return zip
  const files: [string, Uint8Array][] = []
  for (const [path, file] of zip.value) files.push([path, await collect(file.pieces())])
  return ok(Object.fromEntries(files))
}

/** Files in memory, as if they lay in a zip. */
export const asZipped = (files: Files): ZippedFiles =>
  new Map(
    Object.entries(files).map(([path, bytes]) => [
      path,
      {
        size: bytes.length,
        async *pieces() {
          yield bytes
        },
      },
    ]),
  )
