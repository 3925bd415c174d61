import { toBase64Url } from '@/lib/base/bytes'
import type { LogDatabase, Row, RowKey } from '@/lib/vault/database'
import { parseSegmentHeader } from '@/lib/vault/segment'

/** Where a segment lies, and the stretch of its device's chain it stands for. */
export interface Placed {
  readonly key: RowKey
  readonly device: string
  readonly first: number
  readonly last: number
}

/** What stands where in the log, without holding the segments. */
export interface SegmentIndex {
  /** All segments there are, or those of `there`, in the order of the chains; what was not seen before is looked at. */
  placed(there?: readonly RowKey[]): Promise<readonly Placed[]>
  /** The bytes of one; null when it was packed since. */
  read(placed: Placed): Promise<Uint8Array | null>
}

/** Rows that are read at once to look at their headers: a few megabytes at most. */
const SLICE = 32

export function createSegmentIndex(database: LogDatabase): SegmentIndex {
  let known = new Map<string, Placed>()

  return {
    async placed(there) {
      const keys = there ?? (await database.keys()).keys
      // Of its own: who asks at the same time may have seen other rows.
      const all = new Map<string, Placed>()
      const fresh: RowKey[] = []
      for (const key of keys) {
        const placed = known.get(String(key))
        if (placed) all.set(String(key), placed)
        else fresh.push(key)
      }
      for (let at = 0; at < fresh.length; at += SLICE)
        for (const row of await database.rows(fresh.slice(at, at + SLICE)))
          all.set(String(keyOf(row)), placedOf(row))
      known = all
      return [...all.values()].filter(({ device }) => device !== '').sort(inChainOrder)
    },
    async read({ key }) {
      return (await database.rows([key]))[0]?.bytes ?? null
    },
  }
}

function keyOf({ generation, index }: Row): RowKey {
  return [generation, index]
}

function placedOf(row: Row): Placed {
  const header = parseSegmentHeader(row.bytes)
  // What is damaged belongs to no chain; it is not looked at again.
  const device = header ? toBase64Url(header.device) : ''
  return { key: keyOf(row), device, first: header?.first ?? 0, last: header?.last ?? 0 }
}

function inChainOrder(a: Placed, b: Placed): number {
  return (a.device < b.device ? -1 : a.device > b.device ? 1 : 0) || a.first - b.first || a.last - b.last
}
