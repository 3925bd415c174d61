import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '@/lib/base/time'
import { decide } from '@/lib/grants/decide'
import { promptLines } from '@/lib/grants/lines'
import type { CollectionRequest, SiteRequest } from '@/lib/grants/request'
import type { Rule } from '@/lib/grants/rule'
import { applyRules, liftRule, overBudget, ruleRecord, standingRules, withinRules } from '@/lib/grants/rules'
import { currentValue } from '@/lib/records/merge'
import { ask, granted, id, NOW, reader, request, SHOP, stampAt, standing, view } from './help'

type Body = Rule extends infer One ? (One extends Rule ? Omit<One, 'id' | 'created'> : never) : never
const rule = (body: Body, n = 70): Rule => ({ id: id(n), created: NOW, ...body }) as Rule
const need = (claim: string, accepts: readonly 'alias'[] = []) => ask(claim, { required: true, accepts })
const contacts = (fields: string[], required = false): CollectionRequest => ({
  collection: 'contacts',
  actions: ['read'],
  fields,
  required,
})
const none = { refuse: false, withheld: [] as string[], left: [] as string[] }

describe('what rules leave of a request', () => {
  const emails: CollectionRequest = { ...contacts(['email']), collection: 'emails' }
  const own: CollectionRequest = { ...contacts([]), collection: 'app:notes', fields: null }
  const withCollections = (...collections: CollectionRequest[]): SiteRequest => ({
    ...request(need('name')),
    collections,
  })

  it.each<[string, Body, SiteRequest, Partial<typeof none>]>([
    [
      'never, optional',
      { kind: 'never', claim: 'tel' },
      request(need('email'), ask('tel')),
      { withheld: ['tel'], left: ['email'] },
    ],
    [
      'never, required',
      { kind: 'never', claim: 'tel' },
      request(ask('email'), need('tel')),
      { refuse: true, withheld: ['tel'], left: ['email'] },
    ],
    [
      'never, all that was asked',
      { kind: 'never', claim: 'tel' },
      request(ask('tel')),
      { refuse: true, withheld: ['tel'] },
    ],
    [
      'never, with prefixes asked',
      { kind: 'never', claim: 'tel' },
      request(need('email'), ask('section-x shipping tel'), ask('work tel')),
      { withheld: ['section-x shipping tel', 'work tel'], left: ['email'] },
    ],
    [
      'never, with prefixes said',
      { kind: 'never', claim: 'work tel' },
      request(ask('tel'), ask('home tel'), ask('work tel')),
      { withheld: ['work tel'], left: ['tel', 'home tel'] },
    ],
    [
      'never, a part of it',
      { kind: 'never', claim: 'tel' },
      request(need('email'), ask('tel-national')),
      { withheld: ['tel-national'], left: ['email'] },
    ],
    ['never, another', { kind: 'never', claim: 'tel' }, request(need('email')), { left: ['email'] }],
    [
      'never, the field of an own collection',
      { kind: 'never', claim: 'email' },
      withCollections(emails),
      { withheld: ['emails'], left: ['name'] },
    ],
    [
      'never, a field of other people',
      { kind: 'never', claim: 'email' },
      withCollections(contacts(['email'])),
      { left: ['name', 'contacts'] },
    ],
    [
      'never, a collection',
      { kind: 'never', claim: 'contacts' },
      withCollections(contacts(['name'])),
      { withheld: ['contacts'], left: ['name'] },
    ],
    [
      'never, a required collection',
      { kind: 'never', claim: 'contacts' },
      withCollections(contacts(['name'], true)),
      { refuse: true, withheld: ['contacts'], left: ['name'] },
    ],
    [
      'never, a locker',
      { kind: 'never', claim: `app:notes@${SHOP}` },
      withCollections(own),
      { withheld: [`app:notes@${SHOP}`], left: ['name'] },
    ],
    [
      'only, accepted',
      { kind: 'only', claim: 'email', forms: ['alias'] },
      request(need('email', ['alias'])),
      { left: ['email'] },
    ],
    [
      'only, not accepted, required',
      { kind: 'only', claim: 'email', forms: ['alias'] },
      request(need('email')),
      { refuse: true, withheld: ['email'] },
    ],
    [
      'only, not accepted, optional',
      { kind: 'only', claim: 'email', forms: ['alias'] },
      request(need('tel'), ask('email')),
      { withheld: ['email'], left: ['tel'] },
    ],
    [
      'only, the same under another name',
      { kind: 'only', claim: 'name', forms: ['given-name'] },
      request(need('given-name'), ask('family-name')),
      { withheld: ['family-name'], left: ['given-name'] },
    ],
    [
      'only, a part that tells more than the form',
      { kind: 'only', claim: 'bday', forms: ['over:18'] },
      request(need('email'), ask('bday-year'), ask('bday-day')),
      { withheld: ['bday-year', 'bday-day'], left: ['email'] },
    ],
    [
      'never, whatever form is accepted',
      { kind: 'never', claim: 'email' },
      request(need('tel'), ask('email', { accepts: ['alias'] })),
      { withheld: ['email'], left: ['tel'] },
    ],
    [
      'never, with prefixes said, of an own collection',
      { kind: 'never', claim: 'work email' },
      withCollections(emails),
      { left: ['name', 'emails'] },
    ],
    [
      'optional-only, all optional',
      { kind: 'optional-only' },
      request(ask('email'), ask('tel')),
      { refuse: true, left: ['email', 'tel'] },
    ],
    [
      'optional-only, one required',
      { kind: 'optional-only' },
      request(ask('email'), need('tel')),
      { left: ['email', 'tel'] },
    ],
    [
      'optional-only, a required collection',
      { kind: 'optional-only' },
      { ...request(ask('tel')), collections: [contacts(['name'], true)] },
      { left: ['tel', 'contacts'] },
    ],
    [
      'refuse-always, this site',
      { kind: 'refuse-always', origin: SHOP },
      request(need('email')),
      { refuse: true, left: ['email'] },
    ],
    [
      'refuse-always, another site',
      { kind: 'refuse-always', origin: 'https://other.example' },
      request(need('email')),
      { left: ['email'] },
    ],
    ['budget', { kind: 'budget', reads: 1, origin: null }, request(need('email')), { left: ['email'] }],
  ])('%s', (_name, body, wish, expected) => {
    const found = applyRules(wish, SHOP, [rule(body)])
    expect({
      refuse: found.refuse,
      withheld: found.withheld,
      left: [
        ...found.request.claims.map(({ claim }) => claim),
        ...(found.request.collections ?? []).map(({ collection }) => collection),
      ],
    }).toEqual({ ...none, ...expected })
    const changed = expected.refuse || expected.withheld !== undefined || body.kind === 'only'
    expect(found.applied).toHaveLength(changed ? 1 : 0)
  })

  it('a required collection keeps the fields that no rule speaks of', () => {
    const wish = { ...contacts(['tel', 'tel-extension'], true), collection: 'phones' }
    const found = applyRules({ ...request(), collections: [wish] }, SHOP, [
      rule({ kind: 'never', claim: 'tel' }),
    ])
    expect(found.request.collections).toEqual([{ ...wish, fields: ['tel-extension'] }])
  })

  it('of the forms a site accepts only those that the rule allows are left', () => {
    const only = rule({ kind: 'only', claim: 'bday', forms: ['over:18', 'over:21'] })
    const wish = request(ask('bday', { accepts: ['year', 'over:18'] }))
    expect(applyRules(wish, SHOP, [only]).request.claims).toEqual([
      { ...ask('bday'), accepts: ['over:18'], withoutFull: true },
    ])
  })

  it('a claim never given is not given in a form that another rule allows', () => {
    const rules = [
      rule({ kind: 'never', claim: 'email' }),
      rule({ kind: 'only', claim: 'email', forms: ['alias'] }, 71),
    ]
    for (const any of [rules, [...rules].reverse()]) {
      const found = applyRules(request(need('tel'), ask('email', { accepts: ['alias'] })), SHOP, any)
      expect(found.request.claims).toEqual([need('tel')])
      expect(found.applied).toEqual(any)
    }
  })

  it('what is asked about each time is said', () => {
    const rules = [rule({ kind: 'ask-always', origin: SHOP })]
    expect(applyRules(request(ask('email')), SHOP, rules)).toMatchObject({ askAlways: true, applied: rules })
  })

  it('the shortest of the lengths counts, and is shown where it matters', () => {
    const rules = [rule({ kind: 'longest', days: 30 }), rule({ kind: 'longest', days: 7 }, 71)]
    const of = (access: SiteRequest['access']) =>
      applyRules({ ...request(ask('email')), access }, SHOP, rules)
    expect(of('once')).toMatchObject({ longest: 7 * DAY, applied: [] })
    expect(of({ for: 'P10D' })).toMatchObject({ longest: 7 * DAY, applied: [rules[1]] })
    expect(of({ until: '2027-01-01' }).applied).toEqual(rules)
    expect(applyRules(request(ask('email')), SHOP, []).longest).toBeNull()
  })
})

