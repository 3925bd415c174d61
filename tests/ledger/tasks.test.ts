import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthAfter, parseTask, standingTasks, type Task, taskRecord, tickRecord } from '@/lib/ledger/tasks'
import { isWholeDate } from '@/lib/records/dates'
import { id, NOW, reader, SHOP, stampAt } from '../grants/help'

const task = (n: number, due: string): Task => ({
  id: id(n),
  kind: 'erasure',
  origin: SHOP,
  created: NOW,
  due,
})

it.each([
  ['2026-01-31', '2026-02-28'],
  ['2028-01-31', '2028-02-29'],
  ['2026-12-31', '2027-01-31'],
  ['2026-08-31', '2026-09-30'],
  ['2026-02-28', '2026-03-28'],
  ['2026-05-03', '2026-06-03'],
])('a month after %s is %s', (day, due) => {
  expect(monthAfter(day)).toBe(due)
})

it('a month after any day is a day of the next month, and no other text is a day', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('0001-01-01'), max: new Date('9998-12-31'), noInvalidDate: true }),
      (date) => {
        const day = date.toISOString().slice(0, 10)
        const due = monthAfter(day)
        const months = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7))
        return isWholeDate(due) && months(due) === months(day) + 1 && due.slice(8) <= day.slice(8)
      },
    ),
  )
  for (const text of ['2026-02-30', '2026-1-1', '--02-03', ''])
    expect(() => monthAfter(text)).toThrow(RangeError)
})

describe('tasks', () => {
  const all = [task(1, '2026-06-03'), task(2, '2026-06-01'), task(3, '2026-05-01')]
  it('come open ones first, by the day they are due', () => {
    const state = reader(
      ...all.map((one, i) => taskRecord(one, stampAt(i + 1))),
      tickRecord(id(3), true, stampAt(9)),
    )
    expect(standingTasks(state).map((one) => [one.id, one.done])).toEqual([
      [id(2), null],
      [id(1), null],
      [id(3), 9],
    ])
    state.apply(tickRecord(id(3), false, stampAt(10)))
    expect(standingTasks(state)[0]).toEqual({ ...all[2], done: null })
  })
  it('due on one day come in the order they were made', () => {
    const [first, second] = [task(8, '2026-06-03'), { ...task(7, '2026-06-03'), created: NOW + 1 }]
    const state = reader(taskRecord(second, stampAt(1)), taskRecord(first, stampAt(2)))
    expect(standingTasks(state).map((one) => one.id)).toEqual([id(8), id(7)])
  })
  it('what is not exactly a task, or under the name of another, is none', () => {
    const record = taskRecord(all[0]!, stampAt(1))
    const odd = { collection: '~tasks', id: id(5), fields: { task: [{ value: 7, stamp: stampAt(2) }] } }
    expect(standingTasks(reader({ ...record, id: id(4) }, odd, record)).map((one) => one.id)).toEqual([id(1)])
  })
  it.each<[string, object]>([
    ['another kind', { kind: 'rent' }],
    ['no day', { due: '2026-02-30' }],
    ['a month', { due: '2026-02' }],
    ['no origin', { origin: 'shop' }],
    ['a value', { address: 'x' }],
  ])('%s is no task', (_name, more) => {
    expect(parseTask({ ...task(1, '2026-06-03'), ...more })).toBeNull()
  })
})
