/**
 * Letters the person means to see answered: one record per task in `~tasks`, field `task` (written once) and `done` (an
 * instant, or null again). Dates are calendar dates where the person is, so that no time zone moves them.
 */
import * as v from 'valibot'
import type { Json } from '@/lib/base/json'
import type { Instant } from '@/lib/base/time'
import { idSchema, instantSchema, originSchema } from '@/lib/grants/schema'
import { daysIn, isWholeDate } from '@/lib/records/dates'
import { currentValue, versionsOf } from '@/lib/records/merge'
import type { RecordState, Stamp } from '@/lib/records/record'
import { stampTime } from '@/lib/records/stamp'

export const TASKS = '~tasks'

/** A letter to a site: to erase what it has, or to say what it has. */
export interface Task {
  readonly id: string
  readonly kind: 'erasure' | 'access'
  readonly origin: string
  readonly created: Instant
  /** `YYYY-MM-DD`. */
  readonly due: string
}

export interface StandingTask extends Task {
  /** When the person ticked it off; null while it is open. */
  readonly done: Instant | null
}

const taskSchema = v.strictObject({
  id: idSchema,
  kind: v.picklist(['erasure', 'access']),
  origin: originSchema,
  created: instantSchema,
  due: v.pipe(v.string(), v.check(isWholeDate)),
})

/** @returns null for anything that is not exactly a task. */
export function parseTask(input: unknown): Task | null {
  const parsed = v.safeParse(taskSchema, input)
  return parsed.success ? parsed.output : null
}

/** All tasks, open ones first, each part by the day they are due. */
export function standingTasks(reader: {
  all(collection: string): readonly RecordState[]
}): readonly StandingTask[] {
  return reader
    .all(TASKS)
    .flatMap((record) => {
      const task = parseTask(versionsOf(record, 'task').at(-1)?.value)
      if (record.erased !== undefined || !task || task.id !== record.id) return []
      const done = currentValue(record, 'done')
      return [{ ...task, done: typeof done === 'number' ? done : null }]
    })
    .sort(
      (a, b) =>
        Number(a.done !== null) - Number(b.done !== null) ||
        (a.due < b.due ? -1 : a.due > b.due ? 1 : a.created - b.created),
    )
}

/** The record to commit for a new task. */
export function taskRecord(task: Task, stamp: Stamp): RecordState {
  return change(task.id, 'task', { ...task }, stamp)
}

/** Ticks a task off, or takes that back. */
export function tickRecord(id: string, done: boolean, stamp: Stamp): RecordState {
  return change(id, 'done', done ? stampTime(stamp) : null, stamp)
}

/**
 * The same day of the next month, or its last day where there is no such day: 31 January gives 28 or 29 February. What
 * Article 12(3) of the GDPR gives a site to answer.
 * @param day `YYYY-MM-DD`, where the person is. @throws RangeError for another text.
 */
export function monthAfter(day: string): string {
  if (!isWholeDate(day)) throw new RangeError('not a calendar date')
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const [nextYear, next] = month === 12 ? [year + 1, 1] : [year, month + 1]
  const pad = (value: number, length: number) => String(value).padStart(length, '0')
  return `${pad(nextYear, 4)}-${pad(next, 2)}-${pad(Math.min(date, daysIn(next, nextYear)), 2)}`
}

function change(id: string, field: string, value: Json, stamp: Stamp): RecordState {
  return { collection: TASKS, id, fields: { [field]: [{ value, stamp }] } }
}
