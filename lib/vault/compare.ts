import { equalBytes, fromBase64Url, toBase64Url } from '@/lib/base/bytes'
import type { LogDatabase, Look } from '@/lib/vault/database'
import { parseHead } from '@/lib/vault/head'
import {
  type MirrorCopy,
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
      /** The log goes on in another database since just now (lib/vault/succession.ts). */
      readonly moved?: true
      readonly slots: Uint8Array
    }
  | {
      readonly state: 'lost'
      readonly sentinel: Sentinel | null
      readonly left: number
      readonly expected: number
    }
  | { readonly state: 'unusable' }

/** The generation the database has got, by its head and by its rows. */
export function generationOf(look: Look): number {
  return Math.max(parseHead(look.head)?.generation ?? 0, look.newest)
}

interface Comparison {
  readonly found: Found
  /** The database has less than another copy seems to have. */
  readonly behind: boolean
}

/** What the three copies come to, none of which is changed. */
export async function compare(places: Places, database: LogDatabase, refilled = 0): Promise<Comparison> {
  // The database is read last: it is written first, so what the others know it must know.
  const sentinel = await places.sentinel.read()
  const names = await places.mirror.list()
  return judge(places, { sentinel, names, look: await database.look(), refilled })
}

/** The same with the mirror alone in the database's place: what an empty one would be filled to. */
export async function compareWithout(places: Places): Promise<Comparison> {
  const sentinel = await places.sentinel.read()
  const names = await places.mirror.list()
  return judge(places, { sentinel, names, look: lookOf(await readMirror(places.mirror)), refilled: 0 })
}

function lookOf({ head, rows }: MirrorCopy): Look {
  const newest = rows.reduce((most, { generation }) => Math.max(most, generation), 0)
  return { head, slots: null, accepted: null, rows: rows.length, newest }
}

interface Copies {
  readonly sentinel: Sentinel | null
  readonly names: readonly string[]
  readonly look: Look
  readonly refilled: number
}

async function judge(places: Places, { sentinel, names, look, refilled }: Copies): Promise<Comparison> {
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
