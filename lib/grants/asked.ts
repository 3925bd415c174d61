import { ACTIONS, type CollectionRequest, type SiteRequest } from '@/lib/grants/request'
import { fullName } from '@/lib/records/locker-name'

/**
 * The collections `origin` asks for, by their names in the vault. A locker asked for by its short and by its full name
 * is one, with the actions of both.
 */
export function askedCollections(
  request: Pick<SiteRequest, 'collections'>,
  origin: string,
): readonly CollectionRequest[] {
  const asked = new Map<string, CollectionRequest>()
  for (const wish of request.collections ?? []) {
    const collection = fullName(wish.collection, origin)
    const known = asked.get(collection)
    asked.set(collection, known ? both(known, wish) : { ...wish, collection })
  }
  return [...asked.values()]
}

function both(known: CollectionRequest, wish: CollectionRequest): CollectionRequest {
  return {
    ...known,
    actions: ACTIONS.filter((action) => known.actions.includes(action) || wish.actions.includes(action)),
    required: known.required || wish.required,
  }
}
