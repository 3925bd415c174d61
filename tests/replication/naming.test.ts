import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from '@/lib/base/bytes'
import { BLOB, blobIdsOf } from '@/lib/records/blobs'
import { mergeStates } from '@/lib/records/merge'
import type { RecordState, Stamp } from '@/lib/records/record'
import { encodeNamings, isOutdone, namingsOf, parseNamings } from '@/lib/replication/naming'

const DEVICE = 'BBBBBBBBBBBBBBBBBBBBBA'
const BLOBS = ['CCCCCCCCCCCCCCCCCCCCCA', 'DDDDDDDDDDDDDDDDDDDDDA']
const stampOf = (at: number) => `${at.toString(16).padStart(12, '0')}0000-${DEVICE}` as Stamp
const stamps = fc.integer({ min: 1, max: 6 }).map(stampOf)
const values = fc.constantFrom<RecordState['fields'][string][number]['value']>(
  { [BLOB]: BLOBS[0] as string },
  { [BLOB]: BLOBS[1] as string },
  'text',
  null,
)
const record = { collection: 'files', id: 'a' }
/** A change to one field, a floor, or the end of the record. */
const changes: fc.Arbitrary<RecordState> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(stamps, values)
      .map(([stamp, value]) => ({ ...record, fields: { file: [{ value, stamp }] } })),
  },
  { weight: 2, arbitrary: stamps.map((stamp) => ({ ...record, fields: {}, floors: { file: stamp } })) },
  { weight: 1, arbitrary: stamps.map((erased) => ({ ...record, fields: {}, erased })) },
)
const merged = (all: readonly RecordState[]) => all.reduce(mergeStates)

describe('what names an attachment', () => {
  it('once outdone names it nowhere again, whatever else comes and in whichever order', () => {
    let seen = 0
    fc.assert(
      fc.property(
        fc.array(changes, { minLength: 1, maxLength: 5 }),
        fc.array(changes, { maxLength: 5 }),
        fc.array(changes, { minLength: 1, maxLength: 5 }),
        (named, later, known) => {
          const [blob] = BLOBS as [string]
          const there = merged(named)
          const here = merged(known)
          const namings = namingsOf(there).flatMap(([of, naming]) => (of === blob ? [naming] : []))
          // A device has no two versions under one stamp but where a copy of its disk made the other: each has its own here.
          const own = new Set(there.fields.file?.map(({ stamp }) => stamp))
          fc.pre(![...known, ...later].some(({ fields }) => fields.file?.some(({ stamp }) => own.has(stamp))))
          if (namings.length === 0 || !namings.every((one) => isOutdone(one, blob, here))) return
          seen++
          const all = merged([here, ...later, there])
          const without = merged([here, ...later])
          expect(blobIdsOf(all).includes(blob)).toBe(blobIdsOf(without).includes(blob))
        },
      ),
      { numRuns: 5_000, seed: 1 },
    )
    expect(seen).toBeGreaterThan(100)
  })

  it('is not outdone where nothing is known, or only something newer', () => {
    const naming = { ...record, field: 'file', stamp: stampOf(2) }
    const [blob] = BLOBS as [string]
    const newer = { ...record, fields: { file: [{ value: 'text', stamp: stampOf(3) }] } }
    expect(isOutdone(naming, blob, null)).toBe(false)
    expect(isOutdone(naming, blob, newer)).toBe(false)
    expect(isOutdone(naming, blob, { ...newer, floors: { file: stampOf(3) } })).toBe(true)
    expect(isOutdone(naming, blob, { ...record, fields: {}, erased: stampOf(1) })).toBe(true)
  })

  it('is read as it was written, and nothing else is', () => {
    const naming = { ...record, field: 'file', stamp: stampOf(2) }
    expect(parseNamings(encodeNamings([naming]))).toEqual([naming])
    const bad = [
      '',
      '[]',
      '{}',
      '[["files","a","file"]]',
      '[["files","a","file","never"]]',
      '[["files","a",1,""]]',
    ]
    for (const text of bad) expect(parseNamings(utf8(text))).toBeNull()
    expect(parseNamings(encodeNamings([naming]).slice(1))).toBeNull()
  })
})
