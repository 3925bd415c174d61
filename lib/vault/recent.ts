import { toBase64Url } from '@/lib/base/bytes'
import type { Row, RowKey } from '@/lib/vault/database'
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
  /** @param removed rows that these stand for, or others. */
  wrote(rows: readonly Row[], removed?: readonly RowKey[]): void
  /** Nothing of it is known to stand any more. */
  clear(): void
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
    wrote(rows, removed = []) {
      for (const key of removed) {
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
    clear() {
      places.clear()
      held.clear()
      size = 0
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
