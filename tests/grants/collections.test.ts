import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCollectionChoices } from '@/lib/grants/choose'
import { collectionDifference, collectionFor } from '@/lib/grants/collections'
import { decide, isGranted } from '@/lib/grants/decide'
import type { Grant, GrantedCollection, Refusal } from '@/lib/grants/grant'
import { ACTIONS, type Action, type CollectionRequest } from '@/lib/grants/request'
import {
  ending,
  grantRecord,
  pausing,
  picking,
  revocation,
  standingGrant,
  standingGrants,
} from '@/lib/grants/standing'
import type { RecordState } from '@/lib/records/record'
import { ask, granted, id, makeGrant, NOW, reader, request, SHOP, stampAt } from './help'

const NOTES = `app:notes@${SHOP}`
const shared = (actions: Action[], fields: string[], newToo = false): GrantedCollection => ({
  collection: 'contacts',
  actions,
  fields,
  newToo,
})
const locker: GrantedCollection = {
  collection: NOTES,
  actions: ['read', 'create'],
  fields: null,
  newToo: true,
}
const made = (collections: GrantedCollection[], more: Partial<Grant> = {}) =>
  grantRecord(makeGrant({ claims: [], collections, ...more }), stampAt(NOW - 1000))
const now = (...changes: RecordState[]) => standingGrants(reader(...changes), NOW, 's')
const wish = (actions: Action[], fields: string[] | null, collection = 'contacts'): CollectionRequest => ({
  collection,
  actions,
  fields,
  required: false,
})

