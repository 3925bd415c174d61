/** What a site asks of collections, judged before anything is sent. */
import { checkPurpose, isObject, type Members, members, must, optional } from '@/lib/sdk/check'
import { isLockerName, isSharedName, SHARED } from '@/lib/sdk/collection-names'

const ACTIONS: readonly unknown[] = ['read', 'create', 'update', 'delete']

/**
 * @param given `collections` of a request, plain JSON already. @param request the whole of it.
 * @returns their names. @throws TypeError naming what is wrong.
 */
export function checkCollections(given: unknown, request: Members): readonly string[] {
  must(isObject(given), 'collections must be an object')
  const names = Object.keys(given)
  must(names.length > 0 && names.length <= 16, 'collections must name 1 to 16 collections')
  let picks = 0
  for (const name of names) {
    must(isSharedName(name) || isLockerName(name), `unknown collection "${name}"`)
    const { actions, fields, required, reason, most } = members(
      given[name],
      name,
      'actions',
      'fields',
      'required',
      'reason',
      'most',
    )
    must(
      Array.isArray(actions) && actions.length > 0 && actions.every((action) => ACTIONS.includes(action)),
      `${name}: actions must be a list of read, create, update, delete`,
    )
    if (isSharedName(name)) {
      const known: readonly unknown[] = SHARED[name]
      must(
        Array.isArray(fields) && fields.length > 0 && fields.every((field) => known.includes(field)),
        `${name}: fields must be a list of ${known.join(', ')}`,
      )
    } else must(fields === undefined, `${name}: a locker has no fields to choose`)
    must(['boolean', 'undefined'].includes(typeof required), `${name}: required must be a boolean`)
    optional(reason, `${name}: reason`, 140)
    if (most === undefined) continue
    picks++
    must(
      Number.isInteger(most) && (most as number) >= 1 && (most as number) <= 1_000,
      `${name}: most must be 1 to 1,000`,
    )
    must(
      Array.isArray(fields) && !fields.includes('file') && actions.every((action) => action === 'read'),
      `${name}: a pick reads fields of a shared collection, and no file`,
    )
  }
  must(!picks || picks === names.length, 'either all collections say most or none does')
  must(!picks || (request.access ?? 'once') === 'once', 'access must be "once" for a pick')
  must(picks > 0 || request.access !== 'once', 'access "once" is no time to work in a collection')
  if (!picks || request.purpose !== undefined) checkPurpose(request.purpose)
  return names
}

/** @param given an offer, plain JSON already. @throws TypeError naming what is wrong. */
export function checkOffer(given: unknown): void {
  const { collection, fields, purpose } = members(given, 'offer', 'collection', 'fields', 'purpose')
  must(typeof collection === 'string' && isSharedName(collection), `unknown collection "${collection}"`)
  checkPurpose(purpose)
  must(isObject(fields) && Object.keys(fields).length > 0, 'fields must be an object with members')
  const known: readonly string[] = SHARED[collection]
  for (const [name, value] of Object.entries(fields)) {
    must(name !== 'file' && known.includes(name), `unknown field "${name}" of ${collection}`)
    must(typeof value === 'string', `fields.${name} must be text`)
  }
}
