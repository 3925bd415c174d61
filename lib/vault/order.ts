import type { RecordState } from '@/lib/records/record'
import { stampsOf } from '@/lib/vault/changes'

/** The records of one collection that were not erased, by the oldest stamp each carries, then by id. */
export type Ordered = readonly RecordState[]

/** What became of one record: its state in the list, and the one to come. Null where it is not, or shall not be, in it. */
export interface Edit {
  readonly before: RecordState | null
  readonly after: RecordState | null
}

/** From this share of a list on it is sorted as a whole. */
const MANY = 0.1

export function inOrder(states: Iterable<RecordState>): Ordered {
  const keyed: { readonly state: RecordState; readonly created: string }[] = []
  for (const state of states) if (!state.erased) keyed.push({ state, created: firstStamp(state) })
  keyed.sort((a, b) => compare(a.created, b.created) || compare(a.state.id, b.state.id))
  return keyed.map(({ state }) => state)
}

/** The list after some edits of different records. Costs one copy of it and a search for each edit, not a sort. */
export function edited(list: Ordered, edits: readonly Edit[]): Ordered {
  if (edits.length === 0) return list
  if (edits.length > list.length * MANY) {
    const gone = new Set(edits.map(({ before }) => before))
    const come = edits.flatMap(({ after }) => (after ? [after] : []))
    return inOrder([...list.filter((state) => !gone.has(state)), ...come])
  }
  // Steps by place: before the record at `at`, one goes or one comes.
  const steps: { readonly at: number; readonly come: RecordState | null }[] = []
  for (const { before, after } of edits) {
    if (before) steps.push({ at: placeOf(list, before), come: null })
    if (after) steps.push({ at: placeOf(list, after), come: after })
  }
  steps.sort((a, b) => a.at - b.at || (a.come && b.come ? inPlace(a.come, b.come) : a.come ? -1 : 1))
  const parts: RecordState[][] = []
  let from = 0
  for (const { at, come } of steps) {
    if (at > from) parts.push(list.slice(from, at))
    from = Math.max(from, at)
    if (come) parts.push([come])
    else from = at + 1
  }
  parts.push(list.slice(from))
  // Ten times as fast as `flat` where the parts are long.
  const none: RecordState[] = []
  return none.concat(...parts)
}

/** Index of the first record that does not stand before `state`: its own, where it is in the list. */
function placeOf(list: Ordered, state: RecordState): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (inPlace(list[middle] as RecordState, state) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function inPlace(a: RecordState, b: RecordState): number {
  return compare(firstStamp(a), firstStamp(b)) || compare(a.id, b.id)
}

/** States are never changed in place: what one says is read once, so that a long collection is quickly in order again. */
const firstStamps = new WeakMap<RecordState, string>()

function firstStamp(state: RecordState): string {
  const known = firstStamps.get(state)
  if (known !== undefined) return known
  let first = ''
  for (const stamp of stampsOf(state)) if (first === '' || stamp < first) first = stamp
  firstStamps.set(state, first)
  return first
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
