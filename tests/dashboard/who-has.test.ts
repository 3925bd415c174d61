import { signal } from '@preact/signals'
import { expect, test } from 'vitest'
import type { Dashboard } from '@/entrypoints/dashboard/state/dashboard'
import { countHolders, oldestNews } from '@/entrypoints/dashboard/state/holding-counts'
import { oldHolders } from '@/entrypoints/dashboard/state/old-holders'
import {
  arrange,
  createWhoHas,
  linksOf,
  lockerLinks,
  TOGETHER,
  threadsOf,
} from '@/entrypoints/dashboard/state/who-has'
import type { StandingGrant } from '@/lib/grants/grant'
import type { Holding, LedgerLine } from '@/lib/ledger/entry'

const noCalls = { callApp: () => Promise.reject(new Error('no call expected')) }

function holding(origin: string, record: string, change: Partial<Holding> = {}): Holding {
  return {
    origin: `https://${origin}`,
    collection: 'addresses',
    record,
    claim: 'street-address',
    form: 'full',
    versions: {},
    first: 10,
    last: 20,
    times: 1,
    ways: ['request'],
    held: [],
    current: true,
    live: true,
    ...change,
  }
}

test('fields of one record at one site are one line, old as soon as one of them is', () => {
  const links = linksOf([
    holding('a.example', 'home'),
    holding('a.example', 'home', {
      claim: 'postal-code',
      current: false,
      live: false,
      first: 5,
      last: 30,
      times: 4,
    }),
  ])
  expect(links).toHaveLength(1)
  expect(links[0]).toMatchObject({
    claims: ['street-address', 'postal-code'],
    current: false,
    live: true,
    first: 5,
    last: 30,
    times: 4,
  })
})

test('a line says the same in whatever order its fields come', () => {
  const fields = [
    holding('a.example', 'home', { first: 3, last: 9, times: 2 }),
    holding('a.example', 'home', {
      claim: 'postal-code',
      form: 'country',
      current: false,
      first: 7,
      last: 40,
    }),
    holding('a.example', 'home', { claim: 'country', live: false, first: 8, last: 12, times: 7 }),
  ]
  for (const order of [
    fields,
    fields.toReversed(),
    [fields[1], fields[0], fields[2]].filter((each) => !!each),
  ]) {
    const [line, ...more] = linksOf(order)
    expect(more).toEqual([])
    expect(line).toMatchObject({ current: false, live: true, first: 3, last: 40, times: 7 })
    expect(new Set(line?.forms)).toEqual(new Set(['full', 'country']))
    expect(new Set(line?.claims)).toEqual(new Set(['street-address', 'postal-code', 'country']))
  }
})

test('another record, another kind or another site is another line', () => {
  const links = linksOf([
    holding('a.example', 'home'),
    holding('a.example', 'work'),
    holding('a.example', 'home', { collection: 'notes' }),
    holding('b.example', 'home'),
  ])
  expect(new Set(links.map(({ key }) => key)).size).toBe(4)
})

test('what is chosen to be seen alone leaves the rest out, and a change elsewhere shows', () => {
  let held = [
    holding('a.example', 'home', { current: false }),
    holding('a.example', 'work'),
    holding('b.example', 'work', { current: false }),
  ]
  const tick = signal(0)
  const dashboard = {
    tick,
    opened: signal({ sharing: { holdings: () => held, ledger: () => [], sites: () => [] } }),
  } as unknown as Dashboard
  const whoHas = createWhoHas(dashboard, noCalls)
  const seen = () => whoHas.links.value.map(({ origin, record }) => `${origin.slice(8, 9)} ${record}`).sort()
  expect(seen()).toEqual(['a home', 'a work', 'b work'])
  whoHas.onlyValue.value = 'addresses/work'
  expect(seen()).toEqual(['a work', 'b work'])
  whoHas.onlyOld.value = true
  expect(seen()).toEqual(['b work'])
  whoHas.onlyValue.value = null
  expect(seen()).toEqual(['a home', 'b work'])
  whoHas.onlySite.value = 'https://a.example'
  expect(seen()).toEqual(['a home'])
  expect(whoHas.picture.value.sites).toEqual(['https://a.example'])
  expect(whoHas.all.value).toHaveLength(3)
  held = [holding('a.example', 'third', { current: false })]
  tick.value++
  expect(seen()).toEqual(['a third'])
})

