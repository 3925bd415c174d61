import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY } from '@/lib/base/time'
import { parseSiteRequest } from '@/lib/grants/parse-request'
import { CLAIM_NAMES, hasForm, parseClaim } from '@/lib/records/claims'
import { NOW } from './help'

const good = () => ({
  purpose: { text: 'Send order 1234', type: 'delivery', policy: 'https://shop.example/privacy?x=1#y' },
  claims: {
    name: { required: true },
    'shipping street-address': { required: true },
    email: { required: true, accepts: ['alias'] },
    tel: { reason: 'Only if the courier must call' },
    bday: { accepts: ['over:18', 'full'] },
  } as Record<string, unknown>,
  access: { for: 'P30D' } as unknown,
  retention: 'P90D',
  nonce: 'n0nce',
})

const reason = (input: unknown, now?: number): string => {
  const parsed = parseSiteRequest(input, now)
  return parsed.ok ? 'accepted' : parsed.reason
}

describe('a request', () => {
  it('is read whole', () => {
    const parsed = parseSiteRequest(good())
    expect(parsed.ok && parsed.value).toEqual({
      purpose: { text: 'Send order 1234', type: 'delivery', policy: 'https://shop.example/privacy?x=1#y' },
      claims: [
        { claim: 'name', required: true, accepts: [] },
        { claim: 'shipping street-address', required: true, accepts: [] },
        { claim: 'email', required: true, accepts: ['alias'] },
        { claim: 'tel', required: false, accepts: [], reason: 'Only if the courier must call' },
        { claim: 'bday', required: false, accepts: ['over:18'] },
      ],
      access: { for: 'P30D' },
      retention: 'P90D',
      nonce: 'n0nce',
    })
  })

  it('is frozen to its leaves', () => {
    const parsed = parseSiteRequest(good())
    const frozen = (value: unknown): boolean =>
      value === null ||
      typeof value !== 'object' ||
      (Object.isFrozen(value) && Object.values(value).every(frozen))
    expect(parsed.ok && frozen(parsed.value)).toBe(true)
  })

  it('comes out in one spelling', () => {
    const parsed = parseSiteRequest({ purpose: { text: 'x' }, claims: { '  Shipping \n TEL ': {} } })
    expect(parsed.ok && parsed.value.claims[0]?.claim).toBe('shipping tel')
  })

  it('without a length of time is for once', () => {
    const parsed = parseSiteRequest({ purpose: { text: 'x' }, claims: { tel: {} } })
    expect(parsed.ok && parsed.value.access).toBe('once')
  })

  it('loses characters that cannot be seen', () => {
    const parsed = parseSiteRequest({
      purpose: { text: 'Free\u202E\u200B money\n<b>now</b>' },
      claims: { tel: { reason: '\u2066why\u2069' } },
    })
    expect(parsed.ok && parsed.value.purpose.text).toBe('Free money <b>now</b>')
    expect(parsed.ok && parsed.value.claims[0]?.reason).toBe('why')
  })
})