describe('rules in a decision', () => {
  const base = { origin: SHOP, refusals: [], now: NOW, grants: [standing()] }
  const decided = (wish: SiteRequest, ...rules: Rule[]) => decide({ ...base, request: wish, rules })

  it('ask always asks about what stands', () => {
    expect(decided(request(ask('email')), rule({ kind: 'ask-always', origin: SHOP }))).toMatchObject({
      kind: 'ask',
      standing: [],
      missing: [ask('email')],
    })
    expect(
      decided(request(ask('email')), rule({ kind: 'ask-always', origin: 'https://b.example' })).kind,
    ).toBe('allow')
  })

  it('never is stronger than a grant', () => {
    expect(decided(request(need('email')), rule({ kind: 'never', claim: 'email' })).kind).toBe('refuse')
    const street = request(need('shipping street-address'), ask('email'))
    expect(decided(street, rule({ kind: 'never', claim: 'email' }))).toMatchObject({
      kind: 'allow',
      claims: [granted('shipping street-address')],
      withheld: ['email'],
    })
  })

  it('only an alias: the whole address that stands does not answer, and is not offered', () => {
    const decision = decided(
      request(ask('email', { accepts: ['alias'] })),
      rule({ kind: 'only', claim: 'email', forms: ['alias'] }),
    )
    expect(decision).toMatchObject({ kind: 'ask', standing: [], missing: [{ withoutFull: true }] })
    if (decision.kind !== 'ask') return
    const lines = promptLines({
      missing: decision.missing,
      views: () => [view('emails', { email: 'ada@example.org' })],
      context: { today: '2026-05-03', aliasTag: 'shop' },
    })
    expect(lines[0]?.candidates[0]?.forms.map(({ form }) => form)).toEqual(['alias'])
  })

  it('a collection that stands answers without the field that a rule keeps back', () => {
    const phones = { collection: 'phones', actions: ['read' as const], fields: ['tel', 'tel-extension'] }
    const grant = { ...standing(), collections: [{ ...phones, newToo: true, sees: () => true }] }
    const wish = { ...request(), collections: [{ ...phones, required: true }] }
    const never = rule({ kind: 'never', claim: 'tel' })
    expect(decide({ ...base, grants: [grant], request: wish, rules: [never] })).toMatchObject({
      kind: 'allow',
      collections: [{ collection: 'phones', fields: ['tel-extension'] }],
    })
    const { collections } = withinRules(grant, [never, rule({ kind: 'never', claim: 'phones' }, 71)])
    expect(collections).toEqual([])
  })

  it('what stands is cut to what the rules leave', () => {
    const grant = standing({ claims: [granted('email'), granted('tel')] })
    const never = rule({ kind: 'never', claim: 'tel' })
    expect(withinRules(grant, [never]).claims).toEqual([granted('email')])
    expect(withinRules(grant, [rule({ kind: 'never', claim: 'bday' })])).toBe(grant)
    const names = standing({ claims: [granted('given-name'), granted('family-name'), granted('bday-year')] })
    const only = [
      rule({ kind: 'only', claim: 'name', forms: ['given-name'] }),
      rule({ kind: 'only', claim: 'bday', forms: ['over:18'] }, 71),
    ]
    expect(withinRules(names, only).claims).toEqual([granted('given-name')])
  })
})

