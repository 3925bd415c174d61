/** Arguments of `select`, converted as WebIDL does before any step of the method runs. */
import { PROPERTIES, type Wanted } from './mapping'
import { must } from './natives'

const isObject = (value: unknown): boolean =>
  typeof value === 'function' || (typeof value === 'object' && value !== null)

/**
 * `sequence<ContactProperty>`. A text alone is none.
 * @throws TypeError for whatever is none; and whatever the page's own iterator and `toString` throw.
 */
export function readProperties(properties: unknown): Wanted {
  must(isObject(properties), 'No sequence')
  const wanted: Wanted = { __proto__: null }
  // The iterator is the page's own by right: WebIDL asks the value for it.
  for (const property of properties as Iterable<unknown>) {
    const text = `${property as string}`
    must(text in PROPERTIES, `'${text}' is none`)
    wanted[text] = 1
  }
  return wanted
}

/** `multiple` of `ContactsSelectOptions`. @throws TypeError for what is no dictionary; and whatever the page's getter throws. */
export function readMultiple(options: unknown): boolean {
  must(options == null || isObject(options), 'No dictionary')
  return !!(options as { readonly multiple?: unknown } | null)?.multiple
}
