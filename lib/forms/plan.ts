/** What would go into each control of a page: the matcher's names, the person's records, and how each control is written. */
import type { ControlDescription, FieldMatch, FieldPart, PageDescription } from '@/lib/forms/description'
import { type Expressed, express, type PageHints } from '@/lib/forms/express'
import { meantBy } from '@/lib/forms/meant'
import type { Places } from '@/lib/forms/places'
import { formsOf, groupKey, isPreferred, type ParsedClaim, parseClaim } from '@/lib/records/claims'
import type { CoarserContext } from '@/lib/records/coarser'
import type { Form } from '@/lib/records/form'
import type { RecordView } from '@/lib/records/record'
import { textOf } from '@/lib/records/view'

export interface PlanInput {
  readonly page: PageDescription
  readonly matches: readonly FieldMatch[]
  /** Records that were not deleted, of the collections claims come from. */
  readonly records: readonly RecordView[]
  /** Forms of a claim that the person's rules let go to this site. */
  readonly allowed: (claim: string, forms: readonly Form[]) => readonly Form[]
  readonly places: Places
}

/** What was chosen for this site last: the record of each group, the form of each claim. */
export interface Remembered {
  readonly records: { readonly [group: string]: string }
  readonly forms: { readonly [claim: string]: Form }
}

/** One control that something can go into. */
export interface PlannedField {
  readonly control: ControlDescription
  readonly claim: ParsedClaim
  readonly part: FieldPart | null
  readonly group: string
  /** Forms that may go in; empty where a rule keeps the claim back. */
  readonly forms: readonly Form[]
}

/** The controls that one record answers, as the person chooses one. */
export interface PlannedGroup {
  readonly key: string
  readonly collection: string
  readonly purposeOf: string | null
  /** Best first. */
  readonly records: readonly RecordView[]
  readonly fields: readonly PlannedField[]
}

export interface Plan {
  readonly groups: readonly PlannedGroup[]
  /** In the order of the page. */
  readonly fields: readonly PlannedField[]
  /** Recognised, and left alone because the person could not see them. */
  readonly unseen: readonly ControlDescription[]
  /** Search, passwords and the like. */
  readonly ignored: readonly ControlDescription[]
  /** Visible and not recognised, or ambiguous. */
  readonly unmatched: readonly ControlDescription[]
  readonly places: Places
}

export function planFill({ page, matches, records, allowed, places }: PlanInput): Plan {
  const byControl = new Map(matches.map((match) => [match.control, match]))
  const fields: PlannedField[] = []
  const unseen: ControlDescription[] = []
  const ignored: ControlDescription[] = []
  const unmatched: ControlDescription[] = []
  for (const control of page.controls) {
    const match = byControl.get(control.control)
    const claim = match ? claimOf(match) : null
    if (match?.name === 'ignored') ignored.push(control)
    else if (!match || !claim) {
      if (control.unseen === null) unmatched.push(control)
    } else {
      const forms = allowed(claim.claim, formsOf(claim.claim))
      const field = { control, claim, part: match.part, group: groupOf(claim, control), forms }
      if (control.unseen === null || isClosed(field)) fields.push(field)
      else unseen.push(control)
    }
  }
  for (const field of fields.filter(({ control }) => control.unseen !== null))
    if (!hangsOn(field, fields)) {
      fields.splice(fields.indexOf(field), 1)
      unseen.push(field.control)
    }
  const groups = new Map<string, PlannedField[]>()
  for (const field of fields) groups.set(field.group, [...(groups.get(field.group) ?? []), field])
  return {
    groups: [...groups].map(([key, members]) => groupWith(key, members, records)),
    fields,
    unseen,
    ignored,
    unmatched,
    places,
  }
}

/** A list that opens once something else is chosen. */
const isClosed = ({ control, claim }: PlannedField): boolean =>
  control.unseen === 'disabled' && control.tag === 'select' && rankOf(claim) > 0

/** From the country down to the part of a town; 0 for the country, -1 for what is no list of places. */
export const rankOf = ({ name }: ParsedClaim): number =>
  ['country', 'address-level1', 'address-level2', 'address-level3', 'address-level4'].indexOf(
    name === 'country-name' ? 'country' : name,
  )

/** Whether the list of this control may become another one when a place above it is chosen in the same form. */
export function hangsOn({ control, claim, group }: PlannedField, all: readonly PlannedField[]): boolean {
  const rank = rankOf(claim)
  return (
    control.tag === 'select' &&
    rank > 0 &&
    all.some(
      (other) =>
        other.group === group &&
        other.control.form === control.form &&
        other.control.tag === 'select' &&
        rankOf(other.claim) >= 0 &&
        rankOf(other.claim) < rank,
    )
  )
}

