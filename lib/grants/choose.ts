import { ok, type Result, refused } from '@/lib/base/result'
import type { GrantedClaim, GrantedCollection } from '@/lib/grants/grant'
import type { PromptLine } from '@/lib/grants/line'
import { ACTIONS, type Action, type CollectionRequest, type PendingRequest } from '@/lib/grants/request'
import type { Form } from '@/lib/records/form'

/** One ticked claim, as the prompt's answer carries it. */
export interface Choice {
  readonly claim: string
  readonly record: string
  readonly form: Form
}

/**
 * What the person chose, as claims to grant: nothing that was not asked, from no record that was not offered, in no form
 * that was not shown with a value. Required claims may be unticked too; the site then learns their names as withheld.
 * @param lines as `promptLines` gives them now, not as they were when the prompt was painted.
 * @returns the granted claims, or which choice does not hold.
 */
export function checkChoices(
  pending: Pick<PendingRequest, 'request'>,
  choices: readonly Choice[],
  lines: readonly PromptLine[],
): Result<readonly GrantedClaim[], string> {
  if (choices.length === 0) return refused('nothing is chosen')
  const granted: GrantedClaim[] = []
  const seen = new Set<string>()
  for (const { claim, record, form } of choices) {
    if (seen.has(claim)) return refused('a claim is chosen twice')
    seen.add(claim)
    const asked = pending.request.claims.find((one) => one.claim === claim)
    const line = lines.find((one) => one.claims.some((of) => of.claim === claim))
    if (!asked || !line) return refused('a claim was not asked for')
    if (form !== 'full' && !asked.accepts.includes(form)) return refused('a form was not asked for')
    const candidate = line.candidates.find((one) => one.record === record)
    if (!candidate) return refused('a record was not offered')
    const shown = candidate.forms.find((one) => one.form === form)
    if (!shown || !Object.hasOwn(shown.claims, claim) || shown.claims[claim] === null)
      return refused('a record has no such value')
    granted.push({ claim, collection: line.collection, record, form })
  }
  return ok(granted)
}

/** What was picked of one collection, as the prompt's answer carries it. */
export interface PickedCollection {
  readonly collection: string
  readonly actions: readonly Action[]
  readonly fields: readonly string[] | null
  readonly records: readonly string[]
  readonly newToo: boolean
}

export interface GrantedCollections {
  readonly collections: readonly GrantedCollection[]
  /** Records to show to the site, one `picking` change each, in the commit of the grant. */
  readonly picks: readonly { readonly collection: string; readonly record: string }[]
}

/**
 * The collections to grant: none that was not asked for, each with only actions and fields that were, and of a shared one
 * only records that are there. A locker is had whole. Where no record is picked, later ones are not seen and none can be
 * made, the choice is of nothing and is refused as that.
 * @param asked what the prompt showed, as `decide` gives it now, by names in the vault.
 * @param existing ids of the records of a collection that can be picked now.
 * @returns what is granted, nothing for no choices at all; or which choice does not hold.
 */
export function checkCollectionChoices(
  asked: readonly CollectionRequest[],
  choices: readonly PickedCollection[],
  existing: (collection: string) => ReadonlySet<string>,
): Result<GrantedCollections, string> {
  const collections: GrantedCollection[] = []
  const picks: { readonly collection: string; readonly record: string }[] = []
  for (const { collection, actions, fields, records, newToo } of choices) {
    if (collections.some((one) => one.collection === collection))
      return refused('a collection is chosen twice')
    const wish = asked.find((one) => one.collection === collection)
    if (!wish) return refused('a collection was not asked for')
    const granted = ACTIONS.filter((action) => actions.includes(action))
    if (granted.length === 0) return refused('no action is chosen')
    if (!actions.every((action) => wish.actions.includes(action)))
      return refused('an action was not asked for')
    if (wish.fields === null) {
      if (fields !== null || records.length > 0) return refused('a locker is had whole')
      collections.push({ collection, actions: granted, fields: null, newToo: true })
      continue
    }
    if (fields === null || !fields.every((field) => wish.fields?.includes(field)))
      return refused('a field was not asked for')
    const left = wish.fields.filter((field) => fields.includes(field))
    if (left.length === 0) return refused('no field is chosen')
    const known = existing(collection)
    const chosen = new Set(records)
    for (const record of chosen) {
      if (!known.has(record)) return refused('a record is not there')
      picks.push({ collection, record })
    }
    if (wish.most !== undefined && (newToo || chosen.size > wish.most))
      return refused('more than was asked for')
    if (chosen.size === 0 && !newToo && !granted.includes('create')) return refused('nothing is chosen')
    collections.push({ collection, actions: granted, fields: left, newToo })
  }
  return ok({ collections, picks })
}

/** Names the site asked for and does not get, in its order. */
export function withheldOf(
  asked: readonly { readonly claim: string }[],
  granted: readonly { readonly claim: string }[],
): readonly string[] {
  return asked.map(({ claim }) => claim).filter((claim) => !granted.some((one) => one.claim === claim))
}
