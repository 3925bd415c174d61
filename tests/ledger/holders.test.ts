import { describe, expect, it } from 'vitest'
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
})
