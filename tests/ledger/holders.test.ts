import { describe, expect, it } from 'vitest'
import type { StandingCollection, StandingGrant } from '@/lib/grants/grant'
import type { Action } from '@/lib/grants/request'
import type { LedgerEntry, LedgerLine } from '@/lib/ledger/entry'
import { holdings } from '@/lib/ledger/holders'
import type { Form } from '@/lib/records/form'
import type { Stamp } from '@/lib/records/record'
import { granted, id, NOW, SHOP, stampAt, standing } from '../grants/help'

function left(
  at: number,
  versions: Record<string, Stamp>,
  more: { origin?: string; form?: Form; delivered?: boolean | null; claim?: string } = {},
): LedgerLine {
  const { origin = SHOP, form = 'full', delivered = true, claim = 'street-address' } = more
  return {
    entry: {
      kind: 'disclosure',
      id: id(at),
      at,
      origin,
      way: 'read',
      grant: id(1),
      values: [{ claim, collection: 'addresses', record: id(900), form, versions }],
    },
    delivered,
  }
}
const v1 = { 'street-address': stampAt(1), 'address-level2': stampAt(2) }
const v2 = { 'street-address': stampAt(50), 'address-level2': stampAt(2) }
const now = (versions: Record<string, Stamp> | null) => () => versions

describe('who has what', () => {
  it('a site that got the value and it is still so', () => {
    expect(holdings([left(10, v1)], now(v1), [])).toEqual([
      {
        origin: SHOP,
        collection: 'addresses',
        record: id(900),
        claim: 'street-address',
        form: 'full',
        versions: v1,
        first: 10,
        last: 10,
        times: 1,
        ways: ['read'],
        held: [{ versions: v1, first: 10, last: 10, times: 1 }],
        current: true,
        live: false,
      },
    ])
  })

  it('which sites hold my old address', () => {
    const street = { 'street-address': stampAt(1) }
    const lines = [
      left(10, street),
      left(20, { 'street-address': stampAt(50) }, { origin: 'https://new.example' }),
    ]
    const held = holdings(lines, now(v2), [])
    expect(held.filter(({ current }) => !current).map(({ origin }) => origin)).toEqual([SHOP])
  })

  it('a changed street does not make the city old, nor another field the street', () => {
    const lines = [
      left(10, { 'street-address': stampAt(1) }),
      left(10, { 'address-level2': stampAt(2) }, { form: 'city' }),
    ]
    const byForm = new Map(holdings(lines, now(v2), []).map((one) => [one.form, one.current]))
    expect(byForm).toEqual(
      new Map([
        ['full', false],
        ['city', true],
      ]),
    )
    expect(holdings(lines, now({ ...v1, country: stampAt(99) }), []).every(({ current }) => current)).toBe(
      true,
    )
  })

  it('a site that read again has the new one', () => {
    const lines = [left(10, v1), left(60, v2), left(70, v2)]
    for (const order of [lines, [...lines].reverse()])
      expect(holdings(order, now(v2), [])).toMatchObject([
        { first: 10, last: 70, times: 3, current: true, versions: v2 },
      ])
  })

  it('a clock set back between two reads does not bring the old one back', () => {
    const lines = [left(60, v1), left(10, v2)]
    for (const order of [lines, [...lines].reverse()])
      expect(holdings(order, now(v2), [])).toMatchObject([{ first: 10, last: 60, current: true }])
  })

  it('a record that is gone leaves old values behind', () => {
    expect(holdings([left(10, v1)], now(null), [])).toMatchObject([{ current: false }])
  })

  it('what could not be delivered is held by nobody; what was not acknowledged may be', () => {
    expect(holdings([left(10, v1, { delivered: false })], now(v1), [])).toEqual([])
    expect(holdings([left(10, v1, { delivered: null })], now(v1), [])).toHaveLength(1)
  })

  it('what a form did not take is held by nobody', () => {
    expect(holdings([{ ...left(10, v1), unwritten: [0] }], now(v1), [])).toEqual([])
    expect(holdings([{ ...left(10, v1), unwritten: [1] }], now(v1), [])).toHaveLength(1)
  })

  it('two records of one claim are two holdings', () => {
    const line = left(20, v1)
    const { entry } = line
    if (entry.kind !== 'disclosure') throw new Error('no disclosure')
    const values = entry.values.map((value) => ({ ...value, record: id(901) }))
    const held = holdings([left(10, v1), { ...line, entry: { ...entry, values } }], now(v1), [])
    expect(held.map(({ record, times }) => [record, times])).toEqual([
      [id(901), 1],
      [id(900), 1],
    ])
  })

  it('decisions are no holdings', () => {
    const entry: LedgerEntry = {
      kind: 'granted',
      id: id(1),
      at: 1,
      origin: SHOP,
      grant: id(1),
      claims: ['email'],
      by: 'person',
    }
    expect(holdings([{ entry, delivered: null }], now(v1), [])).toEqual([])
  })

  it('a live grant of the same record covers it, the whole value also its coarser forms', () => {
    const live = (grant: Parameters<typeof standing>, form: Form = 'full') =>
      holdings([left(10, v1, { form })], now(v1), [standing(...grant)])[0]?.live
    expect(live([{ claims: [granted('street-address')] }])).toBe(true)
    expect(live([{ claims: [granted('street-address')] }], 'city')).toBe(true)
    expect(live([{ claims: [granted('street-address', 'city')] }], 'full')).toBe(false)
    expect(live([{ claims: [granted('street-address', 'full', id(901))] }])).toBe(false)
    expect(live([{ origin: 'https://other.example', claims: [granted('street-address')] }])).toBe(false)
    expect(live([{ claims: [granted('street-address')] }, 'revoked'])).toBe(false)
    expect(live([{ claims: [granted('street-address')] }, 'paused'])).toBe(false)
  })

  it('latest first, one for each site, claim, record and form', () => {
    const lines = [
      left(10, v1),
      left(30, v1, { origin: 'https://b.example' }),
      left(20, v1, { form: 'city' }),
      left(NOW, v1, { claim: 'postal-code' }),
    ]
    expect(holdings(lines, now(v1), []).map(({ last }) => last)).toEqual([NOW, 30, 20, 10])
  })

  it('each version that left, with its times, the latest first', () => {
    const lines = [left(10, v1), left(60, v2), left(30, v1)]
    for (const order of [lines, [...lines].reverse()])
      expect(holdings(order, now(v2), [])[0]?.held).toEqual([
        { versions: v2, first: 60, last: 60, times: 1 },
        { versions: v1, first: 10, last: 30, times: 2 },
      ])
  })

  it('by which ways, the latest first', () => {
    const way = (at: number, by: 'request' | 'read'): LedgerLine => {
      const { entry, ...line } = left(at, v1)
      return entry.kind === 'disclosure' ? { ...line, entry: { ...entry, way: by } } : { ...line, entry }
    }
    const lines = [way(5, 'read'), way(10, 'request'), way(20, 'read')]
    expect(holdings(lines, now(v1), [])[0]?.ways).toEqual(['read', 'request'])
  })
})

