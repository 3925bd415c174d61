import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, type Json } from '@/lib/base/json'
import { currentValue, mergeStates, versionsOf } from '@/lib/records/merge'
import type { FieldVersion, RecordState, Stamp } from '@/lib/records/record'
import { stateArb } from './arbitrary-state'

const at = (time: number, device = 'a') => `${time.toString(16).padStart(12, '0')}0000-${device}` as Stamp
const version = (value: Json, time: number): FieldVersion => ({ value, stamp: at(time) })
const state = (fields: RecordState['fields'], more: Partial<RecordState> = {}): RecordState => ({
  collection: 'addresses',
  id: 'r',
  fields,
  ...more,
})
function same(a: RecordState, b: RecordState): void {
  expect(canonicalJson(a as unknown as Json)).toBe(canonicalJson(b as unknown as Json))
}

describe.each(['addresses', '~grants'])('merging states in %s', (collection) => {
  const arb = stateArb(collection)

  test('does not depend on which comes first', () => {
    fc.assert(
      fc.property(arb, arb, (a, b) => same(mergeStates(a, b), mergeStates(b, a))),
      { numRuns: 500 },
    )
  })

  test('does not depend on how they are grouped', () => {
    fc.assert(
      fc.property(arb, arb, arb, (a, b, c) =>
        same(mergeStates(mergeStates(a, b), c), mergeStates(a, mergeStates(b, c))),
      ),
      { numRuns: 1_000 },
    )
  })

  test('does not depend on how often', () => {
    fc.assert(
      fc.property(arb, arb, (a, b) => {
        same(mergeStates(a, a), a)
        same(mergeStates(mergeStates(a, b), b), mergeStates(a, b))
      }),
    )
  })

  test('gives one result for any order, split and repetition of the changes', () => {
    const deliveries = fc
      .array(arb, { minLength: 1, maxLength: 6 })
      .chain((changes) =>
        fc.tuple(
          fc.constant(changes),
          fc.array(fc.constantFrom(...changes.keys()), { maxLength: 12 }),
          fc.shuffledSubarray([...changes.keys()], { minLength: changes.length }),
        ),
      )
    fc.assert(
      fc.property(deliveries, ([changes, repeats, order]) => {
        const all = (indices: readonly number[]) =>
          indices.map((i) => changes[i] as RecordState).reduce(mergeStates)
        same(all([...changes.keys()]), all([...order, ...repeats]))
      }),
      { numRuns: 300 },
    )
  })

  test('never empties what was revoked', () => {
    fc.assert(
      fc.property(arb, arb, (a, b) => {
        const merged = mergeStates(a, b)
        if (collection !== '~grants' || merged.erased) return
        for (const field of ['revoked', 'revoked/email']) {
          if (currentValue(a, field) !== null || currentValue(b, field) !== null)
            expect(currentValue(merged, field)).not.toBeNull()
        }
      }),
    )
  })
})

describe('a merged state', () => {
  test('keeps the versions of a field, newest first', () => {
    const merged = mergeStates(
      state({ city: [version('Rome', 2)] }),
      state({ city: [version('Oslo', 3), version('Bern', 1)] }),
    )
    expect(versionsOf(merged, 'city').map((one) => one.value)).toEqual(['Oslo', 'Rome', 'Bern'])
    expect(currentValue(merged, 'city')).toBe('Oslo')
  })

  test('forgets versions below the floor, but not the current one', () => {
    const merged = mergeStates(
      state({ city: [version('Rome', 2), version('Bern', 1)], line: [version('x', 1)] }),
      state({}, { floors: { city: at(5), line: at(1) } }),
    )
    expect(merged.fields).toEqual({ city: [version('Rome', 2)], line: [version('x', 1)] })
    const later = mergeStates(merged, state({ city: [version('Oslo', 4)] }))
    expect(later.fields.city).toEqual([version('Oslo', 4)])
    expect(mergeStates(later, state({}, { floors: { city: at(3) } })).floors).toEqual({
      city: at(5),
      line: at(1),
    })
  })

  test('keeps the version at the floor itself', () => {
    const merged = mergeStates(
      state({ city: [version('Oslo', 9), version('Rome', 5), version('Bern', 4)] }),
      state({}, { floors: { city: at(5) } }),
    )
    expect(merged.fields.city).toEqual([version('Oslo', 9), version('Rome', 5)])
  })

  test('is empty once erased, whatever comes later', () => {
    const erased = state({}, { erased: at(2) })
    const merged = mergeStates(state({ city: [version('Rome', 9)] }, { floors: { city: at(1) } }), erased)
    expect(merged).toEqual(erased)
    expect(mergeStates(merged, state({ city: [version('Oslo', 12)] }, { erased: at(1) }))).toEqual(erased)
  })

  test('stays revoked and lifted, in any version order, above any floor', () => {
    const revoked = state({ revoked: [version(7, 1)] }, { collection: '~grants' })
    const undo = state({ revoked: [version(null, 2)] }, { collection: '~grants', floors: { revoked: at(9) } })
    expect(currentValue(mergeStates(revoked, undo), 'revoked')).toBe(7)
    expect(
      currentValue(
        mergeStates(undo, state({ revoked: [version(null, 1)] }, { collection: '~grants' })),
        'revoked',
      ),
    ).toBeNull()
    const lifted = mergeStates(
      state({ lifted: [version(3, 1)] }, { collection: '~refusals' }),
      state({ lifted: [version(null, 2)] }, { collection: '~refusals' }),
    )
    expect(currentValue(lifted, 'lifted')).toBe(3)
    const paused = mergeStates(
      state({ paused: [version(3, 1)] }, { collection: '~grants' }),
      state({ paused: [version(null, 2)] }, { collection: '~grants' }),
    )
    expect(currentValue(paused, 'paused')).toBeNull()
  })

  test('keeps a value rather than nothing under one stamp', () => {
    expect(
      currentValue(
        mergeStates(state({ city: [version(null, 1)] }), state({ city: [version('Rome', 1)] })),
        'city',
      ),
    ).toBe('Rome')
  })

  test('holds a field named __proto__ as a field', () => {
    const odd = state(Object.fromEntries([['__proto__', [version('x', 1)]]]))
    const merged = mergeStates(odd, odd)
    expect(Object.getPrototypeOf(merged.fields)).toBe(Object.prototype)
    expect(currentValue(merged, '__proto__')).toBe('x')
    expect(currentValue(state({}), '__proto__')).toBeNull()
    expect(currentValue(state({}), 'constructor')).toBeNull()
  })

  test('is never made of two records', () => {
    expect(() => mergeStates(state({}), state({}, { id: 'other' }))).toThrow(TypeError)
    expect(() => mergeStates(state({}), state({}, { collection: 'names' }))).toThrow(TypeError)
  })
})