describe('collections of a grant as they stand', () => {
  const grant = made([shared(['read', 'update'], ['name', 'email']), locker])
  const contacts = (...changes: RecordState[]) => now(grant, ...changes)[0]?.collections?.[0]

  it('a record is seen when it was picked, and not when that was taken back', () => {
    const pick = (picked: boolean, at: number) => picking(id(1), 'contacts', 'a/b', picked, stampAt(at))
    expect(contacts()?.sees('a/b', NOW + 9)).toBe(false)
    expect(contacts(pick(true, NOW))?.sees('a/b', 0)).toBe(true)
    expect(contacts(pick(true, NOW))?.sees('a', 0)).toBe(false)
    expect(contacts(pick(true, NOW), pick(false, NOW + 1))?.sees('a/b', 0)).toBe(false)
    expect(contacts(pick(true, NOW), pick(false, NOW + 1), pick(true, NOW + 2))?.sees('a/b', 0)).toBe(true)
  })

  it('new ones too: only those made after the grant, and none that was hidden', () => {
    const all = made([shared(['read'], ['name'], true)])
    const hidden = picking(id(1), 'contacts', 'h', false, stampAt(NOW))
    const found = now(all, hidden)[0]?.collections?.[0]
    expect([
      found?.sees('x', NOW - 1000),
      found?.sees('x', NOW - 999),
      found?.sees('h', NOW),
      found?.sees('toString', 0),
    ]).toEqual([false, true, false, false])
  })

  it('a pick that cannot be read is none', () => {
    for (const value of [null, 'true', 1, {}]) {
      const fields = { 'picked/contacts/a': [{ value, stamp: stampAt(NOW) }] }
      const all = made([shared(['read'], ['name'], true)])
      expect(
        now(all, { collection: '~grants', id: id(1), fields })[0]?.collections?.[0]?.sees('a', NOW),
      ).toBe(false)
    }
  })

  it('a locker is seen whole', () => {
    expect(now(grant)[0]?.collections?.[1]?.sees('anything', 0)).toBe(true)
  })

  it.each<[string, string[], unknown]>([
    ['a field', ['contacts.email'], [['read', 'update'], ['name']]],
    ['an action', ['contacts:update'], [['read'], ['name', 'email']]],
    [
      'a field of a like name',
      ['contacts.emai'],
      [
        ['read', 'update'],
        ['name', 'email'],
      ],
    ],
    ['the collection', ['contacts'], null],
    ['every field', ['contacts.email', 'contacts.name'], null],
    ['every action', ['contacts:read', 'contacts:update'], null],
  ])('taken back: %s', (_name, parts, left) => {
    const found = now(grant, ...parts.map((part, i) => revocation(id(1), part, stampAt(NOW + i))))[0]
    const one = found?.collections?.find(({ collection }) => collection === 'contacts')
    expect(one ? [one.actions, one.fields] : null).toEqual(left)
    expect(found?.state).toBe('granted')
  })

  it('with nothing left of any collection it is revoked', () => {
    const parts = ['contacts', `${NOTES}:read`, `${NOTES}:create`]
    const found = now(grant, ...parts.map((part, i) => revocation(id(1), part, stampAt(NOW - 9 + i))))[0]
    expect(found).toMatchObject({ state: 'revoked', revoked: NOW - 7, collections: [] })
  })

  it('the earliest end ever given counts, and never a later one than its own', () => {
    const at = (...ends: number[]) =>
      now(grant, ...ends.map((end, i) => ending(id(1), end, stampAt(NOW + i))))[0]
    expect(at(NOW + 500)?.grant.ends).toBe(NOW + 500)
    expect(at(NOW + 500, NOW + 900)?.grant.ends).toBe(NOW + 500)
    expect(at(NOW + 5000)?.grant.ends).toBe(NOW + 1000)
    expect(at(NOW)?.state).toBe('expired')
    const forgotten = { collection: '~grants', id: id(1), fields: {}, floors: { ends: stampAt(NOW + 9) } }
    const both = [ending(id(1), NOW + 500, stampAt(NOW)), ending(id(1), NOW + 900, stampAt(NOW + 9))]
    expect(now(grant, ...both, forgotten)[0]?.grant.ends).toBe(NOW + 500)
  })

  it('says why it is paused', () => {
    expect(now(grant, pausing(id(1), true, stampAt(NOW), 'budget'))[0]).toMatchObject({
      state: 'paused',
      pausedBy: 'budget',
    })
    const resumed = now(
      grant,
      pausing(id(1), true, stampAt(NOW), 'unused'),
      pausing(id(1), false, stampAt(NOW + 1)),
    )
    expect(resumed[0]).not.toHaveProperty('pausedBy')
    expect(now(grant, pausing(id(1), true, stampAt(NOW)))[0]?.pausedBy).toBe('person')
  })

  it.each<[string, object]>([
    ['a locker of which later records are not seen', { ...locker, newToo: false }],
    ['no action', { ...locker, actions: [] }],
    ['an unknown action', { ...locker, actions: ['read', 'list'] }],
    ['an action twice', { ...locker, actions: ['read', 'read'] }],
    ['fields of a locker', { ...locker, fields: ['title'] }],
    ['all fields of a shared collection', { ...shared(['read'], []), fields: null }],
    ['no field', shared(['read'], [])],
    ['an unknown field', shared(['read'], ['name', '~label'])],
    ['cards', { ...shared(['read'], ['cc-number']), collection: 'cards' }],
    ['our own', { ...locker, collection: '~grants' }],
    ['a locker without an origin', { ...locker, collection: 'app:notes' }],
    ['more than a collection', { ...locker, records: ['a'] }],
  ])('a grant with %s is none', (_name, bad) => {
    expect(now(made([bad as GrantedCollection]))).toEqual([])
  })

  it('a grant with a collection twice, or with nothing, is none', () => {
    expect(now(made([locker, locker]))).toEqual([])
    expect(now(made([]))).toEqual([])
    expect(now(made([locker]))).toHaveLength(1)
  })
})

