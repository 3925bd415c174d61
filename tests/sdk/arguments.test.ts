import { afterAll, expect, it } from 'vitest'
import { parseSiteRequest } from '@/lib/grants/parse-request'
import { CLAIM_NAMES } from '@/lib/records/claims'
import { checkRequest } from '@/lib/sdk/check'
import { FIELDS, isClaim } from '@/lib/sdk/claims'
import { createPage, REQUEST } from './fake-page'

const page = createPage()
afterAll(() => page.close())

const claims = (value: unknown) => ({ ...REQUEST, claims: value })
const bad: readonly unknown[] = [
  undefined,
  null,
  7,
  'x',
  [],
  () => {},
  new Map(),
  Symbol('s'),
  10n,
  {},
  { ...REQUEST, collections: {} },
  { purpose: REQUEST.purpose, collections: { contacts: { actions: ['read'] } } },
  { ...REQUEST, purpos: {} },
  { claims: REQUEST.claims },
  { ...REQUEST, purpose: 'text' },
  { ...REQUEST, purpose: {} },
  { ...REQUEST, purpose: { text: '' } },
  { ...REQUEST, purpose: { text: ' ' } },
  { ...REQUEST, purpose: { text: 'x'.repeat(281) } },
  { ...REQUEST, purpose: { text: 'x', policy: 'http://a.example' } },
  { ...REQUEST, purpose: { text: 'x', policy: 'javascript:alert(1)' } },
  { ...REQUEST, purpose: { text: 'x', type: 7 } },
  claims(undefined),
  claims({}),
  claims([]),
  claims(['email']),
  claims({ '*': {} }),
  claims({ emial: {} }),
  claims({ Email: {} }),
  claims({ email: null }),
  claims({ email: true }),
  claims({ email: { require: true } }),
  claims({ email: { required: 1 } }),
  claims({ email: { accepts: [] } }),
  claims({ email: { accepts: 'alias' } }),
  claims({ email: { accepts: ['*'] } }),
  claims({ email: { reason: 'x'.repeat(141) } }),
  claims({ 'home name': {} }),
  claims(JSON.parse('{"__proto__":{}}')),
  claims({ constructor: {} }),
  claims(Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`section-${i} email`, {}]))),
  { ...REQUEST, access: 'forever' },
  { ...REQUEST, access: 'once', collections: { 'app:notes': { actions: ['read'] } } },
  { ...REQUEST, access: {} },
  { ...REQUEST, access: { for: '30 days' } },
  { ...REQUEST, access: { for: 'P' } },
  { ...REQUEST, access: { for: 'P1D', until: '2027-01-31' } },
  { ...REQUEST, access: { until: 'tomorrow' } },
  { ...REQUEST, access: { until: '2027-13-01' } },
  { ...REQUEST, retention: 90 },
  { ...REQUEST, retention: 'PT' },
  { ...REQUEST, nonce: '' },
  { ...REQUEST, nonce: 'a b' },
  { ...REQUEST, nonce: 'x'.repeat(257) },
]

it.each(bad.map((value, i) => [i, value]))(
  'request %i is a TypeError before anything is sent',
  async (_, value) => {
    const vault = await page.vault()
    const sent = page.extension.calls.length
    await expect(vault.request(value as never)).rejects.toBeInstanceOf(TypeError)
    expect(page.extension.calls.length).toBe(sent)
  },
)

it('refuses bad options, queries, timeouts and reads', async () => {
  const vault = await page.vault()
  const grant = await vault.request(REQUEST)
  const sent = page.extension.calls.length
  const calls: (() => Promise<unknown>)[] = [
    () => vault.request(REQUEST, { signal: {} as AbortSignal }),
    () => vault.request(REQUEST, { signl: 1 } as never),
    () => vault.query({} as never),
    () => vault.query({ claims: [] }),
    () => vault.query({ claims: ['*'] as never }),
    () => page.discover({ timeout: -1 }),
    () => page.discover({ timeout: Number.NaN }),
    () => page.discover({ timeout: '300' as never }),
    () => page.discover(null as never),
    () => grant.read([]),
    () => grant.read(['cc-number' as never]),
    () => grant.read('email' as never),
    () => grant.revoke('now' as never),
  ]
  for (const call of calls) await expect(call()).rejects.toBeInstanceOf(TypeError)
  expect(page.extension.calls.length).toBe(sent)
})

it('reads a request once: what a getter says later is not sent', () => {
  let times = 0
  const sly = {
    get purpose() {
      times++
      return { text: times > 1 ? 'other' : 'first' }
    },
    claims: REQUEST.claims,
  }
  expect(checkRequest(sly).purpose).toEqual({ text: 'first' })
})

it('knows the same claims as the extension, and the extension takes what the SDK sends', () => {
  expect([...FIELDS].sort()).toEqual([...CLAIM_NAMES].sort())
  for (const claim of ['shipping street-address', 'section-gift billing home tel', 'work email'])
    expect(isClaim(claim)).toBe(true)
  const full = {
    purpose: { text: 'Send order 1234', type: 'delivery', policy: 'https://shop.example/privacy' },
    claims: {
      email: { required: true, accepts: ['alias'], reason: 'r' },
      bday: { accepts: ['over:18', 'year'] },
      'shipping postal-code': {},
    },
    access: { for: 'P30D' },
    retention: 'P90D',
    nonce: 'abc123',
  }
  expect(parseSiteRequest(checkRequest(full))).toMatchObject({ ok: true })
})