test('what stands together is one choice, and leaves nothing out once it came apart', () => {
  const contact = { collection: 'contacts', claim: 'contacts' }
  const friends = Array.from({ length: TOGETHER }, (_, n) => holding('a.example', `friend-${n}`, contact))
  let held = [...friends, holding('a.example', 'home')]
  const tick = signal(0)
  const dashboard = {
    tick,
    opened: signal({ sharing: { holdings: () => held, ledger: () => [], sites: () => [] } }),
  } as unknown as Dashboard
  const whoHas = createWhoHas(dashboard, noCalls)
  expect(whoHas.bundles.value.map(({ record, records }) => [record, records])).toEqual([
    ['', TOGETHER],
    ['home', 1],
  ])
  whoHas.onlyValue.value = whoHas.bundles.value[0]?.key ?? null
  expect(whoHas.links.value.map(({ collection }) => collection)).toEqual(friends.map(() => 'contacts'))
  held = held.slice(1)
  tick.value++
  expect(whoHas.links.value).toHaveLength(TOGETHER)
})

test('a locked vault shows nobody', () => {
  const whoHas = createWhoHas({ tick: signal(0), opened: signal(null) } as unknown as Dashboard, noCalls)
  expect(whoHas.links.value).toEqual([])
})

test('values that many hold come first, and sites stand near what they hold', () => {
  const links = linksOf([
    holding('z.example', 'home'),
    holding('y.example', 'home'),
    holding('a.example', 'work'),
  ])
  const { values, sites } = arrange(threadsOf(links))
  expect(values).toEqual(['addresses/home', 'addresses/work'])
  expect(sites).toEqual(['https://y.example', 'https://z.example', 'https://a.example'])
})

test('a site stands in the middle of what it holds, not below all of it', () => {
  const links = linksOf([
    ...['a', 'b', 'c', 'd'].map((site) => holding(`${site}.example`, 'first')),
    ...['a', 'b', 'c'].map((site) => holding(`${site}.example`, 'second')),
    holding('a.example', 'third'),
    holding('a.example', 'fourth'),
    holding('e.example', 'third'),
    holding('e.example', 'second'),
  ])
  const { values, sites } = arrange(threadsOf(links))
  expect(values).toEqual(['first', 'second', 'third', 'fourth'].map((name) => `addresses/${name}`))
  // d 0, b and c 0.5, then a and e at 1.5: the middle of four values as of two.
  expect(sites.map((site) => site.slice(8, 9)).join('')).toBe('dbcae')
})

test('records that the very same sites have in the same state stand together in the picture, the others alone', () => {
  const friends = Array.from({ length: TOGETHER }, (_, n) => `friend-${n}`)
  const contact = { collection: 'contacts', claim: 'contacts' }
  const links = linksOf([
    ...friends.flatMap((one) => [
      holding('a.example', one, contact),
      holding('b.example', one, { ...contact, live: false }),
    ]),
    // Another state, another set of sites, another collection: each is told apart.
    holding('a.example', 'old', { ...contact, current: false }),
    holding('b.example', 'old', { ...contact, live: false }),
    // Too few to lose their names.
    ...friends.slice(1).map((_, n) => holding('a.example', `few-${n}`, contact)),
    holding('a.example', 'home'),
    holding('b.example', 'home', { live: false }),
  ])
  const threads = threadsOf(links)
  const bundles = threads.filter(({ records }) => records > 1)
  expect(bundles).toMatchObject([
    { origin: 'https://a.example', collection: 'contacts', record: '', records: TOGETHER, live: true },
    { origin: 'https://b.example', collection: 'contacts', record: '', records: TOGETHER, live: false },
  ])
  expect(new Set(bundles.map(({ value }) => value)).size).toBe(1)
  expect(threads.filter(({ records }) => records === 1)).toHaveLength(4 + TOGETHER - 1)
  expect(new Set(threads.map(({ key }) => key)).size).toBe(threads.length)
  // Nothing is lost or counted twice.
  expect(threads.reduce((sum, { records }) => sum + records, 0)).toBe(links.length)
})

test('a site counts once however many fields it holds, and as alias only when it holds nothing more', () => {
  const counts = countHolders([
    holding('a.example', 'mail', { form: 'alias' }),
    holding('b.example', 'mail', { form: 'alias' }),
    holding('b.example', 'mail', { form: 'full', current: false }),
  ])
  expect(counts.get('addresses/mail')).toEqual({ sites: 2, old: 1, alias: 1 })
  // In any order: one old field makes a site's copy old, one full value makes it more than an alias.
  const turned = countHolders([
    holding('b.example', 'mail', { form: 'full', current: false }),
    holding('b.example', 'mail', { form: 'alias' }),
  ])
  expect(turned.get('addresses/mail')).toEqual({ sites: 1, old: 1, alias: 0 })
})

