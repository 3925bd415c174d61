/** What a site offers to keep: `unknown` in, a cleaned and frozen `SiteOffer` out, copied and limited as a request is. */
import type { Result } from '@/lib/base/result'
import { askableFields, FILE } from '@/lib/grants/askable'
import { Flaw, object, onlyMembers, parsed, quoted, readPurpose } from '@/lib/grants/parse-parts'
import type { SiteOffer } from '@/lib/grants/request'

/**
 * Values are texts as the site wrote them: the vault's own rules for typing clean them later.
 * @returns the offer, or what is wrong with it, such as `offer fields: "emial" is not a field of "contacts"`. Never throws.
 */
export function parseSiteOffer(input: unknown): Result<SiteOffer, string> {
  return parsed(input, 'offer', readOffer)
}

function readOffer(value: unknown): SiteOffer {
  const members = object(value, 'offer')
  onlyMembers(members, ['purpose', 'collection', 'fields'], 'offer')
  const { collection } = members
  if (collection === undefined) throw new Flaw('offer collection: is missing')
  if (typeof collection !== 'string') throw new Flaw('offer collection: is not text')
  const known = askableFields(collection)
  if (known === null)
    throw new Flaw(`offer collection: ${quoted(collection)} is not a collection that can be offered to`)
  return {
    purpose: readPurpose(members.purpose),
    collection,
    fields: readFields(members.fields, known, collection),
  }
}

function readFields(value: unknown, known: readonly string[], collection: string): SiteOffer['fields'] {
  const entries = Object.entries(object(value, 'offer fields'))
  if (entries.length === 0) throw new Flaw('offer fields: is empty')
  const fields: [string, string][] = []
  for (const [name, item] of entries) {
    if (name === FILE || !known.includes(name))
      throw new Flaw(`offer fields: ${quoted(name)} is not a field of ${quoted(collection)}`)
    if (typeof item !== 'string') throw new Flaw(`offer fields ${quoted(name)}: is not text`)
    fields.push([name, item])
  }
  if (fields.every(([, text]) => text.trim() === '')) throw new Flaw('offer fields: hold nothing')
  return Object.fromEntries(fields)
}
