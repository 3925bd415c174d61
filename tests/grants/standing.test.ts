import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { latestSeen } from '@/lib/grants/reader'
import { parseGrant } from '@/lib/grants/schema'
import {
  grantRecord,
  grantsByOrigin,
  pausing,
  revocation,
  standingGrant,
  standingGrants,
} from '@/lib/grants/standing'
import type { RecordState } from '@/lib/records/record'
import { granted, id, makeGrant, NOW, reader, SHOP, stampAt } from './help'

const made = grantRecord(makeGrant(), stampAt(NOW - 1000))
const stateNow = (...changes: RecordState[]) => standingGrants(reader(made, ...changes), NOW, 's')[0]

describe('a grant as it stands', () => {
  it('is granted until its end', () => {
    expect(stateNow()).toEqual({
      grant: makeGrant(),
      state: 'granted',
      claims: makeGrant().claims,
      revoked: null,
      paused: null,
      lastUsed: null,
    })
    const all = reader(made)
    expect(standingGrants(all, NOW + 999, 's')[0]?.state).toBe('granted')
    expect(standingGrants(all, NOW + 1000, 's')[0]?.state).toBe('expired')
  })

  it('without an end stands until revoked', () => {
    const all = reader(grantRecord(makeGrant({ ends: null }), stampAt(NOW)))
    expect(standingGrants(all, NOW * 4, 's')[0]?.state).toBe('granted')
  })

  it('for once is spent', () => {
    expect(
      standingGrants(reader(grantRecord(makeGrant({ mode: 'once', ends: null }), stampAt(NOW))), NOW, 's')[0]
        ?.state,
    ).toBe('expired')
  })

  it('for a session stands in that session only', () => {
    const all = reader(grantRecord(makeGrant({ mode: 'session', ends: null, session: 's' }), stampAt(NOW)))
    expect(standingGrants(all, NOW, 's')[0]?.state).toBe('granted')
    expect(standingGrants(all, NOW, 't')[0]?.state).toBe('expired')
    expect(standingGrants(all, NOW, null)[0]?.state).toBe('expired')
  })

  it('pauses and resumes', () => {
    const pause = pausing(id(1), true, stampAt(NOW - 500))
    expect(stateNow(pause)).toMatchObject({ state: 'paused', paused: NOW - 500 })
    expect(stateNow(pause, pausing(id(1), false, stampAt(NOW - 400)))).toMatchObject({
      state: 'granted',
      paused: null,
    })
  })

  it('a revoked claim is gone, the others stand', () => {
    expect(stateNow(revocation(id(1), 'email', stampAt(NOW)))).toMatchObject({
      state: 'granted',
      claims: [granted('shipping street-address')],
    })
  })

  it('with every claim revoked singly it is revoked', () => {
    const both = [
      revocation(id(1), 'email', stampAt(NOW - 9)),
      revocation(id(1), 'shipping street-address', stampAt(NOW - 8)),
    ]
    expect(stateNow(...both)).toMatchObject({ state: 'revoked', claims: [], revoked: NOW - 8 })
  })

  it('revoked is stronger than expired and paused', () => {
    const all = reader(made, pausing(id(1), true, stampAt(NOW)), revocation(id(1), null, stampAt(NOW - 7)))
    expect(standingGrants(all, NOW + 5000, 's')[0]).toMatchObject({ state: 'revoked', revoked: NOW - 7 })
  })

  it('by origin', () => {
    const other = grantRecord(makeGrant({ id: id(2), origin: 'https://other.example' }), stampAt(NOW))
    const grants = standingGrants(reader(made, other), NOW, 's')
    expect([...grantsByOrigin(grants).keys()]).toEqual([SHOP, 'https://other.example'])
    const again = grantRecord(makeGrant({ id: id(4) }), stampAt(NOW))
    const all = grantsByOrigin(standingGrants(reader(made, other, again), NOW, 's'))
    expect(all.get(SHOP)?.map(({ grant }) => grant.id)).toEqual([id(1), id(4)])
    expect(standingGrant(reader(made, other), id(2), NOW, 's')).toEqual(grants[1])
    expect(standingGrant(reader(made), id(3), NOW, 's')).toBeNull()
  })
})