describe('deciding about collections', () => {
  const base = { origin: SHOP, refusals: [] as Refusal[], now: NOW }
  const grants = now(made([shared(['read'], ['name', 'email'])]))
  const asking = (...collections: CollectionRequest[]) => ({ ...request(), collections })

  it('what stands is allowed, by either name of a locker', () => {
    expect(decide({ ...base, request: asking(wish(['read'], ['name'])), grants }).kind).toBe('allow')
    const own = now(made([locker]))
    for (const name of ['app:notes', NOTES])
      expect(decide({ ...base, request: asking(wish(['read'], null, name)), grants: own })).toMatchObject({
        kind: 'allow',
        collections: [{ collection: NOTES }],
        grants: [{ claims: [], collections: [{ collection: NOTES }] }],
      })
    const both = asking(wish(['read'], null, 'app:notes'), wish(['delete'], null, NOTES))
    const decision = decide({ ...base, request: both, grants: own })
    expect(decision).toMatchObject({
      kind: 'ask',
      missingCollections: [{ collection: NOTES, fresh: { actions: ['delete'], fields: null } }],
    })
  })

  it('another origin’s locker of the same name is another', () => {
    const other = 'app:notes@https://other.example'
    expect(
      decide({ ...base, request: asking(wish(['read'], null, other)), grants: now(made([locker])) }).kind,
    ).toBe('ask')
  })

  it.each<[string, CollectionRequest, unknown]>([
    ['more actions', wish(['read', 'update'], ['name']), { actions: ['update'], fields: [] }],
    ['more fields', wish(['read'], ['name', 'tel']), { actions: [], fields: ['tel'] }],
    ['both', wish(['read', 'delete'], ['tel']), { actions: ['delete'], fields: ['tel'] }],
    ['another collection', wish(['read'], ['title'], 'notes'), { actions: ['read'], fields: ['title'] }],
  ])('wider is asked, and what is new is told: %s', (_name, one, fresh) => {
    const decision = decide({ ...base, request: asking(one, wish(['read'], ['email'])), grants })
    expect(decision.kind === 'ask' && decision.missingCollections.map((missing) => missing.fresh)).toEqual(
      one.collection === 'contacts' ? [fresh] : [fresh],
    )
  })

  it.each<[string, string[], CollectionRequest, string]>([
    ['by name', ['contacts'], wish(['read'], ['name']), 'refuse'],
    ['a locker by its full name', [NOTES], wish(['read'], null, 'app:notes'), 'refuse'],
    ['the claim of its field', ['email'], wish(['read'], ['email'], 'emails'), 'refuse'],
    ['another', ['notes'], wish(['read'], ['name']), 'allow'],
  ])('a refusal covers %s', (_name, claims, one, kind) => {
    const no: Refusal = { id: id(50), origin: SHOP, claims, created: 0, until: null, cause: 'person' }
    expect(decide({ ...base, request: asking(one), grants, refusals: [no] }).kind).toBe(kind)
    const beside = asking({ ...one, required: true }, wish(['read'], ['title'], 'documents'))
    expect(decide({ ...base, request: beside, grants, refusals: [no] }).kind).toBe(
      kind === 'refuse' ? 'refuse' : 'ask',
    )
  })

  it('a claim and a collection that are both new are both asked, and neither stands for the other', () => {
    const wanted = { ...request(ask('tel')), collections: [wish(['read'], ['title'], 'notes')] }
    const decision = decide({ ...base, request: wanted, grants })
    expect(decision).toMatchObject({
      kind: 'ask',
      standing: [],
      standingCollections: [],
      missing: [{ claim: 'tel' }],
      missingCollections: [{ collection: 'notes' }],
    })
  })

  it('a refusal of several names covers what one of them speaks of, and no other field', () => {
    const no = (...claims: string[]): Refusal => ({
      id: id(50),
      origin: SHOP,
      claims,
      created: 0,
      until: null,
      cause: 'person',
    })
    const kind = (one: CollectionRequest, refusal: Refusal) =>
      decide({ ...base, request: asking(one), grants, refusals: [refusal] }).kind
    expect(kind(wish(['read'], ['tel'], 'phones'), no('bday', 'tel'))).toBe('refuse')
    expect(kind(wish(['read'], ['tel-extension'], 'phones'), no('bday', 'tel'))).toBe('ask')
  })

  it('a refused collection is withheld by its name', () => {
    const no: Refusal = {
      id: id(50),
      origin: SHOP,
      claims: ['notes'],
      created: 0,
      until: null,
      cause: 'person',
    }
    const both = asking(wish(['read'], ['name']), wish(['read'], ['title'], 'notes'))
    expect(decide({ ...base, request: both, grants, refusals: [no] })).toMatchObject({
      kind: 'allow',
      collections: [{ collection: 'contacts' }],
      withheld: ['notes'],
    })
  })

  it('a pick is asked about, whatever stands', () => {
    const pick = { ...wish(['read'], ['name']), most: 3 }
    expect(decide({ ...base, request: asking(pick), grants })).toMatchObject({
      kind: 'ask',
      standingCollections: [],
      missingCollections: [{ collection: 'contacts', most: 3 }],
    })
  })

  it('what is new is told against the grant that lacks least', () => {
    const much = made([shared(['read', 'update'], ['name', 'email'])], { id: id(2), created: NOW - 900 })
    const little = made([shared(['read'], ['tel'])], { id: id(3), created: NOW - 800 })
    const asked = asking(wish(['read', 'update'], ['name', 'email', 'tel']))
    for (const records of [
      [much, little],
      [little, much],
    ])
      expect(decide({ ...base, request: asked, grants: now(...records) })).toMatchObject({
        missingCollections: [
          { fresh: { actions: [], fields: ['tel'] }, standing: { fields: ['name', 'email'] } },
        ],
      })
  })

  it('a grant that answers for one collection is told without its others', () => {
    const both = now(made([shared(['read'], ['name']), locker], { claims: [granted('email')] }))
    const told = (asked: ReturnType<typeof asking>) => {
      const decision = decide({ ...base, request: asked, grants: both })
      return decision.kind === 'allow'
        ? decision.grants.map(({ claims, collections }) => [
            claims.length,
            collections?.map((one) => one.collection),
          ])
        : decision.kind
    }
    expect(told(asking(wish(['read'], ['name'])))).toEqual([[0, ['contacts']]])
    expect(told({ ...request(ask('email')), collections: [] })).toEqual([[1, []]])
  })

  it('is queried by the site’s own names', () => {
    const all = now(made([locker, shared(['read'], ['name'])]))
    const stands = (names: string[], origin = SHOP) => isGranted(names, all, origin, NOW)
    expect([
      stands(['app:notes']),
      stands([NOTES, 'contacts']),
      stands(['app:other']),
      stands(['notes']),
      stands(['contacts'], 'https://b.example'),
    ]).toEqual([true, true, false, false, false])
  })
})

