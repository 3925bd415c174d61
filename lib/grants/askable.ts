/** What of the person's own collections a site can ask for, and what name a site's locker may carry. */
import { COLLECTION_NAMES, collectionOf } from '@/lib/records/collections'
import { parseLocker } from '@/lib/records/locker-name'

/** Stands for the file of a document: its name, its type and its bytes. */
export const FILE = 'file'

const ASKABLE: ReadonlyMap<string, readonly string[]> = new Map(
  COLLECTION_NAMES.filter((name) => name !== 'cards').map((name) => {
    const typed = (collectionOf(name)?.fields ?? []).filter(({ derived }) => !derived)
    return [name, [...typed.map((field) => field.name), ...(name === 'documents' ? [FILE] : [])]]
  }),
)

/**
 * Fields of a shared collection that a site can ask for, as they are typed; null for what is none. Cards are asked for
 * claim by claim only, and what is computed from other fields is not asked for at all.
 */
export function askableFields(collection: string): readonly string[] | null {
  return ASKABLE.get(collection) ?? null
}

/** https, or http on this machine; host in lower case, the port only where it is not the scheme's own. */
const ORIGIN =
  /^(?:https:\/\/(?:[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?|\[[0-9a-f:.]+\])(?!:443$)|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?!:80$))(?::[1-9]\d{0,4})?$/

/** True for a locker's full name whose origin is written as browsers write it. */
export function isAskableLocker(collection: string): boolean {
  const locker = parseLocker(collection)
  return locker !== null && ORIGIN.test(locker.origin)
}