describe('revocation is for good', () => {
  const revoked = revocation(id(1), null, stampAt(NOW - 10))

  it.each([
    ['a later null', { revoked: [{ value: null, stamp: stampAt(NOW + 5) }] }],
    ['a later text', { revoked: [{ value: 'no', stamp: stampAt(NOW + 5) }] }],
    [
      'a wider grant over it',
      { grant: [{ value: makeGrant({ ends: null }) as never, stamp: stampAt(NOW + 5) }] },
    ],
    ['resuming', { paused: [{ value: null, stamp: stampAt(NOW + 5) }] }],
  ])('%s changes nothing', (_name, fields) => {
    const later: RecordState = { collection: '~grants', id: id(1), fields }
    expect(standingGrants(reader(made, revoked, later), NOW, 's')[0]?.state).toBe('revoked')
  })

  it('a revocation that cannot be read revokes', () => {
    for (const value of [null, 'yes', false, {}, -1]) {
      const odd: RecordState = {
        collection: '~grants',
        id: id(1),
        fields: { revoked: [{ value, stamp: stampAt(NOW) }] },
      }
      expect(stateNow(odd)?.state).toBe('revoked')
    }
  })

  it('a grant is what was written first', () => {
    const wider = {
      value: makeGrant({ claims: [granted('tel')], ends: null }) as never,
      stamp: stampAt(NOW + 5),
    }
    expect(stateNow({ collection: '~grants', id: id(1), fields: { grant: [wider] } })?.grant).toEqual(
      makeGrant(),
    )
  })

  it('an erased grant is none', () => {
    expect(stateNow({ collection: '~grants', id: id(1), fields: {}, erased: stampAt(NOW) })).toBeUndefined()
  })
})

describe('the clock set back', () => {
  it('un-expires nothing', () => {
    const later = grantRecord(makeGrant({ id: id(2), origin: 'https://other.example' }), stampAt(NOW + 2000))
    const all = reader(made, later)
    expect(latestSeen(all)).toBe(NOW + 2000)
    expect(standingGrants(all, NOW, 's')[0]?.state).toBe('expired')
    expect(standingGrants(all, 0, 's')[0]?.state).toBe('expired')
    expect(standingGrant(all, id(1), 0, 's')?.state).toBe('expired')
  })

  it('an open vault tells the latest time by its stamp', () => {
    const open = { ...reader(made), stamp: () => stampAt(NOW + 1000) }
    expect(latestSeen(open)).toBe(NOW + 1000)
    expect(standingGrants(open, 0, 's')[0]?.state).toBe('expired')
  })

  it('the ledger and the given time count too', () => {
    const line: RecordState = {
      collection: '~ledger',
      id: id(9),
      fields: { entry: [{ value: 1, stamp: stampAt(NOW + 1000) }] },
    }
    expect(standingGrants(reader(made, line), NOW, 's')[0]?.state).toBe('expired')
    expect(standingGrants(reader(made), NOW, 's', NOW + 1000)[0]?.state).toBe('expired')
  })
})

describe('what is not exactly a grant allows nothing', () => {
  const good = makeGrant() as unknown as Record<string, unknown>
  it.each<[string, unknown]>([
    ['another id', { ...good, id: id(2) }],
    ['no claims', { ...good, claims: [] }],
    ['a wildcard claim without record', { ...good, claims: [{ claim: '*' }] }],
    ['an unknown form', { ...good, claims: [{ ...granted('email'), form: 'all' }] }],
    ['an unknown mode', { ...good, mode: 'forever' }],
    ['an origin with a path', { ...good, origin: 'https://shop.example/x' }],
    ['an origin with a user', { ...good, origin: 'https://a@shop.example' }],
    ['an end that is no number', { ...good, ends: 'never' }],
    ['an unknown member', { ...good, extra: true }],
    ['nothing', null],
    ['text', 'grant'],
  ])('%s', (_name, value) => {
    const record: RecordState = {
      collection: '~grants',
      id: id(1),
      fields: { grant: [{ value: value as never, stamp: stampAt(NOW) }] },
    }
    expect(standingGrants(reader(record), NOW, 's')).toEqual([])
  })

  it('arbitrary JSON is no grant', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => parseGrant(value) === null))
  })
})

describe('in any order', () => {
  it('the same changes give the same state, and nothing revoked, paused or expired is granted', () => {
    const change = fc.oneof(
      fc.constant(revocation(id(1), null, stampAt(NOW - 9))),
      fc
        .constantFrom('email', 'shipping street-address')
        .map((claim) => revocation(id(1), claim, stampAt(NOW - 8))),
      fc
        .record({ paused: fc.boolean(), at: fc.integer({ min: 1, max: 6 }) })
        .map(({ paused, at }) => pausing(id(1), paused, stampAt(NOW - 7 + at, paused ? 1 : 0))),
    )
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), fc.array(change, { maxLength: 6 }), (one, two) => {
        const there = standingGrants(reader(made, ...one, ...two), NOW, 's')
        const back = standingGrants(reader(...[...two].reverse(), made, ...[...one].reverse()), NOW, 's')
        expect(back).toEqual(there)
        const [found] = there
        const revokedNames = [...one, ...two]
          .flatMap(({ fields }) => Object.keys(fields))
          .filter((name) => name.startsWith('revoked'))
        if (revokedNames.includes('revoked')) expect(found?.state).toBe('revoked')
        for (const { claim } of found?.claims ?? []) expect(revokedNames).not.toContain(`revoked/${claim}`)
      }),
    )
  })
})
