import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide, isGranted, readableClaims } from '@/lib/grants/decide'
import { answers, difference } from '@/lib/grants/difference'
import type { GrantedClaim, GrantState, Refusal, StandingGrant } from '@/lib/grants/grant'
import type { ClaimRequest } from '@/lib/grants/request'
import type { Form } from '@/lib/records/form'
import { ask, granted, id, makeGrant, NOW, request, SHOP, standing } from './help'

const base = { origin: SHOP, refusals: [] as readonly Refusal[], now: NOW }

function no(more: Partial<Refusal> = {}): Refusal {
  return { id: id(50), origin: SHOP, claims: null, created: NOW - 1, until: null, cause: 'person', ...more }
}

describe('decide, case by case', () => {
  it('without grants everything is asked', () => {
    const asked = [ask('email', { required: true }), ask('tel')]
    expect(decide({ ...base, request: request(...asked), grants: [] })).toEqual({
      kind: 'ask',
      standing: [],
      grants: [],
      missing: asked,
      standingCollections: [],
      missingCollections: [],
      withheld: [],
      longest: null,
      applied: [],
    })
  })

  it('a request for nothing is refused, never everything', () => {
    expect(decide({ ...base, request: request(), grants: [standing()] })).toEqual({ kind: 'refuse' })
  })

  it('wholly inside a live grant is allowed, with only the claims asked for', () => {
    const grant = standing()
    expect(decide({ ...base, request: request(ask('email')), grants: [grant] })).toEqual({
      kind: 'allow',
      grants: [{ ...grant, claims: [granted('email')] }],
      claims: [granted('email')],
      collections: [],
      withheld: [],
    })
  })

  it('wider asks for the difference', () => {
    const decision = decide({ ...base, request: request(ask('email'), ask('tel')), grants: [standing()] })
    expect(decision).toMatchObject({ kind: 'ask', standing: [granted('email')], missing: [ask('tel')] })
  })

  it('two grants together can answer', () => {
    const first = standing({ id: id(1), claims: [granted('email')] })
    const second = standing({ id: id(2), claims: [granted('tel')] })
    const decision = decide({ ...base, request: request(ask('tel'), ask('email')), grants: [first, second] })
    expect(decision).toMatchObject({ kind: 'allow', claims: [granted('tel'), granted('email')] })
    expect(decision.kind === 'allow' && decision.grants.map(({ grant }) => grant.id)).toEqual([id(2), id(1)])
  })

  it.each<[Form, readonly Form[], string]>([
    ['full', [], 'allow'],
    ['full', ['city'], 'allow'],
    ['city', ['city'], 'allow'],
    ['city', ['city', 'country'], 'allow'],
    ['city', [], 'ask'],
    ['city', ['country'], 'ask'],
    ['country', ['city'], 'ask'],
  ])('a grant of %s for a site that accepts %j: %s', (form, accepts, kind) => {
    const grant = standing({ claims: [granted('street-address', form)] })
    expect(
      decide({ ...base, request: request(ask('street-address', { accepts })), grants: [grant] }).kind,
    ).toBe(kind)
  })

  it('the value itself is no answer where a rule leaves a coarser form only', () => {
    const coarser = ask('email', { accepts: ['alias'], withoutFull: true })
    expect(answers(granted('email'), coarser)).toBe(false)
    expect(answers(granted('email', 'alias'), coarser)).toBe(true)
  })

  it('over:18 is not over:21', () => {
    const grant = standing({ claims: [granted('bday', 'over:18')] })
    expect(
      decide({ ...base, request: request(ask('bday', { accepts: ['over:21'] })), grants: [grant] }).kind,
    ).toBe('ask')
    expect(
      decide({ ...base, request: request(ask('bday', { accepts: ['over:18'] })), grants: [grant] }).kind,
    ).toBe('allow')
  })

  it('of two grants the one that tells less answers', () => {
    const grants = [
      standing({ id: id(1), claims: [granted('email')] }),
      standing({ id: id(2), claims: [granted('email', 'alias')] }),
    ]
    const wish = request(ask('email', { accepts: ['alias'] }))
    for (const any of [grants, [...grants].reverse()])
      expect(decide({ ...base, request: wish, grants: any })).toMatchObject({
        claims: [granted('email', 'alias')],
      })
    expect(decide({ ...base, request: request(ask('email')), grants })).toMatchObject({
      claims: [granted('email')],
    })
  })

  it('of two equal grants the newer answers', () => {
    const older = standing({ id: id(1), created: NOW - 9, claims: [granted('email', 'full', id(901))] })
    const newer = standing({ id: id(2), created: NOW - 5, claims: [granted('email', 'full', id(902))] })
    for (const grants of [
      [older, newer],
      [newer, older],
    ])
      expect(decide({ ...base, request: request(ask('email')), grants })).toMatchObject({
        claims: [{ record: id(902) }],
      })
  })

  it.each([
    'https://shop.example.com',
    'http://shop.example',
    'https://shop.example:8443',
    'https://www.shop.example',
  ])('a grant of another origin is none: %s', (origin) => {
    expect(decide({ ...base, request: request(ask('email')), grants: [standing({ origin })] }).kind).toBe(
      'ask',
    )
  })

  it.each<GrantState>(['paused', 'revoked', 'expired'])('a %s grant is none', (state) => {
    expect(decide({ ...base, request: request(ask('email')), grants: [standing({}, state)] }).kind).toBe(
      'ask',
    )
  })

  it('a grant ends at its end, whatever its state was a moment ago', () => {
    const grants = [standing({ ends: NOW })]
    expect(decide({ ...base, now: NOW - 1, request: request(ask('email')), grants }).kind).toBe('allow')
    expect(decide({ ...base, now: NOW, request: request(ask('email')), grants }).kind).toBe('ask')
  })

  it('a claim with another prefix is another claim', () => {
    expect(
      decide({ ...base, request: request(ask('billing street-address')), grants: [standing()] }).kind,
    ).toBe('ask')
    expect(decide({ ...base, request: request(ask('street-address')), grants: [standing()] }).kind).toBe(
      'ask',
    )
  })

  it('another type of purpose is asked again; other words are not', () => {
    const grants = [standing({ purpose: { text: 'Send order 1', type: 'delivery' } })]
    const wish = (text: string, type?: string) => ({
      ...request(ask('email')),
      purpose: { text, ...(type && { type }) },
    })
    expect(decide({ ...base, request: wish('Send order 2', 'delivery'), grants }).kind).toBe('allow')
    expect(decide({ ...base, request: wish('Send order 1', 'marketing'), grants }).kind).toBe('ask')
    expect(decide({ ...base, request: wish('Send order 1'), grants }).kind).toBe('ask')
  })

  it('a longer promise of retention, or none, is asked again; a shorter one is not', () => {
    const grants = [standing({ retention: 'P90D' })]
    const wish = (retention?: string) => ({ ...request(ask('email')), ...(retention && { retention }) })
    expect(decide({ ...base, request: wish('P90D'), grants }).kind).toBe('allow')
    expect(decide({ ...base, request: wish('P30D'), grants }).kind).toBe('allow')
    expect(decide({ ...base, request: wish('P91D'), grants }).kind).toBe('ask')
    expect(decide({ ...base, request: wish(), grants }).kind).toBe('ask')
    expect(decide({ ...base, request: wish('P90D'), grants: [standing()] }).kind).toBe('allow')
  })
})

