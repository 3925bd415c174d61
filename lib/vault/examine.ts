import { agreedSlots, compare, compareWithout, type Found, generationOf } from '@/lib/vault/compare'
import type { LogDatabase } from '@/lib/vault/database'
import { VaultError } from '@/lib/vault/errors'
import { parseHead } from '@/lib/vault/head'
import { check, readMirror } from '@/lib/vault/mirror'
import type { Places } from '@/lib/vault/places'
import { goingOn, NoCopyError } from '@/lib/vault/succession'

/**
 * Compares the three copies without a key and puts the database right from the mirror; where it is broken, goes on in another.
 * Never deletes: what lies where something else belongs is kept in the database's store `aside`.
 */
export async function examine(places: Places, database: LogDatabase): Promise<Found> {
  try {
    const found = await goingOn(places, database, () => putRight(places, database))
    return found.state === 'present' && database.takeMoved() ? { ...found, moved: true } : found
  } catch (error) {
    if (isUnusable(error) || (await database.look().then(() => false, isUnusable)))
      return { state: 'unusable' }
    if (error instanceof NoCopyError) return foundWithout(places, database, error)
    throw error
  }
}

async function putRight(places: Places, database: LogDatabase): Promise<Found> {
  const first = await compare(places, database)
  if (!first.behind) return first.found
  return await places.exclusively(async () => {
    const again = await compare(places, database)
    if (!again.behind) return again.found
    const refilled = await refill(places, database)
    return (await compare(places, database, refilled)).found
  })
}

/** A broken database without a whole copy: what of the vault is left, if anything tells of one. */
async function foundWithout(places: Places, database: LogDatabase, error: NoCopyError): Promise<Found> {
  const { found } = await compare(places, database).catch(() => compareWithout(places))
  if (found.state === 'none') throw error
  return found
}

/** Where the database is refused the mirror is too, by an error of its own: the database's is the one that says why. */
function isUnusable(error: unknown): boolean {
  return error instanceof VaultError && error.code === 'unusable'
}

/** Brings what the mirror holds into the database. @returns number of segments that were put there. */
export async function refill(places: Places, database: LogDatabase): Promise<number> {
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