describe('what is wrong with a request is said', () => {
  const cases: readonly [string, unknown, string][] = [
    ['not an object', 'tel', 'request: is not an object'],
    ['nothing', undefined, 'request: is not JSON'],
    ['a number too big for JSON', 1n, 'request: is not JSON'],
    ['null', null, 'request: is not an object'],
    ['a list', [], 'request: is not an object'],
    ['an unknown member', { ...good(), scope: 1 }, 'request: "scope" is not a member of it'],
    ['no purpose', { ...good(), purpose: undefined }, 'purpose: is missing'],
    ['an empty purpose', { ...good(), purpose: { text: ' \u200B ' } }, 'purpose.text: is empty'],
    ['no purpose text', { ...good(), purpose: {} }, 'purpose.text: is missing'],
    ['a purpose that is no text', { ...good(), purpose: { text: 1 } }, 'purpose.text: is not text'],
    [
      'a long purpose',
      { ...good(), purpose: { text: 'é'.repeat(281) } },
      'purpose.text: is longer than 280 characters',
    ],
    [
      'a long type',
      { ...good(), purpose: { text: 'x', type: 'y'.repeat(65) } },
      'purpose.type: is longer than 64 characters',
    ],
    [
      'an unknown purpose member',
      { ...good(), purpose: { text: 'x', html: 'y' } },
      'purpose: "html" is not a member of it',
    ],
    ['no claims', { ...good(), claims: undefined }, 'claims: is missing'],
    ['claims as a list', { ...good(), claims: ['email'] }, 'claims: is not an object'],
    ['empty claims', { ...good(), claims: {} }, 'claims: is empty'],
    ['everything', { ...good(), claims: { '*': {} } }, 'claims: "*" is not a claim'],
    ['a misspelt claim', { ...good(), claims: { emial: {} } }, 'claims: "emial" is not a claim'],
    [
      'a password',
      { ...good(), claims: { 'current-password': {} } },
      'claims: "current-password" is not a claim',
    ],
    ['an inherited name', { ...good(), claims: { toString: {} } }, 'claims: "toString" is not a claim'],
    ['a claim twice', { ...good(), claims: { tel: {}, ' TEL': {} } }, 'claims: "tel" is asked for twice'],
    ['a bare claim', { ...good(), claims: { tel: true } }, 'claims "tel": is not an object'],
    [
      'an unknown claim member',
      { ...good(), claims: { tel: { need: 1 } } },
      'claims "tel": "need" is not a member of it',
    ],
    [
      'required as text',
      { ...good(), claims: { tel: { required: 'yes' } } },
      'claims "tel": required is not true or false',
    ],
    ['no forms', { ...good(), claims: { tel: { accepts: [] } } }, 'claims "tel": accepts is empty'],
    [
      'forms as text',
      { ...good(), claims: { tel: { accepts: 'last:3' } } },
      'claims "tel": accepts is not a list',
    ],
    [
      'a form of another claim',
      { ...good(), claims: { tel: { accepts: ['year'] } } },
      'claims "tel": "year" is not a form of it',
    ],
    [
      'every form',
      { ...good(), claims: { tel: { accepts: ['*'] } } },
      'claims "tel": "*" is not a form of it',
    ],
    [
      'a form that is no text',
      { ...good(), claims: { tel: { accepts: [{}] } } },
      'claims "tel": an entry of accepts is not a form of it',
    ],
    [
      'a long reason',
      { ...good(), claims: { tel: { reason: 'x'.repeat(141) } } },
      'claims "tel": reason: is longer than 140 characters',
    ],
    ['a strange access', { ...good(), access: 'forever' }, 'access: "forever" is not a length of time'],
    [
      'both for and until',
      { ...good(), access: { for: 'P1D', until: '2027-01-01' } },
      'access: has to say either for or until',
    ],
    ['neither', { ...good(), access: {} }, 'access: has to say either for or until'],
    [
      'an unknown access member',
      { ...good(), access: { for: 'P1D', renew: true } },
      'access: "renew" is not a member of it',
    ],
    ['no duration', { ...good(), access: { for: '30 days' } }, 'access.for: is not an ISO 8601 duration'],
    ['367 days', { ...good(), access: { for: 'P367D' } }, 'access.for: is longer than 366 days'],
    [
      'no date',
      { ...good(), access: { until: '2027-02-30' } },
      'access.until: is not a date like 2027-01-31',
    ],
    ['no retention', { ...good(), retention: 'P0D' }, 'retention: is not an ISO 8601 duration'],
    ['101 years of retention', { ...good(), retention: 'P101Y' }, 'retention: is longer than 100 years'],
    [
      '17 forms',
      { ...good(), claims: { bday: { accepts: Array.from({ length: 17 }, (_, i) => `over:${i + 1}`) } } },
      'claims "bday": accepts has more than 16 forms',
    ],
    [
      'a long policy',
      { ...good(), purpose: { text: 'x', policy: `https://shop.example/${'x'.repeat(2_028)}` } },
      'purpose.policy: is longer than 2048 characters',
    ],
    [
      'a nonce with a space',
      { ...good(), nonce: 'a b' },
      'nonce: is not 1 to 256 printable ASCII characters',
    ],
    [
      'collections',
      { ...good(), collections: { contacts: {} } },
      'collections "contacts": actions is missing',
    ],
    ['a lone surrogate', { ...good(), purpose: { text: '\uD800' } }, 'request: holds a lone surrogate'],
    [
      'a lone surrogate in a name',
      { ...good(), claims: { '\uDC00': {} } },
      'request: holds a lone surrogate',
    ],
    [
      '__proto__',
      JSON.parse('{"__proto__":{"claims":{}}}'),
      'request: a member may not be called "__proto__"',
    ],
    [
      '__proto__ as a claim',
      JSON.parse('{"purpose":{"text":"x"},"claims":{"__proto__":{}}}'),
      'request: a member may not be called "__proto__"',
    ],
    [
      'constructor',
      { ...good(), claims: { constructor: {} } },
      'request: a member may not be called "constructor"',
    ],
    [
      'prototype',
      { ...good(), claims: { prototype: {} } },
      'request: a member may not be called "prototype"',
    ],
    [
      '64 KiB and more',
      { ...good(), purpose: { text: 'x'.repeat(70_000) } },
      'request: is larger than 64 KiB',
    ],
    ['17 deep', { ...good(), nonce: nested(16) }, 'request: is deeper than 16'],
    ['100,000 deep', nested(100_000), 'request: is not JSON'],
    [
      '65 claims',
      {
        ...good(),
        claims: Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`section-${i} tel`, {}])),
      },
      'claims: has more than 64 members',
    ],
  ]
  it.each(cases)('%s', (_name, input, expected) => {
    expect(reason(input)).toBe(expected)
  })

  it.each([
    'http://shop.example/privacy',
    'javascript:alert(1)',
    'https://user@shop.example/',
    'https://shop.example\\@evil.example/',
    'https://shop.example/ x',
    'https://',
    'https://shop.example/\u202Egnp.exe',
    '//shop.example',
    '',
  ])('a policy that is no https address: %s', (policy) => {
    expect(reason({ ...good(), purpose: { text: 'x', policy } })).toBe(
      'purpose.policy: is not an https address',
    )
  })

  it('an end that has passed or is too far, where the time is known', () => {
    expect(reason({ ...good(), access: { until: '2026-05-02' } }, NOW)).toBe('access.until: has passed')
    expect(reason({ ...good(), access: { until: '2027-05-04' } }, NOW)).toBe('accepted')
    expect(reason({ ...good(), access: { until: '2027-05-06' } }, NOW)).toBe(
      'access.until: is more than 366 days ahead',
    )
    expect(reason({ ...good(), access: { for: 'P366D' } }, NOW + DAY)).toBe('accepted')
  })

  it('a session and a day are read as they were said, a form once', () => {
    const read = (more: object) => {
      const parsed = parseSiteRequest({ ...good(), ...more }, NOW)
      return parsed.ok ? parsed.value : null
    }
    expect(read({ access: 'session' })?.access).toBe('session')
    expect(read({ access: { until: '2026-05-03' } })?.access).toEqual({ until: '2026-05-03' })
    expect(read({ claims: { email: { accepts: ['alias', 'alias', 'full'] } } })?.claims[0]?.accepts).toEqual([
      'alias',
    ])
  })

  it('of exactly the longest text and the deepest nesting it is read', () => {
    const long = (length: number) => {
      const bare = { purpose: { text: '' }, claims: { tel: {} } }
      const text = 'x'.repeat(length - JSON.stringify(bare).length)
      return reason({ ...bare, purpose: { text } })
    }
    expect(long(65_536)).toBe('purpose.text: is longer than 280 characters')
    expect(long(65_537)).toBe('request: is larger than 64 KiB')
    expect(reason({ ...good(), nonce: nested(15) })).toBe('nonce: is not 1 to 256 printable ASCII characters')
  })

  it('exactly at the limits it is accepted', () => {
    expect(
      reason({ ...good(), purpose: { text: 'x', policy: `https://shop.example/${'x'.repeat(2_027)}` } }),
    ).toBe('accepted')
    expect(
      reason({
        ...good(),
        claims: { bday: { accepts: Array.from({ length: 16 }, (_, i) => `over:${i + 1}`) } },
      }),
    ).toBe('accepted')
    const collections = Array.from({ length: 16 }, (_, i) => [`app:a${i}`, { actions: ['read'] }])
    expect(reason({ ...good(), collections: Object.fromEntries(collections) })).toBe('accepted')
    expect(reason({ ...good(), purpose: { text: '𝒳'.repeat(280) } })).toBe('accepted')
    expect(reason({ ...good(), claims: { tel: { reason: 'x'.repeat(140) } } })).toBe('accepted')
    expect(
      reason({
        ...good(),
        claims: Object.fromEntries(Array.from({ length: 64 }, (_, i) => [`section-${i} tel`, {}])),
      }),
    ).toBe('accepted')
  })
})

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let i = 0; i < depth; i++) value = [value]
  return value
}

