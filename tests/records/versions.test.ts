import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeStates } from '@/lib/records/merge'
import type { RecordState, Stamp } from '@/lib/records/record'
import { createStamper } from '@/lib/records/stamp'
import { allLooked, LOOKED, overOthers, twoVersions, unseenVersions } from '@/lib/records/versions'

const A = 'A'.repeat(22)
const B = 'B'.repeat(22)
const C = 'C'.repeat(22)

/** A device that knows what it was told, and writes over it. */
function party(device: string, clock = { time: 1000 }) {
  let state: RecordState = { collection: 'notes', id: 'n', fields: {} }
  const stamper = createStamper({ device: `${device}tagX`, now: () => clock.time++ })
  return {
    get state() {
      return state
    },
    write(value: string, field = 'text') {
      for (const versions of Object.values(state.fields)) for (const { stamp } of versions) stamper.saw(stamp)
      const change = { ...state, fields: { [field]: [{ value, stamp: stamper.next() }] } }
      state = mergeStates(state, overOthers(change, { get: () => state }, device))
    },
    look() {
      const value = [...allLooked(state)]
      state = mergeStates(state, { ...state, fields: { [LOOKED]: [{ value, stamp: stamper.next() }] } })
    },
    hear(other: { readonly state: RecordState }) {
      state = mergeStates(state, other.state)
    },
  }
}
const values = (state: RecordState) => unseenVersions(state, 'text').map(({ value }) => value)

describe('two versions', () => {
  it('of two devices that did not know of each other’s: the earlier one is shown beside the later', () => {
    const [a, b] = [party(A), party(B, { time: 2000 })]
    a.write('from a')
    b.write('from b')
    a.hear(b)
    b.hear(a)
    expect(a.state).toEqual(b.state)
    expect(values(a.state)).toEqual(['from a'])
    expect([...twoVersions(b.state).keys()]).toEqual(['text'])
  })

  it('not of one that had seen the other, on whichever device and however long ago', () => {
    const [a, b, c] = [party(A), party(B), party(C)]
    a.write('first')
    b.hear(a)
    b.write('second')
    c.hear(b)
    c.write('third')
    a.hear(c)
    expect(values(a.state)).toEqual([])
    expect(twoVersions(a.state).size).toBe(0)
  })

  it('not of different fields, nor of the same value', () => {
    const [a, b] = [party(A), party(B)]
    a.write('same')
    b.write('same')
    b.write('other field', 'title')
    a.hear(b)
    expect(twoVersions(a.state).size).toBe(0)
  })

  it('until it was looked at, on any device; and again when another comes', () => {
    const [a, b, c] = [party(A), party(B, { time: 5000 }), party(C, { time: 3000 })]
    a.write('from a')
    b.write('from b')
    a.hear(b)
    a.look()
    expect(twoVersions(a.state).size).toBe(0)
    b.hear(a)
    expect(twoVersions(b.state).size).toBe(0)
    c.write('from c')
    b.hear(c)
    expect(
      twoVersions(b.state)
        .get('text')
        ?.map(({ value }) => value),
    ).toEqual(['from c'])
  })

  it('are one again when somebody writes who has seen both', () => {
    const [a, b] = [party(A), party(B, { time: 5000 })]
    a.write('from a')
    b.write('from b')
    a.hear(b)
    a.write('both')
    b.hear(a)
    expect(values(b.state)).toEqual([])
  })

  it('are those, and only those, that the writer had not heard of, whatever happened', () => {
    const step = fc.record({ who: fc.nat(2), what: fc.oneof(fc.constant(null), fc.nat(2)) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const clocks = [{ time: 1000 }, { time: 400_000 }, { time: 5 }]
        const parties = [A, B, C].map((device, at) => party(device, clocks[at]))
        /** Values each had heard of when it wrote one. */
        const heard = [new Set<string>(), new Set<string>(), new Set<string>()]
        const knew = new Map<string, Set<string>>()
        for (const [at, { who, what }] of steps.entries()) {
          const mine = heard[who] as Set<string>
          if (what === null) {
            knew.set(`v${at}`, new Set(mine))
            mine.add(`v${at}`)
            parties[who]?.write(`v${at}`)
          } else if (what !== who) {
            parties[who]?.hear(parties[what] as { state: RecordState })
            for (const value of heard[what] as Set<string>) mine.add(value)
          }
        }
        for (const [at, { state }] of parties.entries()) {
          const current = state.fields.text?.[0]?.value as string | undefined
          if (current === undefined) continue
          const known = knew.get(current) as Set<string>
          const expected = [...(heard[at] as Set<string>)].filter(
            (value) => value !== current && !known.has(value),
          )
          expect([...values(state)].sort()).toEqual(expected.sort())
        }
      }),
    )
  })
})

describe('what a version names', () => {
  const stamped = (device: string, time: number) => `${String(time).padStart(16, '0')}-${device}abcd` as Stamp
  const state = (stamp: Stamp, collection = 'notes'): RecordState => ({
    collection,
    id: 'n',
    fields: { text: [{ value: 'x', stamp }] },
  })

  it('nothing on one device, nothing of ours, nothing that came from elsewhere', () => {
    const [one, two] = [stamped(A, 1), stamped(A, 2)]
    expect(overOthers(state(two), { get: () => state(one) }, A)).toEqual(state(two))
    const other = stamped(B, 1)
    expect(overOthers(state(two, '~grants'), { get: () => state(other) }, A)).toEqual(state(two, '~grants'))
    expect(overOthers(state(stamped(C, 2)), { get: () => state(other) }, A).fields.text?.[0]?.over).toBe(
      undefined,
    )
    expect(overOthers(state(two), { get: () => state(other) }, A).fields.text?.[0]?.over).toEqual([other])
  })
})
