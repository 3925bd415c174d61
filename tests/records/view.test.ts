import { expect, test } from 'vitest'
import type { RecordState, Stamp } from '@/lib/records/record'
import { isDeleted, textOf, viewOf } from '@/lib/records/view'

const at = (time: number) => `${time.toString(16).padStart(12, '0')}0000-a` as Stamp
const from = { by: 'person', at: 3 } as const

const state: RecordState = {
  collection: 'emails',
  id: 'r',
  fields: {
    email: [
      { value: 'new@a.example', stamp: at(30), from },
      { value: 'old@a.example', stamp: at(10) },
    ],
    gone: [
      { value: null, stamp: at(20) },
      { value: 'x', stamp: at(10) },
    ],
    '~label': [{ value: 'Work', stamp: at(10) }],
    '~confirmed': [{ value: 35, stamp: at(40) }],
    '~deleted': [{ value: null, stamp: at(25) }],
  },
}

test('a view holds the current values, their versions and sources', () => {
  expect(viewOf(state)).toEqual({
    collection: 'emails',
    id: 'r',
    label: 'Work',
    fields: { email: 'new@a.example' },
    versions: { email: at(30) },
    sources: { email: from },
    created: 10,
    changed: 30,
    confirmed: 35,
    deleted: null,
    history: 2,
  })
})

test('a view says when it was made and deleted', () => {
  const fields = {
    ...state.fields,
    '~created': [{ value: 7, stamp: at(10) }],
    '~deleted': [{ value: 50, stamp: at(50) }],
  }
  const view = viewOf({ ...state, fields })
  expect([view.created, view.changed, view.deleted]).toEqual([7, 50, 50])
  expect(isDeleted({ ...state, fields })).toBe(true)
  expect(isDeleted(state)).toBe(false)
})

test('a view of odd names and values stays a plain object', () => {
  const odd = viewOf({
    collection: 'x',
    id: 'r',
    fields: Object.fromEntries([
      ['__proto__', [{ value: 'x', stamp: at(1) }]],
      ['~label', [{ value: 7, stamp: at(1) }]],
    ]),
  })
  expect(Object.getPrototypeOf(odd.fields)).toBe(Object.prototype)
  expect(textOf(odd, '__proto__')).toBe('x')
  expect(textOf({ fields: {} }, 'constructor')).toBeNull()
  expect(odd.label).toBe('')
  expect(viewOf({ collection: 'x', id: 'r', fields: {} }).created).toBe(0)
})
