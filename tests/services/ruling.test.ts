import { describe, expect, it } from 'vitest'
import { RULES } from '@/lib/grants/rules'
import { grantRecord, standingGrants } from '@/lib/grants/standing'
import type { RecordState } from '@/lib/records/record'
import { createRuling, type NewRule } from '@/lib/services/ruling'
import { granted, id, makeGrant, memoryVault, NOW, SHOP, stampAt } from '../grants/help'

const ALL: readonly NewRule[] = [
  { kind: 'never', claim: 'bday' },
  { kind: 'only', claim: 'email', forms: ['alias'] },
  { kind: 'longest', days: 30 },
  { kind: 'optional-only' },
  { kind: 'ask-always', origin: SHOP },
  { kind: 'refuse-always', origin: 'https://spam.example' },
  { kind: 'budget', reads: 20, origin: null },
]

function open(...start: RecordState[]) {
  let random = 2000
  const memory = memoryVault(() => NOW, ...start)
  const ruling = createRuling({
    vault: memory.vault,
    now: () => NOW,
    random: (length) => {
      random++
      return Uint8Array.from({ length }, (_, i) => (i < 2 ? (random >> (8 * i)) & 255 : 1))
    },
    browserSession: 'session',
  })
  return { ...memory, ruling }
}

describe('rules', () => {
  it.each(ALL)('of the kind $kind are kept as they were made, and lifted', async (made) => {
    const { ruling, commits } = open()
    const rule = await ruling.add(made)
    expect(rule).toMatchObject({ ...made, created: NOW })
    expect(ruling.rules()).toEqual([rule])
    expect(commits.map((one) => one.map(({ collection }) => collection))).toEqual([[RULES]])
    await ruling.lift(rule?.id ?? '')
    await ruling.lift(rule?.id ?? '')
    await ruling.lift('unknown')
    expect(ruling.rules()).toEqual([])
    expect(commits).toHaveLength(2)
  })

  it('are kept once', async () => {
    const { ruling, commits } = open()
    for (const made of [...ALL, ...ALL]) await ruling.add(made)
    expect(ruling.rules()).toHaveLength(ALL.length)
    expect(commits).toHaveLength(ALL.length)
    const [never] = ruling.rules()
    expect(await ruling.add({ claim: 'bday', kind: 'never' })).toEqual(never)
  })

  it('of every site and of one site hold both', async () => {
    const { ruling } = open()
    const all = await ruling.add({ kind: 'budget', reads: 20, origin: null })
    const one = await ruling.add({ kind: 'budget', reads: 5, origin: SHOP })
    const other = await ruling.add({ kind: 'budget', reads: 9, origin: 'https://other.example' })
    expect(ruling.rules()).toEqual([all, one, other])
  })

  it('are lifted one by one, and what is none lifts nothing', async () => {
    const { ruling, commits } = open()
    const [kept, lifted] = [await ruling.add(ALL[0]!), await ruling.add(ALL[1]!)]
    await ruling.lift(lifted?.id ?? '')
    await ruling.lift('unknown')
    expect(ruling.rules()).toEqual([kept])
    expect(commits).toHaveLength(3)
  })

  it.each<[NewRule, NewRule]>([
    [
      { kind: 'longest', days: 30 },
      { kind: 'longest', days: 90 },
    ],
    [
      { kind: 'budget', reads: 5, origin: SHOP },
      { kind: 'budget', reads: 9, origin: SHOP },
    ],
    [
      { kind: 'only', claim: 'street-address', forms: ['city'] },
      { kind: 'only', claim: 'street-address', forms: ['country'] },
    ],
    [
      { kind: 'ask-always', origin: SHOP },
      { kind: 'refuse-always', origin: SHOP },
    ],
  ])('about the same thing: the later holds', async (before, after) => {
    const { ruling, commits } = open()
    await ruling.add(before)
    const later = await ruling.add(after)
    expect(ruling.rules()).toEqual([later])
    expect(commits).toHaveLength(2)
  })

  it.each<NewRule>([
    { kind: 'never', claim: 'no such claim' },
    { kind: 'only', claim: 'email', forms: ['full'] },
    { kind: 'only', claim: 'email', forms: ['city'] },
    { kind: 'only', claim: 'email', forms: [] },
    { kind: 'longest', days: 0 },
    { kind: 'longest', days: 1.5 },
    { kind: 'budget', reads: 0, origin: null },
    { kind: 'refuse-always', origin: 'shop.example' },
    { kind: 'ask-always', origin: 'https://shop.example/path' },
  ])('that are none are not kept: %o', async (made) => {
    const { ruling, commits } = open()
    expect(await ruling.add(made)).toBeNull()
    expect(commits).toEqual([])
  })
})

describe('what stands already', () => {
  const contacts = {
    collection: 'phones',
    actions: ['read'],
    fields: ['tel', 'tel-extension'],
    newToo: true,
  } as const
  const notes = { collection: 'notes', actions: ['read'], fields: ['title'], newToo: true } as const
  const stands = [
    makeGrant({ id: id(1), claims: [granted('tel'), granted('email')] }),
    makeGrant({ id: id(2), claims: [granted('work tel')] }),
    makeGrant({ id: id(3), claims: [granted('tel', 'last:3')], collections: [notes, contacts] }),
    makeGrant({ id: id(4), claims: [granted('tel')], ends: NOW - 1 }),
  ].map((grant) => grantRecord(grant, stampAt(NOW - 500)))
  const against = async (made: NewRule) => {
    const { ruling, vault } = open(...stands)
    const rule = await ruling.add(made)
    expect(standingGrants(vault, NOW, 'session').map(({ state }) => state)).toEqual([
      'granted',
      'granted',
      'granted',
      'expired',
    ])
    return rule ? ruling.against(rule).map(({ standing, parts }) => [standing.grant.id, parts]) : null
  }

  it('is told where a rule keeps it back, and is not revoked', async () => {
    expect(await against({ kind: 'never', claim: 'tel' })).toEqual([
      [id(1), ['tel']],
      [id(2), ['work tel']],
      [id(3), ['tel', 'phones.tel']],
    ])
  })

  it('may keep the coarser forms that a rule allows', async () => {
    expect(await against({ kind: 'only', claim: 'tel', forms: ['last:3'] })).toEqual([
      [id(1), ['tel']],
      [id(2), ['work tel']],
      [id(3), ['phones.tel']],
    ])
  })

  it('is whole under rules about time and requests', async () => {
    expect(await against({ kind: 'longest', days: 1 })).toEqual([])
    expect(await against({ kind: 'ask-always', origin: SHOP })).toEqual([])
  })

  it('is named whole, while it stands, where its site is always refused', async () => {
    expect(await against({ kind: 'refuse-always', origin: SHOP })).toEqual([
      [id(1), ['tel', 'email']],
      [id(2), ['work tel']],
      [id(3), ['tel', 'notes', 'phones']],
    ])
    expect(await against({ kind: 'refuse-always', origin: 'https://other.example' })).toEqual([])
  })
})
