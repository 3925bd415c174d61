/** From what a person typed, or a file said, to the fields that are kept. */
import type { Json } from '@/lib/base/json'
import { ok, type Result, refused } from '@/lib/base/result'
import { checkField, collectionOf, DATE_KINDS, DOCUMENT_KINDS, fieldOf } from '@/lib/records/collections'
import type { FieldProblem } from '@/lib/records/fields'
import { NAME_PARTS, type NameParts, orderOf, splitName, wholeName } from '@/lib/records/names'
import { readPhone } from '@/lib/records/phone'

export type FieldValues = { readonly [field: string]: Json }
export type FieldProblems = { readonly [field: string]: FieldProblem }

export interface Preparation {
  readonly collection: string
  /** Fields to set; `null` or an empty text empties one. */
  readonly change: FieldValues
  /** What the record holds already; empty for a new one. */
  readonly before: FieldValues
  readonly label: string
  /** Where a number without a country is dialled, ISO 3166-1 alpha-2. */
  readonly country: string | null
  /**
   * All fields of the record that whoever changes it sees, where that is not every one: nothing they are told, and nothing
   * in these, follows from the others.
   */
  readonly seen?: readonly string[]
}

/**
 * Cleans and checks a change, and computes what follows from it: E.164 and the national number from a telephone number,
 * the parts of a name from the whole and back, the kind of a date from its label.
 * @returns all fields to write, or what is wrong with each.
 */
export async function prepareFields(wish: Preparation): Promise<Result<FieldValues, FieldProblems>> {
  const known = collectionOf(wish.collection)
  const change = new Map<string, Json>()
  const problems = new Map<string, FieldProblem>()
  for (const [field, value] of Object.entries(wish.change)) {
    if (isComputed(wish.collection, field)) continue
    const checked = checkField(wish.collection, field, value)
    if ('problem' in checked) problems.set(field, checked.problem)
    else change.set(field, checked.value)
  }
  const before = new Map(Object.entries(wish.before))
  const { seen } = wish
  const shown = seen ? new Map([...before].filter(([field]) => seen.includes(field))) : before
  await followPhone(wish, change, before, shown, problems)
  if (wish.collection === 'names') followName(wish, change, before, shown)
  followLabel(wish, change, before)

  const after = (field: string) => (change.has(field) ? change.get(field) : shown.get(field)) ?? null
  // What is not seen may be there: only what is emptied is missing then.
  const isLost = (field: string) => after(field) === null && (!seen || change.has(field))
  for (const { name, required } of known?.fields ?? []) {
    if (required && isLost(name) && !problems.has(name)) problems.set(name, 'missing')
  }
  const needs = known?.needs ?? []
  const [first] = needs
  const isEmpty = needs.every((field) => after(field) === null) && needs.some(isLost)
  if (first !== undefined && problems.size === 0 && isEmpty) problems.set(first, 'missing')
  if (!known && problems.size === 0) problems.set('', 'unknown-field')
  return problems.size > 0 ? refused(Object.fromEntries(problems)) : ok(Object.fromEntries(change))
}

/** Computed from another field whenever that is saved, so never taken from outside. */
function isComputed(collection: string, field: string): boolean {
  return (field === 'tel-country-code' || field === 'tel-national') && fieldOf(collection, field) !== null
}

async function followPhone(
  { collection, country }: Preparation,
  change: Map<string, Json>,
  before: ReadonlyMap<string, Json>,
  shown: ReadonlyMap<string, Json>,
  problems: Map<string, FieldProblem>,
): Promise<void> {
  const typed = change.get('tel')
  if (typed === undefined || fieldOf(collection, 'tel-national') === null) return
  if (typeof typed !== 'string') {
    for (const field of ['tel-country-code', 'tel-national']) if (before.has(field)) change.set(field, null)
    return
  }
  const own = change.get('country') ?? shown.get('country')
  const read = await readPhone(typed, typeof own === 'string' ? own : country)
  if (!read) {
    problems.set('tel', 'not-a-phone')
    return
  }
  for (const [field, value] of Object.entries(read)) {
    if (fieldOf(collection, field) && !(field === 'tel-extension' && change.has(field)))
      change.set(field, value)
  }
}

/**
 * Where whole and parts are both kept and said the same before, changing one moves the other along: nobody's answer to
 * `name` should be the family name they gave up. Where fields that are seen would move by others that are not, they stay.
 */
function followName(
  { seen }: Preparation,
  change: Map<string, Json>,
  before: ReadonlyMap<string, Json>,
  shown: ReadonlyMap<string, Json>,
): void {
  const all = namesAfter(change, before)
  const told = namesAfter(change, shown)
  const isTold = !seen || seen.every((field) => all.get(field) === told.get(field))
  for (const [field, value] of isTold ? all : told)
    if (isTold || seen.includes(field)) change.set(field, value)
}

/** What of a name moves along with a change. */
function namesAfter(
  change: ReadonlyMap<string, Json>,
  before: ReadonlyMap<string, Json>,
): ReadonlyMap<string, Json> {
  const moved = new Map<string, Json>()
  const old = partsIn(before)
  const whole = before.get('name')
  const order = orderOf(change.get('order') ?? before.get('order'), typeof whole === 'string' ? whole : '')
  if (typeof whole !== 'string' || Object.keys(old).length === 0 || wholeName(old, order) !== whole)
    return moved
  const partsChanged = NAME_PARTS.some((part) => change.has(part))
  if (partsChanged && !change.has('name')) {
    moved.set('name', wholeName(partsIn(new Map([...before, ...change])), order) || null)
  } else if (!partsChanged && typeof change.get('name') === 'string') {
    const parts = splitName(String(change.get('name')), order)
    for (const part of NAME_PARTS)
      if (parts[part] !== undefined || before.has(part)) moved.set(part, parts[part] ?? null)
  }
  return moved
}

function followLabel(
  { collection, label }: Preparation,
  change: Map<string, Json>,
  before: ReadonlyMap<string, Json>,
): void {
  if ((change.get('kind') ?? before.get('kind') ?? null) !== null) return
  const code = label.trim().toLowerCase()
  if (collection === 'dates')
    change.set('kind', (DATE_KINDS as readonly string[]).includes(code) ? code : 'other')
  if (collection === 'documents' && (DOCUMENT_KINDS as readonly string[]).includes(code))
    change.set('kind', code)
}

function partsIn(fields: ReadonlyMap<string, Json>): NameParts {
  return Object.fromEntries(
    NAME_PARTS.flatMap((part) => {
      const value = fields.get(part)
      return typeof value === 'string' && value !== '' ? [[part, value]] : []
    }),
  )
}
