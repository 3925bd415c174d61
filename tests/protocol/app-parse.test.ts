import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isAppVerb, parseAppMessage } from '@/lib/protocol/app-parse'
import { id, NOW, SHOP } from '../grants/help'

const hash = 'a'.repeat(43)
const choice = { claim: 'email', record: id(3), form: 'alias' }
const allow = { allow: true, id: id(1), hash, choices: [choice], term: { kind: 'once' } }
const deny = { allow: false, id: id(1), hash, until: 'once', claims: null }

const good: readonly [string, unknown][] = [
  ['session.state', {}],
  ['session.unlocked', {}],
  ['session.lock', {}],
  ['session.touch', {}],
  ['vault.changed', {}],
  ['prompt.view', { id: id(1) }],
  ['prompt.next', {}],
  ['prompt.answer', allow],
  ['prompt.answer', { ...allow, term: { kind: 'until', at: NOW } }],
  ['prompt.answer', { ...allow, term: { kind: 'revoked' } }],
  ['prompt.answer', { ...allow, choices: [{ ...choice, form: 'over:18' }] }],
  ['prompt.answer', deny],
  ['prompt.answer', { ...deny, until: NOW, claims: ['email'] }],
  ['prompt.open', { id: id(1) }],
  ['popup.view', { origin: SHOP }],
  ['popup.view', { origin: null }],
  ['popup.view', { origin: 'http://localhost:3000' }],
  ['grant.revoke', { grant: id(1), claim: null }],
  ['grant.revoke', { grant: id(1), claim: 'email' }],
  ['grant.notify', { grant: id(1), claims: ['shipping street-address', 'email'] }],
  ['grant.pause', { grant: id(1), paused: true }],
  ['site.refuse', { origin: SHOP, until: 'always' }],
  ['site.refuse', { origin: SHOP, until: NOW }],
  ['refusal.lift', { id: id(1) }],
  ['sites.registered', {}],
  ['sync.health', {}],
  ['sync.run', {}],
  ['sync.condense', {}],
  ['sync.unsafe', {}],
  ['sync.test', { place: { kind: 'webdav', address: 'https://cloud.example/', password: ' a ' } }],
  ['sync.invite', {}],
  ['sync.invite.look', {}],
  ['join.invitation', { text: 'selfstead-device:1:x', name: 'Lap' }],
  [
    'join.phrase',
    { place: { kind: 'webdav', address: 'https://cloud.example/' }, words: 'one two', name: 'Laptop' },
  ],
  ['join.look', {}],
]

describe('a call of our own pages', () => {
  it.each(good)('%s %j', (app, params) => {
    expect(parseAppMessage({ app, params })).toEqual({ verb: app, params })
  })

  it.each<[string, unknown]>([
    ['prompt.view', { id: 'x' }],
    ['sync.run', { place: 'x' }],
    ['sync.test', {}],
    ['sync.test', { place: 'https://cloud.example/' }],
    ['sync.test', { place: { kind: 1 } }],
    ['sync.test', { place: { kind: 'a'.repeat(5_000) } }],
    ['sync.test', { place: Object.fromEntries(Array.from({ length: 13 }, (_, at) => [`a${at}`, ''])) }],
    ['prompt.view', {}],
    ['prompt.view', { id: id(1), more: 1 }],
    ['prompt.answer', { ...allow, choices: [] }],
    ['prompt.answer', { ...allow, choices: Array(65).fill(choice) }],
    ['prompt.answer', { ...allow, choices: [{ ...choice, form: 'all' }] }],
    ['prompt.answer', { ...allow, choices: [{ ...choice, form: 'over:0' }] }],
    ['prompt.answer', { ...allow, hash: 'short' }],
    ['prompt.answer', { ...allow, allow: 'true' }],
    ['prompt.answer', { ...allow, term: { kind: 'forever' } }],
    ['prompt.answer', { ...allow, term: { kind: 'until', at: 1.5 } }],
    ['prompt.answer', { ...allow, term: { kind: 'until', at: 9e15 } }],
    ['prompt.answer', { ...deny, claims: [] }],
    ['prompt.answer', { ...deny, until: 'never' }],
    ['popup.view', { origin: 'https://shop.example/path' }],
    ['popup.view', { origin: 'javascript:alert(1)' }],
    ['grant.revoke', { grant: id(1) }],
    ['grant.notify', { grant: id(1), claims: [] }],
    ['grant.notify', { grant: id(1), claims: Array(65).fill('email') }],
    ['grant.notify', { grant: id(1) }],
    ['grant.pause', { grant: id(1), paused: 1 }],
    ['site.refuse', { origin: SHOP, until: null }],
    ['sites.registered', { tab: 4 }],
    ['session.lock', { now: true }],
    ['sync.invite', { name: 'Lap' }],
    ['join.invitation', { text: 'x'.repeat(10_001), name: 'Lap' }],
    ['join.invitation', { text: 'x', name: '' }],
    ['join.phrase', { place: { address: 1 }, words: 'one', name: 'Laptop' }],
    ['join.phrase', { place: {}, words: 'x'.repeat(1_001), name: 'Laptop' }],
    ['join.phrase', { place: {}, words: 'one', name: '' }],
    ['session.lock', null],
    ['session.lock', []],
    ['toString', {}],
    ['__proto__', {}],
    ['request', {}],
  ])('is none: %s %j', (app, params) => {
    expect(parseAppMessage({ app, params })).toBeNull()
  })

  it('what is not a message is none', () => {
    for (const input of [
      null,
      undefined,
      'session.lock',
      [],
      { app: 'session.lock', params: {}, more: 1 },
      { params: {} },
    ])
      expect(parseAppMessage(input)).toBeNull()
  })

  it('a known call with wrong parameters can be told from an unknown one', () => {
    expect(isAppVerb('prompt.view')).toBe(true)
    expect(isAppVerb('toString')).toBe(false)
    expect(isAppVerb(7)).toBe(false)
  })

  it('whatever comes, it never throws', () => {
    const verb = fc.oneof(fc.constantFrom(...good.map(([app]) => app)), fc.string())
    fc.assert(
      fc.property(fc.oneof(fc.record({ app: verb, params: fc.anything() }), fc.anything()), (input) => {
        const parsed = parseAppMessage(input)
        return parsed === null || isAppVerb(parsed.verb)
      }),
      { numRuns: 2000 },
    )
  })
})
