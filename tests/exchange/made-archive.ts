import { archiveEntries, type OutgoingAttachment, readArchive } from '@/lib/exchange/archive'
import { type Files, shrinksTooFar, zipPieces } from '@/lib/exchange/zip'
import type { RecordState, Stamp } from '@/lib/records/record'
import { asZipped, collect } from '../support/unpack-zip'

export const NOW = Date.UTC(2026, 4, 3)
export const SEED = new Uint8Array(32).fill(7)
export const stamp = (n: number) =>
  `${(NOW - 1_000_000 + n).toString(16).padStart(12, '0')}0000-device-a` as Stamp

export function record(id: string, name = 'Ada Lovelace'): RecordState {
  return {
    collection: 'names',
    id,
    fields: {
      name: [
        { value: name, stamp: stamp(2) },
        { value: 'Ada Byron', stamp: stamp(1) },
      ],
    },
  }
}

export const STATES = [
  record('a'),
  record('b', '=HYPERLINK("x")'),
  { collection: 'notes', id: 'c', fields: {}, erased: stamp(3) },
]
export const SUMMARY = {
  vaultId: 'A'.repeat(22),
  generation: 4,
  created: NOW,
  records: { names: 2 },
  grants: 0,
  ledger: 0,
}

/** A zip of these, as an archive is made; `cut` says in which pieces. */
export async function packZip(packed: Files, cut = 1_000_000_000): Promise<Uint8Array> {
  async function* entries() {
    for (const [path, bytes] of Object.entries(packed))
      yield {
        path,
        content: [bytes.subarray(0, cut), bytes.subarray(cut)],
        stored: path.startsWith('attachments/') || shrinksTooFar(bytes),
      }
  }
  return await collect(zipPieces(entries()))
}

/** What stands in the archive, by path. */
export async function writeArchive(
  states: readonly RecordState[],
  attachments: ReadonlyMap<string, readonly (Uint8Array | null)[]> = new Map(),
): Promise<Record<string, Uint8Array>> {
  async function* outgoing(): AsyncGenerator<OutgoingAttachment> {
    for (const [id, pieces] of attachments)
      yield {
        id,
        async *pieces() {
          yield* pieces
        },
      }
  }
  const written: Record<string, Uint8Array> = {}
  for await (const { path, content } of archiveEntries(states, SUMMARY, SEED, outgoing()))
    written[path] = await collect(content)
  return written
}
export const files = () => writeArchive(STATES)
export const read = (written: Files, seed: Uint8Array | null = SEED) =>
  readArchive(asZipped(written), NOW, seed)