describe('a budget', () => {
  const rules = [rule({ kind: 'budget', reads: 2, origin: null })]
  it.each<[string, number[], boolean]>([
    ['none yet', [], false],
    ['one', [NOW - 1], false],
    ['two', [NOW - 1, NOW - 2], true],
    ['one an hour ago', [NOW - 1, NOW - HOUR], false],
    ['a clock set back', [NOW + 5, NOW + 6], true],
  ])('%s', (_name, reads, over) => {
    expect(overBudget(rules, SHOP, reads, NOW)).toBe(over)
  })
  it('of one site is not another’s', () => {
    const own = [rule({ kind: 'budget', reads: 1, origin: SHOP })]
    expect(overBudget(own, SHOP, [NOW], NOW)).toBe(true)
    expect(overBudget(own, 'https://b.example', [NOW], NOW)).toBe(false)
    expect(overBudget([], SHOP, [NOW, NOW], NOW)).toBe(false)
  })
})

describe('rules in the log', () => {
  const all: readonly Rule[] = [
    rule({ kind: 'never', claim: 'work tel' }, 1),
    rule({ kind: 'never', claim: 'contacts' }, 2),
    rule({ kind: 'only', claim: 'bday', forms: ['over:18', 'year'] }, 3),
    rule({ kind: 'longest', days: 30 }, 4),
    rule({ kind: 'optional-only' }, 5),
    rule({ kind: 'ask-always', origin: SHOP }, 6),
    rule({ kind: 'refuse-always', origin: SHOP }, 7),
    rule({ kind: 'budget', reads: 10, origin: null }, 8),
    rule({ kind: 'never', claim: `app:notes@${SHOP}` }, 9),
  ]
  it('are read as they were written, until lifted, and are not lifted twice', () => {
    const state = reader(...all.map((one, i) => ruleRecord(one, stampAt(i + 1))))
    expect(standingRules(state)).toEqual(all)
    state.apply(liftRule(id(3), stampAt(20)))
    state.apply({
      collection: '~rules',
      id: id(3),
      fields: { lifted: [{ value: null, stamp: stampAt(30) }] },
    })
    expect(standingRules(state)).toEqual(all.filter((one) => one.id !== id(3)))
    const record = state.get('~rules', id(3))
    expect(record && currentValue(record, 'lifted')).toBe(20)
  })
  it.each<[string, object]>([
    ['the value itself as a form', { kind: 'only', claim: 'email', forms: ['full'] }],
    ['a form of another claim', { kind: 'only', claim: 'email', forms: ['city'] }],
    [
      'a form of another claim beside one of its own',
      { kind: 'only', claim: 'email', forms: ['alias', 'city'] },
    ],
    ['a form twice', { kind: 'only', claim: 'email', forms: ['alias', 'alias'] }],
    ['a claim in another spelling', { kind: 'only', claim: ' EMAIL', forms: ['alias'] }],
    ['cards as a whole', { kind: 'never', claim: 'cards' }],
    ['no form', { kind: 'only', claim: 'email', forms: [] }],
    ['every claim', { kind: 'never', claim: '*' }],
    ['no days', { kind: 'longest', days: 0 }],
    ['a part of a read', { kind: 'budget', reads: 0.5, origin: null }],
    ['no origin', { kind: 'ask-always', origin: 'shop' }],
    ['an unknown kind', { kind: 'always' }],
    ['more than a rule', { kind: 'optional-only', claim: 'tel' }],
  ])('%s is no rule', (_name, body) => {
    const record = { ...body, id: id(1), created: NOW } as unknown as Rule
    expect(standingRules(reader(ruleRecord(record, stampAt(1))))).toEqual([])
  })
  it('one under the name of another is no rule', () => {
    const record = ruleRecord(rule({ kind: 'optional-only' }, 1), stampAt(1))
    expect(standingRules(reader({ ...record, id: id(2) }))).toEqual([])
  })
})