describe('what a site works by', () => {
  const wide = made([shared(['read', 'update'], ['name', 'email'])], { id: id(1), created: NOW - 900 })
  const narrow = made([shared(['read'], ['name'])], { id: id(2), created: NOW - 800 })
  const use = (changes: RecordState[], grant: string, action: Action, origin = SHOP, at = NOW) =>
    collectionFor(standingGrants(reader(...changes), NOW, 's'), origin, grant, 'contacts', action, at)

  it('its own grant, and for an action that is not in it another of the origin’s', () => {
    expect(use([wide, narrow], id(2), 'read')?.fields).toEqual(['name'])
    expect(use([wide, narrow], id(1), 'read')?.fields).toEqual(['name', 'email'])
    expect(use([wide, narrow], id(2), 'update')?.fields).toEqual(['name', 'email'])
    expect(use([narrow], id(2), 'update')).toBeNull()
  })

  it('of several others the newest that allows the action', () => {
    const other = made([shared(['read', 'update'], ['tel'])], { id: id(3), created: NOW - 850 })
    for (const records of [
      [wide, narrow, other],
      [other, narrow, wide],
    ])
      expect(use(records, id(2), 'update')?.fields).toEqual(['tel'])
  })

  it('records picked for one grant are not seen with the fields of another', () => {
    const pick = picking(id(2), 'contacts', 'a', true, stampAt(NOW))
    expect(use([wide, narrow, pick], id(1), 'read')?.sees('a', 0)).toBe(false)
    expect(use([wide, narrow, pick], id(2), 'read')?.sees('a', 0)).toBe(true)
  })

  it('nothing for a grant that is foreign, unknown, revoked, paused or expired, all alike', () => {
    const found = [
      use([wide], id(1), 'read', 'https://b.example'),
      use([wide], id(9), 'read'),
      use([wide, narrow, revocation(id(2), null, stampAt(NOW))], id(2), 'read'),
      use([wide, narrow, pausing(id(2), true, stampAt(NOW))], id(2), 'read'),
      use([wide], id(1), 'read', SHOP, NOW + 1000),
      use([wide], id(1), 'delete'),
      use([wide, revocation(id(1), 'contacts', stampAt(NOW))], id(1), 'read'),
    ]
    expect(found).toEqual(found.map(() => null))
  })
})