describe('refusals', () => {
  const wish = request(ask('email', { required: true }), ask('tel'))

  it('of everything, also over a live grant', () => {
    expect(decide({ ...base, request: wish, grants: [standing()], refusals: [no()] })).toEqual({
      kind: 'refuse',
    })
  })

  it('of a required claim refuses all', () => {
    expect(decide({ ...base, request: wish, grants: [], refusals: [no({ claims: ['email'] })] }).kind).toBe(
      'refuse',
    )
  })

  it('of an optional claim withholds it without a word', () => {
    const refusals = [no({ claims: ['tel'] })]
    expect(decide({ ...base, request: wish, grants: [], refusals })).toMatchObject({
      kind: 'ask',
      missing: [ask('email', { required: true })],
      withheld: ['tel'],
    })
    expect(decide({ ...base, request: wish, grants: [standing()], refusals })).toMatchObject({
      kind: 'allow',
      claims: [granted('email')],
      withheld: ['tel'],
    })
  })

  it('of all that was asked leaves nothing to ask', () => {
    const refusals = [no({ claims: ['tel', 'email'] })]
    expect(decide({ ...base, request: request(ask('email'), ask('tel')), grants: [], refusals }).kind).toBe(
      'refuse',
    )
  })

  it('of another origin are none', () => {
    expect(
      decide({ ...base, request: wish, grants: [], refusals: [no({ origin: 'https://other.example' })] })
        .kind,
    ).toBe('ask')
  })

  it('run out', () => {
    const refusals = [no({ until: NOW })]
    expect(decide({ ...base, now: NOW - 1, request: wish, grants: [], refusals }).kind).toBe('refuse')
    expect(decide({ ...base, now: NOW, request: wish, grants: [], refusals }).kind).toBe('ask')
  })

  it('of a registrable domain cover every origin on it and no other', () => {
    const refusals = [no({ origin: 'https://a.shop.example', site: 'shop.example', cause: 'silence' })]
    const kindFor = (origin: string) => decide({ ...base, origin, request: wish, grants: [], refusals }).kind
    expect(kindFor('https://b.shop.example:8443')).toBe('refuse')
    expect(kindFor(SHOP)).toBe('refuse')
    expect(kindFor('https://notshop.example')).toBe('ask')
    expect(kindFor('https://shop.example.evil.test')).toBe('ask')
  })

  it.each([
    ['tel', 'section-a tel', 'refuse'],
    ['tel', 'shipping tel', 'refuse'],
    ['tel', 'section-x billing work tel', 'refuse'],
    ['shipping tel', 'section-x shipping tel', 'refuse'],
    ['shipping tel', 'billing tel', 'ask'],
    ['shipping tel', 'tel', 'ask'],
    ['work tel', 'section-x work tel', 'refuse'],
    ['shipping work tel', 'section-x shipping work tel', 'refuse'],
    ['shipping work tel', 'section-x shipping home tel', 'ask'],
    ['work tel', 'home tel', 'ask'],
    ['tel', 'email', 'ask'],
  ])('of %s, asked for %s: %s', (refused, asked, kind) => {
    const refusals = [no({ claims: [refused] })]
    expect(
      decide({ ...base, request: request(ask(asked, { required: true })), grants: [], refusals }).kind,
    ).toBe(kind)
  })
})