describe('hostile objects', () => {
  it('a getter is asked once', () => {
    let asked = 0
    const claims = {
      get tel() {
        return asked++ === 0 ? { required: false } : { required: true }
      },
    }
    const parsed = parseSiteRequest({ purpose: { text: 'x' }, claims })
    expect(asked).toBe(1)
    expect(parsed.ok && parsed.value.claims[0]?.required).toBe(false)
  })

  it('a throwing getter and a revoked proxy are refusals', () => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(reason(proxy)).toBe('request: is not JSON')
    expect(
      reason({
        get purpose() {
          throw new Error('x')
        },
      }),
    ).toBe('request: is not JSON')
  })

  it('changing the input afterwards changes nothing', () => {
    const input = good()
    const parsed = parseSiteRequest(input)
    input.claims['cc-number'] = {}
    input.purpose.text = 'other'
    expect(parsed.ok && parsed.value.claims).toHaveLength(5)
    expect(parsed.ok && parsed.value.purpose.text).toBe('Send order 1234')
  })
})

/** Whatever is accepted keeps every promise of the type. */
function holds(input: unknown): boolean {
  const parsed = parseSiteRequest(input)
  if (!parsed.ok) return parsed.reason.length > 0 && parsed.reason.length < 400
  const { claims, purpose } = parsed.value
  return (
    claims.length > 0 &&
    claims.length <= 64 &&
    [...purpose.text].length <= 280 &&
    purpose.text.trim() !== '' &&
    new Set(claims.map(({ claim }) => claim)).size === claims.length &&
    claims.every(
      ({ claim, accepts }) =>
        parseClaim(claim)?.claim === claim &&
        accepts.every((form) => form !== 'full' && hasForm(claim, form)),
    )
  )
}

