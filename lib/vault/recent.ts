import { toBase64Url } from '@/lib/base/bytes'
import type { Row, RowKey } from '@/lib/vault/database'
import type { Hearer } from '@/lib/vault/hearing'
import { parseSegmentHeader } from '@/lib/vault/segment'

/** Where a segment lies, and the stretch of its device's chain it stands for. */
export interface Placed {
  readonly key: RowKey
  readonly device: string
  readonly first: number
  readonly last: number
}

/**
 * The rows that this context wrote or followed last, as far as they still stand: whoever asks what is new asks for these, and need
 * not read back what went through here just now.
 */
export interface Recent {
  /** Told of the rows that are written or followed. */
  readonly wrote: Hearer
  /** By the text of their keys, the newest last. */
  readonly places: ReadonlyMap<string, Placed>
  readonly held: ReadonlyMap<string, Uint8Array>
}

/** Bytes that are held. */
const MOST = 262_144
/** Rows of which it is held where they stand. */
const MOST_ROWS = 4_096

export function createRecent(): Recent {
  const places = new Map<string, Placed>()
  const held = new Map<string, Uint8Array>()
  let size = 0

  function forget(key: string): void {
    size -= held.get(key)?.length ?? 0
    held.delete(key)
  }

  return {
    wrote(rows, removed) {
      // Nothing of it is known to stand any more.
      for (const key of removed ?? places.keys()) {
        forget(String(key))
        places.delete(String(key))
      }
      for (const row of rows) {
        const placed = placedOf(row)
        const key = String(placed.key)
        forget(key)
        places.delete(key)
        places.set(key, placed)
        held.set(key, row.bytes)
        size += row.bytes.length
      }
      for (const key of held.keys()) {
        if (size <= MOST) break
        forget(key)
      }
      for (const key of places.keys()) {
        if (places.size <= MOST_ROWS) break
        places.delete(key)
      }
    },
    places,
    held,
  }
}

export function placedOf({ generation, index, bytes }: Row): Placed {
  const header = parseSegmentHeader(bytes)
  // What is damaged belongs to no chain; it is not looked at again.
  const device = header ? toBase64Url(header.device) : ''
  return { key: [generation, index], device, first: header?.first ?? 0, last: header?.last ?? 0 }
}
