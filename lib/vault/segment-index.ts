import type { LogDatabase, RowKey } from '@/lib/vault/database'
import { type Placed, placedOf, type Recent } from '@/lib/vault/recent'

/** What stands where in the log, without holding the segments. */
export interface SegmentIndex {
  /** All segments there are, or those of `there`, in the order of the chains; what was not seen before is looked at. */
  placed(there?: readonly RowKey[]): Promise<readonly Placed[]>
  /** The bytes of one; null when it was packed since. */
  read(placed: Placed): Promise<Uint8Array | null>
  /** The same of several at once, in their order. */
  readAll(placed: readonly Placed[]): Promise<readonly (Uint8Array | null)[]>
  /** One chain from behind `from` to its end at `to` without asking the database, where all of it came through here just now. */
  atHand(device: string, from: number, to: number): readonly Placed[] | null
}

/** Rows that are read at once to look at their headers: a few megabytes at most. */
const SLICE = 32

export function createSegmentIndex(database: LogDatabase, recent: Recent): SegmentIndex {
  let known = new Map<string, Placed>()

  async function readAll(placed: readonly Placed[]): Promise<readonly (Uint8Array | null)[]> {
    const held = placed.map(({ key }) => recent.held.get(String(key)))
    const lacking = placed.flatMap(({ key }, at) => (held[at] ? [] : [key]))
    const rows = lacking.length > 0 ? await database.rows(lacking) : []
    const read = new Map(rows.map(({ generation, index, bytes }) => [String([generation, index]), bytes]))
    return placed.map(({ key }, at) => held[at] ?? read.get(String(key)) ?? null)
  }

  return {
    async placed(there) {
      const keys = there ?? (await database.keys()).keys
      // Of its own: who asks at the same time may have seen other rows.
      const all = new Map<string, Placed>()
      const fresh: RowKey[] = []
      for (const key of keys) {
        const placed = known.get(String(key)) ?? recent.places.get(String(key))
        if (placed) all.set(String(key), placed)
        else fresh.push(key)
      }
      for (let at = 0; at < fresh.length; at += SLICE)
        for (const row of await database.rows(fresh.slice(at, at + SLICE)))
          all.set(String([row.generation, row.index]), placedOf(row))
      known = all
      return [...all.values()].filter(({ device }) => device !== '').sort(inChainOrder)
    },
    read: async (placed) => (await readAll([placed]))[0] ?? null,
    readAll,
    atHand(device, from, to) {
      const found: Placed[] = []
      let reached = to
      for (const one of [...recent.places.values()].reverse()) {
        if (reached <= from) break
        if (one.device !== device || one.last !== reached || !recent.held.has(String(one.key))) continue
        found.unshift(one)
        reached = one.first - 1
      }
      return reached === from ? found : null
    },
  }
}

function inChainOrder(a: Placed, b: Placed): number {
  return (a.device < b.device ? -1 : a.device > b.device ? 1 : 0) || a.first - b.first || a.last - b.last
}
