import { expect, test } from 'vitest'
import { differing } from '@/components/likeness'
import { drawn, found, moved, ROW_HEIGHT, scrolledTo } from '@/components/long-list'
import {
  isGiven,
  pickOf,
  pickRecords,
  settlePicks,
  settleRecords,
  tickAction,
  tickCollection,
  tickField,
  toAnswerCollections,
} from '@/entrypoints/prompt/picks'
import type { CollectionLine, RecordRow } from '@/lib/protocol/app'

const LINE: CollectionLine = {
  collection: 'contacts',
  owner: null,
  actions: ['read', 'update'],
  fields: ['name', 'email'],
  required: true,
  reason: null,
  records: 3,
  bytes: null,
  fresh: null,
}
const LOCKER = { ...LINE, collection: 'app:notes@https://notes.example', fields: null, bytes: 10 }

const row = (id: string, text: string, standing = false): RecordRow => ({
  id,
  label: '',
  text,
  sensitive: false,
  standing,
})

test('nothing picked is nothing, except in a locker', () => {
  const picks = settlePicks([LINE, LOCKER])
  expect(isGiven(pickOf(picks, LINE))).toBe(false)
  expect(toAnswerCollections([LINE, LOCKER], picks)).toEqual([
    { collection: LOCKER.collection, actions: ['read', 'update'], fields: null, records: [], newToo: true },
  ])
  const chosen = pickRecords(picks, LINE, ['a'], true)
  expect(toAnswerCollections([LINE], chosen)).toMatchObject([{ records: ['a'], newToo: false }])
  expect(toAnswerCollections([LINE], tickCollection(chosen, LINE, false))).toEqual([])
  const fieldless = tickField(tickField(chosen, LINE, 'name', false), LINE, 'email', false)
  expect(isGiven(pickOf(fieldless, LINE))).toBe(false)
  const idle = tickAction(tickAction(chosen, LINE, 'read', false), LINE, 'update', false)
  expect(isGiven(pickOf(idle, LINE))).toBe(false)
})

test('what stands is picked at first and what is gone never', () => {
  const rows = [row('a', 'Ada', true), row('b', 'Grace')]
  const first = settleRecords(settlePicks([LINE]), LINE, rows, true)
  expect([...pickOf(first, LINE).records]).toEqual(['a'])
  const later = settleRecords(pickRecords(first, LINE, ['b'], true), LINE, [row('b', 'Grace')], false)
  expect([...pickOf(later, LINE).records]).toEqual(['b'])
})

test('a long list draws only what is seen, and the keyboard moves in all of it', () => {
  const { from, to } = drawn(3_000, 1_000 * ROW_HEIGHT, 6 * ROW_HEIGHT)
  expect(from).toBeLessThan(1_000)
  expect(to).toBeGreaterThan(1_006)
  expect(to - from).toBeLessThan(30)
  expect(moved('End', 0, 3_000, 5)).toBe(2_999)
  expect(moved('ArrowUp', 0, 3_000, 5)).toBe(0)
  expect(moved('x', 0, 3_000, 5)).toBeNull()
  expect(scrolledTo(10, 0, 2 * ROW_HEIGHT)).toBe(9 * ROW_HEIGHT)
  expect(found([row('a', 'Zoë Ångström'), row('b', 'Ada')], 'angs zoe').map(({ id }) => id)).toEqual(['a'])
})

test('what differs in two names is marked in both', () => {
  const marked = (parts: readonly { text: string; differs: boolean }[]) =>
    parts.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('')
  const [one, other] = differing('sh0p.example', 'shop.example')
  expect([marked(one), marked(other)]).toEqual(['sh[0]p.example', 'sh[o]p.example'])
})