describe('reading later', () => {
  const grant = standing()

  it('all, or the named ones, or nothing', () => {
    expect(readableClaims(grant, null, SHOP, NOW)).toEqual(grant.claims)
    expect(readableClaims(grant, ['email'], SHOP, NOW)).toEqual([granted('email')])
    expect(readableClaims(grant, ['shipping street-address', 'email'], SHOP, NOW)).toEqual(grant.claims)
    expect(readableClaims(grant, ['email', 'tel'], SHOP, NOW)).toBeNull()
    expect(readableClaims(grant, [], SHOP, NOW)).toBeNull()
    expect(readableClaims(null, null, SHOP, NOW)).toBeNull()
    expect(readableClaims(grant, null, 'https://other.example', NOW)).toBeNull()
    expect(readableClaims(grant, null, SHOP, NOW + 1000)).toBeNull()
    expect(readableClaims({ ...grant, state: 'paused' }, null, SHOP, NOW)).toBeNull()
  })

  it('query says granted only when every claim stands', () => {
    expect(isGranted(['email'], [grant], SHOP, NOW)).toBe(true)
    expect(isGranted(['email', 'tel'], [grant], SHOP, NOW)).toBe(false)
    expect(isGranted([], [grant], SHOP, NOW)).toBe(false)
    expect(isGranted(['email'], [grant], 'https://other.example', NOW)).toBe(false)
    expect(isGranted(['email'], [{ ...grant, state: 'expired' }], SHOP, NOW)).toBe(false)
  })
})

