import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '@/lib/base/time'
import type { Refusal } from '@/lib/grants/grant'
import { allRefusals, coversOrigin, liftRecord, refusalRecord, standingRefusals } from '@/lib/grants/refusals'
import {
  afterAnswer,
  afterDismissal,
  afterLift,
  type DismissalHistory,
  parseHistory,
} from '@/lib/grants/silence'
import { id, NOW, reader, SHOP, stampAt } from './help'

const no: Refusal = {
  id: id(1),
  origin: SHOP,
  claims: ['tel'],
  created: NOW,
  until: NOW + 1000,
  cause: 'person',
}

describe('refusals', () => {
  it('stand until they run out or are lifted', () => {
    const all = reader(refusalRecord(no, stampAt(NOW)))
    expect(standingRefusals(all, NOW)).toEqual([no])
    expect(standingRefusals(all, NOW + 1000)).toEqual([])
    expect(allRefusals(all)).toEqual([no])
    all.apply(liftRecord(no.id, stampAt(NOW + 1)))
    expect(standingRefusals(all, NOW)).toEqual([])
    expect(allRefusals(all)).toEqual([])
  })

  it('without an end stand until lifted', () => {
    const forever = { ...no, until: null }
    expect(standingRefusals(reader(refusalRecord(forever, stampAt(NOW))), NOW * 3)).toEqual([forever])
  })

  it('once lifted are not made anew by writing over them', () => {
    const all = reader(refusalRecord(no, stampAt(NOW)), liftRecord(no.id, stampAt(NOW + 1)))
    all.apply({
      collection: '~refusals',
      id: no.id,
      fields: { lifted: [{ value: null, stamp: stampAt(NOW + 2) }] },
    })
    expect(allRefusals(all)).toEqual([])
  })

  it('what is not exactly a refusal is none', () => {
    for (const value of [
      { ...no, id: id(2) },
      { ...no, claims: [] },
      { ...no, cause: 'x' },
      { ...no, more: 1 },
      null,
    ]) {
      const record = {
        collection: '~refusals',
        id: id(1),
        fields: { refusal: [{ value: value as never, stamp: stampAt(NOW) }] },
      }
      expect(allRefusals(reader(record))).toEqual([])
    }
  })

  it('cover an origin exactly, or a registrable domain with all below it', () => {
    expect(coversOrigin(no, SHOP)).toBe(true)
    expect(coversOrigin(no, `${SHOP}:444`)).toBe(false)
    expect(coversOrigin({ ...no, site: 'shop.example' }, 'http://a.b.shop.example:444')).toBe(true)
    expect(coversOrigin({ ...no, site: 'shop.example' }, 'https://xshop.example')).toBe(false)
    expect(coversOrigin({ ...no, site: '[::1]' }, 'http://[::1]:80')).toBe(true)
    expect(coversOrigin({ ...no, site: 'shop.example' }, 'null')).toBe(false)
  })
})

describe('silence', () => {
  const dismiss = (times: number, origin = SHOP, start: DismissalHistory = []) => {
    let history = start
    const silences: unknown[] = []
    for (let i = 0; i < times; i++) {
      const after = afterDismissal(history, origin, 'shop.example', NOW)
      history = after.history
      silences.push(after.silence && { ...after.silence, until: after.silence.until - NOW })
    }
    return { history, silences }
  }
  const origin = (until: number) => ({ scope: 'origin', until })
  const site = (until: number) => ({ scope: 'site', until })

  it('comes with the third dismissal, and longer each time; with the seventh it covers the domain', () => {
    expect(dismiss(9).silences).toEqual([
      null,
      null,
      origin(MINUTE),
      origin(10 * MINUTE),
      origin(HOUR),
      origin(DAY),
      site(7 * DAY),
      site(7 * DAY),
      site(7 * DAY),
    ])
  })

  it('counts a domain over its origins', () => {
    let history: DismissalHistory = []
    let last: unknown = null
    for (let i = 0; i < 7; i++) {
      const after = afterDismissal(history, `https://s${i}.shop.example`, 'shop.example', NOW)
      history = after.history
      last = after.silence
      if (i < 6) expect(last).toBeNull()
    }
    expect(last).toEqual({ scope: 'site', until: NOW + MINUTE })
  })

  it('keeps other origins and domains apart', () => {
    const { history } = dismiss(6)
    expect(afterDismissal(history, 'https://other.example', 'other.example', NOW).silence).toBeNull()
  })

  it('forgets after an answer, a lift, and thirty days', () => {
    const { history } = dismiss(6)
    const next = (from: DismissalHistory, at = NOW) => afterDismissal(from, SHOP, 'shop.example', at).silence
    expect(next(history)).not.toBeNull()
    expect(next(afterAnswer(history, SHOP))).toBeNull()
    expect(next(afterLift(history, 'shop.example'))).toBeNull()
    expect(next(history, NOW + 30 * DAY)).toBeNull()
    expect(next(history, NOW + 30 * DAY - 1)).not.toBeNull()
  })

  it('of another site outlasts an answer to this one, and the lift of its silence', () => {
    const other = 'https://other.example'
    const before = afterDismissal(dismiss(2).history, other, 'other.example', NOW).history
    const next = (from: DismissalHistory) => afterDismissal(from, SHOP, 'shop.example', NOW).silence
    expect(next(afterAnswer(before, other))).toEqual({ scope: 'origin', until: NOW + MINUTE })
    expect(next(afterLift(before, 'other.example'))).toEqual({ scope: 'origin', until: NOW + MINUTE })
  })

  it('does not grow without end, and reads back', () => {
    const { history } = dismiss(500)
    expect(history.length).toBeLessThanOrEqual(200)
    expect(parseHistory(JSON.parse(JSON.stringify(history)))).toEqual(history)
    expect(parseHistory([{ origin: 1 }])).toEqual([])
    expect(parseHistory('x')).toEqual([])
  })

  it('a clock set back keeps what was counted', () => {
    const { history } = dismiss(2)
    expect(afterDismissal(history, SHOP, 'shop.example', NOW - DAY).silence).toEqual({
      scope: 'origin',
      until: NOW - DAY + MINUTE,
    })
  })
})
