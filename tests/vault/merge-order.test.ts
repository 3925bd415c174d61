import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RecordState, Stamp } from '@/lib/records/record'
import { writtenChange } from '@/lib/vault/changes'
import { createState } from '@/lib/vault/state'
import { newVault, open } from '@/tests/vault/support'

const stamp = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom('one', 'two'))
  .map(([time, device]) => `${time.toString(16).padStart(12, '0')}0000-${device}` as Stamp)

const fields = fc.dictionary(
  fc.constantFrom('name', 'city', '~label'),
  fc.array(fc.record({ value: fc.oneof(fc.string(), fc.integer(), fc.constant(null)), stamp }), {
    minLength: 1,
    maxLength: 3,
  }),
  { maxKeys: 2 },
)

const changes: fc.Arbitrary<RecordState[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        collection: fc.constant('contact'),
        id: fc.constantFrom('a', 'b', 'c'),
        fields,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        collection: fc.constant('contact'),
        id: fc.constantFrom('b', 'c'),
        fields: fc.constant({}),
        erased: stamp,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        collection: fc.constant('contact'),
        id: fc.constantFrom('a', 'c'),
        fields,
        floors: fc.dictionary(fc.constantFrom('name', 'city'), stamp, { minKeys: 1, maxKeys: 2 }),
      }),
    },
  ),
  { maxLength: 12 },
)

function result(list: readonly RecordState[]) {
  const state = createState()
  state.apply(list)
  return {
    raw: ['a', 'b', 'c'].map((id) => state.raw('contact', id)),
    all: state.all('contact'),
    count: state.count(),
  }
}

test('any order, repetition and grouping of the same changes gives the same state', () => {
  fc.assert(
    fc.property(
      changes.map((list) => list.map((one) => writtenChange(one).change)),
      fc.infiniteStream(fc.nat()),
      (list, random) => {
        const shuffled = list
          .flatMap((change) => ((random.next().value ?? 0) % 3 === 0 ? [change, change] : [change]))
          .map((change) => ({ change, rank: random.next().value ?? 0 }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ change }) => change)
        expect(result(shuffled)).toEqual(result(list))
      },
    ),
  )
})

test('a vault written in any grouping opens with the state of all changes', async () => {
  await fc.assert(
    fc.asyncProperty(
      changes,
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 12, maxLength: 12 }),
      async (list, sizes) => {
        const { device, vault } = await newVault()
        const rest = [...list]
        for (const size of sizes) {
          const part = rest.splice(0, size)
          if (part.length > 0) await vault.commit(() => part)
        }
        await vault.mirrored()
        vault.close()
        const again = await open(device)
        const expected = result(list.map((one) => writtenChange(one).change))
        expect(again.all('contact')).toEqual(expected.all)
        expect(again.health().records).toBe(expected.count)
        again.close()
      },
    ),
    { numRuns: 25 },
  )
})