describe('properties', () => {
  const claimNames = [
    'email',
    'tel',
    'bday',
    'name',
    'street-address',
    'shipping street-address',
    'section-a tel',
  ] as const
  const forms: readonly Form[] = ['full', 'alias', 'city', 'country', 'year', 'over:18', 'last:3']
  const origins = [SHOP, 'https://other.example', 'https://a.shop.example']
  const grantedClaim: fc.Arbitrary<GrantedClaim> = fc
    .record({
      claim: fc.constantFrom(...claimNames),
      form: fc.constantFrom<Form>('full', 'full', 'full', ...forms),
      record: fc.constantFrom(id(901), id(902)),
    })
    .map(({ claim, form, record }) => granted(claim, form, record))
  const standingGrant: fc.Arbitrary<StandingGrant> = fc
    .record({
      n: fc.integer({ min: 1, max: 40 }),
      origin: fc.constantFrom(...origins),
      claims: fc.array(grantedClaim, { minLength: 1, maxLength: 5 }),
      ends: fc.option(fc.integer({ min: NOW - 2, max: NOW + 2 })),
      state: fc.constantFrom<GrantState>('granted', 'granted', 'paused', 'revoked', 'expired'),
      created: fc.integer({ min: 0, max: 9 }),
    })
    .map(({ n, state, ...more }) => {
      const grant = makeGrant({ ...more, id: id(n) })
      return { grant, state, claims: grant.claims, revoked: null, paused: null, lastUsed: null }
    })
  const wishes: fc.Arbitrary<ClaimRequest[]> = fc.uniqueArray(
    fc.record({
      claim: fc.constantFrom<string>(...claimNames),
      required: fc.boolean(),
      accepts: fc.uniqueArray(fc.constantFrom(...forms.slice(1)), { maxLength: 3 }),
    }),
    { selector: ({ claim }) => claim, minLength: 0, maxLength: 4 },
  )
  const refusal: fc.Arbitrary<Refusal> = fc.record({
    id: fc.constant(id(60)),
    origin: fc.constantFrom(...origins),
    claims: fc.option(
      fc.uniqueArray(fc.constantFrom<string>(...claimNames), { minLength: 1, maxLength: 2 }),
      { freq: 9 },
    ),
    created: fc.constant(0),
    until: fc.option(fc.integer({ min: NOW - 2, max: NOW + 2 })),
    cause: fc.constantFrom('person', 'silence'),
  })
  const input = fc.record({
    origin: fc.constantFrom(...origins),
    claims: wishes,
    grants: fc.array(standingGrant, { maxLength: 12, size: 'max' }),
    refusals: fc.oneof(fc.constant([]), fc.array(refusal, { maxLength: 2 })),
    now: fc.integer({ min: NOW - 2, max: NOW + 2 }),
  })

  it('never allows a claim without a live grant of this origin that covers its form', () => {
    const kinds = new Map<string, number>()
    fc.assert(
      fc.property(input, ({ origin, claims, grants, refusals, now }) => {
        const decision = decide({ origin, request: request(...claims), grants, refusals, now })
        kinds.set(decision.kind, (kinds.get(decision.kind) ?? 0) + 1)
        if (decision.kind === 'refuse') return true
        const released = decision.kind === 'allow' ? decision.claims : decision.standing
        return released.every((claim) =>
          grants.some(
            ({ grant, state, claims: standing }) =>
              state === 'granted' &&
              grant.origin === origin &&
              (grant.ends === null || now < grant.ends) &&
              standing.includes(claim) &&
              claims.some((wish) => answers(claim, wish)),
          ),
        )
      }),
      { numRuns: 3000 },
    )
    for (const kind of ['allow', 'ask', 'refuse']) expect(kinds.get(kind) ?? 0).toBeGreaterThan(30)
  })

  it('standing, missing and withheld are together the request, each claim once', () => {
    fc.assert(
      fc.property(input, ({ origin, claims, grants, refusals, now }) => {
        const decision = decide({ origin, request: request(...claims), grants, refusals, now })
        if (decision.kind === 'refuse') return
        const standing = decision.kind === 'allow' ? decision.claims : decision.standing
        const missing = decision.kind === 'allow' ? [] : decision.missing
        const names = [
          ...standing.map(({ claim }) => claim),
          ...missing.map(({ claim }) => claim),
          ...decision.withheld,
        ]
        expect(names.sort()).toEqual(claims.map(({ claim }) => claim).sort())
        expect(decision.grants.flatMap((grant) => grant.claims).length).toBe(standing.length)
        if (decision.kind === 'ask') expect(missing.length).toBeGreaterThan(0)
      }),
      { numRuns: 1000 },
    )
  })

  it('a difference splits the request in two', () => {
    fc.assert(
      fc.property(wishes, fc.array(standingGrant, { maxLength: 6 }), (claims, grants) => {
        const { covered, missing } = difference(claims, grants)
        const both = claims.filter(
          (wish) => covered.some((one) => one.request === wish) !== missing.includes(wish),
        )
        expect(both).toEqual(claims)
      }),
    )
  })

  it('more grants never lead to more being asked, more refusals never to more being released', () => {
    fc.assert(
      fc.property(
        input,
        fc.array(standingGrant, { maxLength: 3 }),
        fc.array(refusal, { maxLength: 2 }),
        (one, grants, refusals) => {
          const call = (more: Partial<typeof one>) =>
            decide({ ...one, ...more, request: request(...one.claims) })
          const count = (decision: ReturnType<typeof decide>) =>
            decision.kind === 'refuse'
              ? 0
              : decision.kind === 'allow'
                ? decision.claims.length
                : decision.standing.length
          expect(count(call({ grants: [...one.grants, ...grants] }))).toBeGreaterThanOrEqual(count(call({})))
          expect(count(call({ refusals: [...one.refusals, ...refusals] }))).toBeLessThanOrEqual(
            count(call({})),
          )
        },
      ),
    )
  })
})
