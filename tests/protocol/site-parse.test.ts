import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isId } from '@/lib/base/ids'
import { MAX_CALL_LENGTH, MAX_WRITE_LENGTH } from '@/lib/protocol/site'
import { parseForwardedCall, parseSiteCall } from '@/lib/protocol/site-parse'
import { parseClaim } from '@/lib/records/claims'
import { id } from '../grants/help'

const own = id(1)
const target = id(2)
const NOTES = 'app:notes@https://notes.example'

describe('a call of a page', () => {
  it.each<[unknown, unknown?]>([
    [{ id: own, verb: 'hello' }],
    [{ id: own, verb: 'query', claims: ['email', 'shipping tel'] }],
    [
      { id: own, verb: 'query', claims: [' EMAIL', 'email'] },
      { id: own, verb: 'query', claims: ['email'] },
    ],
    [
      { id: own, verb: 'query', claims: ['contacts', 'app:notes', NOTES, 'email', 'contacts'] },
      { id: own, verb: 'query', claims: ['contacts', 'app:notes', NOTES, 'email'] },
    ],
    [
      { id: own, verb: 'query', claims: Array(64).fill('email') },
      { id: own, verb: 'query', claims: ['email'] },
    ],
    [{ id: own, verb: 'request', request: { anything: [1, '*', null] } }],
    [{ id: own, verb: 'read', grant: target, claims: null }],
    [
      { id: own, verb: 'read', grant: target },
      { id: own, verb: 'read', grant: target, claims: null },
    ],
    [{ id: own, verb: 'read', grant: target, claims: ['bday'] }],
    [{ id: own, verb: 'revoke', grant: target }],
    [{ id: own, verb: 'cancel', target }],
    [{ id: own, verb: 'ack', target }],
  ])('%j', (call, expected = call) => {
    expect(parseSiteCall(call)).toEqual(expected)
  })

  it.each<[unknown, string]>([
    [{ id: own }, 'call: has no verb that is known here'],
    [{ id: own, verb: 'toString' }, 'call: has no verb that is known here'],
    [{ id: own, verb: 'session.lock' }, 'call: has no verb that is known here'],
    [{ id: own, verb: 'hello', origin: 'https://bank.example' }, 'call: is not a hello'],
    [{ id: own, verb: 'query', claims: [] }, 'claims: is empty'],
    [{ id: own, verb: 'query' }, 'call: is not a query'],
    [{ id: own, verb: 'query', claims: ['*'] }, 'claims: "*" is not a claim'],
    [{ id: own, verb: 'query', claims: ['emial\u202E'] }, 'claims: "emial" is not a claim'],
    [{ id: own, verb: 'query', claims: ['\uD800'] }, 'claims: "\uFFFD" is not a claim'],
    [{ id: own, verb: 'query', claims: Array(65).fill('email') }, 'claims: has more than 64 members'],
    [{ id: own, verb: 'query', claims: [['email']] }, 'call: is not a query'],
    [{ id: own, verb: 'read', grant: 'x', claims: null }, 'call: is not a read'],
    [{ id: own, verb: 'read', grant: target, claims: [] }, 'claims: is empty'],
    [{ id: own, verb: 'read', grant: target, claims: ['contacts'] }, 'claims: "contacts" is not a claim'],
    [{ id: own, verb: 'read', grant: target, claims: [NOTES] }, `claims: "${NOTES}" is not a claim`],
    [{ id: own, verb: 'cancel', target: '../../x' }, 'call: is not a cancel'],
    [{ id: own, verb: 'request', request: deep(17) }, 'call: is deeper than 17'],
    [{ id: own, verb: 'request', request: 'x'.repeat(65_536) }, 'call: is larger than 64 KiB'],
  ])('with something wrong is answered under its id: %#', (call, problem) => {
    expect(parseSiteCall(call)).toEqual({ id: own, problem })
  })

  it('a request of the allowed depth and length passes on', () => {
    expect(parseSiteCall({ id: own, verb: 'request', request: deep(16) })).toMatchObject({ verb: 'request' })
    const bare = { id: own, verb: 'request', request: '' }
    const room = MAX_CALL_LENGTH - JSON.stringify(bare).length
    expect(parseSiteCall({ ...bare, request: 'x'.repeat(room) })).toMatchObject({ verb: 'request' })
    expect(parseSiteCall({ ...bare, request: 'x'.repeat(room + 1) })).toEqual({
      id: own,
      problem: 'call: is larger than 64 KiB',
    })
  })

  it('what is written may be larger and deeper, up to a limit of its own', () => {
    const write = (value: object) => ({
      id: own,
      verb: 'write',
      grant: target,
      collection: 'app:notes',
      changes: [{ op: 'create', value }],
    })
    const room = MAX_WRITE_LENGTH - JSON.stringify(write({ text: '' })).length
    expect(parseSiteCall(write({ text: 'x'.repeat(room) }))).toMatchObject({ verb: 'write' })
    expect(parseSiteCall(write({ text: 'x'.repeat(room + 1) }))).toEqual({
      id: own,
      problem: 'call: is larger than 1 MiB',
    })
    expect(parseSiteCall({ ...write({ text: 'x'.repeat(room + 99) }), id: 'x' })).toBeNull()
    expect(parseSiteCall(write({ a: deep(15) }))).toMatchObject({ verb: 'write' })
    expect(parseSiteCall(write({ a: deep(16) }))).toEqual({ id: own, problem: 'call: is deeper than 19' })
  })

  it('a part of an attachment is read once, whole, and not longer than a part is', () => {
    const data = 'A'.repeat(699_051)
    let asked = 0
    const part = {
      id: own,
      verb: 'chunk',
      upload: target,
      index: 0,
      get data() {
        asked++
        return data
      },
    }
    expect(parseSiteCall(part)).toEqual({ id: own, verb: 'chunk', upload: target, index: 0, data })
    expect(asked).toBe(1)
    for (const wrong of [
      { data: `${data}A` },
      { index: -1 },
      { index: 0.5 },
      { upload: 'x' },
      { origin: 'x' },
    ])
      expect(parseSiteCall({ ...part, data, ...wrong }), Object.keys(wrong)[0]).toEqual({
        id: own,
        problem: 'call: is not a chunk',
      })
    const throwing = {
      id: own,
      verb: 'chunk',
      get data() {
        throw new Error('x')
      },
    }
    expect(parseSiteCall(throwing)).toBeNull()
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', 'hello'],
    ['a list', []],
    ['no id', { verb: 'hello' }],
    ['a short id', { id: 'abc', verb: 'hello' }],
    ['an id that is no id of ours', { id: '../../../../etc/passwd', verb: 'hello' }],
    ['a big integer', 1n],
    ['a function', () => 1],
    ['100,000 deep', deep(100_000)],
  ])('without an id there is no answer: %s', (_name, call) => {
    expect(parseSiteCall(call)).toBeNull()
  })

  it('a getter is asked once', () => {
    let asked = 0
    const call = {
      id: own,
      get verb() {
        return asked++ === 0 ? 'hello' : 'request'
      },
    }
    expect(parseSiteCall(call)).toEqual({ id: own, verb: 'hello' })
    expect(asked).toBe(1)
  })

  it('whatever comes, it never throws and lets only known names through', () => {
    const name = fc.oneof(
      fc.constantFrom('email', 'tel', ' Shipping TEL', '*', '__proto__'),
      fc.string({ unit: 'binary' }),
    )
    const names = fc.oneof(
      fc.array(fc.constantFrom('email', 'tel', ' Shipping TEL'), { minLength: 1 }),
      fc.array(name),
      fc.jsonValue(),
    )
    const calls = fc.oneof(
      fc.record({ verb: fc.constant('hello') }),
      fc.record({ verb: fc.constant('query'), claims: names }),
      fc.record({ verb: fc.constant('read'), grant: fc.constantFrom(target, 'x'), claims: names }),
      fc.record({ verb: fc.constant('request'), request: fc.jsonValue() }),
      fc.record({ verb: fc.constantFrom('cancel', 'ack'), target: fc.constantFrom(target, null) }),
      fc.dictionary(fc.constantFrom('verb', 'claims', 'grant', 'target'), fc.jsonValue()),
    )
    const call = fc
      .tuple(calls, fc.oneof(fc.constant(own), fc.string()))
      .map(([one, callId]) => ({ id: callId, ...one }))
    let accepted = 0
    fc.assert(
      fc.property(fc.oneof(call, fc.anything()), (input) => {
        const parsed = parseSiteCall(input)
        if (parsed === null) return true
        if (!isId(parsed.id)) return false
        if ('problem' in parsed) return parsed.problem.length > 0
        accepted++
        return (
          !('claims' in parsed) ||
          parsed.claims === null ||
          parsed.claims.every((claim) => parseClaim(claim)?.claim === claim)
        )
      }),
      { numRuns: 3000 },
    )
    expect(accepted).toBeGreaterThan(300)
  })
})

describe('what the bridge forwards', () => {
  it('is the call, and whether there was a gesture', () => {
    expect(parseForwardedCall({ call: { id: own, verb: 'hello' }, active: true })).toEqual({
      call: { id: own, verb: 'hello' },
      active: true,
    })
    expect(parseForwardedCall({ call: { id: own, verb: 'nothing' }, active: false })).toMatchObject({
      id: own,
    })
  })

  it.each([
    null,
    { call: { id: own, verb: 'hello' } },
    { call: { id: own, verb: 'hello' }, active: 'yes' },
    { call: 1, active: true },
    { call: { id: own, verb: 'hello' }, active: true, origin: 'https://bank.example' },
  ])('is nothing otherwise: %j', (input) => {
    expect(parseForwardedCall(input)).toBeNull()
  })
})

function deep(depth: number): unknown {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = [value]
  return value
}