test('the banner is about the record most sites hold an old version of, and about none when all are current', () => {
  const old = { current: false }
  const counts = countHolders([
    holding('a.example', 'home', old),
    holding('b.example', 'work', old),
    holding('c.example', 'work', old),
  ])
  expect(oldestNews(counts)).toEqual({ collection: 'addresses', record: 'work', sites: 2 })
  expect(oldestNews(countHolders([holding('a.example', 'home')]))).toBeNull()
  // Of two that as many hold, the one that came first: the banner does not jump.
  const even = countHolders([holding('a.example', 'home', old), holding('a.example', 'work', old)])
  expect(oldestNews(even)?.record).toBe('home')
})

const NOTES = 'app:notes@https://notes.example'

function standing(origin: string, more: object, state: StandingGrant['state'] = 'granted'): StandingGrant {
  const grant = { id: `${origin} ${state}`, origin: `https://${origin}` }
  return { grant, state, claims: [], collections: [], ...more } as unknown as StandingGrant
}

test('who works in a locker has a line to it, live while a grant opens it', () => {
  const worked = (origin: string, at: number): LedgerLine => ({
    entry: { kind: 'worked', id: 'x', at, origin: `https://${origin}`, grant: 'g', collection: NOTES },
    delivered: null,
  })
  const lines = [worked('notes.example', 50), worked('notes.example', 20), worked('editor.example', 30)]
  const opens = { collections: [{ collection: NOTES, actions: ['read'] }] }
  const grants = [standing('notes.example', opens), standing('editor.example', opens, 'revoked')]
  const links = lockerLinks(lines, grants)
  expect(links).toMatchObject([
    { origin: 'https://notes.example', collection: NOTES, first: 20, last: 50, live: true, current: true },
    { origin: 'https://editor.example', collection: NOTES, first: 30, last: 30, live: false, current: true },
  ])
  expect(new Set(links.map(({ value }) => value)).size).toBe(1)
})

test('who is behind the times is told by the live grants that cover it, and only of that', () => {
  const old = { current: false }
  const held = [
    holding('a.example', 'home', old),
    holding('a.example', 'home', { ...old, claim: 'country', form: 'country' }),
    holding('a.example', 'home', { claim: 'postal-code' }),
    holding('b.example', 'home', old),
    holding('b.example', 'work', old),
    holding('c.example', 'gone', old),
    holding('d.example', 'home', { ...old, claim: 'addresses', live: true }),
  ]
  const claim = (name: string, record: string, form = 'full') => ({
    claim: name,
    collection: 'addresses',
    record,
    form,
  })
  const grants = [
    standing('a.example', {
      claims: [claim('street-address', 'home'), claim('postal-code', 'home'), claim('country', 'work')],
    }),
    standing('b.example', { claims: [claim('street-address', 'home')] }, 'paused'),
    standing('b.example', { claims: [claim('street-address', 'home', 'city')] }),
  ]
  const found = oldHolders(held, grants, (_, record) => record !== 'gone')
  expect(found.map(({ record, origin }) => `${record} ${origin.slice(8, 9)}`)).toEqual([
    'home a',
    'home b',
    'home d',
    'work b',
  ])
  expect(found[0]?.held).toHaveLength(2)
  expect(found[0]?.tellings).toEqual([{ grant: 'a.example granted', claims: ['street-address'] }])
  expect(found[1]).toMatchObject({ tellings: [], paused: true })
  expect(found.map(({ paused }) => paused)).toEqual([false, true, false, false])
  expect(found[2]).toMatchObject({ tellings: [], sees: true })
})

test('telling a site asks the background once for each grant', async () => {
  const calls: unknown[] = []
  const edges = {
    callApp: async (verb: string, params: unknown) => {
      calls.push([verb, params])
      return { pages: calls.length }
    },
  }
  const whoHas = createWhoHas(
    { tick: signal(0), opened: signal(null) } as unknown as Dashboard,
    edges as unknown as Parameters<typeof createWhoHas>[1],
  )
  const tellings = [
    { grant: 'one', claims: ['email'] },
    { grant: 'two', claims: ['name'] },
  ]
  expect(await whoHas.tell(tellings)).toBe(2)
  expect(calls).toEqual(tellings.map((telling) => ['grant.notify', telling]))
})
