import { canonicalJson } from '@/lib/base/json'
import type { Stamp } from '@/lib/records/record'
import { parsePlace } from '@/lib/replicas/kinds'
import { type Place, readPlaces } from '@/lib/replication/places'
import type { Opened } from '@/lib/services/place-opening'
import { joinedOver } from '@/lib/services/sync-identity'
import type { DeepVault } from '@/lib/vault/deep'

/** What was entered in no version of a record. */
const NEVER = '' as Stamp

/** Those of the log; where it names none yet, those that this device joined over: there it is read. */
export async function placesOf(vault: DeepVault): Promise<readonly Place[]> {
  const entered = readPlaces(vault)
  if (entered.length > 0) return entered
  const over = await joinedOver(vault)
  return (Array.isArray(over) ? over : []).flatMap((typed, at): readonly Place[] => {
    const parsed = parsePlace(typed)
    if (!parsed.ok || parsed.value.kind === 'folder') return []
    const name = new URL(parsed.value.address).host
    return [{ id: `joined-${at}`, version: NEVER, name, isPaused: false, entered: parsed.value }]
  })
}

/**
 * The ids of the log for the places this device joined over, once it names these and no others: what is under way there goes on.
 * @returns null where they are not the same.
 */
export function calledNow(
  before: readonly Opened[],
  now: readonly Opened[],
): ReadonlyMap<string, string> | null {
  const keyOf = ({ place: { entered }, unasked }: Opened) => {
    const parsed = parsePlace(entered)
    return canonicalJson([unasked, parsed.ok ? { ...parsed.value } : null])
  }
  const ids = new Map(now.map((one) => [keyOf(one), one.place.id]))
  const called = before.flatMap((one): readonly (readonly [string, string])[] => {
    const id = one.place.version === NEVER ? ids.get(keyOf(one)) : undefined
    return id === undefined ? [] : [[one.place.id, id]]
  })
  const isSame = ids.size === now.length && called.length === now.length && called.length === before.length
  return isSame ? new Map(called) : null
}
