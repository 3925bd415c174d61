import type { FieldMatch, PageDescription } from '@/lib/forms/description'
import type { Places } from '@/lib/forms/places'
import {
  expressed,
  type FillChoice,
  hangsOn,
  type Plan,
  type PlannedField,
  planFill,
  rankOf,
} from '@/lib/forms/plan'
import { fillable } from '@/lib/grants/filling'
import type { FillPick, FillView } from '@/lib/protocol/fill-app'
import type { FilledField, PreviewEdges } from './core'
import { destinationOf } from './groups'
import type { FillRow } from './state'

/**
 * Lists of regions and towns that come once the country is chosen. The person ticked what they should say; when they are there,
 * that and nothing else is chosen in them, by a commit of its own with its own line in the ledger.
 */

/** A region, a town, a part of it, and a list that says “Loading” in between. */
const MOST_ROUNDS = 6

interface Awaited {
  readonly row: FillRow
  /** Its number in the page as it was described last. */
  at: number
}

export interface Later {
  readonly edges: PreviewEdges
  readonly id: string
  readonly choice: FillChoice
  /** The page as the person saw it. */
  readonly page: PageDescription
  readonly plan: (view: FillView) => Promise<Plan>
}

/** Whether what was refused may be taken by the list that comes. */
export const mayFollow = ({ field }: FillRow, all: readonly PlannedField[]): boolean => hangsOn(field, all)

/** As they stand in the page; where lists follow one another the country first, then its regions, then their towns. */
export function inOrder(rows: readonly FillRow[], all: readonly PlannedField[]): readonly FillRow[] {
  if (!rows.some((row) => mayFollow(row, all))) return rows
  const rank = ({ field: { claim, control } }: FillRow) =>
    control.tag === 'select' && rankOf(claim) >= 0 ? rankOf(claim) : 5
  return [...rows].sort((one, other) => rank(one) - rank(other))
}

/** @returns what became of each, in the order given. */
export async function fillLater(
  rows: readonly FillRow[],
  { edges, id, choice, page, plan }: Later,
): Promise<readonly FilledField[]> {
  const done = new Map<FillRow, FilledField>()
  let waiting: readonly Awaited[] = rows.map((row) => ({ row, at: row.field.control.control }))
  for (let round = 0; round < MOST_ROUNDS && waiting.length > 0; round++) {
    const controls = waiting.map(({ at }) => at)
    // What went in before is in: whatever is refused from here on is only what still waits.
    const now = await edges.call('fill.look', { id, controls }).catch(() => null)
    const view = now && (await edges.call('fill.view', { id }).catch(() => null))
    if (!now || !view || view.locked || view.ended !== null) break
    const made = await plan(view)
    const found = waiting.flatMap((one) => {
      const at = now.find(({ control }) => control === one.at)?.now ?? null
      return at === null ? [] : [{ ...one, at }]
    })
    // Nobody was asked whether it may go to another site than the one that was named.
    const isAstray = ({ row, at }: Awaited): boolean => {
      const described = view.page.controls[at]
      const sendsTo = described ? destinationOf(view.page, described) : null
      return sendsTo !== destinationOf(page, row.field.control)
    }
    for (const { row } of found.filter(isAstray))
      done.set(row, { control: row.field.control, left: 'changed' })
    const there = found.filter((one) => !isAstray(one))
    const ready = there.flatMap((one) => pickOf(one, made, choice, view))
    waiting = there
    if (ready.length === 0) continue
    const picks = ready.map(({ pick }) => pick)
    const outcome = await edges.call('fill.commit', { id, picks, remember: choice }).catch(() => null)
    if (outcome === null) break
    for (const { row, pick } of ready) {
      const told = outcome.outcome === 'filled' ? outcome.fields : []
      const left = told.find(({ control }) => control === pick.control)
      const why = outcome.outcome === 'changed' ? 'changed' : 'gone'
      done.set(row, { control: row.field.control, left: left ? left.left : why })
    }
    if (outcome.outcome !== 'filled') break
    waiting = there.filter(({ row }) => !done.has(row))
  }
  return rows.map((row) => done.get(row) ?? { control: row.field.control, left: 'no-option' })
}

/** What goes in where the list says it now: the same claim, record and form that the person left ticked. */
function pickOf(
  { row, at }: Awaited,
  plan: Plan,
  choice: FillChoice,
  { page, today, aliasTag }: FillView,
): readonly { readonly row: FillRow; readonly pick: FillPick }[] {
  const field = plan.fields.find(({ control }) => control.control === at)
  if (!field || field.claim.claim !== row.field.claim.claim || field.control.unseen !== null) return []
  if (row.record === null) return []
  // Another page may count its forms otherwise; the record is the one that was chosen.
  const records = { ...choice.records, [field.group]: row.record.id }
  const said = expressed(field, plan, { ...choice, records }, page.language, { today, aliasTag })
  if (!said?.result.ok || said.form !== row.form) return []
  const { claim } = field.claim
  const pick = { control: at, claim, record: said.view.id, form: said.form, text: said.result.text }
  return [{ row, pick }]
}

/** The plan of a page, by the rules and records of this moment. */
export function planOf(view: FillView, matches: readonly FieldMatch[], places: Places): Plan {
  const { page, records, rules, refusals, site } = view
  return planFill({
    page,
    matches,
    records,
    allowed: (claim, forms) => fillable(claim, forms, site.origin, { rules, refusals }),
    places,
  })
}
