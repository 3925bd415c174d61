import { expect, test } from 'vitest'
import { countHolders, oldestNews } from '@/entrypoints/dashboard/state/holding-counts'
import { arrange, linksOf } from '@/entrypoints/dashboard/state/who-has'
import type { Holding } from '@/lib/ledger/entry'

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

test('values that many hold come first, and sites stand near what they hold', () => {
  const links = linksOf([
    holding('z.example', 'home'),
    holding('y.example', 'home'),
    holding('a.example', 'work'),
  ])
  const { values, sites } = arrange(links)
  expect(values).toEqual(['addresses/home', 'addresses/work'])
  expect(sites).toEqual(['https://y.example', 'https://z.example', 'https://a.example'])
})

test('a site counts once however many fields it holds, and as alias only when it holds nothing more', () => {
  const counts = countHolders([
    holding('a.example', 'mail', { form: 'alias' }),
    holding('b.example', 'mail', { form: 'alias' }),
    holding('b.example', 'mail', { form: 'full', current: false }),
  ])
  expect(counts.get('addresses/mail')).toEqual({ sites: 2, old: 1, alias: 1 })
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
})