describe('properties', () => {
  it('arbitrary JSON never throws and never gets an unknown name through', () => {
    fc.assert(fc.property(fc.jsonValue(), (input) => holds(input)))
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withNullPrototype: true, withObjectString: true }),
        (input) => holds(input),
      ),
    )
  })

  it('1,000 mutations of a good request are refused or keep every promise', () => {
    const junk = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom<unknown>(
        '*',
        [],
        {},
        null,
        '',
        '\uD800',
        Number.POSITIVE_INFINITY,
        -1,
        'full',
        'P9999Y',
        'constructor',
      ),
    )
    let refusals = 0
    fc.assert(
      fc.property(
        fc.nat(),
        fc.constantFrom('replace', 'delete', 'rename', 'add'),
        junk,
        fc.string({ unit: 'binary' }),
        (n, how, value, key) => {
          const input = good()
          const places: [Record<string, unknown>, string][] = []
          const walk = (object: Record<string, unknown>) => {
            for (const [name, item] of Object.entries(object)) {
              places.push([object, name])
              if (item !== null && typeof item === 'object') walk(item as Record<string, unknown>)
            }
          }
          walk(input)
          const [object, name] = places[n % places.length]!
          // No list has a length like that, also before it is parsed.
          if (key === 'length' && Array.isArray(object)) return true
          if (how === 'replace') object[name] = value
          if (how === 'delete') delete object[name]
          if (how === 'add') object[key] = value
          if (how === 'rename') {
            object[key] = object[name]
            delete object[name]
          }
          if (!parseSiteRequest(input).ok) refusals++
          return holds(input)
        },
      ),
      { numRuns: 1000 },
    )
    expect(refusals).toBeGreaterThan(300)
  })

  it('every claim name of the list can be asked for, in each of its forms', () => {
    for (const name of CLAIM_NAMES)
      expect(reason({ purpose: { text: 'x' }, claims: { [name]: {} } })).toBe('accepted')
  })
})