function claimOf(match: FieldMatch): ParsedClaim | null {
  const meant = meantBy(match)
  if (meant === null) return null
  return parseClaim(match.purposeOf === null ? meant : `${match.purposeOf} ${meant}`)
}

/** Two forms of one page are two letters: each may go to somebody else. */
function groupOf(claim: ParsedClaim, { form }: ControlDescription): string {
  return form === null || form === 0 ? groupKey(claim) : `${groupKey(claim)} #${form}`
}

function groupWith(key: string, fields: readonly PlannedField[], all: readonly RecordView[]): PlannedGroup {
  const [first] = fields as readonly [PlannedField]
  const { collection, purposeOf, place } = first.claim
  const records = all
    .filter((view) => view.collection === collection && view.deleted === null)
    .map((view) => ({ view, merit: meritOf(view, fields) }))
    .sort((a, b) => b.merit - a.merit || lately(b.view) - lately(a.view))
    .map(({ view }) => view)
  return { key, collection, purposeOf: purposeOf ?? place, records, fields }
}

/** The label decides, then how much of what is asked it has. */
function meritOf(view: RecordView, fields: readonly PlannedField[]): number {
  const preferred = fields.some(({ claim }) => isPreferred(claim, view)) ? 1_000 : 0
  const answered = fields.filter(
    ({ claim }) => claim.collection === 'dates' || textOf(view, claim.name) !== null,
  ).length
  return preferred + answered
}

function lately(view: RecordView): number {
  return Math.max(view.confirmed ?? 0, view.changed)
}

/** What is chosen for each group and claim: at first what was chosen for this site last, else the best. */
export interface FillChoice {
  readonly records: { readonly [group: string]: string }
  readonly forms: { readonly [claim: string]: Form }
}

export function firstChoice(plan: Plan, remembered: Remembered): FillChoice {
  const records = plan.groups.flatMap(({ key, records: known }) => {
    const before = known.find(({ id }) => id === remembered.records[key])
    const chosen = before ?? known[0]
    return chosen ? [[key, chosen.id]] : []
  })
  const forms = plan.fields.flatMap(({ claim, forms: may }) => {
    const before = remembered.forms[claim.claim]
    const chosen = before !== undefined && may.includes(before) ? before : may[0]
    return chosen === undefined ? [] : [[claim.claim, chosen]]
  })
  return { records: Object.fromEntries(records), forms: Object.fromEntries(forms) }
}

export interface Saying {
  readonly view: RecordView
  readonly form: Form
  readonly result: Expressed
  /** What the list should say that is not there yet; null where nothing is waited for. */
  readonly later: string | null
}

/** What one choice puts into one control; null where there is no record or no form. */
export function expressed(
  field: PlannedField,
  plan: Plan,
  choice: FillChoice,
  language: string,
  context: CoarserContext,
): Saying | null {
  const group = plan.groups.find(({ key }) => key === field.group)
  const view = group?.records.find(({ id }) => id === choice.records[field.group])
  const form = choice.forms[field.claim.claim]
  if (!view || form === undefined || !field.forms.includes(form)) return null
  const page = hintsFor(field, plan, choice, language)
  const { control, claim, part } = field
  const said = express({ control, claim, part, form, view, context, page })
  // Nothing is chosen in a list that is closed, whatever it holds.
  const result: Expressed = said.ok && control.unseen !== null ? { ok: false, why: 'no-option' } : said
  const isOpen = result.ok || result.why !== 'no-option'
  const later = isOpen || !hangsOn(field, plan.fields) ? null : textOf(view, claim.name)
  return { view, form, result, later }
}

/** What of the other controls of the same form bears on this one. */
export function hintsFor(
  { claim, control }: PlannedField,
  plan: Plan,
  choice: FillChoice,
  language: string,
): PageHints {
  const near = plan.fields.filter(
    (other) => other.control.form === control.form && other.claim.purposeOf === claim.purposeOf,
  )
  const address = plan.groups.find(
    ({ collection, fields }) => collection === 'addresses' && fields.some((one) => near.includes(one)),
  )
  const chosen = address?.records.find(({ id }) => id === choice.records[address.key])
  return {
    language,
    callingApart: near.some((other) => other.claim.name === 'tel-country-code'),
    country: chosen ? textOf(chosen, 'country') : null,
    places: plan.places,
  }
}
