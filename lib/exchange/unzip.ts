/** Reading a zip (APPNOTE 6.3.10) where it lies: its list first, then each file when it is asked for. */
import { inflateSync, strFromU8 } from 'fflate'
import { ok, type Result, refused } from '@/lib/base/result'
import { FileProblem, type ImportProblem } from '@/lib/exchange/problem'
import { AT_ONCE, piecesOf, type Source } from '@/lib/exchange/source'
import { MAX_RATIO, SMALL } from '@/lib/exchange/zip'

/** Most entries: as many as an archive may have lines. Checked before anything is unpacked, as all sizes are. */
const MAX_ENTRIES = 1_000_000

const LOCAL = { mark: 0x04034b50, length: 30 } as const
const CENTRAL = { mark: 0x02014b50, length: 46 } as const
const END = { mark: 0x06054b50, length: 22 } as const
const MOST_COMMENT = 65_535
/** The count of entries begins anew here. */
const COUNTED = 65_536
const [STORED, DEFLATED] = [0, 8]
/** The flag of a name that is not Latin-1. */
const UTF8 = 0x800

export interface ZippedFile {
  /** Unpacked, in bytes, as the list says. */
  readonly size: number
  /** @throws FileProblem where it is not what the list says. */
  pieces(): AsyncIterable<Uint8Array>
}

export type ZippedFiles = ReadonlyMap<string, ZippedFile>

interface Listed {
  readonly name: string
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly at: number
}

/** The files of a zip that is no bomb, walks out of no folder and names nothing twice. */
export async function readZip(source: Source): Promise<Result<ZippedFiles, ImportProblem>> {
  const list = await readList(source)
  if (!list.ok) return list
  let unpacked = 0
  const files = new Map<string, ZippedFile>()
  const seen = new Set<string>()
  for (const entry of list.value) {
    const { name, packed, size } = entry
    unpacked += size
    if (seen.has(name)) return refused('duplicate')
    seen.add(name)
    if (unpacked > source.size + AT_ONCE) return refused('too-large')
    if (entry.method !== STORED && Math.max(size, packed) > AT_ONCE) return refused('too-large')
    if (size > SMALL && size > packed * MAX_RATIO) return refused('too-large')
    if (name.startsWith('/') || name.split(/[\\/]/).includes('..')) return refused('damaged')
    if (!name.endsWith('/')) files.set(name, { size, pieces: () => unpack(source, entry) })
  }
  return ok(files)
}

/**
 * The list, read to its end: how many entries it has stands there in 16 bits only, and 65,536 more are counted as none more, by
 * us and by most who write zips.
 */
async function readList(source: Source): Promise<Result<readonly Listed[], ImportProblem>> {
  const tailAt = Math.max(0, source.size - END.length - MOST_COMMENT)
  const tail = await source.read(tailAt, source.size)
  const view = viewOf(tail)
  let end = tail.length - END.length
  while (end >= 0 && view.getUint32(end, true) !== END.mark) end--
  if (end < 0) return refused('truncated')
  const count = view.getUint16(end + 10, true)
  const from = view.getUint32(end + 16, true)
  const to = from + view.getUint32(end + 12, true)
  if (to > tailAt + end) return refused('truncated')
  if (to - from > AT_ONCE) return refused('too-large')
  const list = await source.read(from, to)
  const lines = viewOf(list)
  const listed: Listed[] = []
  let at = 0
  while (at < list.length) {
    if (listed.length === MAX_ENTRIES) return refused('too-large')
    if (at + CENTRAL.length > list.length || lines.getUint32(at, true) !== CENTRAL.mark)
      return refused('truncated')
    const nameEnd = at + CENTRAL.length + lines.getUint16(at + 28, true)
    if (nameEnd > list.length) return refused('truncated')
    listed.push({
      name: strFromU8(list.subarray(at + CENTRAL.length, nameEnd), !(lines.getUint16(at + 8, true) & UTF8)),
      method: lines.getUint16(at + 10, true),
      packed: lines.getUint32(at + 20, true),
      size: lines.getUint32(at + 24, true),
      at: lines.getUint32(at + 42, true),
    })
    at = nameEnd + lines.getUint16(at + 30, true) + lines.getUint16(at + 32, true)
  }
  return listed.length % COUNTED === count ? ok(listed) : refused('truncated')
}

async function* unpack(source: Source, { method, packed, size, at }: Listed): AsyncGenerator<Uint8Array> {
  if (at + LOCAL.length > source.size) throw new FileProblem('truncated')
  const head = viewOf(await source.read(at, at + LOCAL.length))
  if (head.getUint32(0, true) !== LOCAL.mark) throw new FileProblem('truncated')
  const from = at + LOCAL.length + head.getUint16(26, true) + head.getUint16(28, true)
  const to = from + packed
  if (to > source.size) throw new FileProblem('truncated')
  if (method === STORED) {
    if (packed !== size) throw new FileProblem('damaged')
    yield* piecesOf(source, from, to)
    return
  }
  if (method !== DEFLATED) throw new FileProblem('damaged')
  const deflated = await source.read(from, to)
  yield inflated(deflated, size)
}

/** No more than the list says is ever unpacked, but for one byte that shows that there is more. */
function inflated(deflated: Uint8Array, size: number): Uint8Array {
  const bytes = inflatedInto(new Uint8Array(size + 1), deflated)
  if (bytes.length !== size) throw new FileProblem('damaged')
  return bytes
}

function inflatedInto(out: Uint8Array, deflated: Uint8Array): Uint8Array {
  try {
    return inflateSync(deflated, { out })
  } catch {
    throw new FileProblem('truncated')
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