describe('what the person picked', () => {
  const asked = [wish(['read', 'create'], ['name', 'email']), wish(['read'], null, NOTES)]
  const there = () => new Set(['a', 'b'])
  const pick = (more: object = {}) => ({
    collection: 'contacts',
    actions: ['read'] as Action[],
    fields: ['name'],
    records: ['a'],
    newToo: false,
    ...more,
  })
  const own = { ...pick(), collection: NOTES, fields: null, records: [] }
  const check = (...choices: Parameters<typeof checkCollectionChoices>[1][number][]) =>
    checkCollectionChoices(asked, choices, there)

  it('is granted as picked', () => {
    expect(check(pick({ records: ['a', 'a'] }), own)).toEqual({
      ok: true,
      value: {
        collections: [shared(['read'], ['name']), { ...locker, actions: ['read'] }],
        picks: [{ collection: 'contacts', record: 'a' }],
      },
    })
    expect(check()).toEqual({ ok: true, value: { collections: [], picks: [] } })
  })

  it.each<[string, object, string]>([
    ['an action', { actions: ['read', 'delete'] }, 'an action was not asked for'],
    ['no action', { actions: [] }, 'no action is chosen'],
    ['a field', { fields: ['name', 'tel'] }, 'a field was not asked for'],
    ['all fields', { fields: null }, 'a field was not asked for'],
    ['no field', { fields: [] }, 'no field is chosen'],
    ['a record', { records: ['c'] }, 'a record is not there'],
    ['a collection', { collection: 'notes' }, 'a collection was not asked for'],
    ['nothing', { records: [] }, 'nothing is chosen'],
    ['nothing, new ones too', { records: [], newToo: true }, 'accepted'],
    ['nothing, but to make some', { records: [], actions: ['create'] }, 'accepted'],
    ['records of a locker', { ...own, records: ['a'] }, 'a locker is had whole'],
    ['fields of a locker', { ...own, fields: ['name'] }, 'a locker is had whole'],
  ])('%s', (_name, more, expected) => {
    const found = check(pick(more))
    expect(found.ok ? 'accepted' : found.reason).toBe(expected)
  })

  it('a collection twice', () => {
    expect(check(pick(), pick()).ok).toBe(false)
  })

  it.each<[string, object, string]>([
    ['as many as were asked for', { records: ['a', 'a'] }, 'accepted'],
    ['more than were asked for', { records: ['a', 'b'] }, 'more than was asked for'],
    ['later ones too', { newToo: true }, 'more than was asked for'],
  ])('where so many are asked for once: %s', (_name, more, expected) => {
    const few = [{ ...wish(['read'], ['name']), most: 1 }]
    const found = checkCollectionChoices(few, [pick(more)], there)
    expect(found.ok ? 'accepted' : found.reason).toBe(expected)
  })
})

