import { askableFields, FILE, isAskableLocker } from '@/lib/grants/askable'
import { Flaw, list, object, onlyMembers, quoted, readReason, readRequired } from '@/lib/grants/parse-parts'
import { ACTIONS, type Action, type CollectionRequest } from '@/lib/grants/request'
import { isLockerName } from '@/lib/records/locker-name'

export const MAX_COLLECTIONS = 16
/** Most records a pick may be of: as many as one list has. */
export const MAX_PICKED = 1_000

/**
 * The `collections` of a request: the person's own by name, each with the fields it is about, and lockers whole.
 * @throws Flaw naming what is wrong with them.
 */
export function readCollections(value: unknown): readonly CollectionRequest[] {
  const entries = Object.entries(object(value, 'collections'))
  if (entries.length === 0) throw new Flaw('collections: is empty')
  if (entries.length > MAX_COLLECTIONS)
    throw new Flaw(`collections: has more than ${MAX_COLLECTIONS} members`)
  const asked = entries.map(([name, wish]) => readCollection(name, wish))
  // A pick is over with the answer, everything else begins there: one grant cannot be both.
  if (new Set(asked.map(({ most }) => most === undefined)).size > 1)
    throw new Flaw('collections: either all of them say most or none does')
  return asked
}

function readCollection(name: string, wish: unknown): CollectionRequest {
  const fields = askableFields(name)
  if (fields === null && !isLockerName(name) && !isAskableLocker(name))
    throw new Flaw(`collections: ${quoted(name)} is not a collection that can be asked for`)
  const at = `collections ${quoted(name)}`
  const members = object(wish, at)
  onlyMembers(members, ['actions', 'fields', 'required', 'reason', 'most'], at)
  const asked = {
    collection: name,
    actions: readActions(members.actions, at),
    fields: readFields(members.fields, fields, at),
    required: readRequired(members, at),
    ...readReason(members, at),
  }
  return members.most === undefined ? asked : { ...asked, most: readMost(members.most, asked, at) }
}

function readMost(value: unknown, { actions, fields }: CollectionRequest, at: string): number {
  if (fields === null) throw new Flaw(`${at}: nothing is picked from a locker`)
  if (actions.some((action) => action !== 'read')) throw new Flaw(`${at}: what is picked can be read only`)
  // Its bytes are fetched part by part, and after the answer there is nothing to fetch from.
  if (fields.includes(FILE)) throw new Flaw(`${at}: a file cannot be picked`)
  if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > MAX_PICKED)
    throw new Flaw(`${at}: most is not a number from 1 to ${MAX_PICKED}`)
  return value as number
}

function readActions(value: unknown, at: string): readonly Action[] {
  if (value === undefined) throw new Flaw(`${at}: actions is missing`)
  const named = list(value, ACTIONS.length, 'actions', `${at}: actions`)
  for (const item of named) {
    if (!(ACTIONS as readonly unknown[]).includes(item))
      throw new Flaw(
        `${at}: ${typeof item === 'string' ? quoted(item) : 'an entry of actions'} is not an action`,
      )
  }
  return ACTIONS.filter((action) => named.includes(action))
}

/** In the collection's own order, each once. */
function readFields(value: unknown, known: readonly string[] | null, at: string): readonly string[] | null {
  if (known === null) {
    if (value !== undefined) throw new Flaw(`${at}: a locker has no fields to choose`)
    return null
  }
  if (value === undefined) throw new Flaw(`${at}: fields is missing`)
  const named = list(value, known.length, 'fields', `${at}: fields`)
  for (const item of named) {
    if (!known.some((field) => field === item))
      throw new Flaw(
        `${at}: ${typeof item === 'string' ? quoted(item) : 'an entry of fields'} is not a field of it`,
      )
  }
  return known.filter((field) => named.includes(field))
}
