import type { Action } from '@/lib/grants/request'
import type { CollectionChoice, CollectionLine, RecordRow } from '@/lib/protocol/app'

/** What is given of one collection. A locker is had whole: its fields are null and it has no records to pick. */
export interface CollectionPick {
  readonly on: boolean
  readonly actions: readonly Action[]
  readonly fields: readonly string[] | null
  readonly records: ReadonlySet<string>
  readonly newToo: boolean
}

/** What is picked, by the collection's name in the vault. */
export type Picks = { readonly [collection: string]: CollectionPick }

const NOTHING: ReadonlySet<string> = new Set()

/** How a collection stands when the prompt opens: ticked where it is required, with no record picked. */
function initialPick({ actions, fields, required }: CollectionLine): CollectionPick {
  return { on: required, actions, fields, records: NOTHING, newToo: false }
}

/** Picks for all collections: those already made stay, without what is no longer asked. */
export function settlePicks(lines: readonly CollectionLine[], before: Picks = {}): Picks {
  return Object.fromEntries(
    lines.map((line) => {
      const made = before[line.collection]
      if (!made) return [line.collection, initialPick(line)]
      const actions = made.actions.filter((action) => line.actions.includes(action))
      const fields = made.fields?.filter((field) => line.fields?.includes(field)) ?? null
      return [line.collection, { ...made, actions, fields }]
    }),
  )
}

export function pickOf(picks: Picks, line: CollectionLine): CollectionPick {
  return picks[line.collection] ?? initialPick(line)
}

/** Whether the actions are about records that are there, so that there is something to pick. */
export function isPicked({ fields, actions }: CollectionPick): boolean {
  return fields !== null && actions.some((action) => action !== 'create')
}

/** Whether anything of the collection would be given. Nothing picked is nothing, except in a locker. */
export function isGiven(pick: CollectionPick): boolean {
  const { on, actions, fields, records, newToo } = pick
  if (!on || actions.length === 0) return false
  if (fields === null) return true
  return fields.length > 0 && (records.size > 0 || newToo || actions.includes('create'))
}

export function countGiven(lines: readonly CollectionLine[], picks: Picks): number {
  return lines.filter((line) => isGiven(pickOf(picks, line))).length
}

export function tickCollection(picks: Picks, line: CollectionLine, on: boolean): Picks {
  return withPick(picks, line, { ...pickOf(picks, line), on })
}

/** Ticks an action or takes its tick away, in the order the site asked. */
export function tickAction(picks: Picks, line: CollectionLine, action: Action, on: boolean): Picks {
  const pick = pickOf(picks, line)
  const actions = line.actions.filter((one) => (one === action ? on : pick.actions.includes(one)))
  return withPick(picks, line, { ...pick, actions })
}

export function tickField(picks: Picks, line: CollectionLine, field: string, on: boolean): Picks {
  const pick = pickOf(picks, line)
  const fields = line.fields?.filter((one) => (one === field ? on : pick.fields?.includes(one))) ?? null
  return withPick(picks, line, { ...pick, fields })
}

export function tickNewToo(picks: Picks, line: CollectionLine, newToo: boolean): Picks {
  const pick = pickOf(picks, line)
  return withPick(picks, line, { ...pick, newToo, on: pick.on || newToo })
}

/** Picks records, or puts them back. Whoever picks one means the collection. */
export function pickRecords(picks: Picks, line: CollectionLine, ids: readonly string[], on: boolean): Picks {
  const pick = pickOf(picks, line)
  const chosen = new Set(pick.records)
  for (const id of ids) {
    if (on) chosen.add(id)
    else chosen.delete(id)
  }
  // Where there is room for so many only, the one picked last takes the place of the first.
  const records = line.most === undefined ? chosen : new Set([...chosen].slice(-line.most))
  return withPick(picks, line, { ...pick, records, on: pick.on || (on && ids.length > 0) })
}

/**
 * What was picked, once the records are known: at the first time those the site sees already, and never one that is no
 * longer there.
 */
export function settleRecords(
  picks: Picks,
  line: CollectionLine,
  rows: readonly RecordRow[],
  isFirst: boolean,
): Picks {
  const pick = pickOf(picks, line)
  const kept = rows.filter(({ id, standing }) => pick.records.has(id) || (isFirst && standing))
  return withPick(picks, line, { ...pick, records: new Set(kept.map(({ id }) => id)) })
}

/** Whether something that leaves only with the passphrase given again was picked. */
export function hasSensitive(pick: CollectionPick, rows: readonly RecordRow[]): boolean {
  return isGiven(pick) && rows.some(({ id, sensitive }) => sensitive && pick.records.has(id))
}

/** Every collection that is given, as the answer carries it. */
export function toAnswerCollections(
  lines: readonly CollectionLine[],
  picks: Picks,
): readonly CollectionChoice[] {
  return lines.flatMap((line) => {
    const pick = pickOf(picks, line)
    if (!isGiven(pick)) return []
    const { actions, fields, newToo } = pick
    const records = isPicked(pick) ? [...pick.records] : []
    const choice = { collection: line.collection, actions, fields }
    return [
      fields === null
        ? { ...choice, records: [], newToo: true }
        : { ...choice, records, newToo: isPicked(pick) && newToo },
    ]
  })
}

/** The picks as a text that changes with them. */
export function picksText(picks: Picks): string {
  return JSON.stringify(
    Object.entries(picks).map(([collection, { records, ...rest }]) => [collection, rest, [...records]]),
  )
}

function withPick(picks: Picks, line: CollectionLine, pick: CollectionPick): Picks {
  return { ...picks, [line.collection]: pick }
}
