import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeStates } from '@/lib/records/merge'
import type { RecordState, Stamp } from '@/lib/records/record'
import { stampsOf } from '@/lib/vault/changes'
import { countAfter, createState, overlay } from '@/lib/vault/state'
import type { VaultReader } from '@/lib/vault/vault'

const stampAt = (at: number) => `${(1_000_000 + at).toString(16).padStart(12, '0')}0000-d` as Stamp

/** What the state must say, the long way round. */
function expected(changes: readonly RecordState[]) {
  const records = new Map<string, RecordState>()
  for (const change of changes) {
    const key = `${change.collection}/${change.id}`
    const known = records.get(key)
    records.set(key, known ? mergeStates(known, change) : change)
  }
  const living = [...records.values()].filter(({ erased }) => erased === undefined)
  const first = (state: RecordState) => [...stampsOf(state)].sort()[0] ?? ''
  return {
    count: living.length,
    collections: [...new Set(living.map(({ collection }) => collection))].sort(),
    all: (name: string) =>
      living
        .filter(({ collection }) => collection === name)
        .sort((a, b) => (first(a) < first(b) ? -1 : first(a) > first(b) ? 1 : a.id < b.id ? -1 : 1)),
  }
}

function expectSame(reader: VaultReader & { count(): number }, changes: readonly RecordState[]): void {
  const right = expected(changes)
  for (const name of ['one', 'two', 'none']) expect(reader.all(name)).toEqual(right.all(name))
  expect(reader.count()).toBe(right.count)
  expect([...reader.collections()].sort()).toEqual(right.collections)
}

/** Few ids and many stamps, so that records are made, changed, put before others, and erased. */
const anyChange = fc
  .record({
    collection: fc.constantFrom('one', 'two'),
    id: fc.integer({ min: 0, max: 60 }).map((at) => `r${at}`),
    at: fc.integer({ min: 0, max: 500 }),
    kind: fc.constantFrom('put', 'put', 'put', 'floor', 'erase'),
  })
  .map(({ collection, id, at, kind }): RecordState => {
    const stamp = stampAt(at)
    if (kind === 'erase') return { collection, id, fields: {}, erased: stamp }
    const fields = { value: [{ value: at, stamp }] }
    return { collection, id, fields, ...(kind === 'floor' ? { floors: { value: stamp } } : {}) }
  })

test('however often it is read in between, a state says what its changes make', () => {
  fc.assert(
    fc.property(
      fc.array(anyChange, { minLength: 30, maxLength: 80 }),
      fc.array(fc.array(anyChange, { maxLength: 6 }), { maxLength: 12 }),
      (many, groups) => {
        const state = createState()
        let all: readonly RecordState[] = many
        state.apply(many)
        expectSame(state, all)
        for (const [at, group] of groups.entries()) {
          state.apply(group)
          all = [...all, ...group]
          if (at % 3 !== 1) expectSame(state, all)
        }
        expectSame(state, all)
      },
    ),
    { numRuns: 150 },
  )
})

test('a state is overlaid as it would be, and stays as it is', () => {
  fc.assert(
    fc.property(
      fc.array(anyChange, { minLength: 30, maxLength: 80 }),
      fc.array(fc.array(anyChange, { maxLength: 6 }), { maxLength: 6 }),
      (many, groups) => {
        const state = createState()
        state.apply(many)
        const ahead = overlay(state)
        let all: readonly RecordState[] = many
        for (const group of groups) {
          ahead.apply(group)
          all = [...all, ...group]
          expectSame(ahead, all)
          for (const { collection, id } of group) {
            const right = expected(all).all(collection)
            expect(ahead.get(collection, id)).toEqual(right.find((one) => one.id === id) ?? null)
          }
        }
        expectSame(state, many)
        expect(countAfter(state, groups.flat())).toBe(ahead.count())
      },
    ),
    { numRuns: 150 },
  )
})

test('a list that was given out does not change', () => {
  const state = createState()
  const put = (id: string, at: number) =>
    state.apply([{ collection: 'one', id, fields: { value: [{ value: at, stamp: stampAt(at) }] } }])
  for (let at = 0; at < 40; at++) put(`r${at}`, at)
  const before = state.all('one')
  expect(state.all('one')).toBe(before)
  put('late', 50)
  expect(before).toHaveLength(40)
  expect(state.all('one').at(-1)?.id).toBe('late')
})
