import fc from 'fast-check'
import { mergeStates } from '@/lib/records/merge'
import type { FieldVersion, RecordState, Stamp } from '@/lib/records/record'

/** Few stamps and few values on purpose: equal stamps with different values must come up all the time. */
export const stampArb: fc.Arbitrary<Stamp> = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom('a', 'b'))
  .map(([time, device]) => `${time.toString(16).padStart(12, '0')}0000-${device}` as Stamp)

const valueArb = fc.constantFrom(null, 'x', 'y', 1, true, ['x'], { k: 'v', j: null })

const versionArb: fc.Arbitrary<FieldVersion> = fc
  .tuple(
    valueArb,
    stampArb,
    fc.constantFrom(
      undefined,
      { by: 'person' as const, at: 1 },
      { by: 'site' as const, origin: 'https://a.example', at: 2 },
    ),
  )
  .map(([value, stamp, from]) => (from ? { value, stamp, from } : { value, stamp }))

const nameArb = fc.constantFrom('city', 'revoked', 'revoked/email', '~label', '__proto__')

/** A state as it could stand in the log: what one `mergeStates` makes of versions in any order. */
export function stateArb(collection = 'addresses'): fc.Arbitrary<RecordState> {
  return fc
    .record({
      fields: fc.array(fc.tuple(nameArb, fc.array(versionArb, { minLength: 1, maxLength: 4 })), {
        maxLength: 4,
      }),
      floors: fc.option(fc.array(fc.tuple(nameArb, stampArb), { minLength: 1, maxLength: 2 }), {
        nil: undefined,
        freq: 2,
      }),
      erased: fc.option(stampArb, { nil: undefined, freq: 8 }),
    })
    .map(({ fields, floors, erased }) => {
      const raw: RecordState = {
        collection,
        id: 'r',
        fields: Object.fromEntries(fields),
        ...(floors ? { floors: Object.fromEntries(floors) } : {}),
        ...(erased ? { erased } : {}),
      }
      return mergeStates(raw, raw)
    })
}