describe('properties', () => {
  const fieldNames = ['name', 'email', 'tel'] as const
  const actions = fc.subarray([...ACTIONS], { minLength: 1 })
  const fields = fc.subarray<string>([...fieldNames], { minLength: 1 })
  const wishes = fc
    .uniqueArray(fc.tuple(fc.constantFrom('contacts', NOTES), actions, fields), {
      selector: ([name]) => name,
    })
    .map((all) => all.map(([name, act, of]) => wish(act, name === NOTES ? null : of, name)))
  const grant = fc
    .tuple(fc.integer({ min: 1, max: 5 }), wishes, fc.constantFrom('none', 'paused', 'revoked'))
    .map(([n, all, fate]): RecordState[] => {
      const collections = all.map(({ required: _, ...one }) => ({ ...one, newToo: one.fields === null }))
      const claims = [granted('email')]
      const record = made(collections, { id: id(n), claims, created: NOW - n })
      if (collections.length === 0) return []
      return fate === 'none'
        ? [record]
        : [
            record,
            fate === 'paused' ? pausing(id(n), true, stampAt(NOW)) : revocation(id(n), null, stampAt(NOW)),
          ]
    })

  it('a difference splits the request in two, what covers holds all of it, and what is missing has something new', () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(wishes, fc.array(grant, { maxLength: 4 }), (asked, records) => {
        const live = now(...records.flat()).filter(({ state }) => state === 'granted')
        const { covered, missing } = collectionDifference(asked, live)
        if (covered.length > 0) kinds.add('covered')
        if (missing.some(({ standing }) => standing)) kinds.add('wider')
        expect(
          [...covered.map((one) => one.request.collection), ...missing.map((one) => one.collection)].sort(),
        ).toEqual(asked.map(({ collection }) => collection).sort())
        for (const one of covered) {
          expect(one.request.actions.every((action) => one.granted.actions.includes(action))).toBe(true)
          expect(one.request.fields?.every((field) => one.granted.fields?.includes(field)) ?? true).toBe(true)
        }
        for (const { fresh } of missing)
          expect(fresh.actions.length + (fresh.fields?.length ?? 0)).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
    expect([...kinds].sort()).toEqual(['covered', 'wider'])
  })

  it('no collection is allowed without a live grant of this origin that holds it', () => {
    const origins = fc.constantFrom(SHOP, 'https://other.example')
    fc.assert(
      fc.property(origins, wishes, fc.array(grant, { maxLength: 4 }), (origin, collections, records) => {
        const grants = now(...records.flat())
        const asked = { ...request(), collections }
        const decision = decide({ origin, request: asked, grants, refusals: [], now: NOW })
        if (decision.kind === 'refuse') return collections.length === 0
        const released = decision.kind === 'allow' ? decision.collections : decision.standingCollections
        return released.every((one) =>
          grants.some(
            (standing) =>
              standing.grant.origin === origin &&
              standing.state === 'granted' &&
              standing.collections?.includes(one),
          ),
        )
      }),
      { numRuns: 500 },
    )
  })
})

it('10,000 picks are looked up without reading them all', () => {
  const fields = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, n) => [
      `picked/contacts/r${n}`,
      [{ value: n % 2 === 0, stamp: stampAt(NOW) }],
    ]),
  )
  const record = made([shared(['read'], ['name'])])
  const all = reader(record, { collection: '~grants', id: id(1), fields })
  const seen = Array.from({ length: 10_000 }, (_, n) =>
    standingGrant(all, id(1), NOW, 's', NOW)?.collections?.[0]?.sees(`r${n}`, 0),
  )
  expect(seen.filter((one) => one).length).toBe(5_000)
})