describe('records of a collection', () => {
  const records = (at: number, versions: Record<string, Stamp>, grant = id(1)): LedgerLine => ({
    entry: {
      kind: 'disclosure',
      id: id(at),
      at,
      origin: SHOP,
      way: 'records',
      grant,
      values: [{ claim: 'contacts', collection: 'contacts', record: 'c', form: 'full', versions }],
    },
    delivered: true,
  })
  const contacts = (sees: StandingCollection['sees'], actions: Action[] = ['read'], grant = id(1)) => ({
    ...standing({ id: grant }),
    collections: [{ collection: 'contacts', actions, fields: ['name'], newToo: true, sees }],
  })

  it('a later answer with fewer fields takes nothing back', () => {
    const lines = [records(10, { name: stampAt(1), tel: stampAt(2) }), records(20, { name: stampAt(9) })]
    for (const order of [lines, [...lines].reverse()]) {
      const after = { name: stampAt(9), tel: stampAt(8) }
      expect(holdings(order, now(after), [])).toMatchObject([
        { versions: { name: stampAt(9), tel: stampAt(2) }, current: false, ways: ['records'], times: 2 },
      ])
    }
  })

  it('are covered while a live grant to read sees them', () => {
    const live = (...grants: StandingGrant[]) =>
      holdings([records(10, { name: stampAt(1) })], now(null), grants)[0]?.live
    expect(live(contacts((record) => record === 'c'))).toBe(true)
    expect(live(contacts(() => false))).toBe(false)
    expect(live(contacts(() => true, ['update']))).toBe(false)
    expect(live({ ...contacts(() => true), state: 'paused' })).toBe(false)
    expect(live(contacts((_, created) => created > NOW))).toBe(true)
    expect(live(contacts((_, created) => created > NOW, ['read'], id(2)))).toBe(false)
    const all = contacts(() => true)
    expect(live({ ...all, grant: { ...all.grant, origin: 'https://other.example' } })).toBe(false)
    const notes = all.collections.map((one) => ({ ...one, collection: 'notes' }))
    expect(live({ ...all, collections: notes })).toBe(false)
    expect(live({ ...all, collections: [...notes, ...all.collections] })).toBe(true)
    expect(
      live(
        contacts(() => false, ['read'], id(2)),
        all,
      ),
    ).toBe(true)
  })

  it('are covered by each grant they came by, also as one made later', () => {
    const lines = [records(10, { name: stampAt(1) }, id(2)), records(20, { name: stampAt(1) }, id(1))]
    const later = (_: string, created: number) => created > NOW
    for (const grant of [id(1), id(2)])
      expect(holdings(lines, now(null), [contacts(later, ['read'], grant)])[0]?.live).toBe(true)
    expect(holdings(lines, now(null), [contacts(later, ['read'], id(3))])[0]?.live).toBe(false)
  })
})
