import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '@/lib/base/time'
import type { PendingRequest } from '@/lib/grants/request'
import { createWaiting, isSilencedBy, NOTHING_WAITING, type WaitingState } from '@/lib/services/waiting'
import { id, NOW, request, SHOP } from '../grants/help'

const OTHER = 'https://other.example'
const pending = (n: number, origin = SHOP): PendingRequest => ({
  id: id(n),
  origin,
  request: request(),
  hash: 'h',
  asked: NOW,
  tab: 1,
  document: 'd',
})

/** What is kept is what would be there after the background was stopped. */
function open() {
  let kept: WaitingState = NOTHING_WAITING
  const store = {
    read: async () => kept,
    write: async (state: WaitingState) => {
      kept = state
    },
  }
  return { waiting: createWaiting(store), again: () => createWaiting(store), kept: () => kept }
}

describe('what waits for the person', () => {
  it('is one request of an origin, in order of arrival', async () => {
    const { waiting, again } = open()
    expect(await waiting.add(pending(1))).toBe(true)
    expect(await waiting.add(pending(2))).toBe(false)
    expect(await waiting.add(pending(3, OTHER))).toBe(true)
    for (const one of [waiting, again()])
      expect((await one.state()).requests.map((waits) => waits.id)).toEqual([id(1), id(3)])
  })

  it('is twenty of all origins', async () => {
    const { waiting } = open()
    const added: boolean[] = []
    for (let n = 1; n <= 21; n++) added.push(await waiting.add(pending(n, `https://s${n}.example`)))
    expect(added).toEqual([...Array(20).fill(true), false])
    await waiting.take(id(7))
    expect(await waiting.add(pending(21, 'https://s21.example'))).toBe(true)
  })

  it('is taken once, and leaves the others', async () => {
    const { waiting, kept } = open()
    await waiting.add(pending(1))
    await waiting.add(pending(2, OTHER))
    const both = await Promise.all([waiting.take(id(1)), waiting.take(id(1))])
    expect(both).toEqual([pending(1), null])
    expect(await waiting.find(id(1))).toBeNull()
    expect(await waiting.find(id(2))).toEqual(pending(2, OTHER))
    expect(kept().requests).toEqual([pending(2, OTHER)])
  })
})

describe('silence', () => {
  const dismissed = async (waiting: ReturnType<typeof createWaiting>, times: number, at = NOW) => {
    for (let n = 0; n < times; n++) await waiting.dismissed(SHOP, 'shop.example', at)
  }

  it('comes with the third dismissal, for the origin alone, and outlasts a stopped background', async () => {
    const { waiting, again } = open()
    await dismissed(waiting, 2)
    expect((await waiting.state()).silences).toEqual([])
    await dismissed(again(), 1)
    expect((await again().state()).silences).toEqual([{ origin: SHOP, site: null, until: NOW + MINUTE }])
  })

  it('of the domain comes with the seventh, and what has run out is kept no longer', async () => {
    const { waiting } = open()
    await dismissed(waiting, 6)
    await dismissed(waiting, 1, NOW + 2 * HOUR)
    const { silences } = await waiting.state()
    expect(silences.map(({ site }) => site)).toEqual([null, 'shop.example'])
    expect(silences.every(({ until }) => until > NOW + 2 * HOUR)).toBe(true)
  })

  it('is forgotten for the site that was answered, and for no other', async () => {
    const { waiting } = open()
    await dismissed(waiting, 3)
    for (let n = 0; n < 3; n++) await waiting.dismissed(OTHER, 'other.example', NOW)
    await waiting.forget(SHOP)
    expect((await waiting.state()).silences.map(({ origin }) => origin)).toEqual([OTHER])
    expect(await waiting.dismissed(SHOP, 'shop.example', NOW)).toBeNull()
    expect(await waiting.dismissed(OTHER, 'other.example', NOW)).not.toBeNull()
  })

  it('of a domain is lifted with all that was dismissed on it', async () => {
    const { waiting } = open()
    for (let n = 0; n < 7; n++) await waiting.dismissed(`https://s${n}.shop.example`, 'shop.example', NOW)
    await waiting.forget('https://s1.shop.example', 'shop.example')
    expect((await waiting.state()).silences).toEqual([])
    expect(await waiting.dismissed('https://s2.shop.example', 'shop.example', NOW)).toBeNull()
  })

  it.each([
    [SHOP, null, SHOP, true],
    [SHOP, null, `${SHOP}:8443`, false],
    [SHOP, null, 'https://a.shop.example', false],
    [SHOP, 'shop.example', 'http://a.b.shop.example:81', true],
    [SHOP, 'shop.example', 'https://notshop.example', false],
    [SHOP, 'shop.example', 'https://shop.example.evil.test', false],
  ])('of %s, domain %s, for %s: %s', (origin, site, asking, is) => {
    expect(isSilencedBy({ origin, site, until: NOW }, asking)).toBe(is)
  })
})
