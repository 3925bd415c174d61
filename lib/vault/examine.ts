import { equalBytes, fromBase64Url, toBase64Url } from '@/lib/base/bytes'
import type { LogDatabase, Look } from '@/lib/vault/database'
import { VaultError } from '@/lib/vault/errors'
import { parseHead } from '@/lib/vault/head'
import {
  check,
  newestHead,
  readMirror,
  readMirrorHead,
  readMirrorSlots,
  slotsOf,
  uncheck,
} from '@/lib/vault/mirror'
import type { Places, Sentinel } from '@/lib/vault/places'

/** What stands on this device. `left` and `expected` are generations; nothing is left when `left` is 0. */
export type Found =
  | { readonly state: 'none' }
  | {
      readonly state: 'present'
      readonly vaultId: string
      readonly generation: number
      readonly savedAt: number | null
      /** Segments that were put back from the mirror just now. */
      readonly refilled: number
      readonly slots: Uint8Array
    }
  | {
      readonly state: 'lost'
      readonly sentinel: Sentinel | null
      readonly left: number
      readonly expected: number
    }
  | { readonly state: 'unusable' }

/**
 * Compares the three copies without a key and puts the database right from the mirror. Never deletes: what lies where
 * something else belongs is kept in the database's store `aside`.
 */
export async function examine(places: Places, database: LogDatabase): Promise<Found> {
  try {
    const first = await compare(places, database)
    if (!first.behind) return first.found
    return await places.exclusively(async () => {
      const again = await compare(places, database)
      if (!again.behind) return again.found
      const refilled = await refill(places, database)
      return (await compare(places, database, refilled)).found
    })
  } catch (error) {
    if (isUnusable(error) || (await database.look().then(() => false, isUnusable)))
      return { state: 'unusable' }
    throw error
  }
}

/** Where the database is refused the mirror is too, by an error of its own: the database's is the one that says why. */
function isUnusable(error: unknown): boolean {
  return error instanceof VaultError && error.code === 'unusable'
}

/** The generation the database has got, by its head and by its rows. */
export function generationOf(look: Look): number {
  return Math.max(parseHead(look.head)?.generation ?? 0, look.newest)
}

interface Comparison {
  readonly found: Found
  /** The database has less than another copy seems to have. */
  readonly behind: boolean
}

async function compare(places: Places, database: LogDatabase, refilled = 0): Promise<Comparison> {
  // The database is read last: it is written first, so what the others know it must know.
  const sentinel = await places.sentinel.read()
  const names = await places.mirror.list()
  const look = await database.look()

  const mirrored = newestHead(names)
  const left = generationOf(look)
  const expected = Math.max(left, mirrored, sentinel?.generation ?? 0)
  const trace = expected > 0 || sentinel !== null || look.slots !== null || slotsOf(names).length > 0
  if (!trace) return { found: { state: 'none' }, behind: false }

  const slots = await agreedSlots(places, names, look, sentinel)
  const vaultId = sentinel?.vaultId ?? (await vaultIdOf(places, names, look))
  const damagedHead = look.rows > 0 && parseHead(look.head) === null
  const behind = left < expected || look.slots === null || damagedHead
  if (left < expected || left === 0 || !slots || !vaultId)
    return { found: { state: 'lost', sentinel, left: slots ? left : 0, expected }, behind }

  const savedAt = parseHead(look.head)?.savedAt ?? sentinel?.written ?? null
  return { found: { state: 'present', vaultId, generation: left, savedAt, refilled, slots }, behind }
}

/** Brings what the mirror holds into the database. @returns number of segments that were put there. */
async function refill(places: Places, database: LogDatabase): Promise<number> {
  const names = await places.mirror.list()
  const look = await database.look()
  const sentinel = await places.sentinel.read()
  const copy = await readMirror(places.mirror)
  const slots = await agreedSlots(places, names, look, sentinel)
  const own = parseHead(look.head)
  const better = copy.head && copy.claim && copy.claim.generation > (own?.generation ?? 0) ? copy.head : null
  const useful = better !== null || copy.rows.some((row) => row.generation > generationOf(look))
  return database.restore({
    rows: useful ? copy.rows : [],
    ...(better ? { head: better } : {}),
    ...(slots && look.slots === null ? { slots: check(slots) } : {}),
  })
}

/** The slot table that two copies agree on, or else the database's, the mirror's, the sentinel's. */
export async function agreedSlots(
  places: Places,
  names: readonly string[],
  look: Look,
  sentinel: Sentinel | null,
): Promise<Uint8Array | null> {
  const copies = [
    uncheck(look.slots),
    await readMirrorSlots(places.mirror, names),
    sentinel ? fromBase64Url(sentinel.slots) : null,
  ].filter((copy): copy is NonNullable<typeof copy> => copy !== null && copy.length > 0)
  for (const [at, copy] of copies.entries())
    if (copies.slice(at + 1).some((other) => equalBytes(copy, other))) return copy
  return copies[0] ?? null
}

async function vaultIdOf(places: Places, names: readonly string[], look: Look): Promise<string | null> {
  const claim = parseHead(look.head) ?? (await readMirrorHead(places.mirror, names)).claim
  return claim ? toBase64Url(claim.vaultId) : null
}
